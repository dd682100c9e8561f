"""A page of text that scrolls: a card, a help table; wrapped to its width, in any script."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from smallcrm.text.bidi import Base
from smallcrm.text.safe import safe_lines
from smallcrm.text.width import width as width_of
from smallcrm.tui.cells import TONES, Tone, cell_text, tone_style
from smallcrm.tui.desk import Desk
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


class _Drawn(NamedTuple):
    label: str
    text: str
    tone: Tone
    base: Base


GAP = Line()


class Page(ScrollView, can_focus=True):
    """Shows lines, one below the other, labels in a column of their own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{tone}" for tone in TONES}

    def __init__(self, desk: Desk, lines: Sequence[Line] = (), *, identity: str | None = None) -> None:
        super().__init__(id=identity)
        self._desk = desk
        self._lines = lines
        self._drawn: list[_Drawn] = []
        self._label_width = 0

    def show(self, lines: Sequence[Line], *, keep_place: bool = False) -> None:
        """Show other lines, from the top, or scrolled as they were."""
        self._lines = lines
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
        self._label_width = max((width_of(line.label) for line in self._lines if line.label), default=0)
        self._drawn = list(self._wrapped(self._lines, room))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._drawn))

    def _wrapped(self, lines: Iterable[Line], room: int) -> Iterator[_Drawn]:
        for line in lines:
            indent = self._label_width + _GAP if line.label else 0
            label = line.label
            for piece in wrap(safe_lines(line.text), room - indent):
                yield _Drawn(label, piece, line.tone, line.base)
                label = " " if indent else ""

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        style = self.rich_style
        if at >= len(self._drawn):
            return Strip.blank(width, style)
        line = self._drawn[at]
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
