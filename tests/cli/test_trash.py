"""`smallcrm trash` and `restore`, as scripts depend on them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")

EVERYTHING = ["follow-up:1", "interaction:1", "deal:1", "company:2", "contact:3"]


@pytest.fixture
def trashed(run: Run, people: None) -> None:
    """One of each noun in the trash."""
    run("todo", "1", "Call Dana", "--due", "+3d")
    run("log", "1", "Spoke")
    run("deal", "add", "Chairs", "--contact", "1")
    for command in (
        ["contact", "delete", "3"],
        ["company", "delete", "2"],
        ["deal", "delete", "1"],
        ["interaction", "delete", "1"],
        ["follow-up", "delete", "1"],
    ):
        assert run(*command)[0] == 0


def test_an_empty_trash_says_so(run: Run) -> None:
    assert run("trash", "list") == (0, "", "the trash is empty\n")
    assert run("trash", "empty", "--yes") == (0, "", "there is nothing to remove\n")
    assert json.loads(run("trash", "empty", "--yes", "--json")[1])["removed"] == []


@pytest.mark.usefixtures("trashed")
def test_the_list_names_what_was_deleted_and_when(run: Run) -> None:
    assert sorted(run("trash", "list", "--ids")[1].split()) == sorted(EVERYTHING)
    rows = {row["ref"]: row for row in json.loads(run("trash", "list", "--json")[1])}
    assert rows["deal:1"] == {"ref": "deal:1", "name": "Chairs", "deleted": "2026-11-27T10:00:00Z"}
    assert run("trash", "list", "--limit", "1")[2] == "the first 1 shown; --all shows every one\n"
    assert run("trash", "list", "--csv")[1].splitlines()[0] == "ref,name,deleted"


@pytest.mark.usefixtures("trashed")
def test_everything_in_the_trash_is_restored_as_one_step(run: Run) -> None:
    code, out, err = run("restore", "-", stdin=run("trash", "list", "--ids")[1])
    assert (code, out) == (0, "")
    assert "restored follow-up:1 Call Dana" in err.splitlines()
    assert run("trash", "list")[1] == ""
    assert run("follow-up", "list", "--ids")[1] == "1\n"
    run("undo")
    assert sorted(run("trash", "list", "--ids")[1].split()) == sorted(EVERYTHING)


@pytest.mark.usefixtures("trashed")
@pytest.mark.parametrize("command", [["restore"], ["trash", "restore"]])
def test_one_is_restored_by_its_reference(run: Run, command: list[str]) -> None:
    assert run(*command, "interaction:1") == (0, "", "restored interaction:1 Spoke\n")
    assert run(*command, "interaction:1") == (0, "", "unchanged interaction:1 Spoke\n")
    assert json.loads(run(*command, "deal:1", "--json", "--fields", "id,title")[1]) == {"id": 1, "title": "Chairs"}


@pytest.mark.usefixtures("trashed")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["contact:99"], 3, "there is no contact:99"),
        (["follow-up:1", "contact:99"], 3, "there is no contact:99"),
        (["1"], 2, "1 could be anything"),
        (["tag:1"], 2, "tag:1 is not restored by itself"),
        (["deal:1", "--fields", "shoe"], 2, "the deal list has no column 'shoe'"),
        (["qqqq"], 3, "nobody answers to 'qqqq'"),
    ],
)
def test_what_cannot_be_restored_is_refused_and_nothing_is(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    got, out, err = run("restore", *arguments)
    assert (got, out) == (code, "")
    assert err.startswith(f"smallcrm: {message}")
    assert len(run("trash", "list", "--ids")[1].split()) == len(EVERYTHING)


@pytest.mark.usefixtures("trashed")
def test_dry_runs_change_nothing(run: Run) -> None:
    assert run("restore", "deal:1", "-n") == (0, "", "would have restored deal:1 Chairs\n")
    assert run("trash", "empty", "deal:1", "-n") == (0, "", "would remove deal:1 Chairs\n")
    assert len(run("trash", "list", "--ids")[1].split()) == len(EVERYTHING)


@pytest.mark.usefixtures("trashed")
def test_emptying_asks_or_needs_yes(run: Run) -> None:
    code, out, err = run("trash", "empty")
    assert (code, out) == (2, "")
    assert err.endswith("cannot be asked here; --yes answers yes\n")
    assert len(run("trash", "list", "--ids")[1].split()) == len(EVERYTHING)


@pytest.mark.usefixtures("trashed")
def test_what_was_purged_and_its_backup_are_printed_as_json(run: Run) -> None:
    code, out, err = run("trash", "empty", "deal:1", "--yes", "--json")
    content = json.loads(out)
    assert code == 0
    assert err.splitlines()[0] == "removed 1 for good"
    assert content["removed"] == [{"ref": "deal:1", "name": "Chairs"}]
    assert content["dry_run"] is False
    assert Path(content["backup"]).is_file()
    assert content["holding"] == [content["backup"]]
    assert "deal:1" not in run("trash", "list", "--ids")[1]


@pytest.mark.usefixtures("trashed")
@pytest.mark.parametrize(
    ("arguments", "code"), [(["contact:1"], 4), (["contact:99"], 3), (["7"], 2), (["--older-than", "often"], 2)]
)
def test_what_cannot_be_purged_is_refused(run: Run, arguments: list[str], code: int) -> None:
    got, out, err = run("trash", "empty", "--yes", *arguments)
    assert (got, out) == (code, "")
    assert err.startswith("smallcrm: ")
    assert len(run("trash", "list", "--ids")[1].split()) == len(EVERYTHING)


@pytest.mark.usefixtures("trashed")
def test_only_what_is_older_is_purged(run: Run) -> None:
    assert run("trash", "empty", "--older-than", "30d", "--yes")[2] == "there is nothing to remove\n"


@pytest.mark.usefixtures("trashed")
def test_undo_goes_on_after_the_trash_was_emptied(run: Run) -> None:
    run("contact", "edit", "1", "--city", "Eilat")
    assert run("trash", "empty", "--yes")[0] == 0
    purge = run("history", "--limit", "1", "--ids")[1].strip()
    assert run("undo")[0] == 0
    assert run("contact", "list", "id:1", "--fields", "city")[1] == "Haifa\n"
    assert run("undo")[2].startswith("undone: add contact Avi Levi ")
    code, out, err = run("undo", purge)
    assert (code, out) == (4, "")
    assert "removed for good" in err.splitlines()[0]


def test_restoring_by_name_means_the_one_in_the_trash(run: Run) -> None:
    run("add", "Dana Levi")
    run("contact", "delete", "1")
    assert run("restore", "dana") == (0, "", "restored contact:1 Dana Cohen\n")
    run("contact", "delete", "1")
    assert run("contact", "restore", "dana cohen")[0] == 0
