"""One stage of the pipeline: its sums on top, and below them its deals as cards."""

from functools import partial
from typing import ClassVar

from rich.style import Style
from textual.strip import Strip

from smallcrm.records.pipeline import BoardColumn
from smallcrm.records.query import EVERYTHING, Query
from smallcrm.tui.cells import EMPTY, Cell, tone_style
from smallcrm.tui.desk import Desk
from smallcrm.tui.sources.board import SORT, deals_in
from smallcrm.tui.widgets.record_list import RecordList
from smallcrm.tui.widgets.stage_lines import (
    CARD_LINES,
    MARGIN,
    NOT_YET,
    NOTHING,
    Ends,
    card_line,
    ends_line,
    head,
    head_height,
)


class StageColumn(RecordList[int]):
    """The open deals of a stage that answer to the filter."""

    ROW_LINES: ClassVar[int] = CARD_LINES

    def __init__(self, desk: Desk, column: BoardColumn) -> None:
        super().__init__(desk, sort=SORT)
        self.column = column
        self._query: Query = EVERYTHING
        self._sums_shown = 1

    def show_stage(self, column: BoardColumn, query: Query, *, sums_shown: int, seek: int | None = None) -> None:
        """Show other sums, and the deals that answer; the cursor goes to `seek`, else stays on its deal.

        `sums_shown` is for how many currencies the head has room, the same in every column.
        """
        self.column, self._query, self._sums_shown = column, query, sums_shown
        self.fit_rows()
        self.refresh()
        deals = deals_in(column.stage_id, query)
        if self.is_complete or seek is not None:
            self.swap_source(deals, seek=seek)
        else:
            self.show(deals)

    # Drawing

    @property
    def _width(self) -> int:
        return max(0, self.scrollable_content_region.width - 2 * MARGIN)

    @property
    def head_lines(self) -> int:
        """As many as the head of every other column has."""
        return head_height(self._sums_shown, self._width)

    def head_line(self, y: int) -> Strip:
        """Name, number and sums, and a rule below them."""
        if y == self.head_lines - 1:
            return self._strip((Cell("─" * self._width, "accent" if self.has_focus else "muted"), EMPTY))
        lines = list(head(self.column, self._counted, self._width, "accent" if self.has_focus else "strong"))
        return self._strip(lines[y] if y < len(lines) else NOTHING)

    @property
    def _counted(self) -> str:
        whole = f"{self.column.deals:,}"
        return whole if self._query == EVERYTHING else f"{self.count:,}/{whole}"

    def row_line(self, index: int, line: int) -> Strip:
        """A line of a card; the last is the space below it, where the cursor is not seen."""
        row = self.row_at(index)
        style = self.rich_style + self.cursor_style(index) if line < CARD_LINES - 1 else None
        return self._strip(card_line(NOT_YET if row is None else row, line), style)

    def line_below(self, line: int) -> Strip:
        """Nothing, or, in an empty stage, which key fills it."""
        text = "{new_deal} adds a deal" if not self.column.deals and line == 0 else ""
        return self._strip((Cell(self._desk.keyboard.told(text), "muted"), EMPTY))

    def _strip(self, ends: Ends, style: Style | None = None) -> Strip:
        plain, tone = self.rich_style, partial(tone_style, self)
        line = ends_line(self._desk.mode, ends, self._width, style=style or plain, tone=tone)
        return Strip(line).adjust_cell_length(self.scrollable_content_region.width, plain)
