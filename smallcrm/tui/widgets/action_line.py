"""A line of words that can be clicked: one widget, because many small ones cost time at the first paint."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from smallcrm.text.width import fit, width
from smallcrm.tui.cells import TONES, Tone, cell_text, tone_style
from smallcrm.tui.desk import Desk

_SPACE = 1
"""Cells that are free, at least, before words at the right edge that can be clicked."""


class Part(NamedTuple):
    """A few words, how loud they are, and the action that a click runs; "" for none."""

    text: str
    tone: Tone = "plain"
    action: str = ""
    node: DOMNode | None = None
    """Whose action it is; the screen's, when nobody is named."""


class ActionLine(Widget):
    """Words from the left, and words at the right edge; what does not fit is left out.

    What can be clicked at the right edge always has its room; what only tells something there takes what is left.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{tone}" for tone in TONES}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.parts: Sequence[Part] = ()
        self.right: Sequence[Part] = ()

    def show(self, parts: Sequence[Part], right: Sequence[Part] = ()) -> None:
        """Draw other words."""
        self.parts, self.right = parts, right
        self.refresh()

    def placed(self) -> Iterator[tuple[int, Part]]:
        """The words as they are drawn, each with the cell at which it begins."""
        room = self.size.width
        kept = sum(width(part.text) for part in self.right if part.action)
        left = 0
        for part in self.parts:
            if left + width(part.text) > room - kept - (_SPACE if kept else 0):
                break
            yield left, part
            left += width(part.text)
        left = max(left, room - sum(width(part.text) for part in self.right))
        for part in self.right:
            yield left, part._replace(text=fit(part.text, room - left))
            left = min(room, left + width(part.text))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        style, drawn = self.rich_style, 0
        segments = []
        for left, part in self.placed():
            taken = width(part.text)
            text = cell_text(self._desk.mode, part.text, taken, "ltr")
            segments += [Segment(" " * (left - drawn), style), Segment(text, style + tone_style(self, part.tone))]
            drawn = left + taken
        return Strip(segments).adjust_cell_length(self.size.width, style)

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the word that was clicked."""
        at = event.get_content_offset(self)
        for left, part in self.placed():
            if at is not None and left <= at.x < left + width(part.text) and part.action:
                event.stop()
                await self.app.run_action(part.action, part.node or self.screen)
                return
