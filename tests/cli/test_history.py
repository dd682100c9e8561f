"""`smallcrm undo`, `redo` and `history`, as scripts depend on them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.importing import apply_import
from smallcrm.interchange.options import ImportOptions
from smallcrm.records.history import Source

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")

ADD_BETA = "add company Beta"


def test_the_history_is_newest_first(run: Run) -> None:
    rows = [line.split("\t") for line in run("history")[1].splitlines()]
    assert [row[0] for row in rows] == ["4", "3", "2", "1"]
    assert rows[0][1:5] == ["2026-11-27T10:00:00Z", "cli", ADD_BETA, "company:2 Beta"]


def test_every_format_holds_the_same_steps(run: Run) -> None:
    assert run("history", "--ids") == (0, "4\n3\n2\n1\n", "")
    newest = json.loads(run("history", "--json")[1])[0]
    assert (newest["id"], newest["label"], newest["records"]) == (4, ADD_BETA, ["company:2 Beta"])
    assert (newest["undoes"], newest["undone_by"]) == (None, None)
    assert run("history", "--csv")[1].splitlines()[0] == "id,at,source,label,records,changes,undoes,undone_by"


def test_a_limit_that_cut_the_history_is_told(run: Run) -> None:
    assert run("history", "--limit", "1", "--ids") == (0, "4\n", "the first 1 shown; --all shows every one\n")
    assert run("history", "--limit", "4", "--ids")[2] == ""


def test_a_limit_that_cut_a_timeline_is_told(run: Run) -> None:
    run("log", "1", "Spoke")
    code, out, err = run("contact", "timeline", "1", "--limit", "1", "--fields", "text")
    assert (code, out, err) == (0, "Spoke\n", "the first 1 shown; --all shows every one\n")
    assert run("contact", "timeline", "1", "--all")[2] == ""


def test_undo_takes_the_last_step_back_and_redo_makes_it_again(run: Run) -> None:
    code, out, err = run("undo")
    assert (code, out) == (0, "")
    assert err.startswith(f"undone: {ADD_BETA} (group 4, ")
    assert run("company", "list", "beta", "--ids")[1] == ""
    assert run("redo")[2].startswith(f"done again: {ADD_BETA} (group 4, ")
    assert run("company", "list", "beta", "--ids")[1] == "2\n"
    assert run("redo") == (3, "", "smallcrm: there is nothing to redo; redo ends at the next change\n")


def test_an_older_step_is_undone_by_its_number(run: Run) -> None:
    run("contact", "edit", "1", "--city", "Eilat")
    run("contact", "edit", "2", "--city", "Eilat")
    assert run("undo", "5")[0] == 0
    assert run("contact", "list", "--fields", "id,city", "--sort", "id")[1].splitlines()[:2] == ["1\tHaifa", "2\tEilat"]
    assert run("undo", "5")[0] == 4


def test_a_dry_run_of_undo_changes_nothing(run: Run) -> None:
    code, out, err = run("undo", "-n", "--json")
    content = json.loads(out)
    assert (code, content["group"], content["compensation"], content["conflicts"]) == (0, 4, None, [])
    assert err.startswith(f"would undo: {ADD_BETA}")
    assert run("history", "--ids")[1] == "4\n3\n2\n1\n"


def test_a_step_that_later_ones_build_on_is_refused_naming_them(run: Run) -> None:
    run("todo", "1", "Call Dana")
    code, out, err = run("undo", "1", "--json")
    assert (code, out) == (4, "")
    said, *candidates, error = err.splitlines()
    assert said.startswith("smallcrm: step 1 (add contact Dana Cohen) cannot be taken back")
    assert "  follow-up:1 Call Dana" in candidates
    assert json.loads(error)["error"]["code"] == "conflict"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["undo", "99"], 3, "there is no step 99"),
        (["undo", "x"], 2, "invalid value for '[GROUP]'"),
        (["redo"], 3, "there is nothing to redo"),
        (["history", "--limit", "x"], 2, "invalid value for '--limit'"),
        (["history", "--fields", "shoe"], 2, "there is no column 'shoe'"),
    ],
)
def test_what_cannot_be_done_is_refused(run: Run, arguments: list[str], code: int, message: str) -> None:
    got, out, err = run(*arguments)
    assert (got, out) == (code, "")
    assert err.startswith(f"smallcrm: {message}")
    assert run("history", "--ids")[1] == "4\n3\n2\n1\n"


def test_undo_ends_where_everything_is_undone(run: Run) -> None:
    for _ in range(4):
        assert run("undo")[0] == 0
    assert run("undo") == (3, "", "smallcrm: there is nothing to undo; smallcrm history lists the steps\n")
    assert run("contact", "list")[1] == ""


def test_a_step_says_which_record_it_changed_or_how_many_it_did(run: Run) -> None:
    run("contact", "delete", "2")
    run("contact", "delete", "1", "2", "99", "--keep-going")
    run("contact", "restore", "1", "2")
    labels = run("history", "--limit", "3", "--fields", "label")[1].splitlines()
    assert labels == ["restored 2 contacts", "deleted contact:1", "deleted contact:2"]


@pytest.fixture
def elsewhere(people: None, environ: dict[str, str]) -> None:
    """A contact added on the full screen after all else."""
    screen = Crm(Path(environ["SMALLCRM_DB"]), source=Source.TUI, session="window", environ=environ)
    screen.contacts.add({"name": "Made There"})
    screen.close()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize(("typed", "left"), [("n\n", "4\n"), ("\n", "4\n"), ("y\n", "")])
def test_undo_names_and_asks_about_what_was_done_elsewhere(terminal: Run, run: Run, typed: str, left: str) -> None:
    code, shown, _ = terminal("undo", typed=typed, width=120)
    assert code == 0
    assert "undo 'add contact Made There', made on the full screen at 2026-11-27 10:00 (group 5)? [y/N]" in shown
    assert run("contact", "list", "made", "--ids")[1] == left


def test_an_import_made_on_the_full_screen_is_asked_about_as_its_other_changes_are(
    terminal: Run, environ: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name\nMade There\n", encoding="utf-8")
    screen = Crm(Path(environ["SMALLCRM_DB"]), source=Source.TUI, session="window", environ=environ)
    apply_import(screen, ImportFile(screen, path, ImportOptions()))
    screen.close()
    shown = terminal("undo", typed="n\n", width=120)[1]
    assert "undo 'import people.csv', made on the full screen at 2026-11-27 10:00 (group 5)? [y/N]" in shown


@pytest.mark.usefixtures("elsewhere")
def test_undo_of_what_was_done_elsewhere_needs_yes_or_its_number_where_nobody_can_be_asked(run: Run) -> None:
    code, out, err = run("undo")
    assert (code, out) == (2, "")
    assert "--yes answers yes" in err
    assert run("undo", "--yes")[0] == 0
    assert run("redo")[0] == 0
    assert run("undo", "5")[0] == 0
    assert run("contact", "list", "made", "--ids")[1] == ""
