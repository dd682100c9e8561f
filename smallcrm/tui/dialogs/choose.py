"""Choosing one of a list: what is typed narrows it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from smallcrm.text.fold import fold
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable

_NOTHING_ANSWERS = "Nothing answers to this"


class ChooseDialog(Dialog[str]):
    """Answers with the key of the row that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("down"), bind("up"), bind("page_down"), bind("page_up")]
    HINT = "↑ ↓   Enter or a double click chooses"
    NOTHING: ClassVar[str] = "There is nothing to choose"
    """What stands where the list is empty before anything is typed."""

    def __init__(self, desk: Desk, title: str, columns: Sequence[TableColumn], rows: Mapping[str, Row]) -> None:
        super().__init__(desk, title)
        self._columns = columns
        self._rows = rows

    def compose_body(self) -> ComposeResult:
        """The line to type on, and the list."""
        yield Field(self.desk, placeholder="type to narrow", identity="narrow")
        yield RecordTable[Any](self.desk, self._columns, identity="choices")

    def on_mount(self) -> None:
        """Show everything."""
        self._narrow("")

    @property
    def chosen_key(self) -> str | None:
        """The key of the row under the cursor."""
        key: str | None = self.query_one(RecordTable).key
        return key

    def replace(self, rows: Mapping[str, Row]) -> None:
        """Offer other rows, narrowed by what is typed."""
        self._rows = rows
        self._narrow(self.query_one(Field).value)

    @on(Input.Changed, "#narrow")
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        rows = {key: row for key, row in self._rows.items() if _has(row, words)}
        self.query_one(RecordTable).show(Fixed(rows), empty=_NOTHING_ANSWERS if self._rows else self.NOTHING)

    @on(Input.Submitted, "#narrow")
    @on(RecordTable.Opened)
    def _chosen(self) -> None:
        if self.chosen_key is not None:
            self.dismiss(self.chosen_key)

    def action_down(self) -> None:
        """Go to the next row."""
        self.query_one(RecordTable).action_down()

    def action_up(self) -> None:
        """Go to the row before."""
        self.query_one(RecordTable).action_up()

    def action_page_down(self) -> None:
        """Go a screenful on."""
        self.query_one(RecordTable).action_page_down()

    def action_page_up(self) -> None:
        """Go a screenful back."""
        self.query_one(RecordTable).action_page_up()


def _has(row: Row, words: Sequence[str]) -> bool:
    told = fold(" ".join(cell.text for cell in row))
    return all(word in told for word in words)
