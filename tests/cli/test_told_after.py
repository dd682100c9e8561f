"""What commands tell is what was stored, and flags that contradict each other are refused."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def dana(run: Run) -> Run:
    run("add", "Dana Cohen")
    run("deal", "add", "Cake", "--contact", "dana", "--amount", "300")
    run("deal", "add", "Party", "--contact", "dana", "--amount", "20")
    return run


@pytest.mark.parametrize(
    "verb", [["win"], ["move", "--to", "proposal"], ["lose", "--reason", "price"], ["reopen"]], ids=lambda verb: verb[0]
)
def test_nothing_is_told_of_what_was_rolled_back(dana: Run, verb: list[str]) -> None:
    command, *options = verb
    code, out, err = dana("deal", command, "1", "2", "999", *options, "--json")
    assert (code, out) == (3, "")
    assert err.splitlines()[0] == "smallcrm: there is no deal 999; smallcrm deal list shows them"
    assert dana("deal", "list", "--fields", "stage")[1] == "New\nNew\n"


def test_several_moved_deals_are_one_list_of_json(dana: Run) -> None:
    code, out, _ = dana("deal", "win", "1", "2", "--json")
    assert (code, [deal["status"] for deal in json.loads(out)]) == (0, ["won", "won"])


def test_one_moved_deal_is_one_object_of_json(dana: Run) -> None:
    assert json.loads(dana("deal", "win", "1", "--json")[1])["stage"] == "Won"


def test_consequences_are_told_of_the_deals_that_were_kept(dana: Run) -> None:
    code, _, err = dana("deal", "win", "1", "999", "--keep-going")
    assert code == 5
    assert err.splitlines()[1:] == [
        "won deal:1 Cake",
        "now a customer: contact:1 Dana Cohen",
        "smallcrm: 1 of 2 failed; the others are done",
    ]


def test_a_call_logged_for_a_done_follow_up_is_told_though_another_failed(run: Run) -> None:
    run("add", "Dana")
    run("todo", "dana", "call")
    code, _, err = run("done", "1", "999", "--keep-going")
    assert (code, "logged interaction:1" in err.splitlines()) == (5, True)


def test_cancelling_what_is_done_is_a_conflict(run: Run) -> None:
    run("todo", "bake")
    run("done", "1")
    assert run("follow-up", "cancel", "1")[0] == 4
    assert run("follow-up", "list", "--done", "--ids")[1] == "1\n"


def test_the_follow_up_of_another_is_not_closed(run: Run) -> None:
    for name in ("Dana", "Avi"):
        run("add", name)
    run("todo", "avi", "call")
    assert run("log", "dana", "got it", "--closes", "1")[::2] == (
        4,
        "smallcrm: follow-up 1 (call) is with contact:2 Avi; log it with contact:2, or name another follow-up\n",
    )
    assert run("interaction", "list", "--ids")[1] == ""


@pytest.mark.parametrize(
    "command",
    [
        ["log", "dana", "talked", "--closes", "1", "--no-close"],
        ["contact", "list", "--limit", "2", "--all"],
        ["deal", "list", "--open", "--lost"],
        ["deal", "list", "--rotting", "--won"],
        ["deal", "list", "--rotting", "--open", "--lost"],
        ["follow-up", "list", "--done", "--overdue"],
    ],
)
def test_flags_that_contradict_each_other_are_refused(dana: Run, command: list[str]) -> None:
    assert dana(*command)[0] == 2


def test_deals_of_every_status_may_be_limited(dana: Run) -> None:
    dana("deal", "win", "1")
    assert dana("deal", "list", "--all", "--limit", "1", "--sort", "-amount", "--ids")[1] == "1\n"


@pytest.mark.parametrize(
    ("query", "ids"),
    [("not status:open", "2\n"), ("priority:high or status:done", "1\n2\n"), ("has:done", "2\n"), ("bake", "1\n")],
)
def test_a_query_that_names_a_status_anywhere_sees_every_status(run: Run, query: str, ids: str) -> None:
    run("todo", "bake bread", "--priority", "high")
    run("todo", "bake rolls")
    run("done", "2")
    assert run("follow-up", "list", query, "--ids")[1] == ids


def test_a_status_inside_parentheses_counts(dana: Run) -> None:
    dana("deal", "win", "2")
    assert dana("deal", "list", "(amount.over:100 or status:won)", "--sort", "id", "--ids")[1] == "1\n2\n"


def test_show_says_where_to_look_for_what_is_no_reference(run: Run) -> None:
    run("add", "Dana")
    code, _, err = run("show", "foo:1")
    assert code == 3
    assert err.startswith("smallcrm: nobody answers to 'foo:1'; smallcrm find looks through every noun")


def test_a_deal_is_shown_by_words_of_its_title(dana: Run) -> None:
    assert json.loads(dana("deal", "show", "party", "--json")[1])["id"] == 2


def test_a_text_that_looks_like_a_flag_is_no_flag(run: Run) -> None:
    run("add", "Dana")
    code, _, err = run("log", "dana", "--channel", "pigeon", "--", "--json --debug")
    assert (code, len(err.splitlines())) == (2, 1)
    code, _, err = run("log", "dana", "--channel", "pigeon", "--", "--json")
    assert (code, len(err.splitlines())) == (2, 1)


def test_a_misused_command_answers_in_json_where_it_was_asked_for(run: Run) -> None:
    for command in (["contact", "list", "--no-such", "--json"], ["contact", "lst", "--json"], ["lst", "--json"]):
        code, _, err = run(*command)
        assert (code, json.loads(err.splitlines()[-1])["error"]["code"]) == (2, "usage")
