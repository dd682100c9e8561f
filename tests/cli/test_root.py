"""The root of the command line: help, misuse, files that are not there or not ours."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from smallcrm import __version__
from smallcrm.cli.commands import NOUNS, ROOT
from smallcrm.store import database

Run = Callable[..., tuple[int, str, str]]

COMPLETE = {"_SMALLCRM_COMPLETE": "complete_bash"}


def test_alone_and_piped_it_prints_help(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out == run("--help")[1]
    assert all(f"  {name} " in out for name in ROOT)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_alone_prints_its_help(run: Run, noun: str) -> None:
    code, out, err = run(noun)
    assert (code, err) == (0, "")
    assert out == run(noun, "-h")[1]
    assert out.startswith(f"Usage: smallcrm {noun} ")


@pytest.mark.parametrize(
    ("arguments", "what", "hint"),
    [
        (["contakt"], "there is no command 'contakt'", "did you mean contact?"),
        (["frobnicate"], "there is no command 'frobnicate'", "smallcrm --help lists them"),
        (["contact", "frobnicate"], "there is no command 'frobnicate'", "smallcrm contact --help lists them"),
        (["contact", "list", "--shoe"], "no such option: --shoe", "smallcrm contact list --help shows how"),
        (["--shoe"], "no such option: --shoe", "smallcrm --help shows how"),
        (["contact", "show"], "missing argument 'WHO'", "smallcrm contact show --help shows how"),
        (["contact", "list", "--limit", "x"], "invalid value for '--limit'", "smallcrm contact list --help shows how"),
        (["contact", "list", "--limit", "-1"], "invalid value for '--limit'", "smallcrm contact list --help shows how"),
    ],
)
def test_misuse_is_told_on_one_line(run: Run, arguments: list[str], what: str, hint: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith(f"smallcrm: {what}")
    assert err.endswith(f"; {hint}\n")


def test_version_prints_name_and_number(run: Run) -> None:
    assert run("--version") == (0, f"smallcrm {__version__}\n", "")


def test_no_database_reads_as_empty_with_a_hint_and_creates_nothing(run: Run, environ: dict[str, str]) -> None:
    code, out, err = run("contact", "list", "--format", "table")
    assert (code, out) == (0, "")
    assert err == f"there is no database yet at {environ['SMALLCRM_DB']}; smallcrm add NAME begins one\n"
    assert run("contact", "list", "--json") == (0, "[]\n", err)
    assert run("today", "--ids") == (0, "", err)
    assert run("contact", "show", "Dana")[0] == 3
    assert not list(Path(environ["SMALLCRM_DB"]).parent.iterdir())


@pytest.mark.parametrize("command", [["contact", "list"], ["contact", "add", "Dana"], ["today"], ["config", "list"]])
def test_a_folder_is_no_database(run: Run, tmp_path: Path, command: list[str]) -> None:
    code, out, err = run(*command, "--db", str(tmp_path))
    assert (code, out) == (6, "")
    assert err.startswith("smallcrm: ")
    assert err.count("\n") == 1


def test_a_foreign_file_is_refused_and_left_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are my notes" * 20)
    assert run("contact", "add", "Dana", "--db", str(path))[0] == 6
    assert path.read_text() == "these are my notes" * 20


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_seven(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert run("contact", "add", "Dana", "--db", str(folder / "x.db"))[0] == 7


@pytest.mark.parametrize(
    ("arguments", "env"),
    [
        (["--version"], {}),
        (["--help"], {}),
        (["contact", "--help"], {}),
        (["contact", "add", "--help"], {}),
        ([], {**COMPLETE, "COMP_WORDS": "smallcrm con", "COMP_CWORD": "1"}),
        ([], {**COMPLETE, "COMP_WORDS": "smallcrm contact list --kind ", "COMP_CWORD": "4"}),
    ],
)
def test_help_version_and_completion_open_no_database(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str], env: dict[str, str]
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("a database was opened")

    monkeypatch.setattr(database, "open_reader", refuse)
    monkeypatch.setattr(database, "open_writer", refuse)
    code, out, err = run(*arguments, env=env)
    assert (code, err) == (0, "")
    assert out


def test_an_interrupt_is_130_and_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "open_reader", interrupt)
    assert run("contact", "list") == (130, "", "")


def test_debug_shows_where_an_error_arose(run: Run) -> None:
    err = run("contact", "show", "99", "--debug")[2]
    assert err.startswith("Traceback")
    assert err.splitlines()[-1].startswith("smallcrm: there is no contact 99")
