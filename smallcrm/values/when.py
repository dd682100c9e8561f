"""WHEN: a day, with or without a time, as people type it in English or Hebrew; and the same said back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import NamedTuple, cast

from smallcrm.errors import UsageError
from smallcrm.values.calendar import BusinessCalendar, Unit, days_in_month, shift
from smallcrm.values.day_phrases import OFFSET, Reading, offset_count, read_day
from smallcrm.values.time_of_day import take_time
from smallcrm.values.when_words import MONTH, MONTH_NAMES, MONTHS, UNIT, WEEKDAY_NAMES, canonical
from smallcrm.values.written_dates import ImpossibleError

_EXAMPLES = "try 2026-12-01, 1/12, tomorrow, fri, next fri 14:00, +3d, in 2 weeks, eom, מחר, יום ראשון"
_NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_LONGEST_SHOWN = 60
_ISO_MOMENT = r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,6})?)?(?P<zone>\s?(?:[Zz]|[+-]\d{2}:?\d{2}))?"
_MONTHS_OF_A_YEAR = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
    rf"(?P<month>{MONTH}) (?P<year>\d{{4}})",
)


class Direction(Enum):
    """Where a day left open lies: due dates are ahead, what happened is behind."""

    FORWARD = "forward"
    BACKWARD = "backward"


class When(NamedTuple):
    """A day and, if one was given, a time of day; both in the owner's zone."""

    day: date
    time: time | None


def parse_when(
    text: str, *, now: datetime, calendar: BusinessCalendar, direction: Direction = Direction.FORWARD
) -> When:
    """The day and time that `text` means, seen from the owner's local `now`.

    A day left open (`fri`, `1/12`, `18:00`) is the nearest one ahead, today included, or, backward, the nearest one
    behind; when a time is given with it, the moment itself must lie ahead or behind: `9:00` typed at noon is tomorrow.
    An ISO moment with an offset is converted to the zone of `now`. UsageError says what could not be read or be.
    """
    with _told(text, calendar):
        when = _read(text, now, calendar, direction)
    if when is None:
        raise UsageError(f"cannot read {_shown(text)} as a day", hint=_EXAMPLES)
    return when


def span_for_filter(
    text: str, *, now: datetime, calendar: BusinessCalendar, direction: Direction = Direction.FORWARD
) -> tuple[date, date]:
    """The first and last day, both included, that a filter's value means: `2026-11`, `this week`, or any WHEN."""
    with _told(text, calendar):
        if span := _period(canonical(text), now.date(), calendar):
            return span
    day = parse_when(text, now=now, calendar=calendar, direction=direction).day
    return day, day


def describe_day(day: date, today: date) -> str:
    """`today`, `yesterday`, `tomorrow`, or `Fri 27 Nov (in 4 days)`, with the year when it is not this one."""
    return describe_when(When(day, None), today)


def describe_when(when: When, today: date) -> str:
    """As describe_day, with the time after the day: `Fri 27 Nov 14:00 (in 4 days)`."""
    clock = f" {when.time:%H:%M}" if when.time else ""
    days = (when.day - today).days
    if days in _NEAR_DAYS:
        return _NEAR_DAYS[days] + clock
    distance = f"in {days} days" if days > 0 else f"{-days} days ago"
    return f"{_short_date(when.day, today)}{clock} ({distance})"


def _short_date(day: date, today: date) -> str:
    year = "" if day.year == today.year else f" {day.year}"
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day} {MONTH_NAMES[day.month - 1][:3]}{year}"


@contextmanager
def _told(text: str, calendar: BusinessCalendar) -> Iterator[None]:
    """Days and times that cannot be become a UsageError that repeats `text`."""
    try:
        yield
    except OverflowError:
        raise UsageError(f"{_shown(text)} lies outside the years 1 to 9999", hint=_EXAMPLES) from None
    except ImpossibleError as reason:
        raise UsageError(f"{_shown(text)} does not exist: {reason}", hint=_order_hint(calendar)) from None


def _read(text: str, now: datetime, calendar: BusinessCalendar, direction: Direction) -> When | None:
    if match := re.fullmatch(_ISO_MOMENT, text.strip()):
        return _iso_moment(match, now)
    phrase = canonical(text)
    reading = Reading(now.date(), now.date(), direction is Direction.FORWARD, calendar)
    if moment := _moment_from_now(phrase, now, reading):
        return moment
    clock, day_phrase = take_time(phrase)
    reading = reading._replace(nearest=_nearest_day(clock, now, reading))
    if clock and not day_phrase:
        return When(reading.nearest, clock)
    day = read_day(day_phrase, reading)
    return None if day is None else When(day, clock)


def _nearest_day(clock: time | None, now: datetime, reading: Reading) -> date:
    present = now.time().replace(second=0, microsecond=0)
    if clock and (clock < present if reading.forward else clock > present):
        return reading.today + timedelta(days=reading.step)
    return reading.today


def _iso_moment(match: re.Match[str], now: datetime) -> When:
    try:
        moment = datetime.fromisoformat(re.sub(r"\s(?=[+-]|[Zz]$)", "", match[0]).upper())
    except ValueError as reason:
        raise ImpossibleError(str(reason)) from None
    if moment.tzinfo:
        if now.tzinfo is None:
            raise UsageError(f"{match[0]!r} has an offset but no time zone is set", hint="leave the offset out")
        moment = moment.astimezone(now.tzinfo)
    return _when(moment)


def _moment_from_now(phrase: str, now: datetime, reading: Reading) -> When | None:
    if phrase == "now":
        return _when(now)
    match = re.fullmatch(OFFSET.format(units="hour|minute"), phrase)
    count = offset_count(match, reading) if match else None
    if match is None or count is None:
        return None
    return _when(_later(now, timedelta(hours=count) if match["unit"] == "hour" else timedelta(minutes=count)))


def _later(now: datetime, distance: timedelta) -> datetime:
    """The moment after that much real time: clocks that change in between are counted in."""
    if now.tzinfo is None:
        return now + distance
    return (now.astimezone(UTC) + distance).astimezone(now.tzinfo)


def _when(moment: datetime) -> When:
    return When(moment.date(), moment.time().replace(second=0, microsecond=0))


def _period(phrase: str, today: date, calendar: BusinessCalendar) -> tuple[date, date] | None:
    if match := re.fullmatch(rf"(this|last|next) ({UNIT})", phrase):
        step = {"last": -1, "this": 0, "next": 1}[match[1]]
        unit = cast("Unit", match[2])
        return calendar.span(unit, shift(calendar.span(unit, today)[0], step, unit))
    if re.fullmatch(r"[1-9]\d{3}", phrase):
        return calendar.span("year", date(int(phrase), 1, 1))
    for pattern in _MONTHS_OF_A_YEAR:
        if match := re.fullmatch(pattern, phrase):
            month = match["month"]
            number = int(month) if month.isdecimal() else MONTHS.index(month) + 1
            return _month_span(int(match["year"]), number)
    return None


def _month_span(year: int, month: int) -> tuple[date, date]:
    if not 1 <= month <= 12 or year < 1:
        raise ImpossibleError(f"there is no month {month}")
    return date(year, month, 1), date(year, month, days_in_month(year, month))


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…")


def _order_hint(calendar: BusinessCalendar) -> str:
    order = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}[calendar.date_order]
    return f"dates are read as {order}, or write 2026-12-01"
