"""The 360° card of a contact or a company, and the entries of a timeline."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from smallcrm.records.channels import Channel
from smallcrm.records.companies import Company
from smallcrm.records.contacts import Contact
from smallcrm.records.deals import Deal, Stage, StageEvent
from smallcrm.records.references import Reference
from smallcrm.records.steps import NamedRecord
from smallcrm.records.tables import Page


class EntryKind(StrEnum):
    """What a timeline entry tells."""

    INTERACTION = "interaction"
    FOLLOW_UP_DONE = "follow-up done"
    STAGE_CHANGE = "stage change"
    CHANGE = "change"


class TimelineEntry(NamedTuple):
    """Something that happened, newest first; `ref` is the record it happened to."""

    at: str
    kind: EntryKind
    ref: Reference
    channel: str | None
    topic: str | None
    outcome: str | None
    text: str
    people: str | None


class OpenFollowUp(NamedTuple):
    """A follow-up that is still to be done."""

    id: int
    due_on: str
    due_time: str | None
    title: str
    kind: str
    priority: str


class Sharing(NamedTuple):
    """Another living contact that has the same phone or e-mail."""

    ref: Reference
    name: str
    value: str


class Sales(NamedTuple):
    """The open deals with someone, and what was won with them: currency, number of deals, minor units."""

    open: Sequence[Deal]
    won: Sequence[tuple[str, int, int]]
    stages: Mapping[int, str]
    """The names of all stages by id."""


class ContactProfile(NamedTuple):
    """Everything about one person on one card."""

    contact: Contact
    company: Company | None
    tags: Sequence[str]
    custom: Page
    """A column for each custom field, and one row."""
    channels: Sequence[Channel]
    cadence_days: int
    cadence_state: str | None
    last_touch_summary: str | None
    attempts: int
    """Attempts since the last touch."""
    touches: int
    follow_ups: Sequence[OpenFollowUp]
    sales: Sales
    sharing: Sequence[Sharing]
    timeline: Sequence[TimelineEntry]


class Colleague(NamedTuple):
    """A person at a company."""

    ref: Reference
    name: str
    job_title: str | None
    phone: str | None


class CompanyProfile(NamedTuple):
    """Everything about one company on one card."""

    company: Company
    tags: Sequence[str]
    custom: Page
    """A column for each custom field, and one row."""
    channels: Sequence[Channel]
    people: Sequence[Colleague]
    people_total: int
    follow_ups: Sequence[OpenFollowUp]
    sales: Sales
    timeline: Sequence[TimelineEntry]


class DealProfile(NamedTuple):
    """Everything about one deal on one card; `events` are the stages it went through, the newest first."""

    deal: Deal
    stage: Stage
    owners: Sequence[NamedRecord]
    tags: Sequence[str]
    custom: Page
    """A column for each custom field, and one row."""
    follow_ups: Sequence[OpenFollowUp]
    events: Sequence[StageEvent]
    stages: Mapping[int, str]
    """The names of all stages by id."""
