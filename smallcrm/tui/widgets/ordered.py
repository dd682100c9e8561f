"""Finished lines put into the order in which they are seen: for widgets of Textual that show text of users."""

from rich.highlighter import Highlighter
from rich.segment import Segment
from rich.text import Text
from textual.strip import Strip
from textual.visual import VisualType
from textual.widgets import Input, Static

from smallcrm.text.bidi import cluster_map
from smallcrm.text.bidi_data import class_codes
from smallcrm.text.bidi_levels import base_level
from smallcrm.text.safe import safe_lines
from smallcrm.text.terminal import Mode, kept
from smallcrm.text.width import fit
from smallcrm.tui.desk import Desk

_TYPED = ("slash", "plus", "minus")
"""Keys that type a sign, which Textual does not find by their names."""
_JOINERS = "\u200c\u200d"
_PICTURES = 0x2400
"""Where Unicode has a picture of each control character, a line break for example ␊."""


def ordered(strip: Strip, mode: Mode) -> Strip:
    """The line in display order, every letter in the style it had; the cells it takes stay the same."""
    text = strip.text
    if text.isascii() or mode not in ("app", "lro"):
        return strip
    styles = [segment.style for segment in strip for _character in segment.text]
    segments = [Segment(cluster.glyphs, styles[cluster.start]) for cluster in cluster_map(text) if cluster.glyphs]
    whole = Strip(segments, strip.cell_length).simplify()
    return Strip([Segment(kept(mode, segment.text), segment.style) for segment in whole], strip.cell_length)


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph begins reading at the right."""
    return bool(base_level(class_codes(text), "auto"))


class Told(Static):
    """Text that may hold names; its lines are put into display order once they are wrapped."""

    def __init__(self, desk: Desk, *, identity: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=identity, classes=classes, markup=False)
        self._desk = desk

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text; what would act on the terminal is written out."""
        super().update(safe_lines(content) if isinstance(content, str) else content, layout=layout)

    def render_line(self, y: int) -> Strip:
        """One line, in display order."""
        return ordered(super().render_line(y), self._desk.mode)


class _ControlPictures(Highlighter):
    """Draws what would act on the terminal as one sign each, so that the cursor still stands where it is."""

    def highlight(self, text: Text) -> None:
        if not text.plain.isprintable():
            text.plain = "".join(
                char if char.isprintable() or char in _JOINERS else _picture(char) for char in text.plain
            )


def _picture(char: str) -> str:
    return chr(_PICTURES + ord(char)) if char < " " else "·"


class Field(Input):
    """A line to type on; what is typed stays in logical order, what is seen is in display order."""

    def __init__(
        self,
        desk: Desk,
        value: str = "",
        *,
        placeholder: str = "",
        identity: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            id=identity,
            classes=classes,
            compact=True,
            select_on_focus=False,
            highlighter=_ControlPictures(),
        )
        self._desk = desk
        self._whole_placeholder = placeholder

    def on_resize(self) -> None:
        """Cut the placeholder to the field, with its …"""
        self.placeholder = fit(self._whole_placeholder, self.scrollable_content_region.width)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is typed here, and so does nothing else."""
        return key in _TYPED or super().check_consume_key(key, character)

    def render_line(self, y: int) -> Strip:
        """The line, cut to the field's own width first: Textual's is a cell wider."""
        width = self.scrollable_content_region.width
        return ordered(super().render_line(y).crop(0, width), self._desk.mode)

    def action_cursor_left(self, select: bool = False) -> None:
        """Go left on the screen, which is forward in a right-to-left line."""
        if is_right_to_left(self.value):
            super().action_cursor_right(select)
        else:
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:
        """Go right on the screen, which is back in a right-to-left line."""
        if is_right_to_left(self.value):
            super().action_cursor_left(select)
        else:
            super().action_cursor_right(select)
