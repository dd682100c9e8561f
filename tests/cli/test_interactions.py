"""`smallcrm interaction`, as scripts depend on it."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")

CALL = "1\t2026-11-26T14:00:00Z\tcall\tout\tgeneral\t\tDana Cohen\t\tWants a quote\n"
MEETING = "2\t2026-11-27T09:00:00Z\tmeeting\tin\tsale\tpositive\tAvi Levi\t\tSigned\n"


@pytest.fixture(autouse=True)
def logged(run: Run, people: None) -> None:
    """A call with Dana yesterday and a meeting with Avi today."""
    run("log", "1", "Wants a quote", "--at", "yesterday 14:00")
    run("log", "2", "Signed", "-c", "meeting", "-i", "--topic", "sale", "--outcome", "positive", "--at", "9:00")


def test_the_list_is_newest_first(run: Run) -> None:
    assert run("interaction", "list") == (0, MEETING + CALL, "")


def test_every_format_holds_the_same_rows_in_the_same_order(run: Run) -> None:
    assert run("interaction", "list", "--ids")[1] == "2\n1\n"
    assert [row["id"] for row in json.loads(run("interaction", "list", "--json")[1])] == [2, 1]
    lines = run("interaction", "list", "--format", "ndjson")[1].splitlines()
    assert [json.loads(line)["summary"] for line in lines] == ["Signed", "Wants a quote"]
    header, *rows = run("interaction", "list", "--csv")[1].splitlines()
    assert header == "id,at,channel,direction,topic,outcome,contacts,company,summary"
    assert [row.split(",")[0] for row in rows] == ["2", "1"]
    table = run("interaction", "list", "--format", "table", "--fields", "id,summary")[1]
    assert table.index("Signed") < table.index("Wants a quote")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["quote"], "1\n"),
        (["channel:meeting"], "2\n"),
        (["topic:sale", "outcome:positive"], "2\n"),
        (["--with", "Dana Cohen"], "1\n"),
        (["--since", "today"], "2\n"),
        (["--since", "yesterday", "--sort", "at"], "1\n2\n"),
        (["nothing-like-it"], ""),
    ],
)
def test_queries_and_options_choose_rows(run: Run, arguments: list[str], ids: str) -> None:
    assert run("interaction", "list", *arguments, "--ids") == (0, ids, "")


def test_a_limit_that_cut_the_list_is_told(run: Run) -> None:
    assert run("interaction", "list", "--limit", "1") == (0, MEETING, "1 of 2 shown; --all shows every one\n")


@pytest.mark.parametrize("identity", ["2", "interaction:2"])
def test_one_is_shown_whole(run: Run, identity: str) -> None:
    code, out, err = run("interaction", "show", identity, "--json")
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert (record["summary"], record["contacts"], record["outcome"]) == ("Signed", ["Avi Levi"], "positive")
    assert run("show", "interaction:2", "--json")[1] == out


def test_fields_are_changed_and_cleared(run: Run) -> None:
    assert run("interaction", "edit", "2", "--text", "Signed it", "--outcome", "") == (
        0,
        "",
        "changed interaction:2 Signed it\n",
    )
    assert run("interaction", "list", "--limit", "1", "--fields", "summary,outcome")[1] == "Signed it\t\n"
    assert run("interaction", "edit", "2", "--text", "Signed it")[2] == "unchanged interaction:2 Signed it\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["show", "99"], 3),
        (["show", "dana"], 2),
        (["show", "contact:1"], 2),
        (["edit", "99", "--text", "x"], 3),
        (["edit", "1", "--at", "31/2"], 2),
        (["edit", "1", "--channel", "pigeon"], 2),
        (["edit", "1", "--text", ""], 2),
        (["edit", "1", "--text", "New", "--fields", "shoe"], 2),
        (["delete", "99"], 3),
        (["delete", "1", "99"], 3),
        (["list", "shoe:43"], 2),
        (["list", "--with", "qqqq"], 3),
        (["list", "--since", "soonish"], 2),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(run: Run, arguments: list[str], code: int) -> None:
    got, out, err = run("interaction", *arguments)
    assert (got, out) == (code, "")
    assert err.startswith("smallcrm: ")
    assert run("interaction", "list") == (0, MEETING + CALL, "")


def test_ids_are_piped_into_delete_as_one_step(run: Run) -> None:
    ids = run("interaction", "list", "--ids")[1]
    assert run("interaction", "delete", "-", stdin=ids) == (
        0,
        "",
        "deleted interaction:2 Signed\ndeleted interaction:1 Wants a quote\n",
    )
    run("undo")
    assert run("interaction", "list") == (0, MEETING + CALL, "")


def test_a_dry_run_of_delete_deletes_nothing(run: Run) -> None:
    assert run("interaction", "delete", "1", "-n") == (0, "", "would have deleted interaction:1 Wants a quote\n")
    assert run("interaction", "list") == (0, MEETING + CALL, "")


@pytest.mark.parametrize("command", [["interaction", "show", "1"], ["show", "interaction:1"]])
def test_one_in_the_trash_says_how_to_bring_it_back(run: Run, command: list[str]) -> None:
    run("interaction", "delete", "1")
    assert run(*command) == (
        3,
        "",
        "smallcrm: interaction 1 (Wants a quote) is in the trash; smallcrm restore interaction:1 brings it back\n",
    )
