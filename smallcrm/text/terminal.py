"""How this terminal is given right-to-left text: the drawing modes, and one finished cell or line in each."""

from collections.abc import Mapping
from itertools import groupby
from typing import Literal, get_args

from smallcrm.errors import UsageError
from smallcrm.text.bidi import CACHED_LINES, LONGEST_CACHED_LINE, Align, Base, Cluster, cluster_map, fitted, visual
from smallcrm.text.bidi import cell as visual_cell
from smallcrm.text.bidi_data import class_codes
from smallcrm.text.ltr_runs import isolate, isolate_ltr
from smallcrm.text.memo import remember
from smallcrm.text.safe import safe

Mode = Literal["app", "lro", "words", "terminal", "off"]

VARIABLE = "SMALLCRM_BIDI"

_AUTO = "auto"
_MODES: tuple[Mode, ...] = get_args(Mode)
_TERMINAL_ORDERS_NOTHING = "\x1b[8l"
_TERMINAL_ORDERS_TEXT = "\x1b[8h"
_LEFT_TO_RIGHT_OVERRIDE, _POP_DIRECTION = "\u202d", "\u202c"


def drawing_mode(environ: Mapping[str, str], *, is_terminal: bool, setting: str = _AUTO) -> Mode:
    """The mode asked for by SMALLCRM_BIDI or the config's `bidi`, else the one that suits this terminal.

    What is not a terminal gets stored order, whatever the config says, so that files and pipes hold plain data;
    the variable overrules that too, for pagers. Raises UsageError for a mode that does not exist.
    """
    asked = environ.get(VARIABLE, _AUTO) or _AUTO
    if asked == _AUTO and is_terminal:
        asked = setting
    if asked != _AUTO:
        return _known_mode(asked)
    return _detected_mode(environ) if is_terminal else "off"


def start_sequence(mode: Mode) -> str:
    """What is printed before drawing, and again after a suspend: VTE then leaves the order of text alone."""
    return _TERMINAL_ORDERS_NOTHING if mode == "app" else ""


def end_sequence(mode: Mode) -> str:
    """What is printed when drawing ends: VTE orders text again."""
    return _TERMINAL_ORDERS_TEXT if mode == "app" else ""


def cell_for(mode: Mode, text: str, cells: int, base: Base = "auto", align: Align | None = None) -> str:
    """`text` made safe, in exactly `cells` cells of a terminal in this mode."""
    if mode == "app":
        return visual_cell(text, cells, base, align)
    return _cell_in_mode(text, mode, cells, base, align)


def line_for(mode: Mode, text: str, base: Base = "auto") -> str:
    """`text` made safe, as one line of its own width for a terminal in this mode."""
    return _drawn(mode, safe(text), base)


@remember(texts=CACHED_LINES, longest=LONGEST_CACHED_LINE)
def _cell_in_mode(text: str, mode: Mode, cells: int, base: Base, align: Align | None) -> str:
    piece = fitted(text, cells, base, align)
    if mode == "lro":
        return _overridden(piece.padded(visual(piece.text, piece.base)))
    return piece.padded(_drawn(mode, piece.text, piece.base))


def kept(mode: Mode, drawn: str) -> str:
    """What is in display order already, given to a terminal in this mode so that it leaves the order alone."""
    return _overridden(drawn) if mode == "lro" else drawn


def _known_mode(asked: str) -> Mode:
    for mode in _MODES:
        if mode == asked:
            return mode
    raise UsageError(
        f"'{safe(asked)}' is not a way to draw right-to-left text",
        hint=f"set {VARIABLE}, or bidi in the config, to one of: {', '.join((_AUTO, *_MODES))}",
    )


def _detected_mode(environ: Mapping[str, str]) -> Mode:
    """A multiplexer comes first: the variables of the terminal around it are seen inside it."""
    if environ.get("TERM") == "dumb":
        return "off"
    if environ.get("TMUX") or environ.get("STY"):
        return "lro"
    if environ.get("KITTY_WINDOW_ID") or environ.get("TERM") == "xterm-kitty":
        return "words"
    if environ.get("KONSOLE_VERSION") or environ.get("TERM_PROGRAM") == "Apple_Terminal":
        return "lro"
    return "app"


def _drawn(mode: Mode, text: str, base: Base) -> str:
    if mode == "app":
        return visual(text, base)
    if mode == "lro":
        return _overridden(visual(text, base))
    if mode == "words":
        return _words_in_visual_order(text, base)
    return isolate(isolate_ltr(text), base) if mode == "terminal" else text


def _overridden(drawn: str) -> str:
    """Text already in display order, which the terminal must not order again."""
    return drawn if drawn.isascii() else f"{_LEFT_TO_RIGHT_OVERRIDE}{drawn}{_POP_DIRECTION}"


def _words_in_visual_order(text: str, base: Base) -> str:
    """Words in display order, the letters of right-to-left ones as stored: the terminal turns each by itself."""
    drawn: list[str] = []
    for is_stretch, group in groupby(cluster_map(text, base), _is_right_to_left):
        stretch = list(group)
        if is_stretch and any(_is_hebrew_or_arabic(text[cluster.start]) for cluster in stretch):
            drawn += [text[cluster.start : cluster.end] for cluster in reversed(stretch)]
        else:
            drawn += [cluster.glyphs for cluster in stretch]
    return "".join(drawn)


def _is_right_to_left(cluster: Cluster) -> bool:
    return bool(cluster.level & 1) and not cluster.glyphs.isspace()


def _is_hebrew_or_arabic(char: str) -> bool:
    return class_codes(char) in "RA"
