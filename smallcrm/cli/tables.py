"""Draws tables: columns fitted to the width, every cell inside its own columns in any script."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from smallcrm.cli.look import Look
from smallcrm.clock import Clock
from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page
from smallcrm.text.bidi import Align, Base
from smallcrm.text.terminal import cell_for
from smallcrm.text.width import width
from smallcrm.values.money import format_money, stored_money

_GAP = "  "
_WIDEST_COLUMN = 60
_NARROWEST = {
    ColumnType.TEXT: 8,
    ColumnType.LIST: 8,
    ColumnType.EMAIL: 8,
    ColumnType.LINK: 8,
    ColumnType.PHONE: 16,
}
_NARROWEST_NAME = 14
"""For the first text column, which says what a row is."""
_RIGHT_ALIGNED = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY)
_LEFT_TO_RIGHT = (
    ColumnType.INTEGER,
    ColumnType.NUMBER,
    ColumnType.MONEY,
    ColumnType.DAY,
    ColumnType.MOMENT,
    ColumnType.BIRTHDAY,
    ColumnType.PHONE,
    ColumnType.EMAIL,
    ColumnType.LINK,
    ColumnType.REFERENCE,
)


class Drawn(NamedTuple):
    """A table as text, and the headers of the columns that had no room."""

    text: str
    left_out: Sequence[str]


def draw_table(page: Page, *, clock: Clock, look: Look, header: bool = True) -> Drawn:
    """A table, a line a row; nothing at all for a page without rows."""
    if not page.rows:
        return Drawn("", ())
    cells = _cells(page, clock, brief=False)
    if _natural(page.columns, cells, header=header) > look.width:
        cells = _cells(page, clock, brief=True)
    titles = [column.header for column in page.columns]
    widths = fit_widths(page.columns, [titles, *cells] if header else cells, look.width)
    lines = [look.style(_line(page.columns, titles, widths, look), "bold")] if header else []
    lines += [_line(page.columns, row, widths, look) for row in cells]
    text = "".join(f"{line.rstrip(' ')}\n" for line in lines)
    return Drawn(text, titles[len(widths) :])


def shown(column: Column, value: Any, clock: Clock, *, brief: bool = False) -> str:
    """A value as a person reads it: local time (the day alone when `brief`), lists with commas, blanks for nothing."""
    if value is None:
        return ""
    if column.type == ColumnType.MOMENT:
        return clock.local(value).strftime("%Y-%m-%d" if brief else "%Y-%m-%d %H:%M")
    if column.type == ColumnType.FLAG:
        return "yes" if value else ""
    if column.type == ColumnType.MONEY:
        return format_money(*stored_money(value))
    if column.type == ColumnType.LIST:
        return str(value).replace(LIST_SEPARATOR, ", ") if isinstance(value, str) else ", ".join(map(str, value))
    return str(value)


def fit_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Cells for every column that has room: shrunk, the one with most to spare first, until the line fits.

    Where even the narrowest widths do not fit, the last columns are left out.
    """
    natural = [min(_WIDEST_COLUMN, max(map(width, values))) for values in zip(*rows, strict=True)]
    floors = [min(cells, floor) for cells, floor in zip(natural, _floors(columns, natural), strict=True)]
    count = len(columns)
    while count > 1 and sum(floors[:count]) + _gaps(count) > total:
        count -= 1
    widths, room = natural[:count], total - _gaps(count)
    while sum(widths) > room:
        spare = [cells - floor for cells, floor in zip(widths, floors, strict=False)]
        if max(spare) <= 0:
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def base_of(column: Column) -> Base:
    """The base direction of a column's cells: phones, days and ids are always left-to-right."""
    return "ltr" if column.type in _LEFT_TO_RIGHT else "auto"


def align_of(column: Column) -> Align | None:
    """The edge at which a column's cells stand; None leaves it to their direction."""
    return "right" if column.type in _RIGHT_ALIGNED else None


def _line(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int], look: Look) -> str:
    return _GAP.join(
        cell_for(look.mode, cell, cells_wide, base_of(column), align_of(column))
        for column, cell, cells_wide in zip(columns, cells, widths, strict=False)
    )


def _cells(page: Page, clock: Clock, *, brief: bool) -> list[list[str]]:
    columns = page.columns
    return [
        [shown(column, value, clock, brief=brief) for column, value in zip(columns, row, strict=True)]
        for row in page.rows
    ]


def _natural(columns: Sequence[Column], cells: Sequence[Sequence[str]], *, header: bool) -> int:
    titles = [[column.header for column in columns]] if header else []
    return sum(max(map(width, values)) for values in zip(*titles, *cells, strict=True)) + _gaps(len(columns))


def _floors(columns: Sequence[Column], natural: Sequence[int]) -> list[int]:
    floors = [_NARROWEST.get(column.type, cells) for column, cells in zip(columns, natural, strict=True)]
    names = [at for at, column in enumerate(columns) if column.type == ColumnType.TEXT]
    if names:
        floors[names[0]] = _NARROWEST_NAME
    return floors


def _gaps(columns: int) -> int:
    return len(_GAP) * (columns - 1)
