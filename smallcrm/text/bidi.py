"""Text in the order in which it is seen: for a terminal that draws characters from left to right as they come."""

import re
import unicodedata
from itertools import accumulate
from typing import Literal, NamedTuple

from smallcrm.text.bidi_data import MIRRORED, class_codes
from smallcrm.text.bidi_explicit import REMOVED
from smallcrm.text.bidi_levels import Base, base_level, levels, reorder, resolve_levels
from smallcrm.text.ltr_runs import ltr_runs
from smallcrm.text.memo import remember
from smallcrm.text.safe import safe
from smallcrm.text.width import ELLIPSIS, cluster_width, clusters, fit, width

__all__ = ["Align", "Base", "Cluster", "FittedText", "cell", "cluster_map", "fitted", "levels", "reorder", "visual"]

Align = Literal["left", "right"]

CACHED_LINES = 4096
LONGEST_CACHED_LINE = 512
_REPLACEMENT = "\ufffd"
_JOINERS = "\u200c\u200d"
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Zl", "Zp"})
_CONTROL_CATEGORIES = frozenset({"Cc", "Cs"})
# Everything that can put a left-to-right paragraph out of its stored order, or must not be drawn as it is.
_NEEDS_ORDER = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u0590-\u08ff\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    "\ufb1d-\ufdff\ufe70-\ufeff\ufff0-\ufffb\U00010800-\U00010fff\U000110bd-\U000110cd\U00013430-\U0001345f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0001e800-\U0001efff\U000e0000-\U000e0fff]"
)
# Most lines that need none hold only characters of these few ranges, which are told apart four times as fast.
_BEYOND_PLAIN = re.compile(
    "[^ -~\xa1-\xac\xae-\u058f\u0900-\u180d\u180f-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff]"
)


class Cluster(NamedTuple):
    """One letter as it is seen: the logical range it stands for, what is drawn, its cells and its level."""

    start: int
    end: int
    glyphs: str
    width: int
    level: int


class FittedText(NamedTuple):
    """A cell's text cut to its column, in logical order, with its direction and the spaces at both sides."""

    text: str
    base: Base
    left: int
    right: int

    def padded(self, drawn: str) -> str:
        """What is drawn for the text, between the cell's spaces."""
        return " " * self.left + drawn + " " * self.right


def visual(text: str, base: Base = "auto", *, keep_ltr_runs: bool = True) -> str:
    """One line in display order: marks after their letter, brackets mirrored, invisible controls left out.

    A control character that was not made `safe` before is drawn as U+FFFD. Unless `keep_ltr_runs` is off, phones,
    dates, signed numbers, e-mails and URLs keep their order where UAX #9 alone would break them.
    """
    if base != "rtl" and ((text.isascii() and text.isprintable()) or not _needs_order(text)):
        return text
    return _ordered(text, base, keep_ltr_runs)


def cluster_map(text: str, base: Base = "auto", *, keep_ltr_runs: bool = True) -> list[Cluster]:
    """The letters of one line from left to right; their logical ranges cover `text` without gaps."""
    letters = clusters(text)
    levels = _cluster_levels(letters, _display_levels(text, base, keep_ltr_runs))
    ends = list(accumulate(map(len, letters)))
    return [
        Cluster(ends[at] - len(letters[at]), ends[at], glyphs, cluster_width(glyphs) if glyphs else 0, levels[at])
        for at in reorder(levels)
        for glyphs in [_glyphs(letters[at], levels[at])]
    ]


def cell(text: str, cells: int, base: Base = "auto", align: Align | None = None) -> str:
    """`text` made safe and drawn in exactly `cells` cells, cut with … where it is too long.

    It stands at the edge where its direction begins reading, or at the edge that `align` names.
    """
    if base != "rtl" and text.isascii() and text.isprintable() and len(text) <= cells:
        return text.rjust(cells) if align == "right" else text.ljust(cells)
    return _drawn_cell(text, cells, base, align)


def fitted(text: str, cells: int, base: Base, align: Align | None) -> FittedText:
    """`text` made safe and cut to `cells` cells in logical order, with the spaces that fill them."""
    shown = safe(text)
    direction = _direction(shown, base)
    cut = fit(shown, max(0, cells))
    space = max(0, cells - width(cut))
    at_right = align == "right" or (align is None and direction == "rtl")
    return FittedText(cut, direction, space if at_right else 0, 0 if at_right else space)


@remember(texts=CACHED_LINES, longest=LONGEST_CACHED_LINE)
def _ordered(text: str, base: Base, keep_ltr_runs: bool) -> str:
    letters = clusters(text)
    levels = _cluster_levels(letters, _display_levels(text, base, keep_ltr_runs))
    return "".join([_glyphs(letters[at], levels[at]) for at in reorder(levels)])


@remember(texts=CACHED_LINES, longest=LONGEST_CACHED_LINE)
def _drawn_cell(text: str, cells: int, base: Base, align: Align | None) -> str:
    piece = fitted(text, cells, base, align)
    return piece.padded(visual(piece.text, piece.base))


def _needs_order(text: str) -> bool:
    return bool(_BEYOND_PLAIN.search(text) and _NEEDS_ORDER.search(text))


def _direction(text: str, base: Base) -> Base:
    """The direction of the whole text, which a part cut from it must keep."""
    if base != "auto":
        return base
    return "rtl" if _needs_order(text) and base_level(class_codes(text), base) else "ltr"


def _display_levels(text: str, base: Base, keep_ltr_runs: bool) -> list[int]:
    codes = class_codes(text)
    direction: Base = "rtl" if base_level(codes, base) else "ltr"
    if keep_ltr_runs:
        codes = _codes_with_ltr_runs(codes, text)
    if direction == "ltr" and text.endswith(ELLIPSIS):
        codes = codes[:-1] + "o"
    return resolve_levels(codes, text, direction)


def _codes_with_ltr_runs(codes: str, text: str) -> str:
    for start, end, code in ltr_runs(text):
        codes = codes[:start] + code * (end - start) + codes[end:]
    return codes


def _cluster_levels(letters: list[str], levels: list[int]) -> list[int]:
    """The level of each cluster; one whose characters are all removed takes the level before it."""
    if len(letters) == len(levels) and REMOVED not in levels:
        return levels
    found = []
    start = level = 0
    for letter in letters:
        end = start + len(letter)
        level = next((known for known in levels[start:end] if known != REMOVED), level)
        found.append(level)
        start = end
    return found


def _glyphs(cluster: str, level: int) -> str:
    """What is drawn for a cluster at a level: mirrored when right-to-left, nothing that is a control."""
    if not cluster.isprintable():
        cluster = "".join(map(_drawn_char, cluster))
    if level & 1 and cluster[:1] in MIRRORED:
        return MIRRORED[cluster[0]] + cluster[1:]
    return cluster


def _drawn_char(char: str) -> str:
    category = unicodedata.category(char)
    if category in _CONTROL_CATEGORIES:
        return _REPLACEMENT
    return "" if category in _INVISIBLE_CATEGORIES and char not in _JOINERS else char
