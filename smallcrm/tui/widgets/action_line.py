"""A line of words that can be clicked: one widget, because many small ones cost time at the first paint."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.dom import DOMNode
from textual.strip import Strip
from textual.widget import Widget

from smallcrm.text.width import fit, width
from smallcrm.tui.cells import TONES, Tone, cell_text, tone_style
from smallcrm.tui.desk import Desk


class Part(NamedTuple):
    """A few words, how loud they are, and the action that a click runs; "" for none."""

    text: str
    tone: Tone = "plain"
    action: str = ""
    node: DOMNode | None = None
    """Whose action it is; the screen's, when nobody is named."""


class ActionLine(Widget):
    """Words from the left, and words at the right edge; what does not fit is left out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{tone}" for tone in TONES}

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.parts: Sequence[Part] = ()
        self._right = Part("")

    def show(self, parts: Sequence[Part], right: Part) -> None:
        """Draw other words."""
        self.parts, self._right = parts, right
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        """The line."""
        room, style = self.size.width, self.rich_style
        segments = []
        used = 0
        for part in self.parts:
            taken = width(part.text)
            if used + taken > room:
                break
            segments.append(Segment(cell_text(self._desk.mode, part.text, taken, "ltr"), self._style(part)))
            used += taken
        right = fit(self._right.text, max(0, room - used))
        text = cell_text(self._desk.mode, right, room - used, "ltr", "right")
        return Strip([*segments, Segment(text, self._style(self._right))]).adjust_cell_length(room, style)

    def _style(self, part: Part) -> Style:
        return self.rich_style + tone_style(self, part.tone)

    async def on_click(self, event: events.Click) -> None:
        """Run the action of the word that was clicked."""
        left = 0
        for part in self.parts:
            if left <= event.x < left + width(part.text) and part.action:
                event.stop()
                await self.app.run_action(part.action, part.node or self.screen)
                return
            left += width(part.text)
