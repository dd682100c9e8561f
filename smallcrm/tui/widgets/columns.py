"""The columns of a table: which of them fit, and how wide each is."""

from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.text.bidi import Align, Base

GAP = 2


class TableColumn(NamedTuple):
    """One column. A table that is too narrow leaves out the columns of the highest `rank` first."""

    header: str
    width: int
    """Cells at least."""
    most: int = 0
    """Cells at most; 0 means no more than `width`."""
    rank: int = 0
    sort: str = ""
    """The field by which a click on the header sorts; "" when there is none."""
    base: Base = "auto"
    align: Align | None = None
    grouped: bool = False
    """Whether a value is shown only where it differs from the row above."""


class Placed(NamedTuple):
    """A column with its place among the cells of a row, its first cell on screen and its width."""

    column: TableColumn
    number: int
    left: int
    width: int


def place_columns(columns: Sequence[TableColumn], room: int, left: int = 0) -> list[Placed]:
    """The columns that fit into `room` cells, the rest of the room shared out among those that can grow."""
    kept = list(range(len(columns)))
    while len(kept) > 1 and _least(columns, kept) > room:
        kept.remove(max(kept, key=lambda at: (columns[at].rank, at)))
    widths = _grown(columns, kept, room - _least(columns, kept))
    placed = []
    for at in kept:
        placed.append(Placed(columns[at], at, left, widths[at]))
        left += widths[at] + GAP
    return placed


def column_at(placed: Sequence[Placed], x: int) -> TableColumn | None:
    """The column that a cell of the screen belongs to, with the gap behind it; None left and right of all."""
    return next((each.column for each in placed if each.left <= x < each.left + each.width + GAP), None)


def _least(columns: Sequence[TableColumn], kept: Sequence[int]) -> int:
    return sum(columns[at].width for at in kept) + GAP * (len(kept) - 1)


def _grown(columns: Sequence[TableColumn], kept: Sequence[int], spare: int) -> dict[int, int]:
    widths = {at: columns[at].width for at in kept}
    if spare < 0:
        widths[kept[0]] = max(0, widths[kept[0]] + spare)
    while spare > 0:
        growing = [at for at in kept if widths[at] < columns[at].most]
        if not growing:
            break
        share = max(1, spare // len(growing))
        for at in growing:
            more = min(share, spare, columns[at].most - widths[at])
            widths[at] += more
            spare -= more
    return widths
