"""`smallcrm pipeline`: twelve deals by hand, and the report as computed on paper."""

import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]

STORY = (
    # Forward, past a stage: New to Proposal. Worth 1,000.00 at 50 %.
    ("2026-11-07", "deal add Cake --contact 1 --amount 1000"),
    ("2026-11-17", "deal move 1 --to proposal"),
    # Forward and back. Worth 333.33 at 25 %: 83.3325, rounded to 83.33.
    ("2026-11-17", "deal add Party --contact 1 --amount 333.33"),
    ("2026-11-18", "deal move 2 --to qualified"),
    ("2026-11-19", "deal move 2 --to proposal"),
    ("2026-11-20", "deal move 2 --to qualified"),
    # Another currency, with a probability of its own: 2,000.00 at 60 %. Nothing for 9 days, and 7 are allowed: rotting.
    ("2026-10-28", "deal add Fair --contact 1 --amount $2000 --probability 60"),
    ("2026-11-18", "deal move 3 --to negotiation"),
    # No amount. Nothing for 9 days, but a follow-up in three days keeps it from rotting.
    ("2026-11-18", "deal add Idea --contact 1"),
    ("2026-11-18", "todo 1 call --due 2026-11-30 --deal 4"),
    # No amount, and nothing for 8 days where 7 are allowed: rotting.
    ("2026-11-19", "deal add Thought --contact 1"),
    # As it was added: 150.00 at 10 %.
    ("2026-11-22", "deal add Order --company 1 --amount 150"),
    # Won before November, and won in it.
    ("2026-09-01", "deal add Bar --contact 1 --amount 500"),
    ("2026-10-01", "deal win 7"),
    ("2026-10-20", "deal add Wedding --contact 1 --amount 3000"),
    ("2026-11-10", "deal win 8"),
    # Lost with a value, and lost without one.
    ("2026-11-01", "deal add Hotel --company 1 --amount 800 --currency USD"),
    ("2026-11-12", "deal lose 9 --reason competitor"),
    ("2026-11-02", "deal add Kiosk --contact 1"),
    ("2026-11-15", "deal lose 10 --reason other --note closed"),
    # Lost from Negotiation, and reopened there: 1,000.00 at 75 %.
    ("2026-10-18", "deal add School --contact 1 --amount 1000 --stage negotiation"),
    ("2026-11-05", "deal lose 11 --reason price"),
    ("2026-11-25", "deal reopen 11"),
    # Won in dollars.
    ("2026-11-11", "deal add Festival --contact 1 --amount 1200 --currency USD"),
    ("2026-11-20", "deal win 12"),
)


@pytest.fixture
def told(run: Run) -> Run:
    run("add", "Dana Cohen", env={"SMALLCRM_NOW": "2026-09-01T10:00"})
    run("company", "add", "Acme", env={"SMALLCRM_NOW": "2026-09-01T10:00"})
    for day, command in STORY:
        code, _, err = run(*command.split(), env={"SMALLCRM_NOW": f"{day}T10:00", "SMALLCRM_FORMAT": "tsv"})
        assert code == 0, (command, err)
    return run


def _report(run: Run, *arguments: str) -> dict[str, Any]:
    code, out, _ = run("pipeline", "--json", *arguments)
    assert code == 0
    content: dict[str, Any] = json.loads(out)
    return content


def _stage(name: str, number: int, probability: int, currency: str, **figures: object) -> dict[str, object]:
    return {"stage_id": number, "stage": name, "probability": probability, "currency": currency, **figures}


def test_the_open_stages_are_as_computed_on_paper(told: Run) -> None:
    assert _report(told)["stages"] == [
        _stage("New", 1, 10, "ILS", count=3, without_amount=2, amount="150.00", weighted="15.00",
               average_age=7.3, rotting=1),  # (9 + 8 + 5) / 3
        _stage("Qualified", 2, 25, "ILS", count=1, without_amount=0, amount="333.33", weighted="83.33",
               average_age=10.0, rotting=0),
        _stage("Proposal", 3, 50, "ILS", count=1, without_amount=0, amount="1000.00", weighted="500.00",
               average_age=20.0, rotting=0),
        _stage("Negotiation", 4, 75, "ILS", count=1, without_amount=0, amount="1000.00", weighted="750.00",
               average_age=40.0, rotting=0),
        _stage("Negotiation", 4, 75, "USD", count=1, without_amount=0, amount="2000.00", weighted="1200.00",
               average_age=30.0, rotting=1),
    ]  # fmt: skip


def test_currencies_are_never_added(told: Run) -> None:
    assert _report(told)["open"] == [
        {"currency": "ILS", "count": 6, "amount": "2483.33", "weighted": "1348.33"},
        {"currency": "USD", "count": 1, "amount": "2000.00", "weighted": "1200.00"},
    ]


def test_what_was_won_and_lost_is_as_computed_on_paper(told: Run) -> None:
    report = _report(told)
    assert report["closed"] == [
        {"currency": "ILS", "won": 2, "lost": 1, "won_amount": "3500.00", "lost_amount": "0.00",
         "win_rate": 0.6667, "win_rate_by_value": 1.0},
        {"currency": "USD", "won": 1, "lost": 1, "won_amount": "1200.00", "lost_amount": "800.00",
         "win_rate": 0.5, "win_rate_by_value": 0.6},
    ]  # fmt: skip
    assert (report["since"], report["win_rate"]) == (None, 0.6)


