"""Draws tables: columns fitted to the width, every cell inside its own columns in any script."""

from collections.abc import Sequence
from typing import Any

from smallcrm.cli.look import Look
from smallcrm.clock import Clock
from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page
from smallcrm.text.bidi import Align, Base
from smallcrm.text.terminal import cell_for, end_sequence, start_sequence
from smallcrm.text.width import width
from smallcrm.values.money import format_money, stored_money

_GAP = "  "
_NARROWEST_COLUMN = 6
_WIDEST_COLUMN = 48
_RIGHT_ALIGNED = (ColumnType.INTEGER, ColumnType.MONEY)
_SHRINKABLE = (ColumnType.TEXT, ColumnType.LIST, ColumnType.EMAIL, ColumnType.LINK)
_LEFT_TO_RIGHT = (
    ColumnType.INTEGER,
    ColumnType.MONEY,
    ColumnType.DAY,
    ColumnType.MOMENT,
    ColumnType.BIRTHDAY,
    ColumnType.PHONE,
    ColumnType.EMAIL,
    ColumnType.LINK,
    ColumnType.REFERENCE,
)


def draw_table(page: Page, *, clock: Clock, look: Look, header: bool = True) -> str:
    """A table as text, a line a row; nothing at all for a page without rows."""
    if not page.rows:
        return ""
    columns = page.columns
    cells = [[shown(column, value, clock) for column, value in zip(columns, row, strict=True)] for row in page.rows]
    titles = [column.header for column in columns]
    widths = fit_widths(columns, [titles, *cells] if header else cells, look.width)
    lines = [look.style(_line(columns, titles, widths, look), "bold")] if header else []
    lines += [_line(columns, row, widths, look) for row in cells]
    return start_sequence(look.mode) + "".join(f"{line.rstrip(' ')}\n" for line in lines) + end_sequence(look.mode)


def shown(column: Column, value: Any, clock: Clock) -> str:
    """A value as a person reads it: local time, lists with commas, blanks for nothing."""
    if value is None:
        return ""
    if column.type == ColumnType.MOMENT:
        return clock.local(value).strftime("%Y-%m-%d %H:%M")
    if column.type == ColumnType.FLAG:
        return "yes" if value else ""
    if column.type == ColumnType.MONEY:
        return format_money(*stored_money(value))
    if column.type == ColumnType.LIST:
        return str(value).replace(LIST_SEPARATOR, ", ") if isinstance(value, str) else ", ".join(map(str, value))
    return str(value)


def fit_widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Cells for every column: its widest value's, shrunk, the widest column first, until the line fits."""
    widths = [min(_WIDEST_COLUMN, max(map(width, values))) for values in zip(*rows, strict=True)]
    room = total - len(_GAP) * (len(columns) - 1)
    shrinkable = [at for at, column in enumerate(columns) if column.type in _SHRINKABLE] or list(range(len(columns)))
    while sum(widths) > room:
        widest = max(shrinkable, key=lambda at: widths[at])
        if widths[widest] <= _NARROWEST_COLUMN:
            break
        widths[widest] -= 1
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
        for column, cell, cells_wide in zip(columns, cells, widths, strict=True)
    )
