"""Days as people say them, in canonical wording: `tomorrow`, `next fri`, `+3 day`, `end month`, `1/12`."""

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple, cast

from smallcrm.values.calendar import BusinessCalendar, Unit, add_months, days_in_month, shift
from smallcrm.values.when_words import UNIT, WEEKDAY, WEEKDAY_NAMES, WEEKDAYS
from smallcrm.values.written_dates import (
    ImpossibleError,
    WrittenDate,
    check_day_of_year,
    existing_day,
    full_year,
    read_written_date,
)

OFFSET = r"(?P<lead>in |ago )?(?P<sign>[+-] ?)?(?:(?P<count>\d{{1,9}}) )?(?P<unit>{units})(?P<tail> ago| hence)?"

_YEARS_BETWEEN_LEAP_DAYS = 8
_SIGNS = {"in": 1, "hence": 1, "+": 1, "ago": -1, "-": -1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_NAMED_DAYS = {
    "today": 0, "tonight": 0, "tomorrow": 1, "overmorrow": 2, "yesterday": -1, "ereyesterday": -2,
}  # fmt: skip


class Reading(NamedTuple):
    """What a phrase is read against.

    A day left open ("fri", "1/12") is the first not before `nearest`, or, backward, the last not after it.
    """

    today: date
    nearest: date
    forward: bool
    calendar: BusinessCalendar

    @property
    def step(self) -> int:
        """1 when reading forward, -1 when backward."""
        return 1 if self.forward else -1

    def accepts(self, day: date) -> bool:
        """Whether an open day may be `day`."""
        return day >= self.nearest if self.forward else day <= self.nearest


def read_day(phrase: str, reading: Reading) -> date | None:
    """The day a canonical phrase means; None when it means none, ImpossibleError, or OverflowError past the years."""
    if phrase in _NAMED_DAYS:
        return reading.today + timedelta(days=_NAMED_DAYS[phrase])
    for pattern, read in _READERS:
        if match := re.fullmatch(pattern, phrase):
            return read(match, reading)
    if written := read_written_date(phrase, reading.calendar.date_order):
        return _written(written, reading)
    return None


def offset_count(match: re.Match[str], reading: Reading) -> int | None:
    """How many units, with their sign, an OFFSET means; without one the direction decides. None: two signs."""
    signs = [sign.strip() for sign in match.group("lead", "sign", "tail") if sign]
    if len(signs) > 1 or not (match["count"] or match["lead"]):
        return None
    return int(match["count"] or 1) * (_SIGNS[signs[0]] if signs else reading.step)


def _offset(match: re.Match[str], reading: Reading) -> date | None:
    count = offset_count(match, reading)
    return None if count is None else shift(reading.today, count, _unit(match))


def _unit(match: re.Match[str]) -> Unit:
    return cast("Unit", match["unit"])


def _weekday(match: re.Match[str], reading: Reading) -> date:
    modifier = match["modifier"] or "this"
    weekday = WEEKDAYS.index(match["weekday"])
    if modifier == "next":
        return _weekday_from(reading.today + timedelta(days=1), weekday)
    if modifier == "last":
        return _weekday_from(reading.today - timedelta(days=7), weekday)
    if reading.forward:
        return _weekday_from(reading.nearest, weekday)
    return _weekday_from(reading.nearest - timedelta(days=6), weekday)


def _weekday_from(first: date, weekday: int) -> date:
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _weekday_of_week(match: re.Match[str], reading: Reading) -> date:
    somewhere = shift(reading.today, _STEPS[match["modifier"]], "week")
    return _weekday_from(reading.calendar.start_of_week(somewhere), WEEKDAYS.index(match["weekday"]))


def _neighbour(match: re.Match[str], reading: Reading) -> date:
    unit = _unit(match)
    if match["modifier"] == "this":
        day = _edge(reading.today, unit, is_end=reading.forward, calendar=reading.calendar)
        return day if reading.accepts(day) else reading.nearest
    return shift(reading.today, _STEPS[match["modifier"]], unit)


def _edge_of_unit(match: re.Match[str], reading: Reading) -> date:
    unit, is_end = _unit(match), match["edge"] == "end"
    somewhere = shift(reading.today, _STEPS[match["modifier"] or "this"], unit)
    day = _edge(somewhere, unit, is_end=is_end, calendar=reading.calendar)
    if match["modifier"] in ("next", "last") or reading.accepts(day):
        return day
    return _edge(shift(reading.today, reading.step, unit), unit, is_end=is_end, calendar=reading.calendar)


def _edge(day: date, unit: Unit, *, is_end: bool, calendar: BusinessCalendar) -> date:
    if is_end and unit == "week":
        return calendar.end_of_week(day)
    return calendar.span(unit, day)[is_end]


def _day_of_month(match: re.Match[str], reading: Reading) -> date:
    number = int(match["day"])
    if not 1 <= number <= 31:
        raise ImpossibleError(f"no month has a day {number}")
    month = reading.nearest.replace(day=1)
    while True:
        if number <= days_in_month(month.year, month.month) and reading.accepts(month.replace(day=number)):
            return month.replace(day=number)
        month = add_months(month, reading.step)


def _written(written: WrittenDate, reading: Reading) -> date:
    if written.year:
        return existing_day(full_year(written.year), written.month, written.day)
    check_day_of_year(written.month, written.day)
    for years in range(_YEARS_BETWEEN_LEAP_DAYS + 2):
        year = reading.nearest.year + years * reading.step
        if not MINYEAR <= year <= MAXYEAR:
            break
        if written.day <= days_in_month(year, written.month):
            day = date(year, written.month, written.day)
            if reading.accepts(day):
                return day
    raise OverflowError("year out of range")


def _weekday_with_date(match: re.Match[str], reading: Reading) -> date | None:
    written = read_written_date(match["date"], reading.calendar.date_order)
    if written is None:
        return None
    day = _written(written, reading)
    if WEEKDAYS[day.weekday()] != match["weekday"]:
        raise ImpossibleError(f"{day.isoformat()} is a {WEEKDAY_NAMES[day.weekday()]}")
    return day


_MODIFIER = r"(?P<modifier>next|last|this)"
_READERS: tuple[tuple[str, Callable[[re.Match[str], Reading], date | None]], ...] = (
    (rf"(?:{_MODIFIER} )?(?P<weekday>{WEEKDAY})", _weekday),
    (OFFSET.format(units=UNIT), _offset),
    (rf"{_MODIFIER} (?P<unit>{UNIT})", _neighbour),
    (rf"(?P<edge>start|end)(?: {_MODIFIER})? (?P<unit>{UNIT})", _edge_of_unit),
    (rf"(?P<weekday>{WEEKDAY}) {_MODIFIER} week", _weekday_of_week),
    (rf"{_MODIFIER} week (?P<weekday>{WEEKDAY})", _weekday_of_week),
    (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
    (rf"(?P<weekday>{WEEKDAY}) (?P<date>.+)", _weekday_with_date),
)
