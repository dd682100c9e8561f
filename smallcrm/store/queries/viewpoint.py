"""From where the days of a query are seen: the owner's clock and calendar."""

import re
from datetime import date
from typing import NamedTuple

from smallcrm.clock import Clock
from smallcrm.errors import UsageError
from smallcrm.values.calendar import BusinessCalendar

_YEARS = range(1000, 9999)


class Viewpoint(NamedTuple):
    """The clock and the calendar by which `this week` is a span of days."""

    clock: Clock
    calendar: BusinessCalendar

    @property
    def moments(self) -> dict[str, str]:
        """The parameters `:today` and `:now` of every statement."""
        return {"today": self.clock.today().isoformat(), "now": self.clock.stamp()}

    def span(self, text: str, *, ahead: bool) -> tuple[date, date]:
        """The first and last day that `text` means (`2026-11`, `this-week`, any WHEN); UsageError for none.

        Days left open lie ahead, or behind. Blanks may be written as hyphens or underscores between letters.
        """
        from smallcrm.values.when import Direction, span_for_filter

        spoken = re.sub(r"(?<=[^\W\d_])[-_](?=[^\W_])|(?<=\d)[-_](?=[^\W\d_])", " ", text)
        direction = Direction.FORWARD if ahead else Direction.BACKWARD
        first, last = span_for_filter(spoken, now=self.clock.local_now(), calendar=self.calendar, direction=direction)
        if first.year not in _YEARS or last.year not in _YEARS:
            raise UsageError(f"{text!r} lies outside the years {_YEARS.start} to {_YEARS.stop - 1}")
        return first, last
