"""The days of the made-up business, counted from today; nothing happens on a day off."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from smallcrm.clock import to_stamp

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_OPENING = time(7, 15)
_CLOSING = time(18, 45)


class Days:
    """Turns numbers of days into days and moments of the owner's clock."""

    def __init__(self, crm: "Crm") -> None:
        self._today = crm.clock.today()
        self._clock = crm.clock
        self._calendar = crm.business.calendar

    def past(self, ago: int) -> date:
        """The working day so many days ago, or the last one before it."""
        day = self.ahead(-ago)
        while not self._calendar.is_working(day):
            day -= timedelta(days=1)
        return day

    def ahead(self, days: int) -> date:
        """The day so many days after today, worked or not."""
        return self._today + timedelta(days=days)

    def due(self, days: int) -> date:
        """The day on which something planned is due: worked, unless it is today."""
        if days < 0:
            return self.past(-days)
        return self._calendar.next_working_day(self.ahead(days)) if days else self._today

    def moment(self, ago: int, at: time) -> datetime:
        """The moment, UTC, of a time of day on a working day in the past."""
        return self._clock.at_local(self.past(ago), at)

    def opening(self, ago: int) -> str:
        """The stored moment before anything else happened on a day in the past."""
        return to_stamp(self.moment(ago, _OPENING))

    def closing(self, ago: int) -> str:
        """The stored moment at which a day in the past ended."""
        return to_stamp(self.moment(ago, _CLOSING))
