"""`smallcrm log`, as scripts depend on it."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")


def test_one_line_logs_a_touch_and_plans_the_next(run: Run) -> None:
    assert run("log", "1", "Wants a quote", "--next", "sun", "--next-title", "Send it") == (
        0,
        "",
        "logged interaction:1 Wants a quote\nplanned follow-up:1 Send it, due Sun 29 Nov (in 2 days)\n",
    )


def test_every_option_of_log_fills_its_field(run: Run) -> None:
    options = ["-c", "meeting", "-i", "--topic", "sale", "--outcome", "positive", "--at", "yesterday 14:00"]
    code, out, _ = run("log", "1", "Wants a quote", *options, "--minutes", "30", "--body", "Long", "--json")
    assert code == 0
    expected = {
        "id": 1,
        "at": "2026-11-26T14:00:00Z",
        "channel": "meeting",
        "direction": "in",
        "topic": "sale",
        "outcome": "positive",
        "contacts": ["Dana Cohen"],
        "summary": "Wants a quote",
        "body": "Long",
        "minutes": 30,
    }
    record = json.loads(out)
    assert {field: record[field] for field in expected} == expected


def test_json_holds_the_fields_asked_for(run: Run) -> None:
    _, out, _ = run("log", "1", "Hello", "--json", "--fields", "id,summary")
    assert json.loads(out) == {"id": 1, "summary": "Hello"}


@pytest.mark.parametrize("option", ["-q", "--ids"])
def test_the_bare_id_is_printed_for_scripts(run: Run, option: str) -> None:
    assert run("log", "1", "Hello", option)[:2] == (0, "1\n")


def test_a_touch_moves_the_last_touch_of_everybody_there(run: Run) -> None:
    run("log", "1", "Lunch", "--with", "2", "-c", "meeting")
    assert run("contact", "list", "--fields", "id,last_touch", "--sort", "id")[1].splitlines() == [
        "1\t2026-11-27T10:00:00Z",
        "2\t2026-11-27T10:00:00Z",
        "3\t",
    ]


def test_a_company_can_be_logged_with(run: Run) -> None:
    run("log", "beta", "Sent the invoice", "-c", "email")
    assert run("interaction", "list", "--fields", "company,channel")[1] == "Beta\temail\n"


def test_the_only_follow_up_that_is_due_is_closed_and_told(run: Run) -> None:
    run("todo", "1", "Call Dana", "--due", "today")
    assert run("log", "1", "Spoke")[2].splitlines()[1:] == ["closed follow-up:1 Call Dana"]
    run("todo", "1", "Call Dana again", "--due", "today")
    run("log", "1", "Spoke", "--no-close")
    assert run("follow-up", "list", "--ids")[1] == "2\n"


def test_the_person_or_the_text_may_come_from_stdin(run: Run) -> None:
    assert run("log", "-", "Spoke", stdin="2\tAvi Levi\n")[0] == 0
    assert run("log", "1", "-", stdin="A long story\n")[0] == 0
    assert run("interaction", "list", "--fields", "contacts,summary", "--sort", "id")[1].splitlines() == [
        "Avi Levi\tSpoke",
        "Dana Cohen\tA long story",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["qqqq", "Hello"], 3, "nobody answers to 'qqqq'"),
        (["99", "Hello"], 3, "there is no contact 99"),
        (["1", "Hello", "--closes", "77"], 3, "there is no follow-up 77"),
        (["1", ""], 2, "there is nothing to log"),
        (["1", "Hello", "--channel", "pigeon"], 2, "unknown channel: 'pigeon'"),
        (["1", "Hello", "--outcome", "fine"], 2, "unknown outcome: 'fine'"),
        (["1", "Hello", "--topic", "weather"], 2, "unknown topic: 'weather'"),
        (["1", "Hello", "--at", "tomorrow"], 2, "'tomorrow' is still to come"),
        (["1", "Hello", "--next", "31/2"], 2, "'31/2' does not exist"),
        (["1", "Hello", "--next", "soonish"], 2, "cannot read 'soonish' as a day"),
        (["1", "Hello", "--json", "--fields", "shoe"], 2, "the interaction list has no column 'shoe'"),
    ],
)
def test_what_cannot_be_logged_is_refused_and_nothing_is_written(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    got, out, err = run("log", *arguments)
    assert (got, out) == (code, "")
    assert err.startswith(f"smallcrm: {message}")
    assert run("interaction", "list")[1] == ""


def test_several_who_fit_are_four_and_listed(run: Run) -> None:
    run("contact", "add", "Dana Cohen", "--email", "other@dana.example")
    code, out, err = run("log", "Dana Cohen", "Hello")
    assert (code, out) == (4, "")
    assert err.splitlines()[1:] == ["  contact:1 Dana Cohen, Acme", "  contact:4 Dana Cohen"]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("command", [("log", "1", "Spoke"), ("todo", "1", "Call")])
def test_a_deal_and_no_deal_contradict_each_other(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, "--deal", "1", "--no-deal")
    assert (code, out) == (2, "")
    assert err == "smallcrm: --deal and --no-deal contradict each other; give one of them\n"


def test_nothing_to_plan_is_told(run: Run) -> None:
    assert run("todo")[0] == 2
    assert run("todo")[2].startswith("smallcrm: there is nothing to plan; say what is to be done")
