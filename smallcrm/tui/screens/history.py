"""The history: every step that was taken, by whichever door, to be taken back."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.tui.keys import bind
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.sources.kept import HISTORY_COLUMNS, Steps
from smallcrm.tui.widgets.record_table import RecordTable


class HistoryScreen(BaseScreen):
    """The newest step on top."""

    TITLE = "History"
    BINDINGS: ClassVar[list[BindingType]] = [bind("undo_step", show=True), bind("back", show=True)]

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield RecordTable[int](self.desk, HISTORY_COLUMNS, empty="Nothing was done yet", identity="table")

    def on_mount(self) -> None:
        """Read the history."""
        super().on_mount()
        self._table.focus()
        self.call_after_refresh(self._table.show, Steps())

    @property
    def _table(self) -> RecordTable[int]:
        return self.query_one(RecordTable)

    def reload(self) -> None:
        """Read the history anew."""
        self._table.reload()

    @work(group="writes", exit_on_error=False)
    async def action_undo_step(self) -> None:
        """Take the step under the cursor back; later changes in its way are named."""
        with self.main.errors_told():
            key = self._table.key
            if key is not None:
                step = await self.desk.write(lambda crm: crm.history.undo(key))
                self.main.tell_undone(step.entry.group.label)
                self.main.look_for_changes()

    def action_back(self) -> None:
        """Back to the screen before."""
        self.dismiss(None)
