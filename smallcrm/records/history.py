"""Undo steps and the changes in them."""

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Source(StrEnum):
    """Which door a change came through."""

    CLI = "cli"
    TUI = "tui"
    IMPORT = "import"
    API = "api"


class ChangeGroup(NamedTuple):
    """A row of table `change_group`: one write transaction, one undo step."""

    id: int
    at: str
    source: str
    session: str
    label: str
    undoes: int | None
    undone_by: int | None


class Change(NamedTuple):
    """A row of table `change`; `before` and `after` are JSON objects of the changed columns.

    `last_id` ends a range of inserted rows. A purged record's changes have neither `before` nor `after`.
    """

    id: int
    group_id: int
    entity: str
    entity_id: int
    last_id: int | None
    entity_uid: str | None
    op: str
    before: str | None
    after: str | None


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


class TrashedRecord(NamedTuple):
    """A record in the trash, and the moment it was put there."""

    reference: str
    name: str
    deleted_at: str


class Purged(NamedTuple):
    """What was removed for good, who lost a link to it, and where the data can still be found.

    `backup` was made first; `holding` names every backup, that one among them, that still has the data.
    """

    records: tuple[NamedRecord, ...]
    unlinked: tuple[NamedRecord, ...]
    backup: Path
    holding: tuple[Path, ...]
