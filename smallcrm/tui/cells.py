"""How a value becomes something drawn: the one place where text of users reaches the screen, never as markup."""

from typing import Literal, NamedTuple

from rich.style import Style
from textual.content import Content
from textual.widget import Widget

from smallcrm.text.bidi import Align, Base
from smallcrm.text.terminal import Mode, cell_for, line_for
from smallcrm.text.width import fit

Tone = Literal["plain", "strong", "muted", "accent", "good", "warn", "bad"]
TONES: tuple[Tone, ...] = ("plain", "strong", "muted", "accent", "good", "warn", "bad")

LONGEST_NAME = 40


class Cell(NamedTuple):
    """What one cell says, and how loudly."""

    text: str
    tone: Tone = "plain"


EMPTY = Cell("")


def cell_text(mode: Mode, text: str, cells: int, base: Base = "auto", align: Align | None = None) -> str:
    """`text` in exactly `cells` cells, in the order in which it is seen."""
    return cell_for(mode, text, cells, base, align)


def line_text(mode: Mode, text: str, base: Base = "auto") -> str:
    """`text` as one line, in the order in which it is seen."""
    return line_for(mode, text, base)


def content(mode: Mode, text: str, base: Base = "auto") -> Content:
    """`text` for a widget that draws it itself."""
    return Content(line_text(mode, text, base))


def short(text: str, cells: int = LONGEST_NAME) -> str:
    """A name cut to be told within a sentence."""
    return fit(text, cells)


def tone_style(widget: Widget, tone: Tone) -> Style:
    """The colour and weight of a tone on a widget's background, to be laid over a row's own style."""
    whole = widget.get_component_rich_style(f"table--{tone}")
    return Style(color=whole.color, bold=whole.bold)
