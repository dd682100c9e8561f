"""Rows below a head, as many as fit on screen, and a cursor among them."""

from abc import abstractmethod
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from smallcrm.tui.keys import bind


class CursorView(ScrollView, can_focus=True):
    """Moves the cursor and keeps it in view; what the head and the rows say is the subclass's to say."""

    ROW_LINES: ClassVar[int] = 1
    """How many lines of the screen a row takes."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--cursor", "table--cursor-blurred"}
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

    @property
    @abstractmethod
    def count(self) -> int:
        """How many rows there are."""

    @property
    @abstractmethod
    def head_lines(self) -> int:
        """How many lines stand above the rows, and do not scroll."""

    @abstractmethod
    def head_line(self, y: int) -> Strip:
        """A line of the head."""

    @abstractmethod
    def row_line(self, index: int, line: int) -> Strip:
        """A line of a row."""

    @abstractmethod
    def line_below(self, line: int) -> Strip:
        """A line below the last row, the first of them being 0."""

    @abstractmethod
    def action_open_card(self) -> None:
        """Open the row under the cursor."""

    # Where things are

    @property
    def page_rows(self) -> int:
        """How many whole rows fit on screen; at least one."""
        return max(1, self._room // self.ROW_LINES)

    @property
    def top_row(self) -> int:
        """The first row on screen, though part of it may be above."""
        return self.scroll_offset.y // self.ROW_LINES

    @property
    def _room(self) -> int:
        return max(0, self.scrollable_content_region.height - self.head_lines)

    def fit_rows(self) -> None:
        """Let as much be scrolled as there are rows now."""
        height = self.head_lines + self.count * self.ROW_LINES
        self.virtual_size = Size(self.scrollable_content_region.width, height)

    def scroll_by_rows(self, rows: int) -> None:
        """Scroll so many rows on, or back."""
        self._scroll_to_line(self.scroll_offset.y + rows * self.ROW_LINES)

    @property
    def sees_cursor(self) -> bool:
        """Whether any of the row under the cursor is on screen."""
        above = self.cursor * self.ROW_LINES - self.scroll_offset.y
        return -self.ROW_LINES < above < self._room

    def show_cursor(self) -> None:
        """Scroll no farther than it takes to see the row under the cursor."""
        top, first = self.scroll_offset.y, self.cursor * self.ROW_LINES
        end = first + self.ROW_LINES
        if first < top:
            self._scroll_to_line(first)
        elif end > top + self._room:
            self._scroll_to_line(end - max(self.ROW_LINES, self._room))

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True)

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """The cursor never leaves the rows."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view."""
        self.show_cursor()
        self.refresh_row(before)
        self.refresh_row(after)

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
        """Go to the last row."""
        self.cursor = self.count - 1

    def action_page_down(self) -> None:
        """Go a screenful on."""
        self._move_page(self.page_rows)

    def action_page_up(self) -> None:
        """Go a screenful back."""
        self._move_page(-self.page_rows)

    def _move_page(self, rows: int) -> None:
        self.scroll_by_rows(rows)
        self.cursor += rows

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the row that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self.head_lines:
            self.head_clicked(offset.x)
            return
        row = (offset.y - self.head_lines + self.scroll_offset.y) // self.ROW_LINES
        if row < self.count:
            self.cursor = row
            self.row_clicked(offset.x, is_double=event.chain == 2)

    def head_clicked(self, x: int) -> None:
        """Answer to a click on the head, so many cells from its left."""

    def row_clicked(self, x: int, *, is_double: bool) -> None:  # noqa: ARG002
        """Answer to a click on the row that is under the cursor now."""
        if is_double:
            self.action_open_card()

    # Drawing

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.fit_rows()
        self.show_cursor()

    def on_focus(self) -> None:
        """The cursor is drawn in full."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn faintly."""
        self.refresh()

    def refresh_row(self, index: int) -> None:
        """Draw a row anew."""
        self.refresh_lines(self.head_lines + index * self.ROW_LINES, self.ROW_LINES)

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the head, a row, or nothing."""
        if y < self.head_lines:
            return self.head_line(y)
        index, line = divmod(y - self.head_lines + self.scroll_offset.y, self.ROW_LINES)
        if index < self.count:
            return self.row_line(index, line)
        return self.line_below((index - self.count) * self.ROW_LINES + line)

    def cursor_style(self, index: int) -> Style:
        """What the cursor lays over a row's own style; nothing over the rows where it is not."""
        if index != self.cursor:
            return Style.null()
        name = "table--cursor" if self.has_focus else "table--cursor-blurred"
        return self.get_component_rich_style(name, partial=True)
