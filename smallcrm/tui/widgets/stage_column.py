"""One stage of the pipeline: its sums on top, and below them its deals as cards, fetched as they come into view."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, work
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from smallcrm.errors import CrmError
from smallcrm.records.pipeline import BoardColumn, StageSum
from smallcrm.records.query import EVERYTHING, Query
from smallcrm.text.width import width as width_of
from smallcrm.tui.cells import EMPTY, TONES, Cell, Tone, cell_text, tone_style
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.board import SORT, brief_money, deals_in
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.row_window import RowWindow

CARD_LINES = 4
"""Title, with whom, amount, and a line of space."""
_MARGIN = 1
_WIDE = 26
_NAME_AND_RULE = 2

HeadLine = tuple[Cell, Cell]
"""What stands at the left, and what stands at the right."""


class StageColumn(ScrollView, can_focus=True):
    """The deals of one stage, with a cursor that stays on its deal."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--cursor",
        "table--cursor-blurred",
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
    ]
    cursor: reactive[int] = reactive(0, repaint=False)

    class Opened(Message):
        """A deal was chosen, with Enter or a double click."""

        def __init__(self, deal: int) -> None:
            super().__init__()
            self.deal = deal

    class Counted(Message):
        """Another number of deals is known of."""

    class Failed(Message):
        """The deals could not be read; what stood there stays."""

        def __init__(self, error: CrmError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, desk: Desk, column: BoardColumn) -> None:
        super().__init__()
        self._desk = desk
        self.column = column
        self.window: RowWindow[int] = RowWindow()
        self._query: Query = EVERYTHING
        self._sums_shown = 1
        self._is_asking = False

    @property
    def _source(self) -> Listed:
        return deals_in(self.column.stage_id, self._query)

    @property
    def key(self) -> int | None:
        """The deal under the cursor."""
        return self.window.key_at(self.cursor)

    @property
    def count(self) -> int:
        """How many deals are known of."""
        return len(self.window.keys)

    # Reading

    def show(self, column: BoardColumn, query: Query, *, sums_shown: int, seek: int | None = None) -> None:
        """Show other sums, and read the deals that answer; the cursor goes to `seek`, else stays on its deal.

        `sums_shown` is for how many currencies the head has room, the same in every column.
        """
        self.column, self._query, self._sums_shown = column, query, sums_shown
        self._resize()
        self.refresh()
        self._load(self.key if seek is None else seek)

    @work(exclusive=True, group="keys", exit_on_error=False)
    async def _load(self, seek: int | None) -> None:
        window: RowWindow[int] = RowWindow()
        source = self._source
        try:
            async for bunch in self._desk.stream(lambda crm: source.keys(crm, SORT)):
                window.extend(bunch)
                if not self.count:
                    await self._swap(window, 0)
            found = window.index_of(seek, near=self.cursor)
            await self._swap(window, self.cursor if found is None else found)
        except CrmError as error:
            self.post_message(self.Failed(error))

    async def _swap(self, window: RowWindow[int], cursor: int) -> None:
        place = max(0, min(cursor, len(window.keys) - 1))
        shown = window.around(place, self._page)
        window.keep(await self._desk.read(lambda crm: self._source.rows(crm, shown)), shown)
        self.window = window
        self._resize()
        self.cursor = place
        self._show_cursor()
        self.refresh()
        self.post_message(self.Counted())

    def _ask(self) -> None:
        if not self._is_asking:
            self._is_asking = True
            self.call_later(self._fetch)

    @work(exclusive=True, group="rows", exit_on_error=False)
    async def _fetch(self) -> None:
        self._is_asking = False
        window = self.window
        asked = window.missing(self.scroll_offset.y // CARD_LINES, self._page)
        if not asked:
            return
        try:
            window.keep(await self._desk.read(lambda crm: self._source.rows(crm, asked)), asked)
        except CrmError as error:
            self.post_message(self.Failed(error))
        self.refresh()

    # Moving

    @property
    def _page(self) -> int:
        return max(1, (self.scrollable_content_region.height - self._head_height) // CARD_LINES)

    def validate_cursor(self, cursor: int) -> int:
        """The cursor never leaves the cards."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self) -> None:
        """Keep the cursor in view."""
        self._show_cursor()
        self.refresh()

    def _show_cursor(self) -> None:
        top, room = self.scroll_offset.y, self.scrollable_content_region.height - self._head_height
        first = self.cursor * CARD_LINES
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif first + CARD_LINES > top + room:
            self.scroll_to(y=first + CARD_LINES - max(CARD_LINES, room), animate=False, force=True)

    def action_down(self) -> None:
        """Go to the next deal."""
        self.cursor += 1

    def action_up(self) -> None:
        """Go to the deal before."""
        self.cursor -= 1

    def action_top(self) -> None:
        """Go to the first deal."""
        self.cursor = 0

    def action_bottom(self) -> None:
        """Go to the last deal."""
        self.cursor = self.count - 1

    def action_page_down(self) -> None:
        """Go a screenful on."""
        self.cursor += self._page

    def action_page_up(self) -> None:
        """Go a screenful back."""
        self.cursor -= self._page

    def action_open_card(self) -> None:
        """Tell the screen that the deal under the cursor is wanted."""
        if self.key is not None:
            self.post_message(self.Opened(self.key))

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to a card; open it on a double click."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._head_height:
            return
        card = (offset.y - self._head_height + self.scroll_offset.y) // CARD_LINES
        if card < self.count:
            self.cursor = card
            if event.chain == 2:
                self.action_open_card()

    # Drawing

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._resize()
        self._show_cursor()

    def on_focus(self) -> None:
        """The cursor is drawn in full."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn faintly."""
        self.refresh()

    @property
    def _room(self) -> int:
        return max(0, self.scrollable_content_region.width - 2 * _MARGIN)

    @property
    def _head_height(self) -> int:
        return _NAME_AND_RULE + self._sums_shown * (1 if self._room >= _WIDE else 2)

    def _resize(self) -> None:
        height = self._head_height + self.count * CARD_LINES
        self.virtual_size = Size(self.scrollable_content_region.width, height)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the head, a card, or nothing."""
        if y < self._head_height:
            return self._head_line(y)
        at = y - self._head_height + self.scroll_offset.y
        index, line = divmod(at, CARD_LINES)
        if index >= self.count:
            return self._below_cards(at)
        row = self.window.row_at(index)
        if row is None:
            self._ask()
            return self._strip((Cell("·", "muted"), EMPTY) if line == 0 else (EMPTY, EMPTY), self.rich_style)
        return self._strip(_card_line(row, line), self._card_style(index) if line < CARD_LINES - 1 else self.rich_style)

    def _head_line(self, y: int) -> Strip:
        if y == self._head_height - 1:
            tone: Tone = "accent" if self.has_focus else "muted"
            return self._strip((Cell("─" * self._room, tone), EMPTY), self.rich_style)
        lines = list(self._head())
        return self._strip(lines[y] if y < len(lines) else (EMPTY, EMPTY), self.rich_style)

    def _head(self) -> Iterator[HeadLine]:
        name: Tone = "accent" if self.has_focus else "strong"
        is_narrowed = self._query != EVERYTHING
        counted = f"{self.count:,}/{self.column.deals:,}" if is_narrowed else f"{self.column.deals:,}"
        yield Cell(self.column.stage, name), Cell(counted, "muted")
        for row in self.column.sums:
            yield from _sum_lines(row, is_wide=self._room >= _WIDE)

    def _below_cards(self, at: int) -> Strip:
        text = "n adds a deal" if not self.column.deals and at == 0 else ""
        return self._strip((Cell(text, "muted"), EMPTY), self.rich_style)

    def _card_style(self, index: int) -> Style:
        if index != self.cursor:
            return self.rich_style
        name = "table--cursor" if self.has_focus else "table--cursor-blurred"
        return self.rich_style + self.get_component_rich_style(name, partial=True)

    def _strip(self, line: HeadLine, style: Style) -> Strip:
        left, right = line
        cells = min(width_of(right.text), self._room)
        rest = self._room - cells - (1 if cells else 0)
        segments = [
            Segment(" " * _MARGIN, style),
            Segment(cell_text(self._desk.mode, left.text, max(0, rest)), style + tone_style(self, left.tone)),
            Segment(" " if cells else "", style),
            Segment(cell_text(self._desk.mode, right.text, cells, "ltr"), style + tone_style(self, right.tone)),
            Segment(" " * _MARGIN, style),
        ]
        return Strip(segments).adjust_cell_length(self.scrollable_content_region.width, self.rich_style)


def _sum_lines(row: StageSum, *, is_wide: bool) -> Iterator[HeadLine]:
    whole = Cell(brief_money(row.amount, row.currency))
    part = Cell(f"≈ {brief_money(row.weighted, row.currency)}", "muted")
    if is_wide:
        yield whole, part
    else:
        yield EMPTY, whole
        yield EMPTY, part


def _card_line(row: Row, line: int) -> HeadLine:
    if not row:
        return EMPTY, EMPTY
    title, who, marks, amount, age = row
    lines: Sequence[HeadLine] = ((title, EMPTY), (who, marks), (amount, age), (EMPTY, EMPTY))
    return lines[line]