def test_since_leaves_out_what_was_closed_before(told: Run) -> None:
    report = _report(told, "--since", "2026-11-01")
    assert (report["since"], report["win_rate"]) == ("2026-11-01", 0.5)
    assert report["closed"][0] == {
        "currency": "ILS", "won": 1, "lost": 1, "won_amount": "3000.00", "lost_amount": "0.00",
        "win_rate": 0.5, "win_rate_by_value": 1.0,
    }  # fmt: skip
    assert _report(told, "--since", "2026-11-27")["win_rate"] is None


def test_the_day_named_by_since_is_counted(told: Run) -> None:
    assert _report(told, "--since", "2026-11-20")["closed"][0]["won"] == 1
    assert _report(told, "--since", "2026-11-21")["closed"] == []


def test_a_pipe_gets_rows_with_a_dash_for_no_win_rate(told: Run) -> None:
    out = told("pipeline", "--fields", "stage,currency,count,amount,win_rate,win_rate_by_value")[1]
    assert out.splitlines()[-4:] == [
        "won\tILS\t2\t3500.00\t67 %\t100 %",
        "lost\tILS\t1\t0.00\t\t",
        "won\tUSD\t1\t1200.00\t50 %\t60 %",
        "lost\tUSD\t1\t800.00\t\t",
    ]


def test_a_screen_gets_a_table_and_the_sums(told: Run) -> None:
    out = told("pipeline", "--format", "table", env={"COLUMNS": "100"})[1]
    assert "Negotiation  75      1  ₪1,000.00    ₪750.00      40.0        0\n" in out
    assert "open 6: ₪2,483.33, weighted ₪1,348.33\n" in out
    assert "win rate 50 % by count, 60 % by value\n" in out


def test_an_empty_pipeline_divides_nothing_by_nothing(run: Run) -> None:
    run("add", "Dana Cohen")
    assert "closed: none, win rate -\n" in run("pipeline", "--format", "table")[1]
    assert [row["count"] for row in _report(run)["stages"]] == [0, 0, 0, 0]


def test_there_is_a_pipeline_before_there_is_a_database(run: Run) -> None:
    assert [row["stage"] for row in _report(run)["stages"]] == ["New", "Qualified", "Proposal", "Negotiation"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("stage:negotiation", "3 11"),
        ("rotting:yes", "3 5"),
        ("amount.over:999", "1 3 11"),
        ("amount.over:$999", "3"),
        ("weighted.under:100", "2 6"),
        ("value:750", "11"),
        ("currency:usd", "3"),
        ("no:amount", "4 5"),
        ("no:next", "1 2 3 5 6 11"),
        ("age.over:9", "1 2 3 11"),
        ("probability:60", "3"),
        ("has:probability_override", "3"),
        ("company:acme", "6"),
        ("status:lost", "9 10"),
        ("lost_reason:other", "10"),
        ("closed:2026-11-10", "8"),
        ("status:won closed.after:2026-11-01", "8 12"),
        ("dana stage:new", "4 5"),
        ("wedding status:won,lost", "8"),
    ],
)
def test_a_query_selects_deals(told: Run, query: str, ids: str) -> None:
    assert told("deal", "list", *query.split(), "--ids", "--sort", "id")[1].split() == ids.split()


def test_contacts_are_found_by_their_deals(told: Run) -> None:
    told("add", "Avi Levi")
    assert told("contact", "list", "has:deal", "--ids")[1] == "1\n"
    assert told("contact", "list", "no:deal", "--ids")[1] == "2\n"
    assert told("contact", "list", "stage:won", "--ids")[1] == "1\n"
    assert told("company", "list", "stage:new", "--ids")[1] == "1\n"


def test_the_agenda_has_deals_that_rot_and_deals_with_no_next_step(told: Run) -> None:
    rows = [line.split("\t") for line in told("today", "--fields", "ref,section,reasons,deal")[1].splitlines()]
    reasons = (
        "Fair: rotting and no next step, Thought: rotting and no next step, Cake: no next step, "
        "Party: no next step, School: no next step"
    )
    assert rows == [
        ["contact:1", "deal", reasons, "deal:3"],
        ["company:1", "no-next-step", "Order: no next step", "deal:6"],
    ]


def test_a_deal_past_its_expected_close_is_on_the_agenda(run: Run) -> None:
    run("add", "Dana Cohen")
    run("deal", "add", "Cake", "--contact", "dana", "--close", "2026-11-30")
    later = {"SMALLCRM_NOW": "2026-12-02T10:00"}
    row = run("today", "--fields", "section,reasons,days_late,due,deal", env=later)[1]
    late, *_ = row.split("\t")[1].split(", ")
    assert (row.split("\t")[0], late.split(" Mon")[0], row.split("\t")[2:]) == (
        "deal", "Cake: was to close", ["2", "2026-11-30", "deal:1\n"],
    )  # fmt: skip
