"""The Unicode Bidirectional Algorithm (UAX #9): embedding levels of a text, and the order they put it in."""

import re
from itertools import groupby
from typing import Literal

from smallcrm.text import bidi_implicit
from smallcrm.text.bidi_data import class_codes
from smallcrm.text.bidi_explicit import (
    REMOVED,
    direction,
    explicit_levels,
    has_explicit,
    paragraph_level,
    run_sequences,
)

Base = Literal["auto", "ltr", "rtl"]

_PARAGRAPH = re.compile("[^B]*B|[^B]+")
_SEPARATOR_OR_END = re.compile("[SB]|$")
_TRAILING = "wiIFDbeEvVP"


def levels(text: str, base: Base = "auto") -> list[int]:
    """The level of each character: even is left-to-right, odd right-to-left, -1 removed (rule X9)."""
    return resolve_levels(class_codes(text), text, base)


def resolve_levels(codes: str, text: str = "", base: Base = "auto") -> list[int]:
    """`levels` of characters whose classes are given; without their `text` there are no paired brackets."""
    resolved: list[int] = []
    for match in _PARAGRAPH.finditer(codes):
        start, end = match.span()
        resolved += _paragraph_levels(match[0], text[start:end], base_level(match[0], base))
    return resolved


def base_level(codes: str, base: Base) -> int:
    """The paragraph's level: 0 or 1 as asked, or by the first strong character (P2, P3)."""
    return paragraph_level(codes) if base == "auto" else int(base == "rtl")


def reorder(levels: list[int]) -> list[int]:
    """The positions of a line's characters from left to right (L2), without the removed ones."""
    kept = [at for at, level in enumerate(levels) if level != REMOVED]
    runs = [(level, list(positions)) for level, positions in groupby(kept, levels.__getitem__)]
    present = [level for level, _ in runs] or [0]
    for level in range(max(present), (min(present) | 1) - 1, -1):
        _reverse_runs(runs, level)
    # Every level from its own down to the lowest odd one reverses a run: an odd number of times when it is odd.
    return [at for level, positions in runs for at in (reversed(positions) if level & 1 else positions)]


def _reverse_runs(runs: list[tuple[int, list[int]]], level: int) -> None:
    """Reverse the order of neighbouring runs at `level` or above."""
    start = 0
    while start < len(runs):
        end = start
        while end < len(runs) and runs[end][0] >= level:
            end += 1
        runs[start:end] = runs[start:end][::-1]
        start = end + 1


def _paragraph_levels(codes: str, text: str, base: int) -> list[int]:
    resolved = _explicit_levels(codes, text, base) if has_explicit(codes) else _plain_levels(codes, text, base)
    _reset_white_space(codes, resolved, base)
    return resolved


def _plain_levels(codes: str, text: str, base: int) -> list[int]:
    """Without embeddings and isolates the paragraph is one run sequence."""
    side = direction(base)
    return bidi_implicit.resolve(f"{side}{codes}{side}", text, base)


def _explicit_levels(codes: str, text: str, base: int) -> list[int]:
    resolved, overridden = explicit_levels(codes, base)
    for run in run_sequences(codes, resolved, base):
        inside = "".join([overridden[at] for at in run.positions])
        chars = "".join([text[at] for at in run.positions]) if text else ""
        sequence = run.start_direction + inside + run.end_direction
        for at, level in zip(run.positions, bidi_implicit.resolve(sequence, chars, run.level), strict=True):
            resolved[at] = level
    return resolved


def _reset_white_space(codes: str, resolved: list[int], base: int) -> None:
    """L1: separators, and white space before them and at the end, take the paragraph's level."""
    start = 0
    for match in _SEPARATOR_OR_END.finditer(codes):
        first = start + len(codes[start : match.start()].rstrip(_TRAILING))
        for at in range(first, match.end()):
            if resolved[at] != REMOVED:
                resolved[at] = base
        start = match.end()
