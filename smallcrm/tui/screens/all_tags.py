"""Tags: every one there is, and how many records have it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.tui.cells import Cell
from smallcrm.tui.dialogs.tag import TagDialog
from smallcrm.tui.screens.entries import EntriesScreen
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.values.periods import format_period

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from smallcrm.core.crm import Crm

_SHOWN = ("id", "name", "cadence_days", "contacts", "companies", "deals")


class AllTagsScreen(EntriesScreen):
    """The tags by name; records get them with t."""

    TITLE = "Tags"
    CAN_ADD = False
    COLUMNS = (
        TableColumn("Tag", 20, 40),
        TableColumn("Rhythm", 8, base="ltr"),
        TableColumn("Contacts", 8, align="right", base="ltr"),
        TableColumn("Companies", 9, rank=1, align="right", base="ltr"),
        TableColumn("Deals", 8, rank=2, align="right", base="ltr"),
    )
    EMPTY = "No tag is in use yet.   {tags} on a contact, a company or a deal puts one on"

    def rows(self, crm: "Crm") -> Mapping[int, Row]:
        """The tags, with how many records have each."""
        page = crm.lists.page("tag", fields=_SHOWN, sort=("name",))
        return {row[0]: _row(*row[1:]) for row in page.rows}

    def edit_dialog(self, crm: "Crm", identity: int) -> "ModalScreen[str]":
        """Name and rhythm."""
        return TagDialog(self.desk, crm, identity)

    def delete(self, crm: "Crm", identity: int) -> str:
        """Delete a tag; nobody has it any more."""
        name = crm.tags.get(identity).name
        crm.tags.delete(identity)
        return f"Deleted the tag {name}"


def _row(name: str, cadence: int | None, *borne_by: int) -> Row:
    rhythm = "" if cadence is None else format_period(cadence or None)
    return Cell(f"#{name}", "accent"), Cell(rhythm), *(Cell(f"{count:,}" if count else "") for count in borne_by)
