"""The trash: what was deleted, to be restored or removed for good."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.records.references import Reference, parse_reference
from smallcrm.records.steps import NamedRecord
from smallcrm.tui.cells import short
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.sources.kept import TRASH_COLUMNS, Trash
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_EMPTY = "The trash is empty.   {trash} on any list moves a record here"


class TrashScreen(BaseScreen):
    """The newest on top; purging asks, since nothing brings it back."""

    TITLE = "Trash"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("restore", show=True),
        bind("purge", show=True),
        bind("back", show=True),
    ]

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield RecordTable[str](self.desk, TRASH_COLUMNS, empty=_EMPTY, identity="table")

    def on_mount(self) -> None:
        """Read the trash."""
        super().on_mount()
        self._table.focus()
        self.call_after_refresh(self._table.show, Trash())

    @property
    def _table(self) -> RecordTable[str]:
        return self.query_one(RecordTable)

    def reload(self) -> None:
        """Read the trash anew."""
        self._table.reload()

    async def _chosen(self) -> list[Reference]:
        return [reference for key in await self._table.chosen() if (reference := parse_reference(key)) is not None]

    @work(group="writes", exit_on_error=False)
    async def action_restore(self) -> None:
        """Take what is chosen out of the trash."""
        with self.main.errors_told():
            chosen = await self._chosen()
            if chosen:
                restored = await self.desk.write(lambda crm: crm.trash.restore(chosen))
                self._table.unmark()
                self.main.tell_undoable(f"Restored: {_named(restored)}")
                self.main.look_for_changes()

    @work(exit_on_error=False)
    async def action_purge(self) -> None:
        """Ask, and remove what is chosen for good."""
        from smallcrm.tui.dialogs.confirm import ConfirmDialog

        with self.main.errors_told():
            chosen = await self._chosen()
            if not chosen:
                return
            purgeable = await self.desk.read_long(lambda crm: crm.trash.purgeable(chosen))
            question = f"Remove {_named(purgeable)} for good? Nothing brings it back; a backup is made first."
            if await self.app.push_screen_wait(ConfirmDialog(self.desk, question, "remove for good")):
                told = await self.desk.write(lambda crm: _purge(crm, chosen))
                self._table.unmark()
                self.main.tell(told)
                self.main.look_for_changes()

    def action_back(self) -> None:
        """Back to the screen before."""
        self.dismiss(None)


def _purge(crm: "Crm", chosen: list[Reference]) -> str:
    purged = crm.trash.empty(chosen)
    if purged is None:
        return "There was nothing to remove"
    return f"Removed for good: {_named(purged.records)}\nthe backup {purged.backup.name} still has it"


def _named(records: Sequence[NamedRecord]) -> str:
    return short(records[0].name or records[0].reference) if len(records) == 1 else f"{len(records)} records"
