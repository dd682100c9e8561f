"""A timeline as rows, on a card and as JSON has it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smallcrm.records.tables import Column, ColumnType, Page

if TYPE_CHECKING:
    from smallcrm.records.profile import TimelineEntry

_COLUMNS = (
    Column("at", "When", ColumnType.MOMENT),
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("kind", "Kind", ColumnType.CHOICE),
    Column("channel", "Channel", ColumnType.CHOICE),
    Column("outcome", "Outcome", ColumnType.CHOICE),
    Column("topic", "Topic", ColumnType.CHOICE),
    Column("text", "What"),
    Column("people", "With"),
)
_ON_CARDS = ("at", "kind", "channel", "outcome", "text")


def timeline_page(entries: Iterable["TimelineEntry"]) -> Page:
    """A timeline as rows."""
    names = [column.name for column in _COLUMNS]
    rows = [[str(value) if value is not None else None for value in (getattr(entry, name) for name in names)]
            for entry in entries]  # fmt: skip
    return Page(_COLUMNS, rows)


def timeline_on_card(entries: Iterable["TimelineEntry"]) -> Page:
    """The same with the columns that a card has room for."""
    return timeline_page(entries).pick(_ON_CARDS)


def timeline_objects(entries: Iterable["TimelineEntry"]) -> list[dict[str, Any]]:
    """A timeline as JSON has it."""
    return [{**entry._asdict(), "ref": str(entry.ref), "kind": entry.kind.value} for entry in entries]
