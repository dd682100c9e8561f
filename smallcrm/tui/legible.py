"""Text that can be read in every theme, on every background: colours are moved apart until the eye can tell them."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

LEAST_CONTRAST = 4.5
"""What WCAG 2 (1.4.3) asks for text."""

_STEPS = 20
_BLACK, _WHITE = ColorTriplet(0, 0, 0), ColorTriplet(255, 255, 255)
_FIRST_SHAPE, _LAST_SHAPE = "\u2500", "\u259f"


class Legible(LineFilter):
    """Darkens or lightens what would be too near to its background; lines and blocks stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same text, each piece in a colour of enough contrast."""
        return [
            Segment(text, _legible(style), control)
            if style is not None and is_text(text)
            else Segment(text, style, control)
            for text, style, control in segments
        ]


def is_text(text: str) -> bool:
    """Whether a piece of a line is something to read: neither blank nor a border, a bar or a block."""
    shown = text.strip()
    return bool(shown) and not _FIRST_SHAPE <= shown[0] <= _LAST_SHAPE


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """The contrast of two colours, 1 to 21, by the formula of WCAG 2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(2048)
def _legible(style: Style) -> Style:
    colour, ground = style.color, style.bgcolor
    if colour is None or ground is None or colour.triplet is None or ground.triplet is None:
        return style
    if contrast(colour.triplet, ground.triplet) >= LEAST_CONTRAST:
        return style
    return style + Style(color=RichColor.from_triplet(_moved_apart(colour.triplet, ground.triplet)))


def _moved_apart(colour: ColorTriplet, ground: ColorTriplet) -> ColorTriplet:
    """The nearest shade of a colour, towards black or white, that stands out enough."""
    end = max(_BLACK, _WHITE, key=lambda pole: contrast(pole, ground))
    shades = (_mixed(colour, end, step / _STEPS) for step in range(1, _STEPS))
    return next((shade for shade in shades if contrast(shade, ground) >= LEAST_CONTRAST), end)


def _mixed(colour: ColorTriplet, end: ColorTriplet, share: float) -> ColorTriplet:
    red, green, blue = (round(start + (goal - start) * share) for start, goal in zip(colour, end, strict=True))
    return ColorTriplet(red, green, blue)


def _luminance(colour: ColorTriplet) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
