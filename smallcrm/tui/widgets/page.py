"""A page of text that scrolls: a card, a help table; wrapped to its width, in any script."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from smallcrm.text.bidi import Base
from smallcrm.text.safe import safe_lines
from smallcrm.text.width import width as width_of
from smallcrm.tui.cells import TONES, Tone, cell_text, tone_style
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.wrapping import wrap

_MARGIN = 2
_GAP = 2
_WIDEST = 88


class Line(NamedTuple):
    """A text, perhaps with a label before it; one with neither is a gap."""

    text: str = ""
    tone: Tone = "plain"
    label: str = ""
    base: Base = "auto"
    names_keys: bool = False
    """Whether `{undo}` in the text stands for the key of `undo`; never in texts of users."""
    choice: str = ""
    """What a click on it chooses, "" for nothing."""


GAP = Line()


class Page(ScrollView, can_focus=True):
    """Shows lines, one below the other, labels in a column of their own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--cursor-blurred", *(f"table--{tone}" for tone in TONES)}
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down", action="scroll_down"),
        bind("up", action="scroll_up"),
        bind("top", action="scroll_home"),
        bind("bottom", action="scroll_end"),
        bind("page_down"),
        bind("page_up"),
    ]
    pointed: reactive[str] = reactive("")
    """The choice under the mouse."""

    class Chosen(Message):
        """A line that can be chosen was clicked."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, desk: Desk, lines: Sequence[Line] = (), *, identity: str | None = None) -> None:
        super().__init__(id=identity)
        self._desk = desk
        self.lines = lines
        self._drawn: list[Line] = []
        self._label_width = 0

    def show(self, lines: Sequence[Line], *, keep_place: bool = False) -> None:
        """Show other lines, from the top, or scrolled as they were."""
        self.lines = lines
        self._lay_out()
        if not keep_place:
            self.scroll_home(animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        self._lay_out()

    @property
    def _room(self) -> int:
        return min(_WIDEST, self.scrollable_content_region.width - 2 * _MARGIN)

    def _lay_out(self) -> None:
        room = self._room
        self._label_width = max((width_of(line.label) for line in self.lines if line.label), default=0)
        self._drawn = list(self._wrapped(self.lines, room))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._drawn))

    def _wrapped(self, lines: Iterable[Line], room: int) -> Iterator[Line]:
        for line in lines:
            indent = self._label_width + _GAP if line.label else 0
            label = line.label
            text = self._desk.keyboard.told(line.text) if line.names_keys else line.text
            for piece in wrap(safe_lines(text), room - indent):
                yield line._replace(text=piece, label=label)
                label = " " if indent else ""

    def _line_at(self, y: int) -> Line:
        at = y + self.scroll_offset.y
        return self._drawn[at] if 0 <= at < len(self._drawn) else GAP

    def _choice_under(self, event: events.MouseEvent) -> str:
        at = event.get_content_offset(self)
        return "" if at is None else self._line_at(at.y).choice

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show what a click would choose."""
        self.pointed = self._choice_under(event)

    def on_leave(self) -> None:
        """Nothing is pointed at."""
        self.pointed = ""

    def on_click(self, event: events.Click) -> None:
        """Choose the line."""
        choice = self._choice_under(event)
        if choice:
            self.post_message(self.Chosen(choice))

    def _style_of(self, line: Line) -> Style:
        is_pointed = line.choice and line.choice == self.pointed
        return self.rich_style + (self.get_component_rich_style("table--cursor-blurred") if is_pointed else Style())

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        width = self.scrollable_content_region.width
        line = self._line_at(y)
        style = self._style_of(line)
        segments = [Segment(" " * _MARGIN, style)]
        room = self._room
        if line.label:
            muted = style + tone_style(self, "muted")
            text = cell_text(self._desk.mode, line.label, self._label_width, "ltr")
            segments += [Segment(text, muted), Segment(" " * _GAP, style)]
            room -= self._label_width + _GAP
        tone = style + tone_style(self, line.tone)
        segments.append(Segment(cell_text(self._desk.mode, line.text, max(0, room), line.base), tone))
        return Strip(segments).adjust_cell_length(width, style)
