"""A follow-up: what is to be done next, with whom and by when."""

from datetime import date
from datetime import time as time_of_day
from enum import StrEnum
from typing import NamedTuple


class FollowUpKind(StrEnum):
    """What is to be done."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    SEND_QUOTE = "send_quote"
    OTHER = "other"


class FollowUpStatus(StrEnum):
    """Where a follow-up stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """How much a follow-up matters."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


CONTACT_KINDS = (FollowUpKind.CALL, FollowUpKind.EMAIL, FollowUpKind.MEETING)
"""The kinds whose completion is itself a touch."""


class FollowUp(NamedTuple):
    """A row of table `follow_up`; without contact and company it is a plain to-do."""

    id: int
    uid: str
    title: str
    due_on: str
    due_time: str | None
    first_due_on: str
    snooze_count: int
    kind: str
    priority: str
    status: str
    done_at: str | None
    result: str | None
    repeat_rule: str | None
    repeat_from: str | None
    notes: str | None
    contact_id: int | None
    company_id: int | None
    deal_id: int | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None


class NextStep(NamedTuple):
    """What is planned next: a day typed by a person, perhaps a time, and a title (empty: made from the kind)."""

    due: date
    time: time_of_day | None = None
    title: str = ""
