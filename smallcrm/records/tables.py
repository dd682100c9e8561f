"""Columns and pages: how every list is described and handed over."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from smallcrm.errors import UsageError


class ColumnType(StrEnum):
    """What a column's values are; decides how they are compared, typed in, aligned and written."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    """With decimals."""
    MONEY = "money"
    """Minor units and an ISO code, as in `123450 ILS`."""
    FLAG = "flag"
    DAY = "day"
    MOMENT = "moment"
    BIRTHDAY = "birthday"
    CHOICE = "choice"
    LIST = "list"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    REFERENCE = "reference"


class Column(NamedTuple):
    """One column of a list: its name in commands and JSON, its header on screen, its type."""

    name: str
    header: str
    type: ColumnType = ColumnType.TEXT


class Page(NamedTuple):
    """Rows of a list, in the order of `columns`; `total` counts all rows that match, when it was asked for."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    total: int | None = None

    def pick(self, names: Sequence[str]) -> "Page":
        """The page with the named columns only; UsageError for a name it has not got."""
        known = [column.name for column in self.columns]
        for name in names:
            if name not in known:
                raise UsageError(f"there is no column {name!r}", hint=f"there are {', '.join(known)}")
        places = [known.index(name) for name in names]
        rows = [[row[place] for place in places] for row in self.rows]
        return Page([self.columns[place] for place in places], rows, self.total)


LIST_SEPARATOR = "\x1f"
"""Parts the values of a LIST column on their way out of SQL."""
