"""Names that mean harm, in every field, through every command and format: they are only ever text."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from itertools import cycle
from pathlib import Path

import pytest

from smallcrm.cli.commands import NOUNS, VERBS
from smallcrm.text.safe import clean_input, clean_notes

Run = Callable[..., tuple[int, str, str]]
Command = tuple[str, ...]

WITHOUT_OUTPUT = {("tui",), ("demo",)}
FORMATS = ("table", "tsv", "csv", "json")
MODES = ("app", "lro", "words", "terminal", "off")
OWN_STYLES = re.compile(r"\x1b\[(?:\d+m|8[lh])")
MARKS = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def every_command() -> set[Command]:
    """Every command that the root and the nouns know."""
    found: set[Command] = {(name,) for name in VERBS}
    for name, entry in NOUNS.items():
        noun = getattr(import_module(f"smallcrm.cli.{entry.module}"), entry.noun)
        found |= {(name, verb) for verb in noun.registered}
    return found - WITHOUT_OUTPUT


def writes(text: str, folder: str) -> list[Command]:
    """Commands that put the text wherever text goes; some refuse it."""
    person = (
        "--company", text, "--title", text, "--address", text, "--city", text, "--postal-code", text, "--country", text,
        "--source", text, "--language", text, "--notes", text, "--do-not-contact", text, "--tag", text,
        "--email", "harm@x.example", "--phone", f"{text}=050-1234567", "--set", f"name={text}", "--force",
    )  # fmt: skip
    firm = (
        "--address", text, "--city", text, "--country", text, "--notes", text, "--tag", text, "--domain", "x.example",
        "--set", f"industry={text}", "--set", f"tax_id={text}", "--set", f"name={text} Ltd", "--set", f"website={text}",
    )  # fmt: skip
    return [
        ("contact", "add", "x", *person),
        ("add", text, "--force"),
        ("quick", text),
        ("quick", f"contact:1: {text} #{text} > fri {text}"),
        ("company", "add", "y", *firm),
        ("channel", "add", "1", text, "--type", "other", "--label", text),
        ("channel", "add", "1", f"{text}@x.example"),
        ("channel", "edit", "1", text, "--label", f"{text}2"),
        ("channel", "delete", "1", f"{text} not there"),
        ("field", "add", text, "--key", "harm", "--of", "contact"),
        ("field", "add", f"{text} 2", "--type", "choice", "--choice", text, "--of", "contact"),
        ("field", "edit", "harm", "--label", f"{text} 3"),
        ("contact", "edit", "1", "--set", f"harm={text}", "--set", f"{text}=x"),
        ("contact", "edit", "1", "--set", f"harm={text}"),
        ("contact", "edit", "2", "--city", text, "--birthday", text),
        ("contact", "edit", "2", "--city", text),
        ("company", "edit", "1", "--notes", f"{text}\n{text}"),
        ("contact", "tag", "1", text, "vip"),
        ("company", "tag", "1", text),
        ("tag", "edit", text, "--rename", f"{text} 2"),
        ("tag", "edit", "vip", "--cadence", "1d"),
        ("log", "1", text, "--body", text, "--next", "today", "--next-title", text, "--with", "2"),
        ("log", "1", text, "--topic", "complaint", "--no-close", "--in"),
        ("interaction", "edit", "1", "--text", f"{text} 2", "--body", text),
        ("todo", "1", text, "--due", "today", "--notes", text),
        ("follow-up", "add", "1", f"{text} late", "--due", "2026-11-20"),
        ("follow-up", "edit", "1", "--title", text, "--result", text),
        ("follow-up", "snooze", "1", "--to", text),
        ("follow-up", "snooze", "1", "--to", "tomorrow"),
        ("stage", "add", f"{text} stage", "--probability", "30"),
        ("stage", "edit", f"{text} stage", "--name", f"{text} step"),
        ("stage", "move", f"{text} step", "--after", "New"),
        ("deal", "add", text, "--contact", "1", "--amount", "100", "--source", text, "--tag", text),
        ("deal", "add", f"{text} 2", "--company", "1", "--stage", f"{text} step", "--close", "2026-11-01"),
        ("deal", "add", f"{text} 3", "--company", text, "--stage", text),
        ("deal", "edit", "1", "--title", f"{text} 4"),
        ("deal", "tag", "1", text),
        ("deal", "move", "1", "--to", f"{text} step"),
        ("deal", "lose", "1", "--reason", text, "--note", text),
        ("deal", "reopen", "1"),
        ("deal", "win", "1"),
        ("deal", "reopen", "1"),
        ("view", "save", text, text, "--of", "contact"),
        ("view", "save", f"{text} 2", f"city:{text}"),
        ("config", "set", text, text),
        ("config", "set", "lost_reasons", text),
        ("config", "set", "currency", text),
        ("contact", "merge", "2", "--into", "1", "--dry-run"),
        ("company", "merge", text, "--into", "1"),
        ("import", f"{folder}/harm.csv"),
        ("import", f"{folder}/{text[:40]}.csv"),
        ("export", "contacts", "--output", f"{folder}/out.csv"),
        ("export", text),
        ("follow-up", "done", "1", "--result", text),
        ("done", text),
        ("follow-up", "cancel", text),
        ("follow-up", "delete", "follow-up:2"),
        ("interaction", "delete", "interaction:2"),
        ("deal", "delete", "2"),
        ("deal", "restore", "2"),
        ("stage", "delete", f"{text} step", "--move-deals-to", text),
        ("field", "delete", text),
        ("tag", "delete", text),
        ("view", "delete", f"{text} 2"),
        ("contact", "delete", "2"),
        ("company", "delete", "1"),
        ("undo",),
        ("redo",),
        ("undo", text),
        ("contact", "restore", "2"),
        ("company", "restore", "1"),
        ("channel", "delete", "1", "050-1234567"),
        ("contact", "delete", "2"),
    ]


def reads(text: str) -> list[Command]:
    """Commands that show what is stored, and those that answer to the text itself."""
    return [
        ("contact", "list"), ("contact", "show", "1"), ("contact", "timeline", "1"), ("contact", "history", "1"),
        ("contact", "duplicates"), ("company", "list"), ("company", "show", "1"), ("company", "timeline", "1"),
        ("company", "history", "1"), ("company", "duplicates"), ("channel", "list"), ("interaction", "list"),
        ("interaction", "show", "1"), ("follow-up", "list", "--all"), ("follow-up", "show", "1"),
        ("deal", "list", "--all"), ("deal", "board"), ("deal", "show", "1"), ("stage", "list"), ("tag", "list"),
        ("field", "list"), ("view", "list"), ("trash", "list"), ("config", "list"), ("config", "path"),
        ("config", "get", text), ("config", "get", "lost_reasons"), ("today",), ("due",), ("pipeline",), ("history",),
        ("find", text), ("show", text), ("show", "contact:1"), ("contact", "list", text), ("contact", "show", text),
        ("contact", "list", "--fields", "id,name,notes,city,address,source,harm"), ("contact", "list", f"+{text}"),
        ("contact", "list", f"{text}:x"), ("contact", "list", f"city:{text}", "--sort", text),
        ("contact", "list", "--fields", text), ("contact", "list", "--view", text), ("export", "contacts"),
        ("company", "list", f"city:{text}"), ("deal", "list", f"stage:{text}"), ("undo", "--dry-run"), (text,),
        ("contact", text), ("contact", "list", f"--{text}"), ("contact", "list", "--format", text),
        ("trash", "empty", text, "--yes"), ("trash", "empty", "--dry-run"), ("restore", text),
        ("trash", "restore", "contact:1", "--dry-run"),
    ]  # fmt: skip


def assert_harmless(command: Sequence[str], ran: tuple[int, str, str]) -> None:
    """No control character in either stream, and no fault."""
    code, out, err = ran
    label = " ".join(part[:60] for part in command)
    assert "a fault in smallcrm" not in err, (label, err[:600])
    assert "Traceback" not in err, (label, err[-600:])
    assert code != 1, (label, err[:600])
    for name, stream in (("stdout", out.replace("\r\n", "\n")), ("stderr", err)):
        raw = RAW.search(OWN_STYLES.sub("", stream))
        assert raw is None, (label, name, stream[max(0, raw.start() - 60) : raw.end() + 20])


def test_every_command_is_tried() -> None:
    tried = {command[:size] for command in [*writes("x", "."), *reads("x")] for size in (1, 2)}
    assert every_command() - tried == set()


def test_a_text_in_every_field_stays_a_text(run: Run, hostile: str, tmp_path: Path) -> None:
    cell = hostile.replace('"', '""')
    (tmp_path / "harm.csv").write_text(f'Name,Company,Notes,"{cell}"\n"{cell} 9","{cell}","{cell}","{cell}"\n')
    for command in writes(hostile, str(tmp_path)):
        assert_harmless(command, run(*command))
    for command, mode in zip(reads(hostile), cycle(MODES), strict=False):
        for shape in FORMATS:
            code, out, err = run(*command, "--format", shape)
            # what is exported keeps the marks that free notes may hold
            assert_harmless(command, (code, MARKS.sub("", out) if command[0] == "export" else out, err))
        code, out, err = run(*command, on_terminal=True, env={"SMALLCRM_BIDI": mode, "SMALLCRM_PAGER": "none"})
        assert_harmless([mode, *command], (code, without_marks(out, mode), without_marks(err, mode)))
    assert_json_gives_it_back(run, hostile)


def without_marks(shown: str, mode: str) -> str:
    """What is shown, without the marks with which the mode tells a terminal the order."""
    return re.sub({"lro": "[\u202d\u202c]", "terminal": "[\u2066-\u2069]"}.get(mode, "$^"), "", shown)


def assert_json_gives_it_back(run: Run, hostile: str) -> None:
    one_line = " ".join(clean_input(hostile).split())
    card = json.loads(run("contact", "show", "1", "--json")[1])
    assert (card["name"], card["city"], card["company"]) == (one_line, one_line, one_line)
    assert card["notes"] == clean_notes(hostile)
    listed = json.loads(run("contact", "list", "id:1", "--json", "--fields", "name,notes")[1])
    assert listed == [{"name": one_line, "notes": clean_notes(hostile)}]


def test_nothing_is_taken_for_markup(run: Run) -> None:
    for markup in ("[red]x[/]", "[/b]", "[@click=app.quit]x[/]", "[link=file:///etc/passwd]y[/link]"):
        for command in (["contact", "add", markup], ["company", "add", markup]):
            assert markup in run(*command)[2]
        for command in (["contact", "list"], ["contact", "show", markup], ["find", markup], ["history"]):
            assert markup in run(*command, "--format", "table", env={"COLUMNS": "200"})[1]
            assert markup in run(*command, on_terminal=True, env={"COLUMNS": "200"})[1]


def test_what_cannot_be_stored_is_refused_by_every_command(run: Run, unstorable: Mapping[str, str]) -> None:
    run("contact", "add", "Dana")
    for text in unstorable.values():
        for command in every_command():
            code, out, err = run(*command, text)
            assert (code, out) == (2, ""), (command, err)
            assert_harmless(command, (code, out, err))


def test_what_cannot_be_stored_is_refused_from_stdin_too(run: Run, unstorable: Mapping[str, str]) -> None:
    run("contact", "add", "Dana")
    for text in unstorable.values():
        for command in (["log", "1", "-"], ["contact", "edit", "1", "--notes", "-"], ["add", "-"], ["todo", "1", "-"]):
            code, out, err = run(*command, stdin=text)
            assert (code, out) == (2, ""), (command, err)
            assert_harmless(command, (code, out, err))


@pytest.mark.parametrize("locale", [{"PYTHONUTF8": "1"}, {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}])
@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        ([b"contact", b"add", b"Jos\xe9"], b""),
        ([b"find", b"\xff"], b""),
        ([b"--db", b"\xff.db", b"contact", b"list"], b""),
        ([b"contact", b"add", b"Jose", b"--notes", b"-"], b"caf\xe9"),
        ([b"contact", b"delete", b"-"], b"1\n\xff\n"),
    ],
)
def test_bytes_that_are_no_text_are_refused(
    environ: dict[str, str], locale: Mapping[str, str], arguments: list[bytes], stdin: bytes
) -> None:
    del environ["PYTHONUTF8"], environ["LANG"]
    done = subprocess.run(
        [sys.executable, "-m", "smallcrm", *arguments],
        input=stdin,
        capture_output=True,
        env={**environ, **locale},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b""), done.stderr
    assert_harmless(["smallcrm"], (2, "", done.stderr.decode()))


def test_no_completion_holds_a_control_character(run: Run, hostile: str) -> None:
    run("contact", "add", "--set", f"name={hostile}", "x", "--tag", hostile, "--company", hostile)
    run("stage", "add", hostile, "--probability", "10")
    run("view", "save", hostile, "x", "--of", "contact")
    for shell in ("bash", "zsh", "fish"):
        for line in ("contact list --tag ", "contact show A", "deal add x --stage ", "contact list --view ", "log A"):
            words = f"smallcrm {line}"
            env = {
                "_SMALLCRM_COMPLETE": f"complete_{shell}",
                "_TYPER_COMPLETE_ARGS": words,
                "COMP_WORDS": words,
                "COMP_CWORD": str(len(words.split()) - (not words.endswith(" "))),
            }
            assert_harmless([shell, line], run(env=env))
