"""Birthdays, with or without a year: stored as `1990-03-12` or `--03-12` (as in vCard)."""

import re
from datetime import date

from smallcrm.errors import UsageError
from smallcrm.values.calendar import DateOrder, days_in_month
from smallcrm.values.when_words import MONTH_NAMES, canonical
from smallcrm.values.written_dates import (
    ImpossibleError,
    check_day_of_year,
    existing_day,
    full_year,
    read_written_date,
)

_HINT = "try 1990-03-12, 12/3/1990, 12 mar or --03-12"
_WITHOUT_YEAR = r"--(\d\d)-?(\d\d)"


def parse_birthday(text: str, *, order: DateOrder, today: date) -> str:
    """The stored form of a birthday; the year is optional, and two digits mean the past hundred years.

    UsageError for what cannot be read, a day that does not exist, and a day after `today`.
    """
    try:
        stored = _stored(text, order, today)
    except ImpossibleError as reason:
        raise UsageError(f"{text!r} does not exist: {reason}", hint=_HINT) from None
    if stored is None:
        raise UsageError(f"cannot read {text!r} as a birthday", hint=_HINT)
    return stored


def next_birthday(birthday: str, today: date) -> date:
    """The first celebration on or after `today`; 29 February is kept on the 28th in common years."""
    this_year = _celebrated(birthday, today.year)
    return this_year if this_year >= today else _celebrated(birthday, today.year + 1)


def age_on(birthday: str, day: date) -> int | None:
    """Full years on `day`; None when the year of birth is not known."""
    if birthday.startswith("--"):
        return None
    return day.year - int(birthday[:4]) - (day < _celebrated(birthday, day.year))


def format_birthday(birthday: str) -> str:
    """`12 Mar 1990`, or `12 Mar` without a year."""
    month, day = _month_and_day(birthday)
    year = "" if birthday.startswith("--") else f" {birthday[:4]}"
    return f"{day} {MONTH_NAMES[month - 1][:3]}{year}"


def _stored(text: str, order: DateOrder, today: date) -> str | None:
    if match := re.fullmatch(_WITHOUT_YEAR, text.strip()):
        return _yearless(int(match[1]), int(match[2]))
    written = read_written_date(canonical(text), order)
    if written is None:
        return None
    if not written.year:
        return _yearless(written.month, written.day)
    year = full_year(written.year)
    if len(written.year) == 2 and year > today.year:
        year -= 100
    born = existing_day(year, written.month, written.day)
    if born > today:
        raise ImpossibleError("it lies in the future")
    return born.isoformat()


def _yearless(month: int, day: int) -> str:
    check_day_of_year(month, day)
    return f"--{month:02}-{day:02}"


def _celebrated(birthday: str, year: int) -> date:
    month, day = _month_and_day(birthday)
    return date(year, month, min(day, days_in_month(year, month)))


def _month_and_day(birthday: str) -> tuple[int, int]:
    return int(birthday[-5:-3]), int(birthday[-2:])
