from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.values.calendar import BusinessCalendar, add_months, days_in_month, shift

MONDAY = date(2026, 11, 23)
ISRAEL = BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset())
SWEDEN = BusinessCalendar("ymd", 0, frozenset(range(5)), frozenset())


def test_a_working_day_stays_and_others_move_on() -> None:
    friday = MONDAY + timedelta(days=4)
    assert SWEDEN.next_working_day(friday) == friday
    assert ISRAEL.next_working_day(friday) == date(2026, 11, 29)
    assert SWEDEN.working_day_after(friday) == date(2026, 11, 30)


def test_days_off_are_not_worked() -> None:
    holiday = SWEDEN._replace(days_off=frozenset({MONDAY, MONDAY + timedelta(days=1)}))
    assert holiday.next_working_day(MONDAY) == MONDAY + timedelta(days=2)


@pytest.mark.parametrize("working_days", [frozenset(), frozenset({7, 99})])
def test_without_any_working_day_every_day_is_worked(working_days: frozenset[int]) -> None:
    calendar = BusinessCalendar("dmy", 0, working_days, frozenset())
    assert calendar.next_working_day(MONDAY) == MONDAY
    assert calendar.end_of_week(MONDAY) == date(2026, 11, 29)


def test_the_last_day_of_all_is_not_passed() -> None:
    calendar = SWEDEN._replace(days_off=frozenset({date.max}))
    assert calendar.next_working_day(date.max) == date.max


@pytest.mark.parametrize(("week_start", "first"), [(0, 23), (6, 22), (5, 21), (1, 17)])
def test_weeks_begin_where_the_settings_say(week_start: int, first: int) -> None:
    assert ISRAEL._replace(week_start=week_start).start_of_week(MONDAY) == date(2026, 11, first)


def test_the_end_of_a_week_is_its_last_working_day() -> None:
    assert ISRAEL.end_of_week(MONDAY) == date(2026, 11, 26)
    assert SWEDEN.end_of_week(MONDAY) == date(2026, 11, 27)
    week_off = frozenset(MONDAY + timedelta(days=ahead) for ahead in range(7))
    assert SWEDEN._replace(days_off=week_off).end_of_week(MONDAY) == date(2026, 11, 29)


def test_months_and_quarters_end_on_their_last_day() -> None:
    assert ISRAEL.end_of_month(date(2028, 2, 3)) == date(2028, 2, 29)
    assert ISRAEL.end_of_quarter(date(2026, 5, 1)) == date(2026, 6, 30)
    assert ISRAEL.end_of_quarter(date(2026, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize(("year", "days"), [(2026, 28), (2028, 29), (1900, 28), (2000, 29)])
def test_february_knows_leap_years(year: int, days: int) -> None:
    assert days_in_month(year, 2) == days


def test_adding_months_clamps_to_the_last_day() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)


@given(day=st.dates(date(2, 1, 1), date(9000, 1, 1)), count=st.integers(-11, 11))
def test_shifting_there_and_back_keeps_whole_weeks_and_first_days(day: date, count: int) -> None:
    assert shift(shift(day, count, "week"), -count, "week") == day
    first = day.replace(day=1)
    assert shift(shift(first, count, "month"), -count, "month") == first


@given(day=st.dates(date(2, 1, 1), date(9000, 1, 1)), calendar=st.sampled_from([ISRAEL, SWEDEN]))
def test_every_span_holds_its_day(day: date, calendar: BusinessCalendar) -> None:
    for unit in ("day", "week", "month", "quarter", "year"):
        first, last = calendar.span(unit, day)
        assert first <= day <= last
