"""Dates written with numbers or a month's name: `1/12/2026`, `2026-12-01`, `dec 1`, `1 בדצמבר`."""

import re
from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

from smallcrm.values.calendar import DateOrder, days_in_month
from smallcrm.values.when_words import MONTH, MONTH_NAMES, MONTHS

_LEAP_YEAR = 2000
_NUMERIC = r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{1,2}|\d{4}))?"
_UNAMBIGUOUS = (
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{MONTH})(?: (?P<year>\d{{2}}|\d{{4}}))?",
    rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: (?P<year>\d{{2}}|\d{{4}}))?",
    rf"(?P<year>\d{{4}}) (?P<month>{MONTH}) (?P<day>\d{{1,2}})",
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
)


class ImpossibleError(ValueError):
    """A day or time that is well written but does not exist; the message says why."""


class WrittenDate(NamedTuple):
    """The parts of a date as typed: `year` is "", two digits or four."""

    year: str
    month: int
    day: int


def read_written_date(phrase: str, order: DateOrder) -> WrittenDate | None:
    """The parts of a date in canonical wording, or None when it is not one; they may not exist as a day."""
    if match := re.fullmatch(_NUMERIC, phrase):
        return _numeric(match[1], match[3], match[4] or "", order)
    for pattern in _UNAMBIGUOUS:
        if match := re.fullmatch(pattern, phrase):
            month = match["month"]
            number = int(month) if month.isdecimal() else MONTHS.index(month) + 1
            return WrittenDate(match["year"] or "", number, int(match["day"]))
    return None


def full_year(year: str) -> int:
    """Four digits as they are; two digits mean 1969 to 2068 (the rule of POSIX strptime)."""
    number = int(year)
    if len(year) > 2:
        return number
    return number + (1900 if number >= 69 else 2000)


def existing_day(year: int, month: int, day: int) -> date:
    """The day, or ImpossibleError that says which part cannot be."""
    check_day_of_year(month, day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ImpossibleError(f"there is no year {year}")
    if day > days_in_month(year, month):
        raise ImpossibleError(f"{MONTH_NAMES[month - 1]} {year} has {days_in_month(year, month)} days")
    return date(year, month, day)


def check_day_of_year(month: int, day: int) -> None:
    """Raise ImpossibleError for a day that exists in no year; 29 February passes."""
    if not 1 <= month <= 12:
        raise ImpossibleError(f"there is no month {month}")
    longest = days_in_month(_LEAP_YEAR, month)
    if not 1 <= day <= longest:
        raise ImpossibleError(f"{MONTH_NAMES[month - 1]} has no day {day}")


def _numeric(first: str, second: str, third: str, order: DateOrder) -> WrittenDate | None:
    if order == "ymd" and len(third) in (1, 2):
        year, month, day = first, second, third
    elif order == "dmy" or (order == "ymd" and third):
        year, month, day = third, second, first
    else:
        year, month, day = third, first, second
    return None if len(year) == 1 else WrittenDate(year, int(month), int(day))
