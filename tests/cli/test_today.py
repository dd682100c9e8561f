"""`smallcrm today`, as scripts depend on it."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")

REFERENCES = ["contact:1", "contact:2", "follow-up:4"]


@pytest.fixture
def due(run: Run, people: None) -> None:
    """Dana is overdue, Avi due today and once more in three days, and a plain to-do is due today."""
    for arguments in (
        ["1", "Call Dana", "--due", "yesterday"],
        ["2", "Meet Avi", "--due", "today"],
        ["3", "Later", "--due", "+3d"],
        ["Buy paper"],
    ):
        run("todo", *arguments)


@pytest.mark.usefixtures("due")
def test_every_person_stands_there_once_with_why(run: Run) -> None:
    fields = ["--fields", "ref,section,name,reasons,days_late,phone,follow_up,due"]
    assert run("today", *fields) == (
        0,
        (
            "contact:1\toverdue\tDana Cohen\tCall Dana\t1\t050-1234567\tfollow-up:1\t2026-11-26\n"
            "contact:2\tdue\tAvi Levi\tMeet Avi\t0\t03-5551234\tfollow-up:2\t2026-11-27\n"
            "follow-up:4\tdue\tBuy paper\tBuy paper\t0\t\tfollow-up:4\t2026-11-27\n"
        ),
        "",
    )
    assert run("due", *fields)[1] == run("today", *fields)[1]


@pytest.mark.usefixtures("due")
def test_every_format_holds_the_same_rows_in_the_same_order(run: Run) -> None:
    assert run("today", "--ids") == (0, "".join(f"{ref}\n" for ref in REFERENCES), "")
    assert [line.split("\t")[0] for line in run("today")[1].splitlines()] == REFERENCES
    assert [line.split(",")[0] for line in run("today", "--csv")[1].splitlines()] == ["ref", *REFERENCES]
    rows = json.loads(run("today", "--json")[1])
    assert [row["ref"] for row in rows] == REFERENCES
    assert (rows[0]["reasons"], rows[0]["days_late"], rows[0]["last_touch"]) == (["Call Dana"], 1, None)
    table = run("today", "--format", "table")[1]
    assert [line for line in table.splitlines() if line[:1] in "!•"] == ["! Overdue", "", "• Due today"]


@pytest.mark.usefixtures("due")
def test_days_look_further_ahead(run: Run) -> None:
    assert run("today", "--days", "3", "--ids")[1].split() == ["contact:1", "contact:2", "follow-up:4", "contact:3"]


@pytest.mark.usefixtures("due")
def test_a_limit_cuts_each_section_and_names_the_command_for_the_rest(run: Run) -> None:
    assert run("today", "--limit", "1", "--ids") == (
        0,
        "contact:1\ncontact:2\n",
        "1 more due: smallcrm follow-up list --due today\n",
    )
    assert run("today", "--all", "--ids")[1].split() == REFERENCES


def test_what_is_left_out_is_told_in_words(run: Run) -> None:
    for name in ("Dana", "Avi"):
        run("add", name, "--cadence", "1w")
        run("deal", "add", "Cake", "--contact", name, "--close", "2026-11-01")
    run("add", "Tamar", "--cadence", "1w")
    run("add", "Gil", "--cadence", "1w")
    told = run("today", "--limit", "1", env={"SMALLCRM_NOW": "2027-01-31T10:00"})[2]
    assert told.startswith("3 more to keep in touch with: smallcrm contact list ")
    assert "1 more with deals that rot or are late: smallcrm deal list " in told
    assert "1 more with deals that have no next step: smallcrm deal list " in told


@pytest.mark.usefixtures("due")
@pytest.mark.parametrize("limit", ["0", "1"])
def test_a_limit_does_not_make_the_day_empty(run: Run, limit: str) -> None:
    assert run("today", "--limit", limit, "--exit-code")[0] == 0


def test_exit_code_tells_whether_anybody_is_due(run: Run) -> None:
    assert run("today") == (0, "", "nobody is due today\n")
    assert run("today", "--exit-code") == (10, "", "nobody is due today\n")
    run("todo", "1", "Call Dana")
    assert run("today", "--exit-code")[0] == 0


@pytest.mark.usefixtures("due")
def test_other_commands_accept_the_references(run: Run) -> None:
    refs = run("today", "--ids")[1].split()
    for ref in refs:
        assert run("show", ref, "--json")[0] == 0
    assert run("log", refs[0], "Spoke")[0] == 0
    assert run("contact", "show", refs[1], "--json")[0] == 0
    assert run("done", refs[2])[0] == 0
    follow_ups = run("today", "--fields", "follow_up")[1]
    assert run("done", "-", "--no-log", stdin=follow_ups) == (0, "", "done follow-up:2 Meet Avi\n")
    assert run("today", "--exit-code")[0] == 10


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--days", "x"], "invalid value for '--days'"),
        (["--days", "-1"], "invalid value for '--days'"),
        (["--limit", "x"], "invalid value for '--limit'"),
        (["--fields", "shoe"], "there is no column 'shoe'"),
        (["--format", "xml"], "unknown format: 'xml'"),
    ],
)
def test_a_bad_value_is_refused(run: Run, arguments: list[str], message: str) -> None:
    run("todo", "1", "Call Dana")
    code, out, err = run("today", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"smallcrm: {message}")


@pytest.mark.parametrize(("columns", "shown"), [("80", ()), ("100", ("2026-11-20",)), ("140", ("2026-11-20", "Spoke"))])
def test_sections_share_their_columns_and_reasons_keep_their_room(
    run: Run, columns: str, shown: tuple[str, ...]
) -> None:
    for who in ("1", "2"):
        run("log", who, "Spoke", "--at", "2026-11-20")
    run("todo", "1", "Call about the order of forty cakes", "--due", "2026-11-20")
    run("todo", "2", "Call", "--due", "today")
    lines = run("today", "--format", "table", env={"COLUMNS": columns})[1].splitlines()
    late, due = (next(line for line in lines if name in line) for name in ("Dana Cohen", "Avi Levi"))
    assert late.index("050-1234567") == due.index("03-5551234")
    assert "Call about the ord" in late
    assert [text in due for text in ("2026-11-20", "Spoke")] == [text in shown for text in ("2026-11-20", "Spoke")]
