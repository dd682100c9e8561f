"""An interaction: one touch, or attempt at one, on one channel at one moment."""

from enum import StrEnum
from typing import NamedTuple


class InteractionChannel(StrEnum):
    """How the two sides met."""

    CALL = "call"
    EMAIL = "email"
    MEETING = "meeting"
    VISIT = "visit"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    CHAT = "chat"
    FAX = "fax"
    WEB = "web"
    LETTER = "letter"
    NOTE = "note"
    OTHER = "other"


class Direction(StrEnum):
    """Who began."""

    IN = "in"
    OUT = "out"
    NONE = "none"


class Topic(StrEnum):
    """What it was about."""

    GENERAL = "general"
    SALE = "sale"
    SERVICE = "service"
    COMPLAINT = "complaint"
    PRAISE = "praise"
    BILLING = "billing"


class Outcome(StrEnum):
    """How it ended."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    LEFT_MESSAGE = "left_message"
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


ATTEMPT_OUTCOMES = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)


class Interaction(NamedTuple):
    """A row of table `interaction`; the people are in `interaction_contact`."""

    id: int
    uid: str
    at: str
    channel: str
    direction: str
    topic: str
    outcome: str | None
    summary: str
    body: str | None
    duration_minutes: int | None
    company_id: int | None
    deal_id: int | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None


def is_touch(channel: str, outcome: str | None) -> bool:
    """Whether an interaction counts as having been in touch: not a note, not a mere attempt."""
    return channel != InteractionChannel.NOTE and outcome not in ATTEMPT_OUTCOMES
