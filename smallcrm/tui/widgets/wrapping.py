"""Breaks text into lines of a width, in logical order: each line is put into display order by itself."""

from smallcrm.text.width import clusters, width


def wrap(text: str, cells: int) -> list[str]:
    """The lines of `text`, at most `cells` wide, broken between words where they can be; at least one line."""
    lines = []
    for paragraph in text.split("\n"):
        lines += _wrapped(paragraph, max(1, cells))
    return lines


def _wrapped(paragraph: str, cells: int) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split():
        longer = f"{line} {word}" if line else word
        if width(longer) <= cells:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, cells)
        lines += full
    return [*lines, line]


def _pieces(word: str, cells: int) -> list[str]:
    """A word too wide for a line, in parts that fit."""
    pieces, piece = [], ""
    for cluster in clusters(word):
        if piece and width(piece + cluster) > cells:
            pieces.append(piece)
            piece = ""
        piece += cluster
    return [*pieces, piece]
