from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.errors import UsageError
from smallcrm.values.calendar import Unit, shift
from smallcrm.values.repeat import Repeat, RepeatUnit, format_repeat, next_date, parse_repeat

RULES = st.builds(Repeat, st.integers(1, 999), st.sampled_from(get_args(RepeatUnit)))
SHORT_RULES = st.builds(Repeat, st.integers(1, 20), st.sampled_from(get_args(RepeatUnit)))
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2w", "2w"), ("1m", "1m"), ("weekly", "1w"), ("3d", "3d"), ("1y", "1y"), ("every 2 weeks", "2w"),
        ("quarterly", "3m"), ("Monthly", "1m"), ("day", "1d"), ("כל שבועיים", "2w"), ("כל חודש", "1m"),
    ],
)  # fmt: skip
def test_a_rule_is_read(text: str, rule: str) -> None:
    assert format_repeat(parse_repeat(text)) == rule


@pytest.mark.parametrize("text", ["", "0d", "-1w", "1000d", "2", "fri", "w2", "1h"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="repeat rule"):
        parse_repeat(text)


@pytest.mark.parametrize(
    ("rule", "first_due", "after", "expected"),
    [
        ("1m", "2027-01-31", "2027-01-31", "2027-02-28"),
        ("1m", "2027-01-31", "2027-02-28", "2027-03-31"),
        ("1m", "2027-01-31", "2027-03-30", "2027-03-31"),
        ("1y", "2028-02-29", "2028-02-29", "2029-02-28"),
        ("1y", "2028-02-29", "2031-02-28", "2032-02-29"),
        ("2w", "2026-11-23", "2026-11-23", "2026-12-07"),
        ("2w", "2026-11-23", "2026-12-06", "2026-12-07"),
        ("3d", "2026-11-23", "2026-11-01", "2026-11-23"),
        ("1d", "1990-01-01", "2026-11-23", "2026-11-24"),
    ],
)
def test_the_next_date_counts_from_the_first_due_day(rule: str, first_due: str, after: str, expected: str) -> None:
    found = next_date(parse_repeat(rule), first_due=date.fromisoformat(first_due), after=date.fromisoformat(after))
    assert found == date.fromisoformat(expected)


@given(rule=RULES)
def test_a_written_rule_is_read_back(rule: Repeat) -> None:
    assert parse_repeat(format_repeat(rule)) == rule


@given(rule=SHORT_RULES, first_due=DAYS, ahead=st.integers(-400, 3000))
def test_the_next_date_is_what_stepping_one_by_one_finds(rule: Repeat, first_due: date, ahead: int) -> None:
    after = first_due + timedelta(days=ahead)
    units: dict[RepeatUnit, Unit] = {"d": "day", "w": "week", "m": "month", "y": "year"}
    dates = (shift(first_due, step * rule.every, units[rule.unit]) for step in range(4000))
    assert next_date(rule, first_due=first_due, after=after) == next(day for day in dates if day > after)
