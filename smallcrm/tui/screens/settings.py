"""Settings: looks, what belongs to the business, and the keys."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.config import read_config, write_config, write_key
from smallcrm.errors import UsageError
from smallcrm.tui.cells import Cell
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import KEYS, bind
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.settings_list import COLUMNS, Place, Setting, setting_row, settings_list
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.ordered import Told
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class SettingsScreen(BaseScreen):
    """Enter changes the setting under the cursor."""

    TITLE = "Settings"
    BINDINGS: ClassVar[list[BindingType]] = [bind("change", show=True), bind("back", show=True)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._settings: dict[str, Setting] = {}

    def compose_body(self) -> ComposeResult:
        """The list, and below it the whole of what is said about the setting under the cursor."""
        yield RecordTable[str](self.desk, COLUMNS, identity="table")
        yield Told(self.desk, identity="about")

    def on_mount(self) -> None:
        """Read the settings."""
        super().on_mount()
        self._table.focus()
        self.reload()

    @property
    def _table(self) -> RecordTable[str]:
        return self.query_one(RecordTable)

    def reload(self) -> None:
        """Read the settings anew; the cursor stays where it is."""
        self._read()

    @work(exclusive=True, group="settings", exit_on_error=False)
    async def _read(self) -> None:
        with self.main.errors_told():
            found = await self.desk.read(self._found)
            is_first = not self._settings
            self._settings = {f"{setting.place.name}.{setting.name}": setting for setting in found}
            source = Fixed({key: setting_row(setting) for key, setting in self._settings.items()})
            if is_first:
                self._table.show(source)
            else:
                self._table.swap_source(source)

    def _found(self, crm: "Crm") -> list[Setting]:
        themes = tuple(sorted(self.app.available_themes))
        return settings_list(crm, read_config(self.desk.environ), theme=self.app.theme, themes=themes)

    @on(RecordTable.CursorMoved)
    def _moved(self, event: RecordTable.CursorMoved) -> None:
        setting = self._settings.get(str(event.key))
        self.query_one("#about", Told).update(setting.about if setting else "")

    @on(RecordTable.Opened)
    def action_change(self) -> None:
        """Change the setting under the cursor."""
        key = self._table.key
        if key is not None:
            self._change(self._settings[key])

    @work(exit_on_error=False)
    async def _change(self, setting: Setting) -> None:
        with self.main.errors_told():
            if setting.place is Place.LOOKS:
                await self._change_looks(setting)
            elif setting.place is Place.LISTS:
                self.main.action_push(setting.name)
            elif setting.place is Place.KEYS:
                await self._change_key(setting.name)
            else:
                await self._change_business(setting)
            self.reload()

    async def _change_looks(self, setting: Setting) -> None:
        from smallcrm.tui.dialogs.choose import ChooseDialog

        rows: dict[str, Any] = {choice: (Cell(choice),) for choice in setting.choices}
        dialog = ChooseDialog(self.desk, setting.name, (TableColumn(setting.about, 30),), rows)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            write_config(self.desk.environ, setting.name, chosen)
            self.app.theme = chosen if setting.name == "theme" else self.app.theme

    async def _change_business(self, setting: Setting) -> None:
        from smallcrm.tui.dialogs.setting import SettingDialog

        told = await self.app.push_screen_wait(SettingDialog(self.desk, setting))
        if told is not None:
            self.main.tell_undoable(told)
            self.main.look_for_changes()

    async def _change_key(self, name: str) -> None:
        from smallcrm.tui.dialogs.key import DEFAULT, KeyDialog

        key = await self.app.push_screen_wait(KeyDialog(self.desk, name))
        if key is not None:
            taken = self.desk.keyboard.taken_by(key, name)
            if taken:
                raise UsageError(f"that key is taken by {KEYS[taken].label}", hint="give that one another key first")
            write_key(self.desk.environ, name, "" if key == DEFAULT else key)
            self.main.read_keys()

    def action_back(self) -> None:
        """Back to the screen before."""
        self.dismiss(None)
