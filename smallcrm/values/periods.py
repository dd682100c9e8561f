"""Cadences: how many days may pass between touches."""

from smallcrm.errors import UsageError
from smallcrm.values.calendar import Unit
from smallcrm.values.intervals import read_interval

_OFF = ("off", "none", "never", "0", "ללא", "אף פעם", "כבוי")
_DAYS_IN: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
_LONGEST = 36_500
_HINT = "try 30d, 2w, 3m, 1y, monthly, quarterly, or off"


def parse_period(text: str) -> int | None:
    """Days, or None for `off`; a bare number is days, a month 30 and a year 365 days.

    UsageError for anything else and for more than a hundred years.
    """
    typed = text.strip().casefold()
    if typed in _OFF:
        return None
    interval = read_interval(f"{typed}d" if typed.isdecimal() else typed)
    days = interval.number * _DAYS_IN[interval.unit] if interval else 0
    if not 0 < days <= _LONGEST:
        raise UsageError(f"cannot read {text!r} as a number of days", hint=_HINT)
    return days


def format_period(days: int | None) -> str:
    """`30d`, or `off` for None: what parse_period reads back."""
    return "off" if days is None else f"{days}d"
