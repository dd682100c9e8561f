"""What `find` finds: records of several nouns in one list."""

from enum import StrEnum
from typing import NamedTuple

from smallcrm.records.references import Reference


class FoundBy(StrEnum):
    """Why a record was found, best first."""

    NAME = "name"
    """It is called exactly so."""
    WORDS = "words"
    """It holds the words, or a phone or e-mail with the fragment."""
    SOUND = "sound"
    """Nothing holds the words, but its name sounds like them."""


class Found(NamedTuple):
    """A record, its name (an interaction's summary, a follow-up's title), a line that tells it from others."""

    reference: Reference
    name: str
    detail: str
    found_by: FoundBy
