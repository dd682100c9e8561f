"""How the lines of a stage look: its name and sums, and its deals as cards."""

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

from smallcrm.records.pipeline import BoardColumn, StageSum
from smallcrm.text.terminal import Mode
from smallcrm.text.width import width as width_of
from smallcrm.tui.cells import EMPTY, Cell, Tone, cell_text
from smallcrm.tui.sources.board import brief_money
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.table_lines import ToneStyle

CARD_LINES = 4
"""Title, with whom, amount, and a line of space."""
MARGIN = 1
"""Cells left and right of every line."""
_WIDE = 26
_NAME_AND_RULE = 2

Ends = tuple[Cell, Cell]
"""What stands at the left end of a line, and what at the right."""
NOTHING: Ends = (EMPTY, EMPTY)
NOT_YET: Row = (Cell("·", "muted"), EMPTY, EMPTY, EMPTY, EMPTY)
"""What is drawn of a card that is still being fetched."""


def head_height(sums: int, room: int) -> int:
    """How many lines the name, sums in so many currencies and the rule take, in lines of `room` cells."""
    return _NAME_AND_RULE + sums * (1 if room >= _WIDE else 2)


def head(column: BoardColumn, counted: str, room: int, name: Tone) -> Iterator[Ends]:
    """The stage's name and the number of its deals, and below them its sums."""
    yield Cell(column.stage, name), Cell(counted, "muted")
    for row in column.sums:
        yield from _sum_lines(row, is_wide=room >= _WIDE)


def _sum_lines(row: StageSum, *, is_wide: bool) -> Iterator[Ends]:
    whole = Cell(brief_money(row.amount, row.currency))
    part = Cell(f"≈ {brief_money(row.weighted, row.currency)}", "muted")
    if is_wide:
        yield whole, part
    else:
        yield EMPTY, whole
        yield EMPTY, part


def card_line(row: Row, line: int) -> Ends:
    """A line of a card; the card of a deal that is gone is blank."""
    if not row:
        return NOTHING
    title, who, marks, amount, age = row
    lines: Sequence[Ends] = ((title, EMPTY), (who, marks), (amount, age), NOTHING)
    return lines[line]


def ends_line(mode: Mode, ends: Ends, room: int, *, style: Style, tone: ToneStyle) -> Iterator[Segment]:
    """A line of `room` cells between its margins; the left end is cut where the right one needs the place."""
    left, right = ends
    cells = min(width_of(right.text), room)
    rest = max(0, room - cells - (1 if cells else 0))
    yield Segment(" " * MARGIN, style)
    yield Segment(cell_text(mode, left.text, rest), style + tone(left.tone))
    yield Segment(" " if cells else "", style)
    yield Segment(cell_text(mode, right.text, cells, "ltr"), style + tone(right.tone))
    yield Segment(" " * MARGIN, style)
