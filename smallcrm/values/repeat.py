"""Repeat rules of follow-ups: every so many days, weeks, months or years."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from smallcrm.errors import UsageError
from smallcrm.values.calendar import Unit, add_months
from smallcrm.values.intervals import read_interval

RepeatUnit = Literal["d", "w", "m", "y"]

_LETTERS: dict[Unit, RepeatUnit] = {"day": "d", "week": "w", "month": "m", "year": "y"}
_MOST = 999
_HINT = "try 2w, 1m, weekly, 3d or 1y"


class Repeat(NamedTuple):
    """`every` (1 to 999) days, weeks, months or years."""

    every: int
    unit: RepeatUnit


def parse_repeat(text: str) -> Repeat:
    """The rule that `2w`, `weekly` or `every 3 months` means; UsageError for anything else."""
    interval = read_interval(text)
    if interval is None or interval.number > _MOST:
        raise UsageError(f"cannot read {text!r} as a repeat rule", hint=_HINT)
    return Repeat(interval.number, _LETTERS[interval.unit])


def format_repeat(rule: Repeat) -> str:
    """`2w`: what is stored, and what parse_repeat reads back."""
    return f"{rule.every}{rule.unit}"


def next_date(rule: Repeat, *, first_due: date, after: date) -> date:
    """The first date of the rule strictly after `after`.

    The dates are `first_due` plus whole multiples of the rule, so monthly from the 31st falls on the last day of short
    months and on the 31st again. OverflowError past the year 9999.
    """
    if after < first_due:
        return first_due
    if rule.unit in ("d", "w"):
        step = rule.every * (7 if rule.unit == "w" else 1)
        return first_due + timedelta(days=((after - first_due).days // step + 1) * step)
    step = rule.every * (12 if rule.unit == "y" else 1)
    months = ((after.year - first_due.year) * 12 + after.month - first_due.month) // step * step
    candidate = add_months(first_due, months)
    return candidate if candidate > after else add_months(first_due, months + step)
