"""`smallcrm follow-up`, `todo` and `done`, as scripts depend on them."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")

PAPER = "1\t2026-11-27\t\tBuy paper\t\tother\tnormal\topen\t\n"
CALL = "2\t2026-12-04\t09:00\tCall about it\tDana Cohen\tcall\thigh\topen\t\n"


@pytest.fixture
def planned(run: Run, people: None) -> None:
    """A plain to-do for today, and a call with Dana next Friday."""
    run("todo", "Buy paper")
    run("follow-up", "add", "1", "Call about it", "--due", "next fri 9:00", "--priority", "high")


@pytest.mark.parametrize("command", [["todo"], ["follow-up", "add"]])
def test_a_follow_up_is_planned_and_its_day_echoed(run: Run, command: list[str]) -> None:
    assert run(*command, "1", "Send the quote", "--due", "sun") == (
        0,
        "",
        "planned follow-up:1 Send the quote\ndue Sun 29 Nov (in 2 days)\n",
    )


def test_every_option_of_todo_fills_its_field(run: Run) -> None:
    options = ["--due", "1/12 14:30", "--kind", "email", "--priority", "high", "--repeat", "2w", "--notes", "Ask"]
    _, out, _ = run("todo", "Dana Cohen", "Write", *options, "--json")
    expected = {
        "id": 1,
        "due": "2026-12-01",
        "time": "14:30",
        "title": "Write",
        "with": "Dana Cohen",
        "kind": "email",
        "priority": "high",
        "repeat": "2w",
        "notes": "Ask",
        "status": "open",
    }
    record = json.loads(out)
    assert {field: record[field] for field in expected} == expected


def test_json_holds_the_fields_asked_for(run: Run) -> None:
    assert json.loads(run("todo", "Buy paper", "--json", "--fields", "id,title")[1]) == {"id": 1, "title": "Buy paper"}


@pytest.mark.parametrize("option", ["-q", "--ids"])
def test_the_bare_id_is_printed_for_scripts(run: Run, option: str) -> None:
    assert run("todo", "Buy paper", option)[:2] == (0, "1\n")


@pytest.mark.usefixtures("planned")
def test_the_list_holds_what_is_open_the_earliest_first(run: Run) -> None:
    assert run("follow-up", "list") == (0, PAPER + CALL, "")


@pytest.mark.usefixtures("planned")
def test_every_format_holds_the_same_rows_in_the_same_order(run: Run) -> None:
    assert run("follow-up", "list", "--ids")[1] == "1\n2\n"
    assert [row["title"] for row in json.loads(run("follow-up", "list", "--json")[1])] == ["Buy paper", "Call about it"]
    assert run("follow-up", "list", "--csv")[1].splitlines() == [
        "id,due,time,title,with,kind,priority,status,company",
        "1,2026-11-27,,Buy paper,,other,normal,open,",
        "2,2026-12-04,09:00,Call about it,Dana Cohen,call,high,open,",
    ]


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["paper"], "1\n"),
        (["--due", "today"], "1\n"),
        (["--with", "dana cohen"], "2\n"),
        (["priority:high"], "2\n"),
        (["--overdue"], ""),
        (["--done"], ""),
        (["--sort", "-due"], "2\n1\n"),
    ],
)
def test_queries_and_options_choose_rows(run: Run, arguments: list[str], ids: str) -> None:
    assert run("follow-up", "list", *arguments, "--ids") == (0, ids, "")


@pytest.mark.usefixtures("planned")
def test_one_is_shown_by_id_or_by_whose_it_is(run: Run) -> None:
    _, out, _ = run("follow-up", "show", "2", "--json")
    assert json.loads(out)["title"] == "Call about it"
    for command in (["follow-up", "show", "Dana Cohen"], ["show", "follow-up:2"]):
        assert run(*command, "--json") == (0, out, "")


@pytest.mark.usefixtures("planned")
def test_fields_are_changed_and_the_new_day_echoed(run: Run) -> None:
    assert run("follow-up", "edit", "1", "--title", "Buy ink", "--due", "mon") == (
        0,
        "",
        "changed follow-up:1 Buy ink\ndue Mon 30 Nov (in 3 days)\n",
    )
    assert run("follow-up", "edit", "1", "--title", "Buy ink")[2] == "unchanged follow-up:1 Buy ink\n"


@pytest.mark.usefixtures("planned")
def test_done_closes_it_logs_the_touch_and_plans_the_next(run: Run) -> None:
    assert run("done", "2", "--result", "Fine", "--next", "mon", "--next-title", "Send it") == (
        0,
        "",
        (
            "done follow-up:2 Call about it\n"
            "logged interaction:1\n"
            "planned follow-up:3 Send it, due Mon 30 Nov (in 3 days)\n"
        ),
    )
    assert run("follow-up", "list", "--done", "--fields", "id,result")[1] == "2\tFine\n"
    assert run("interaction", "list", "--fields", "channel,contacts")[1] == "call\tDana Cohen\n"


@pytest.mark.usefixtures("planned")
def test_what_is_done_already_is_unchanged(run: Run) -> None:
    run("follow-up", "done", "1")
    assert run("done", "1") == (0, "", "unchanged follow-up:1 Buy paper\n")


@pytest.mark.usefixtures("planned")
def test_ids_are_piped_into_done_as_one_step(run: Run) -> None:
    ids = run("follow-up", "list", "--ids")[1]
    code, out, err = run("done", "-", "--no-log", stdin=ids)
    assert (code, out) == (0, "")
    assert err.splitlines()[:2] == ["done follow-up:1 Buy paper", "done follow-up:2 Call about it"]
    run("undo")
    assert run("follow-up", "list") == (0, PAPER + CALL, "")


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("command", "verb"),
    [
        (["done", "1", "--next", "mon"], "done"),
        (["follow-up", "snooze", "1", "--to", "mon"], "moved"),
        (["follow-up", "cancel", "1"], "cancelled"),
        (["follow-up", "delete", "1"], "deleted"),
    ],
)
def test_a_dry_run_says_what_would_be_done_and_does_nothing(run: Run, command: list[str], verb: str) -> None:
    before = run("history", "--ids")[1]
    code, out, err = run(*command, "-n")
    assert (code, out) == (0, "")
    assert err.splitlines()[0] == f"would have {verb} follow-up:1 Buy paper"
    assert run("follow-up", "list") == (0, PAPER + CALL, "")
    assert run("history", "--ids")[1] == before


@pytest.mark.usefixtures("planned")
def test_a_dry_run_goes_on_after_a_bad_id_when_told_to_keep_going(run: Run) -> None:
    code, out, err = run("done", "99", "1", "-n", "--keep-going")
    assert (code, out) == (5, "")
    assert err.splitlines() == [
        "smallcrm: there is no follow-up 99; smallcrm follow-up list shows them",
        "would have done follow-up:1 Buy paper",
        "smallcrm: 1 of 2 failed; the others would be done",
    ]


@pytest.mark.usefixtures("planned")
def test_snoozing_moves_the_day_and_counts(run: Run) -> None:
    assert run("follow-up", "snooze", "1", "--to", "mon") == (
        0,
        "",
        "moved follow-up:1 Buy paper\ndue Mon 30 Nov (in 3 days)\n",
    )
    fields = run("follow-up", "list", "id:1", "--fields", "due,first_due,snoozed")[1]
    assert fields == "2026-11-30\t2026-11-27\t1\n"


@pytest.mark.usefixtures("planned")
def test_cancelling_and_deleting_take_it_off_the_list(run: Run) -> None:
    assert run("follow-up", "cancel", "1") == (0, "", "cancelled follow-up:1 Buy paper\n")
    assert run("follow-up", "delete", "2") == (0, "", "deleted follow-up:2 Call about it\n")
    assert run("follow-up", "list", "--ids")[1] == ""


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["show", "99"], 3, "there is no follow-up 99"),
        (["show", "contact:1"], 2, "contact:1 is not a follow-up"),
        (["add", ""], 2, "a follow-up needs a title"),
        (["add", "1", "Call", "--due", "31/2"], 2, "'31/2' does not exist"),
        (["add", "1", "Call", "--due", "soonish"], 2, "cannot read 'soonish' as a day"),
        (["add", "1", "Call", "--kind", "pigeon"], 2, "unknown kind: 'pigeon'"),
        (["add", "1", "Call", "--priority", "x"], 2, "unknown priority: 'x'"),
        (["add", "1", "Call", "--repeat", "often"], 2, ""),
        (["add", "qqqq", "Call"], 3, "nobody answers to 'qqqq'"),
        (["add", "1", "Call", "--json", "--fields", "shoe"], 2, "the follow-up list has no column 'shoe'"),
        (["edit", "99", "--title", "x"], 3, "there is no follow-up 99"),
        (["edit", "1", "--due", "31/2"], 2, "'31/2' does not exist"),
        (["done", "99"], 3, "there is no follow-up 99"),
        (["done", "1", "99"], 3, "there is no follow-up 99"),
        (["done", "1", "--outcome", "fine"], 2, "unknown outcome: 'fine'"),
        (["done", "1", "--fields", "shoe"], 2, "the follow-up list has no column 'shoe'"),
        (["snooze", "1", "--to", "xx"], 2, "cannot read 'xx' as a day"),
        (["snooze", "99", "--to", "mon"], 3, "there is no follow-up 99"),
        (["cancel", "99"], 3, "there is no follow-up 99"),
        (["delete", "1", "99"], 3, "there is no follow-up 99"),
        (["list", "shoe:43"], 2, ""),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_changes(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    got, out, err = run("follow-up", *arguments)
    assert (got, out) == (code, "")
    assert err.startswith(f"smallcrm: {message}")
    assert run("follow-up", "list") == (0, PAPER + CALL, "")


@pytest.mark.usefixtures("planned")
def test_several_open_ones_are_four_and_listed(run: Run) -> None:
    run("todo", "1", "Write", "--due", "+9d")
    code, out, err = run("done", "Dana Cohen")
    assert (code, out) == (4, "")
    assert err.splitlines()[0] == "smallcrm: Dana Cohen has 2 open follow-ups; name one by its id"
    assert [line.split()[0] for line in err.splitlines()[1:]] == ["follow-up:2", "follow-up:3"]


@pytest.mark.usefixtures("planned")
def test_one_in_the_trash_says_how_to_bring_it_back(run: Run) -> None:
    run("follow-up", "delete", "1")
    code, out, err = run("follow-up", "show", "1")
    assert (code, out) == (3, "")
    assert err == "smallcrm: follow-up 1 (Buy paper) is in the trash; smallcrm restore follow-up:1 brings it back\n"
