"""The agenda as a table: one row a person, sections by their first reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.records.agenda import AgendaRow, AgendaSection
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.cells import Cell, Tone
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

COLUMNS = (
    TableColumn("", 11, grouped=True, base="ltr"),
    TableColumn("Who", 15, 26),
    TableColumn("Why", 20, 60),
    TableColumn("Late", 4, rank=2, align="right", base="ltr"),
    TableColumn("Phone", 17, 19, rank=1, base="ltr"),
)
ROWS_A_SECTION = 50
_SECTIONS: dict[AgendaSection, Cell] = {
    AgendaSection.OVERDUE: Cell("! Overdue", "bad"),
    AgendaSection.DUE: Cell("• Today", "good"),
    AgendaSection.CADENCE: Cell("~ In touch", "warn"),
    AgendaSection.DEAL: Cell("$ Deal", "warn"),
    AgendaSection.BIRTHDAY: Cell("* Birthday", "accent"),
    AgendaSection.COMPLAINT: Cell("! Complaint", "bad"),
    AgendaSection.NO_NEXT_STEP: Cell("○ No step", "muted"),
}


class Today:
    """Whom to be in touch with; read whole, since it is short."""

    def __init__(self) -> None:
        self._rows: dict[Reference, AgendaRow] = {}

    def keys(self, crm: "Crm", sort: str) -> Iterator[Sequence[Reference]]:  # noqa: ARG002
        """The people, in the order of the agenda."""
        parts = crm.agenda.parts(limit=ROWS_A_SECTION)
        self._rows = {row.ref: row for part in parts for row in part.rows}
        yield list(self._rows)

    def rows(self, _crm: "Crm", keys: Sequence[Reference]) -> Mapping[Reference, Row]:
        """The rows of these people."""
        known = self._rows
        return {key: _cells(known[key]) for key in keys if key in known}

    def row(self, key: Reference) -> AgendaRow | None:
        """What the agenda says of someone."""
        return self._rows.get(key)


def _cells(row: AgendaRow) -> Row:
    is_todo = row.ref.noun == Noun.FOLLOW_UP
    late: Tone = "bad" if row.section == AgendaSection.OVERDUE else "muted"
    return (
        _SECTIONS.get(row.section, Cell(row.section)),
        Cell("to do" if is_todo else row.name, "muted" if is_todo else "strong"),
        Cell(" · ".join(row.reasons)),
        Cell(f"{row.days_late}d" if row.days_late else "", late),
        Cell(row.phone or ""),
    )
