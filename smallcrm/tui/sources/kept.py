"""What lies in the trash, and the steps of the history, as tables."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.records.steps import HistoryEntry
from smallcrm.records.trash import TrashedRecord
from smallcrm.tui.cells import Cell
from smallcrm.tui.sources.days import day_text
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

TRASH_COLUMNS = (
    TableColumn("Deleted", 11, grouped=True),
    TableColumn("Time", 5, rank=2, base="ltr"),
    TableColumn("Kind", 12),
    TableColumn("Name", 24, 80),
)
HISTORY_COLUMNS = (
    TableColumn("Day", 11, grouped=True),
    TableColumn("Time", 5, rank=2, base="ltr"),
    TableColumn("From", 6, rank=3),
    TableColumn("What", 28, 80),
    TableColumn("Rows", 6, rank=1, align="right", base="ltr"),
    TableColumn("", 9),
)
_MOST_STEPS = 500


class Trash:
    """What lies in the trash, the newest on top; keys are references."""

    def __init__(self) -> None:
        self._records: dict[str, TrashedRecord] = {}

    def keys(self, crm: "Crm", sort: str) -> Iterator[Sequence[str]]:  # noqa: ARG002
        """The references."""
        self._records = {record.reference: record for record in crm.trash.records()}
        yield list(self._records)

    def rows(self, crm: "Crm", keys: Sequence[str]) -> Mapping[str, Row]:
        """Day, time, kind and name."""
        known = self._records
        return {key: _trashed(crm, known[key]) for key in keys if key in known}


class Steps:
    """The newest steps of the history; keys are their numbers."""

    def __init__(self) -> None:
        self._entries: dict[int, HistoryEntry] = {}

    def keys(self, crm: "Crm", sort: str) -> Iterator[Sequence[int]]:  # noqa: ARG002
        """The numbers."""
        self._entries = {entry.group.id: entry for entry in crm.history.groups(limit=_MOST_STEPS)}
        yield list(self._entries)

    def rows(self, crm: "Crm", keys: Sequence[int]) -> Mapping[int, Row]:
        """Day, time, door, what was done, how many rows, and whether it still holds."""
        known = self._entries
        return {key: _step(crm, known[key]) for key in keys if key in known}


def _trashed(crm: "Crm", record: TrashedRecord) -> Row:
    moment = crm.clock.local(record.deleted_at)
    kind = record.reference.partition(":")[0].replace("-", " ")
    day = day_text(moment.date(), crm.clock.today())
    return Cell(day, "muted"), Cell(f"{moment:%H:%M}", "muted"), Cell(kind, "accent"), Cell(record.name, "strong")


def _step(crm: "Crm", entry: HistoryEntry) -> Row:
    group = entry.group
    moment = crm.clock.local(group.at)
    is_gone = group.undone_by is not None
    return (
        Cell(day_text(moment.date(), crm.clock.today()), "muted"),
        Cell(f"{moment:%H:%M}", "muted"),
        Cell(group.source, "accent"),
        Cell(group.label, "muted" if is_gone or group.undoes else "plain"),
        Cell(f"{entry.changes:,}", "muted"),
        Cell("× undone" if is_gone else "", "warn"),
    )
