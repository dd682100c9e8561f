"""The agenda: whom to call today, and why."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from smallcrm.records.references import Reference


class AgendaSection(StrEnum):
    """Why someone is on the agenda; the first reason decides where."""

    OVERDUE = "overdue"
    DUE = "due"
    CADENCE = "cadence"
    DEAL = "deal"
    """An open deal that is rotting, or past the day it was expected to close."""
    BIRTHDAY = "birthday"
    COMPLAINT = "complaint"
    NO_NEXT_STEP = "no-next-step"
    """An open deal without an open follow-up."""


class AgendaRow(NamedTuple):
    """One person (or company, or plain to-do), with every reason joined."""

    ref: Reference
    section: AgendaSection
    name: str
    company: str | None
    phone: str | None
    reasons: Sequence[str]
    days_late: int
    due: str | None
    last_touch: str | None
    last_summary: str | None
    next_step: str | None
    follow_up: Reference | None
    deal: Reference | None = None
    """The first deal among the reasons."""


class AgendaPart(NamedTuple):
    """A section's first rows, how many more there are, and the command that lists them all."""

    section: AgendaSection
    rows: Sequence[AgendaRow]
    more: int
    command: str
