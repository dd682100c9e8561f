"""Choosing a file: a path that completes itself, and the folder it leads to."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.sources.folder import COLUMNS, Folder, typed_path
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable


class FileDialog(Dialog[Path]):
    """Answers with the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down"),
        bind("up"),
        bind("complete", show=True, priority=True),
    ]
    HINT = "Type a path   ↑ ↓   Enter or a double click opens"

    def __init__(self, desk: Desk, title: str, folder: Path | None = None) -> None:
        super().__init__(desk, title)
        self._folder = folder or Path.cwd()

    def compose_body(self) -> ComposeResult:
        """The path, and what is there."""
        yield Field(self.desk, _ending_in_slash(self._folder), identity="path")
        yield RecordTable[Path](self.desk, COLUMNS, empty="No such file here", identity="choices")

    @property
    def _table(self) -> RecordTable[Path]:
        return self.query_one(RecordTable)

    def on_mount(self) -> None:
        """List the folder."""
        self.query_one(Field).focus()
        self._table.show(Folder(self.query_one(Field).value))

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        self.tell_trouble("")
        self._table.show(Folder(event.value))

    @on(RecordTable.Failed)
    def _failed(self, event: RecordTable.Failed) -> None:
        self.tell_error(event.error)
        self._table.show(Fixed({}))

    @on(Input.Submitted, "#path")
    def _submitted(self, event: Input.Submitted) -> None:
        typed = typed_path(event.value)
        if event.value.strip() and typed.is_file():
            self.dismiss(typed)
        else:
            self._open()

    @on(RecordTable.Opened)
    def _open(self) -> None:
        path = self._table.key
        if path is not None and not path.is_dir():
            self.dismiss(path)
        elif path is not None:
            self._go_into(path)

    def action_complete(self) -> None:
        """Take over the name under the cursor."""
        path = self._table.key
        if path is not None:
            self._go_into(path)

    def _go_into(self, path: Path) -> None:
        field = self.query_one(Field)
        field.value = _ending_in_slash(path) if path.is_dir() else str(path)
        field.cursor_position = len(field.value)
        field.focus()

    def action_down(self) -> None:
        """Go to the next name."""
        self._table.action_down()

    def action_up(self) -> None:
        """Go to the name before."""
        self._table.action_up()


def _ending_in_slash(folder: Path) -> str:
    return f"{folder}/".replace("//", "/")
