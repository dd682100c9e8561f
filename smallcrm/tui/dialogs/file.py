"""Choosing a file: a path that completes itself, and the folder it leads to."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.sources.folder import COLUMNS, Folder, typed_path
from smallcrm.tui.widgets.ordered import Field, Told
from smallcrm.tui.widgets.record_table import RecordTable

_HINT = "type a path   Tab completes   ↑ ↓   Enter opens   Esc leaves"


class FileDialog(ModalScreen[Path]):
    """Answers with the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("cancel"),
        Binding("down", "down", "Down", show=False),
        Binding("up", "up", "Up", show=False),
        Binding("tab", "complete", "Complete", show=False, priority=True),
    ]

    def __init__(self, desk: Desk, title: str, folder: Path | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._title = title
        self._folder = folder or Path.cwd()

    def compose(self) -> ComposeResult:
        """The path, and what is there."""
        with Vertical(id="dialog"):
            yield Static(self._title, id="dialog-title", markup=False)
            yield Field(self.desk, _ending_in_slash(self._folder), identity="path")
            yield RecordTable[Path](self.desk, COLUMNS, empty="No such file here", identity="choices")
            yield Told(self.desk, identity="dialog-trouble")
            yield Static(_HINT, id="hint", markup=False)

    @property
    def _table(self) -> RecordTable[Path]:
        return self.query_one(RecordTable)

    def on_mount(self) -> None:
        """List the folder."""
        self.query_one(Field).focus()
        self._table.show(Folder(self.query_one(Field).value))

    @on(Input.Changed, "#path")
    def _typed(self, event: Input.Changed) -> None:
        self.query_one("#dialog-trouble", Told).update("")
        self._table.show(Folder(event.value))

    @on(RecordTable.Failed)
    def _failed(self, event: RecordTable.Failed) -> None:
        self.query_one("#dialog-trouble", Told).update(event.error.message)
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

    def action_cancel(self) -> None:
        """Leave."""
        self.dismiss(None)


def _ending_in_slash(folder: Path) -> str:
    return f"{folder}/".replace("//", "/")
