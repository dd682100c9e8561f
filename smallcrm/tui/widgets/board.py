"""The stages of the pipeline side by side, as many as fit."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message

from smallcrm.records.pipeline import BoardColumn
from smallcrm.records.query import Query
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.stage_column import StageColumn

NARROWEST = 20
"""Cells that a column needs at least."""


class Board(Horizontal):
    """Columns of deals; the one that is in use has the focus, and is always in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("left"), bind("right")]

    class Placed(Message):
        """Other columns are in sight; `before` and `after` are how many are not."""

        def __init__(self, before: int, after: int) -> None:
            super().__init__()
            self.before = before
            self.after = after

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="board")
        self._desk = desk
        self._current = 0
        self._first = 0

    def compose(self) -> ComposeResult:
        """Nothing, until the stages are read."""
        yield from ()

    @property
    def columns(self) -> list[StageColumn]:
        """All columns, those out of sight too."""
        return list(self.query(StageColumn))

    @property
    def count(self) -> int:
        """How many deals are known of."""
        return sum(column.count for column in self.columns)

    @property
    def current(self) -> StageColumn | None:
        """The column in use."""
        columns = self.columns
        return columns[min(self._current, len(columns) - 1)] if columns else None

    async def show(self, stages: Sequence[BoardColumn], query: Query, *, seek: tuple[int, int] | None = None) -> None:
        """Show the deals of these stages that answer; `seek` is a stage and a deal in it, to which the cursor goes."""
        if [column.column.stage_id for column in self.columns] != [stage.stage_id for stage in stages]:
            await self.remove_children()
            await self.mount(*(StageColumn(self._desk, stage) for stage in stages))
        room = max((len(stage.sums) for stage in stages), default=1)
        for at, (column, stage) in enumerate(zip(self.columns, stages, strict=True)):
            is_sought = seek is not None and seek[0] == stage.stage_id
            column.show_stage(stage, query, sums_shown=room, seek=seek[1] if seek and is_sought else None)
            if is_sought:
                self._current = at
        self._place()

    def on_resize(self) -> None:
        """Show as many columns as fit now."""
        self._place()

    def _place(self) -> None:
        columns = self.columns
        self._current = max(0, min(self._current, len(columns) - 1))
        shown = max(1, min(len(columns), self.size.width // NARROWEST))
        self._first = max(0, min(self._first, self._current, len(columns) - shown))
        self._first = max(self._first, self._current - shown + 1)
        for at, column in enumerate(columns):
            column.display = self._first <= at < self._first + shown
        self.post_message(self.Placed(self._first, max(0, len(columns) - self._first - shown)))
        if columns and self.screen.focused not in (columns[self._current], None) and self.has_focus_within:
            columns[self._current].focus()

    def focus_current(self) -> None:
        """Give the focus to the column in use."""
        if self.current is not None:
            self.current.focus()

    def on_descendant_focus(self) -> None:
        """The column that was clicked or reached by Tab is the one in use."""
        for at, column in enumerate(self.columns):
            if column.has_focus:
                self._current = at

    def action_left(self) -> None:
        """Go to the stage before."""
        self._go(-1)

    def action_right(self) -> None:
        """Go to the next stage."""
        self._go(1)

    def action_show_stage(self, at: int) -> None:
        """Go to a stage by its place, and have it in sight."""
        self._go(at - self._current)

    def _go(self, by: int) -> None:
        self._current = max(0, min(self._current + by, len(self.columns) - 1))
        self._place()
        self.focus_current()
