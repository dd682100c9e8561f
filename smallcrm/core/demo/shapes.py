"""How the tables of the made-up business are written: people and firms by short handles, days counted from today."""

from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.records.contacts import ContactKind
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority


class Birthday(NamedTuple):
    """A birthday so many days after today; without a year it is stored without one.

    Years are leap years, in which every day exists.
    """

    days_ahead: int
    year: int | None = None


class Firm(NamedTuple):
    """A company; a channel may carry a label, as in `office=04-555-0100`."""

    handle: str
    name: str
    kind: ContactKind
    industry: str
    city: str
    domain: str = ""
    address: str = ""
    tax_id: str = ""
    phones: Sequence[str] = ()
    tags: Sequence[str] = ()
    notes: str = ""
    known_for: int = 365


class Person(NamedTuple):
    """A contact; `known_for` are the days since it was noted, unless its first touch is older than that."""

    handle: str
    name: str
    kind: ContactKind
    city: str = "חיפה"
    phones: Sequence[str] = ()
    whatsapp: Sequence[str] = ()
    email: str = ""
    social: str = ""
    company: str = ""
    job_title: str = ""
    language: str = "he"
    country: str = "IL"
    source: str = ""
    birthday: Birthday | str = ""
    cadence: str = ""
    tags: Sequence[str] = ()
    notes: str = ""
    do_not_contact: str = ""
    known_for: int = 0


class Beat(NamedTuple):
    """One interaction of a story, so many days ago.

    `how` reads `09:40 call in sale positive 12`: time, channel, direction, topic, outcome (- for none), minutes.
    """

    days_ago: int
    how: str
    summary: str
    body: str = ""


class Story(NamedTuple):
    """Interactions with the same people (or a firm), the oldest first."""

    people: Sequence[str]
    beats: Sequence[Beat]


class Routine(NamedTuple):
    """The same kind of interaction every so many days, from `first` to `last` days ago; the summaries take turns."""

    who: str
    every: int
    first: int
    last: int
    how: str
    summaries: Sequence[str]

    @property
    def story(self) -> Story:
        """The routine written out."""
        days = range(self.first, self.last - 1, -self.every)
        turns = len(self.summaries)
        return Story((self.who,), [Beat(day, self.how, self.summaries[turn % turns]) for turn, day in enumerate(days)])


class Plan(NamedTuple):
    """A follow-up due so many days after today; days before today are negative.

    `planned` is the day it was written down, counted likewise; `first_due` where it stood before it was snoozed.
    """

    who: str
    due: int
    kind: FollowUpKind
    title: str
    planned: int
    time: str | None = None
    priority: Priority = Priority.NORMAL
    status: FollowUpStatus = FollowUpStatus.OPEN
    result: str | None = None
    repeat: str | None = None
    first_due: int | None = None
    snoozes: int = 0
    notes: str | None = None
