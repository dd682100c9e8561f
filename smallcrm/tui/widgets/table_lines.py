"""How the lines of a table look: its header, a row, and what stands where no row is."""

from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

from smallcrm.text.terminal import Mode
from smallcrm.tui.cells import EMPTY, Cell, Tone, cell_text
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import GAP, Placed
from smallcrm.tui.widgets.sorting import ascending

GUTTER = 2
"""Cells before the first column, for the mark."""
NOT_YET: Row = (Cell("·", "muted"),)
"""What is drawn of a row that is still being fetched."""
_MARK = "●"

ToneStyle = Callable[[Tone], Style]
"""The style of a tone where the line is drawn."""


def header_line(mode: Mode, placed: Sequence[Placed], sort: str, *, plain: Style, sorted_by: Style) -> list[Segment]:
    """The titles of the columns, with an arrow at the one that is sorted by."""
    segments = [Segment(" " * GUTTER, plain)]
    for column, _number, _left, width in placed:
        title, is_sorted = column.header, bool(column.sort) and column.sort == ascending(sort)
        if is_sorted:
            title += " ↓" if sort.startswith("-") else " ↑"
        text = cell_text(mode, title, width, "ltr", column.align)
        segments += [Segment(text, sorted_by if is_sorted else plain), Segment(" " * GAP, plain)]
    return segments


def row_line(
    mode: Mode,
    placed: Sequence[Placed],
    row: Row,
    above: Row | None,
    *,
    is_marked: bool,
    style: Style,
    tone: ToneStyle,
) -> Iterator[Segment]:
    """The cells of a row; a grouped column stays empty where the row `above` it on screen says the same."""
    yield Segment((_MARK if is_marked else " ").ljust(GUTTER), style)
    for column, number, _left, width in placed:
        cell = _cell(row, number)
        if column.grouped and above and _cell(above, number).text == cell.text:
            cell = EMPTY
        yield Segment(cell_text(mode, cell.text, width, column.base, column.align), style + tone(cell.tone))
        yield Segment(" " * GAP, style)


def empty_line(mode: Mode, text: str, width: int, style: Style) -> Segment:
    """A line below the last row."""
    return Segment(cell_text(mode, f"  {text}" if text else "", width, "ltr"), style)


def _cell(row: Row, number: int) -> Cell:
    return row[number] if number < len(row) else EMPTY
