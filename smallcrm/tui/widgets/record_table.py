"""The one table of every list: records in columns under a header, to be sorted and marked."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import ClassVar, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.strip import Strip

from smallcrm.tui.cells import tone_style
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.source import Source
from smallcrm.tui.widgets.columns import Placed, TableColumn, column_at, place_columns
from smallcrm.tui.widgets.marks import Marks
from smallcrm.tui.widgets.reading import Reading
from smallcrm.tui.widgets.record_list import RecordList
from smallcrm.tui.widgets.sorting import reversed_sort, sort_after
from smallcrm.tui.widgets.table_lines import GUTTER, NOT_YET, empty_line, header_line, row_line

K = TypeVar("K", bound=Hashable)


class RecordTable(RecordList[K]):
    """A line a record; a click on a column's header sorts by it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--header", "table--sorted", "table--marked"}
    BINDINGS: ClassVar[list[BindingType]] = [bind("mark"), bind("mark_all"), bind("sort"), bind("reverse")]

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[TableColumn],
        *,
        empty: str = "",
        sort: str = "",
        identity: str | None = None,
    ) -> None:
        super().__init__(desk, sort=sort, identity=identity)
        self.marks: Marks[K] = Marks()
        self._columns = columns
        self._empty = empty
        self._placed: list[Placed] = []

    async def chosen(self) -> list[K]:
        """The marked records in their order, once all are known of, else the one under the cursor."""
        marked = await self._marked() if self.marks else []
        return marked or ([] if self.key is None else [self.key])

    async def _marked(self) -> list[K]:
        await self.until_read()
        keys = self.window.keys
        return await self._desk.read_long(lambda _crm: self.marks.among(keys))

    def show(self, source: Source[K], *, columns: Sequence[TableColumn] | None = None, empty: str = "") -> None:
        """Show another list, perhaps in other columns, from its top and without marks."""
        if columns is not None and columns != self._columns:
            self._columns = columns
            self._sort = ""
            self._place()
        self._empty = empty or self._empty
        self.marks.clear()
        super().show(source)

    async def _read_whole(self, seek: K | None, reading: Reading[K]) -> None:
        await super()._read_whole(seek, reading)
        if self.marks:
            keys = self.window.keys
            self.marks.forget(await self._desk.read_long(lambda _crm: self.marks.missing_in(keys)))

    # Marking

    def action_mark(self) -> None:
        """Mark the row, or take its mark off, and go on to the next."""
        if self.key is not None:
            self._toggle_mark(self.key)
            self.cursor += 1

    def _toggle_mark(self, key: K) -> None:
        self.marks.toggle(key)
        self.refresh_row(self.cursor)

    def action_mark_all(self) -> None:
        """Mark all rows; when all are marked, none."""
        self.marks.toggle_all(self.count)
        self.refresh()

    def unmark(self) -> None:
        """Take all marks off."""
        self.marks.clear()
        self.refresh()

    def row_clicked(self, x: int, *, is_double: bool) -> None:
        """Mark the row at its edge; open it with a double click."""
        if x < GUTTER and self.key is not None:
            self._toggle_mark(self.key)
        else:
            super().row_clicked(x, is_double=is_double)

    # Sorting

    def action_sort(self) -> None:
        """Sort by the next column that can be sorted by."""
        sorts = [placed.column.sort for placed in self._placed if placed.column.sort]
        if sorts:
            self.sort_by(sort_after(self._sort, sorts))

    def action_reverse(self) -> None:
        """Turn the order around."""
        if self._sort:
            self.sort_by(reversed_sort(self._sort))

    def head_clicked(self, x: int) -> None:
        """Sort by the column, or the other way round when it is sorted by already."""
        column = column_at(self._placed, x)
        if column is not None and column.sort:
            self.sort_by(reversed_sort(column.sort) if self._sort == column.sort else column.sort)

    # Drawing

    def on_resize(self) -> None:
        """Fit the columns into the new width."""
        self._place()

    def _place(self) -> None:
        self._placed = place_columns(self._columns, self.scrollable_content_region.width - GUTTER - 1, GUTTER)

    @property
    def columns_left_out(self) -> int:
        """How many columns there is no room for."""
        return len(self._columns) - len(self._placed)

    @property
    def head_lines(self) -> int:
        """The header's one line."""
        return 1

    def head_line(self, y: int) -> Strip:  # noqa: ARG002
        """The header."""
        plain, sorted_by = (self.get_component_rich_style(f"table--{name}") for name in ("header", "sorted"))
        line = header_line(self._desk.mode, self._placed, self._sort, plain=plain, sorted_by=sorted_by)
        return self._strip(line, plain)

    def row_line(self, index: int, line: int) -> Strip:  # noqa: ARG002
        """The cells of a row."""
        row = self.row_at(index)
        above = self.window.row_at(index - 1) if index > self.top_row else None
        is_marked = self.window.key_at(index) in self.marks
        style = self._row_style(index, is_marked=is_marked)
        shown, tone = NOT_YET if row is None else row, partial(tone_style, self)
        cells = row_line(self._desk.mode, self._placed, shown, above, is_marked=is_marked, style=style, tone=tone)
        return self._strip(list(cells), style)

    def _row_style(self, index: int, *, is_marked: bool) -> Style:
        marked = self.get_component_rich_style("table--marked", partial=True) if is_marked else Style.null()
        return self.rich_style + marked + self.cursor_style(index)

    def line_below(self, line: int) -> Strip:
        """Nothing, or, in an empty list, which key fills it."""
        text = self._empty if self.is_complete and not self.count and line == 1 else ""
        style = self.rich_style + tone_style(self, "muted")
        width = self.scrollable_content_region.width
        return Strip([empty_line(self._desk.mode, self._desk.keyboard.told(text), width, style)])

    def _strip(self, segments: list[Segment], style: Style) -> Strip:
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, style)
