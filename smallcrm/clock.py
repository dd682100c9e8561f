"""Now and today, injectable: moments are UTC, days are the owner's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from smallcrm.errors import UsageError

MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class Clock:
    """Tells the time. `zone` is the business's time zone; None means the machine's."""

    def __init__(self, zone: tzinfo | None = None, *, moment: Callable[[], datetime] | None = None) -> None:
        self.zone = zone
        self._moment = moment or _system_moment

    def now(self) -> datetime:
        """The present moment, UTC."""
        return self._moment()

    def stamp(self) -> str:
        """The present moment as it is stored."""
        return to_stamp(self.now())

    def local_now(self) -> datetime:
        """The present moment on the owner's clock."""
        return self.now().astimezone(self.zone)

    def today(self) -> date:
        """The owner's day."""
        return self.local_now().date()

    def local(self, stamp: str) -> datetime:
        """A stored moment on the owner's clock."""
        return from_stamp(stamp).astimezone(self.zone)

    def at_local(self, day: date, at: time = time()) -> datetime:
        """The moment, UTC, at which the owner's clock shows `day` and `at`."""
        naive = datetime.combine(day, at)
        local = naive.replace(tzinfo=self.zone) if self.zone else naive.astimezone()
        return local.astimezone(UTC)

    def day_span(self, first: date, last: date) -> tuple[str, str]:
        """The stored moments at which the owner's `first` day begins and the day after `last` begins."""
        return to_stamp(self.at_local(first)), to_stamp(self.at_local(last + timedelta(days=1)))


def to_stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, whole seconds, Z."""
    return moment.astimezone(UTC).strftime(MOMENT_FORMAT)


def from_stamp(stamp: str) -> datetime:
    """A stored moment as a datetime."""
    return datetime.fromisoformat(stamp)


def fixed_moment(text: str, zone: tzinfo | None) -> Callable[[], datetime]:
    """The clock hand of `SMALLCRM_NOW`: a day (read as its noon) or a moment; UsageError for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"SMALLCRM_NOW is not a day or a moment: {text!r}",
            hint="for example 2026-11-27 or 2026-11-27T09:00",
        ) from None
    if len(text) <= len("2026-11-27"):
        moment = moment.replace(hour=12)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone) if zone else moment.astimezone()
    utc = moment.astimezone(UTC)
    return lambda: utc


def _system_moment() -> datetime:
    return datetime.now(UTC)
