import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.errors import UsageError
from smallcrm.values.periods import format_period, parse_period


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30d", 30), ("30", 30), (" 30 days ", 30), ("2w", 14), ("2 weeks", 14), ("3m", 90), ("1y", 365), ("1q", 90),
        ("weekly", 7), ("Monthly", 30), ("quarterly", 90), ("yearly", 365), ("every month", 30), ("כל חודש", 30),
        ("שבועיים", 14), ("off", None), ("OFF", None), ("0", None),
    ],
)  # fmt: skip
def test_a_period_is_read_as_days(text: str, days: int | None) -> None:
    assert parse_period(text) == days


@pytest.mark.parametrize("text", ["", "x", "-3", "1.5", "0d", "36501", "99999999999999999999", "tomorrow", "2h"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="cannot read") as refusal:
        parse_period(text)
    assert repr(text) in refusal.value.message


@given(st.none() | st.integers(1, 36_500))
def test_a_written_period_is_read_back(days: int | None) -> None:
    assert parse_period(format_period(days)) == days
