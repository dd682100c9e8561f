"""References such as `contact:12`: how mixed lists and commands name any record."""

from enum import StrEnum
from typing import NamedTuple


class Noun(StrEnum):
    """The entities that have a reference."""

    CONTACT = "contact"
    COMPANY = "company"
    INTERACTION = "interaction"
    FOLLOW_UP = "follow-up"
    DEAL = "deal"
    CHANNEL = "channel"
    STAGE = "stage"
    TAG = "tag"
    FIELD = "field"
    VIEW = "view"

    @property
    def table(self) -> str:
        """The table that holds this noun."""
        return _TABLES.get(self.value, self.value.replace("-", "_"))

    @property
    def with_article(self) -> str:
        """`a contact`, `an interaction`."""
        return f"{'an' if self.value[0] in 'aeiou' else 'a'} {self.value}"


_TABLES = {"field": "custom_field", "view": "saved_view"}
_NOUNS = {table: noun for noun, table in _TABLES.items()}


def noun_of_table(table: str) -> str:
    """How commands call the rows of a table: `follow-up`, `field`."""
    return _NOUNS.get(table, table.replace("_", "-"))


class Reference(NamedTuple):
    """One record, by noun and id."""

    noun: Noun
    id: int

    def __str__(self) -> str:
        return f"{self.noun}:{self.id}"


def parse_reference(text: str) -> Reference | None:
    """The reference that `text` spells, or None when it is not one."""
    noun, colon, number = text.partition(":")
    if not colon or not number.isascii() or not number.isdigit():
        return None
    known = next((entry for entry in Noun if entry.value == noun.replace("_", "-")), None)
    return Reference(known, int(number)) if known else None


def id_in(text: str, noun: Noun) -> int | None:
    """The id in a reference to this noun, such as 7 in `stage:7`; None when `text` is no such reference."""
    reference = parse_reference(text.strip())
    return reference.id if reference and reference.noun == noun else None
