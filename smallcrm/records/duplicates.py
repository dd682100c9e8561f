"""Duplicates: records that may be one and the same, in groups."""

from enum import IntEnum
from typing import NamedTuple

from smallcrm.records.references import Reference


class Certainty(IntEnum):
    """How sure it is that two records are one."""

    SHARED = 0
    """The same phone, e-mail or domain under another name: a family, a switchboard, a group of companies."""
    LIKELY = 1
    """For contacts the same name at the same company; for companies a phone or e-mail and agreeing names."""
    STRONG = 2
    """For contacts the same phone and agreeing names; for companies the same name, its legal form aside."""
    CERTAIN = 3
    """The same e-mail address and agreeing names; for companies the same tax id, or domain and agreeing names."""


class Suspect(NamedTuple):
    """One record of a group, with what tells it from its namesakes."""

    ref: Reference
    name: str
    detail: str | None


class DuplicateGroup(NamedTuple):
    """Records that are one with at least this certainty, the oldest first, and why.

    Of certainty SHARED they are different records that have something in common.
    """

    certainty: Certainty
    suspects: tuple[Suspect, ...]
    reasons: tuple[str, ...]
