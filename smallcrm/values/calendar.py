"""The owner's calendar: how dates are written, when weeks begin, which days are worked, how months add up."""

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal, NamedTuple

DateOrder = Literal["dmy", "mdy", "ymd"]
Unit = Literal["day", "week", "month", "quarter", "year"]

_ONE_DAY = timedelta(days=1)
_EVERY_WEEKDAY = frozenset(range(7))
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


class BusinessCalendar(NamedTuple):
    """Settings of the business: weekdays are 0 = Monday to 6 = Sunday; no working weekday at all means every one."""

    date_order: DateOrder
    week_start: int
    working_days: frozenset[int]
    days_off: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working weekday and not a day off."""
        return day.weekday() in (self.working_days & _EVERY_WEEKDAY or _EVERY_WEEKDAY) and day not in self.days_off

    def next_working_day(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        candidate = day
        while not self.is_working(candidate):
            if candidate == date.max:
                return day
            candidate += _ONE_DAY
        return candidate

    def working_day_after(self, day: date) -> date:
        """The first working day strictly after `day`."""
        return self.next_working_day(day + _ONE_DAY)

    def start_of_week(self, day: date) -> date:
        """The first day of the week that holds `day`."""
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)

    def end_of_week(self, day: date) -> date:
        """The last working day of the week that holds `day`; its last day when none of them is worked."""
        first, last = self.span("week", day)
        days = [last - timedelta(days=back) for back in range((last - first).days + 1)]
        return next((candidate for candidate in days if self.is_working(candidate)), last)

    def end_of_month(self, day: date) -> date:
        """The last day of the month, worked or not."""
        return self.span("month", day)[1]

    def end_of_quarter(self, day: date) -> date:
        """The last day of the calendar quarter, worked or not."""
        return self.span("quarter", day)[1]

    def span(self, unit: Unit, day: date) -> tuple[date, date]:
        """The first and last day of the week, month, quarter or year that holds `day`."""
        if unit == "day":
            return day, day
        if unit == "week":
            first = self.start_of_week(day)
            return first, first + timedelta(days=6)
        months = _MONTHS_IN[unit]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return first, last_of_month(first.year, first.month + months - 1)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has (1 = January), in the Gregorian calendar."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_LENGTHS[month - 1] + (is_leap and month == 2)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, days_in_month(year, month))


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day; OverflowError outside years 1 to 9999."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError("year out of range")
    return date(year, month_index + 1, min(day.day, days_in_month(year, month_index + 1)))


def shift(day: date, count: int, unit: Unit) -> date:
    """`day` moved by `count` units, back when negative; OverflowError outside years 1 to 9999."""
    if unit in _MONTHS_IN:
        return add_months(day, count * _MONTHS_IN[unit])
    return day + timedelta(days=count * (7 if unit == "week" else 1))
