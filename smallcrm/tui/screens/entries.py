"""A short list of what a business has set up, each entry to be added, changed and deleted where it stands."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import ModalScreen

from smallcrm.errors import UsageError
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class EntriesScreen(BaseScreen):
    """Enter or e changes the entry under the cursor; what an entry is, is the subclass's to say."""

    COLUMNS: ClassVar[tuple[TableColumn, ...]] = ()
    EMPTY: ClassVar[str] = ""
    CAN_ADD: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new_entry", show=True),
        bind("edit_entry", show=True),
        bind("delete_entry", show=True),
        bind("back", show=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._is_shown = False

    @abstractmethod
    def rows(self, crm: "Crm") -> Mapping[int, Row]:
        """The entries by their ids, in their order."""

    def new_dialog(self, crm: "Crm") -> ModalScreen[str]:
        """The form of a new entry, where entries can be added here."""
        raise NotImplementedError

    @abstractmethod
    def edit_dialog(self, crm: "Crm", identity: int) -> ModalScreen[str]:
        """The form of an entry."""

    @abstractmethod
    def delete(self, crm: "Crm", identity: int) -> str:
        """Delete an entry; returns what a toast tells."""

    def delete_dialog(self, crm: "Crm", identity: int) -> ModalScreen[str] | None:  # noqa: ARG002
        """What must be asked before an entry can be deleted; None for nothing."""
        return None

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield RecordTable[int](self.desk, self.COLUMNS, empty=self.EMPTY, identity="table")

    def on_mount(self) -> None:
        """Read the list."""
        super().on_mount()
        self.table.focus()
        self.reload()

    @property
    def table(self) -> RecordTable[int]:
        """The list."""
        return self.query_one(RecordTable)

    def reload(self) -> None:
        """Read the list anew; the cursor stays on its entry."""
        self._read()

    @work(exclusive=True, group="entries", exit_on_error=False)
    async def _read(self) -> None:
        with self.main.errors_told():
            source = Fixed(await self.desk.read(self.rows))
            if self._is_shown:
                self.table.swap_source(source)
            else:
                self.table.show(source)
            self._is_shown = True

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        self.action_edit_entry()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is added where entries come about elsewhere."""
        return super().check_action(action, parameters) if action != "new_entry" else self.CAN_ADD

    @work(exit_on_error=False)
    async def action_new_entry(self) -> None:
        """Add an entry."""
        with self.main.errors_told():
            await self.ask(await self.desk.read(self.new_dialog))

    @work(exit_on_error=False)
    async def action_edit_entry(self) -> None:
        """Change the entry under the cursor."""
        with self.main.errors_told():
            chosen = self.chosen
            await self.ask(await self.desk.read(lambda crm: self.edit_dialog(crm, chosen)))

    @work(exit_on_error=False)
    async def action_delete_entry(self) -> None:
        """Delete the entry under the cursor."""
        with self.main.errors_told():
            chosen = self.chosen
            dialog = await self.desk.read(lambda crm: self.delete_dialog(crm, chosen))
            if dialog is not None:
                await self.ask(dialog)
            else:
                self.wrote(await self.desk.write(lambda crm: self.delete(crm, chosen)))

    @property
    def chosen(self) -> int:
        """The entry under the cursor; UsageError when there is none."""
        if self.table.key is None:
            raise UsageError("nothing is chosen", hint=self.EMPTY)
        return self.table.key

    def action_back(self) -> None:
        """Back to the screen before."""
        self.dismiss(None)
