"""Dates in a table: one order of day, month and year per column, decided from all its rows."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.mapping import Mapping
from smallcrm.values.calendar import DateOrder
from smallcrm.values.when_words import canonical
from smallcrm.values.written_dates import ImpossibleError, existing_day, full_year, read_written_date

DAY_FIELDS = ("cadence_set_on", "close", "due", "first_due", "repeat_from")
MOMENT_FIELDS = ("converted_at", "created_at", "last_contacted", "closed_at", "at", "done_at")
DATE_FIELDS = ("birthday", *DAY_FIELDS, *MOMENT_FIELDS)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_ISO_START = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])")
_TIME = re.compile(
    r"(?P<day>.*?)[T, ]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?\s*(?P<half>[ap]m)?",
    re.IGNORECASE,
)
# What programs write for "no date": 0/0/00, 00/00/0000, 0000-00-00 00:00:00.
_NO_DATE = re.compile(r"[0/.\-: T]+")


class DecidedOrder(NamedTuple):
    """The order a column's dates are read in, and why a person should look at it ("" when it is certain)."""

    order: DateOrder
    doubt: str = ""


class DateColumn:
    """What the values of one column say about their order; feed it every value, then decide."""

    def __init__(self) -> None:
        self._day_first = self._month_first = self._year_first = self._open = 0
        self._example = ""

    def see(self, value: str) -> None:
        """Count one value; dates that begin with a year of four digits say nothing."""
        found = _NUMERIC.match(value)
        if found is None or found[1] == found[2]:
            return
        first, second = int(found[1]), int(found[2])
        if first > 31:
            self._year_first += 1
        elif first > 12:
            self._day_first += 1
        elif second > 12:
            self._month_first += 1
        else:
            self._open += 1
            self._example = self._example or value

    def decide(self, configured: DateOrder) -> DecidedOrder:
        """The order most of the telling values have, else the configured one, with a doubt."""
        votes: dict[DateOrder, int] = {
            "dmy": self._day_first,
            "mdy": self._month_first,
            "ymd": self._year_first,
        }
        best = max(votes.values())
        if not best:
            return DecidedOrder(configured, self._guessed(configured) if self._open else "")
        orders = [order for order, count in votes.items() if count == best]
        order = configured if configured in orders else orders[0]
        mixed = best < sum(votes.values())
        return DecidedOrder(order, f"orders are mixed; all are read as {order}" if mixed else "")

    def _guessed(self, order: DateOrder) -> str:
        return f'every date could be read two ways, such as "{self._example}"; they are read as {order}'


class DateOrders(NamedTuple):
    """The order of each date field of a file, with warnings for a person."""

    orders: dict[str, DateOrder]
    warnings: tuple[str, ...] = ()


def decide_date_orders(
    rows: Iterable[Row], mapping: Mapping, *, configured: DateOrder, forced: DateOrder | None = None
) -> DateOrders:
    """The order per date field, from one pass over the rows (none when it is forced, or there are no dates)."""
    columns = {field: mapping.columns_of(field) for field in DATE_FIELDS}
    positions = [(field, column.position) for field, found in columns.items() for column in found]
    if forced or not positions:
        return DateOrders(dict.fromkeys(DATE_FIELDS, forced or configured))
    seen = {field: DateColumn() for field, _ in positions}
    for row in rows:
        if not row.problem:
            for field, position in positions:
                seen[field].see(row.cells[position])
    decided = {field: column.decide(configured) for field, column in seen.items()}
    warnings = [f'"{columns[field][0].header}": {found.doubt}' for field, found in decided.items() if found.doubt]
    hint = "; say --date-order dmy, mdy or ymd if that is wrong"
    return DateOrders(
        {field: found.order for field, found in decided.items()}, tuple(warning + hint for warning in warnings)
    )


def is_no_date(text: str) -> bool:
    """Whether a cell is a program's way to leave a date empty, such as `0/0/00`."""
    return _NO_DATE.fullmatch(text) is not None


def read_date(text: str, order: DateOrder) -> date | datetime:
    """A day, or a moment (without a zone when the text names none); UsageError when it cannot be one."""
    try:
        return _iso(text) if _ISO_START.match(text) else _written(text, order)
    except ImpossibleError as error:
        raise UsageError(f'"{text}" does not exist: {error}', hint="write dates as 2026-12-31") from error
    except ValueError as error:
        raise UsageError(f'"{text}" is not a date', hint="write dates as 2026-12-31") from error


def _iso(text: str) -> date | datetime:
    if len(text) > 10:
        return datetime.fromisoformat(text.removesuffix(" UTC"))
    return existing_day(int(text[:4]), int(text[5:7]), int(text[8:]))


def _written(text: str, order: DateOrder) -> date | datetime:
    timed = _TIME.fullmatch(text)
    written = read_written_date(canonical(timed["day"] if timed else text), order)
    if written is None or not written.year:
        raise ValueError(text)
    day = existing_day(full_year(written.year), written.month, written.day)
    return datetime.combine(day, _time_of_day(timed)) if timed else day


def _time_of_day(found: re.Match[str]) -> time:
    hour = int(found["hour"])
    half = (found["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        raise ValueError(found[0])
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found["minute"]), int(found["second"] or 0))
