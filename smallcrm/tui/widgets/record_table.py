"""The one table of every list: only what is on screen is fetched, drawn and kept."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import ClassVar, Generic, TypeVar

from rich.style import Style
from textual import events, work
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from smallcrm.errors import CrmError
from smallcrm.tui.cells import TONES, tone_style
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.source import Source
from smallcrm.tui.widgets.columns import GAP, Placed, TableColumn, place_columns
from smallcrm.tui.widgets.reading import Reading
from smallcrm.tui.widgets.row_window import RowWindow
from smallcrm.tui.widgets.sorting import reversed_sort, sort_after
from smallcrm.tui.widgets.table_lines import GUTTER, NOT_YET, empty_line, header_line, row_line

K = TypeVar("K", bound=Hashable)

HEADER_LINES = 1


class RecordTable(ScrollView, Generic[K], can_focus=True):
    """Rows of a Source under a header, with a cursor that stays on its record, and marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--sorted",
        "table--cursor",
        "table--cursor-blurred",
        "table--marked",
        *(f"table--{tone}" for tone in TONES),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down"),
        bind("up"),
        bind("top"),
        bind("bottom"),
        bind("page_down"),
        bind("page_up"),
        bind("open_card"),
        bind("mark"),
        bind("mark_all"),
        bind("sort"),
        bind("reverse"),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    class CursorMoved(Message):
        """The cursor is on another record, or on none."""

        def __init__(self, table: "RecordTable[K]", key: K | None) -> None:
            super().__init__()
            self.table = table
            self.key = key

    class Opened(CursorMoved):
        """A record was chosen, with Enter or a double click."""

    class Counted(Message):
        """The list has been read to its end."""

        def __init__(self, table: "RecordTable[K]", count: int) -> None:
            super().__init__()
            self.table = table
            self.count = count

    class Failed(Message):
        """The list could not be read; what stood there stays."""

        def __init__(self, error: CrmError) -> None:
            super().__init__()
            self.error = error

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[TableColumn],
        *,
        empty: str = "",
        sort: str = "",
        identity: str | None = None,
    ) -> None:
        super().__init__(id=identity)
        self._desk = desk
        self._columns = columns
        self._empty = empty
        self._sort = sort
        self._source: Source[K] | None = None
        self.window: RowWindow[K] = RowWindow()
        self._placed: list[Placed] = []
        self.is_complete = False
        self._is_asking = False
        self._at_bottom = False
        self.marked: set[K] = set()

    # What the screen asks of the table

    @property
    def key(self) -> K | None:
        """The record under the cursor."""
        return self.window.key_at(self.cursor)

    @property
    def chosen(self) -> list[K]:
        """The marked records in their order, else the one under the cursor."""
        if self.marked:
            return [key for key in self.window.keys if key in self.marked]
        return [] if self.key is None else [self.key]

    @property
    def count(self) -> int:
        """How many rows are known of."""
        return self.window.count

    def show(self, source: Source[K], *, columns: Sequence[TableColumn] | None = None, empty: str = "") -> None:
        """Show another list, from its top; the old rows stay until the first new ones are there."""
        if columns is not None and columns != self._columns:
            self._columns = columns
            self._sort = ""
            self._place()
        self._empty = empty or self._empty
        self._source = source
        self.marked.clear()
        self._load(from_top=True)

    def swap_source(self, source: Source[K]) -> None:
        """Show the same list with other content; the cursor stays on its record."""
        self._source = source
        self._load(from_top=False)

    def reload(self) -> None:
        """Read the list anew; the cursor stays on its record, or goes to the one that followed it."""
        if self._source is not None:
            self._load(from_top=False)

    def sort_by(self, sort: str) -> None:
        """Sort by a field, `-` before it for descending order."""
        self._sort = sort
        self._load(from_top=True)
        self.refresh()

    # Reading

    @work(exclusive=True, group="keys", exit_on_error=False)
    async def _load(self, *, from_top: bool) -> None:
        reading = self._reading()
        if reading is None:
            return
        try:
            if from_top:
                await self._load_from_top(reading)
            else:
                self._swap(*await reading.whole(self.cursor, self.key, self._page))
            self._completed()
        except CrmError as error:
            self.post_message(self.Failed(error))

    def _reading(self) -> Reading[K] | None:
        return None if self._source is None else Reading(self._desk, self._source, self._sort)

    async def _load_from_top(self, reading: Reading[K]) -> None:
        window: RowWindow[K] | None = None
        async for bunch in reading.bunches():
            if window is None:
                window = RowWindow(bunch)
                await reading.fill(window, window.around(0, self._page))
                self._swap(window, 0)
            else:
                window.extend(bunch)
                self._resize()

    def _swap(self, window: "RowWindow[K]", cursor: int) -> None:
        moved = cursor - self.cursor
        top = self.scroll_offset.y
        self.window = window
        self.marked &= set(window.keys) if self.marked else set()
        self._resize()
        self.set_reactive(RecordTable.cursor, cursor)
        if moved and top:
            self.scroll_to(y=top + moved, animate=False, force=True)
        self._show_cursor()
        self.refresh()
        self.post_message(self.CursorMoved(self, self.key))

    def _completed(self) -> None:
        self.is_complete = True
        if not self.count:
            self.refresh()
        if self._at_bottom:
            self._at_bottom = False
            self.action_bottom()
        self.post_message(self.Counted(self, self.count))

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.count + HEADER_LINES)

    def _ask(self) -> None:
        """Fetch what is on screen and not there yet, once the screen is drawn."""
        if not self._is_asking:
            self._is_asking = True
            self.call_later(self._fetch)

    @work(exclusive=True, group="rows", exit_on_error=False)
    async def _fetch(self) -> None:
        self._is_asking = False
        reading, window = self._reading(), self.window
        asked = window.missing(self.scroll_offset.y, self._page)
        if reading is None or not asked:
            return
        try:
            await reading.fill(window, asked)
        except CrmError as error:
            self.post_message(self.Failed(error))
        self.refresh()

    # Moving

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - HEADER_LINES)

    def validate_cursor(self, cursor: int) -> int:
        """The cursor never leaves the rows."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view and tell the screen."""
        self._show_cursor()
        self.refresh_line(before + HEADER_LINES)
        self.refresh_line(after + HEADER_LINES)
        self.post_message(self.CursorMoved(self, self.key))

    def _show_cursor(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, force=True)
        elif self.cursor >= top + self._page:
            self.scroll_to(y=self.cursor - self._page + 1, animate=False, force=True)

    def action_down(self) -> None:
        """Go to the next row."""
        self.cursor += 1

    def action_up(self) -> None:
        """Go to the row before."""
        self.cursor -= 1

    def action_top(self) -> None:
        """Go to the first row."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last row, when it is known."""
        self.cursor = self.count - 1
        self._at_bottom = not self.is_complete

    def action_page_down(self) -> None:
        """Go a screenful on."""
        self._move_page(self._page)

    def action_page_up(self) -> None:
        """Go a screenful back."""
        self._move_page(-self._page)

    def _move_page(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
        self.cursor += rows

    # Choosing

    def action_open_card(self) -> None:
        """Tell the screen that the record under the cursor is wanted."""
        if self.key is not None:
            self.post_message(self.Opened(self, self.key))

    def action_mark(self) -> None:
        """Mark the row, or take its mark off, and go on to the next."""
        if self.key is not None:
            self.marked ^= {self.key}
            self.refresh_line(self.cursor + HEADER_LINES)
            self.cursor += 1

    def action_mark_all(self) -> None:
        """Mark all rows; when all are marked, none."""
        every = set(self.window.keys)
        self.marked = set() if self.marked == every else every
        self.refresh()

    def unmark(self) -> None:
        """Take all marks off."""
        self.marked.clear()
        self.refresh()

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

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Sort by a header; take the cursor to a row; mark at its edge; open on a double click."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < HEADER_LINES:
            self._sort_at(offset.x)
            return
        row = offset.y - HEADER_LINES + self.scroll_offset.y
        if row >= self.count:
            return
        self.cursor = row
        if offset.x < GUTTER:
            self.marked ^= {key for key in (self.key,) if key is not None}
            self.refresh_line(row + HEADER_LINES)
        elif event.chain == 2:
            self.action_open_card()

    def _sort_at(self, x: int) -> None:
        for placed in self._placed:
            if placed.left <= x < placed.left + placed.width + GAP and placed.column.sort:
                field = placed.column.sort
                self.sort_by(reversed_sort(field) if self._sort == field else field)

    # Drawing

    def on_resize(self) -> None:
        """Fit the columns into the new width, and keep the cursor in view."""
        self._place()
        self._resize()
        self._show_cursor()

    def on_focus(self) -> None:
        """The cursor is drawn in full."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn faintly."""
        self.refresh()

    def _place(self) -> None:
        self._placed = place_columns(self._columns, self.scrollable_content_region.width - GUTTER - 1, GUTTER)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the header, a row, or nothing."""
        width = self.scrollable_content_region.width
        if y < HEADER_LINES:
            return self._header().adjust_cell_length(width, self.get_component_rich_style("table--header"))
        index = y - HEADER_LINES + self.scroll_offset.y
        if index >= self.count:
            return self._below_rows(y, width)
        style = self._row_style(index)
        return self._row(index, style).adjust_cell_length(width, style)

    def _header(self) -> Strip:
        plain, sorted_by = (self.get_component_rich_style(f"table--{name}") for name in ("header", "sorted"))
        return Strip(header_line(self._desk.mode, self._placed, self._sort, plain=plain, sorted_by=sorted_by))

    def _below_rows(self, y: int, width: int) -> Strip:
        text = self._empty if self.is_complete and not self.count and y == HEADER_LINES + 1 else ""
        return Strip([empty_line(self._desk.mode, text, width, self.rich_style + tone_style(self, "muted"))])

    def _row_style(self, index: int) -> Style:
        style = self.rich_style
        if self.window.key_at(index) in self.marked:
            style += self.get_component_rich_style("table--marked", partial=True)
        if index == self.cursor:
            name = "table--cursor" if self.has_focus else "table--cursor-blurred"
            style += self.get_component_rich_style(name, partial=True)
        return style

    def _row(self, index: int, style: Style) -> Strip:
        row = self.window.row_at(index)
        if row is None:
            self._ask()
        above = self.window.row_at(index - 1) if index > self.scroll_offset.y else None
        is_marked = self.window.key_at(index) in self.marked
        shown, tone = NOT_YET if row is None else row, partial(tone_style, self)
        line = row_line(self._desk.mode, self._placed, shown, above, is_marked=is_marked, style=style, tone=tone)
        return Strip(list(line))
