"""Steps of the history, and what they did, as they are told to people."""

from typing import NamedTuple

from smallcrm.records.history import ChangeGroup


class NamedRecord(NamedTuple):
    """A record as it is named to people: `contact:12` and the name, which is empty when nothing is known of it."""

    reference: str
    name: str

    def __str__(self) -> str:
        return f"{self.reference} {self.name}".rstrip()


class HistoryEntry(NamedTuple):
    """One step of the history: its group, how many rows it changed, and the first records among them."""

    group: ChangeGroup
    changes: int
    records: tuple[NamedRecord, ...]


class Step(NamedTuple):
    """A step that was taken back or made again.

    `compensation` is the group that did it; None when it was only asked what would happen. Then `conflicts` names the
    records for which it would be refused.
    """

    entry: HistoryEntry
    compensation: int | None
    conflicts: tuple[NamedRecord, ...] = ()


class ColumnChange(NamedTuple):
    """One column of a record as one step changed it; `column` is empty for a row whose content was not kept."""

    group_id: int
    at: str
    source: str
    label: str
    entity: str
    entity_id: int
    op: str
    column: str
    before: str | int | None
    after: str | int | None
