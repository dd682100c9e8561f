from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.errors import UsageError
from smallcrm.values.birthdays import age_on, format_birthday, next_birthday, parse_birthday

TODAY = date(2026, 11, 23)


def parsed(text: str) -> str:
    return parse_birthday(text, order="dmy", today=TODAY)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1990-03-12", "1990-03-12"), ("12/3/1990", "1990-03-12"), ("12.3.90", "1990-03-12"), ("12 mar", "--03-12"),
        ("mar 12", "--03-12"), ("--03-12", "--03-12"), ("--0312", "--03-12"), ("12/3", "--03-12"),
        ("12 March 1990", "1990-03-12"), ("19900312", "1990-03-12"), ("29/2", "--02-29"), ("12/3/45", "1945-03-12"),
        ("12/3/20", "2020-03-12"), ("12 במרץ 1990", "1990-03-12"), ("23/11/2026", "2026-11-23"),
    ],
)  # fmt: skip
def test_a_birthday_is_read(text: str, stored: str) -> None:
    assert parsed(text) == stored


@pytest.mark.parametrize("text", ["31/2", "1990-02-30", "29/2/1990", "--13-01", "--02-30", "24/11/2026", "2030-01-01"])
def test_a_birthday_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        parsed(text)


@pytest.mark.parametrize("text", ["", "soon", "1990", "tomorrow", "fri", "-03-12"])
def test_what_is_no_birthday_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="cannot read"):
        parsed(text)


@pytest.mark.parametrize(
    ("birthday", "expected"),
    [
        ("1990-11-23", "2026-11-23"),
        ("1990-11-22", "2027-11-22"),
        ("--12-01", "2026-12-01"),
        ("1992-02-29", "2027-02-28"),
    ],
)
def test_the_next_birthday_is_today_or_later(birthday: str, expected: str) -> None:
    assert next_birthday(birthday, TODAY) == date.fromisoformat(expected)


def test_a_leap_day_is_kept_in_leap_years() -> None:
    assert next_birthday("--02-29", date(2028, 1, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("birthday", "day", "age"),
    [
        ("1990-11-23", TODAY, 36),
        ("1990-11-24", TODAY, 35),
        ("--11-23", TODAY, None),
        ("1992-02-29", date(2027, 2, 28), 35),
        ("1992-02-29", date(2028, 2, 28), 35),
    ],
)
def test_age_is_counted_in_full_years(birthday: str, day: date, age: int | None) -> None:
    assert age_on(birthday, day) == age


@given(st.dates(date(1, 1, 1), TODAY), st.booleans())
def test_a_shown_birthday_is_read_back(day: date, has_year: bool) -> None:
    stored = day.isoformat() if has_year else f"--{day:%m-%d}"
    assert parsed(stored) == stored
    assert parsed(format_birthday(stored)) == stored


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_next_birthday_lies_within_a_year(born: date, today: date) -> None:
    assert timedelta(0) <= next_birthday(born.isoformat(), today) - today <= timedelta(days=366)
