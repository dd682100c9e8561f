"""Own fields: what this business keeps of its contacts, companies and deals besides."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.records.tables import LIST_SEPARATOR
from smallcrm.tui.cells import Cell
from smallcrm.tui.dialogs.own_field import CHOICES_APART, NewOwnFieldDialog, OwnFieldDialog
from smallcrm.tui.screens.entries import EntriesScreen
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from smallcrm.core.crm import Crm

_SHOWN = ("id", "of", "label", "type", "records", "key", "choices")


class OwnFieldsScreen(EntriesScreen):
    """The fields of each kind of record, the oldest first."""

    TITLE = "Own fields"
    COLUMNS = (
        TableColumn("Of", 8, grouped=True),
        TableColumn("Field", 16, 30),
        TableColumn("Type", 6),
        TableColumn("Filled in", 9, rank=1, align="right", base="ltr"),
        TableColumn("Key", 12, 24, rank=3),
        TableColumn("Choices", 12, 60, rank=2),
    )
    EMPTY = "There are no fields of your own yet.   {new_entry} adds one"

    def rows(self, crm: "Crm") -> Mapping[int, Row]:
        """The fields, with how many records have a value."""
        page = crm.lists.page("field", fields=_SHOWN, sort=("of", "id"))
        return {row[0]: _row(*row[1:]) for row in page.rows}

    def edit_dialog(self, crm: "Crm", identity: int) -> "ModalScreen[str]":
        """Label, key and choices; the type stays."""
        return OwnFieldDialog(self.desk, crm, identity)

    def delete(self, crm: "Crm", identity: int) -> str:
        """Delete a field with what records have in it."""
        label = crm.custom_fields.get(identity).label
        used = crm.custom_fields.delete(identity)
        return f"Deleted the field {label}" + (f", filled in {used} times" if used else "")

    def new_dialog(self, crm: "Crm") -> "ModalScreen[str]":  # noqa: ARG002
        """Define a field."""
        return NewOwnFieldDialog(self.desk)


def _row(of: str, label: str, kind: str, records: int, key: str, choices: str | None) -> Row:
    return (
        Cell(of, "accent"),
        Cell(label, "strong"),
        Cell(kind),
        Cell(f"{records:,}" if records else "", "muted"),
        Cell(key, "muted"),
        Cell((choices or "").replace(LIST_SEPARATOR, CHOICES_APART), "muted"),
    )
