"""Columns and pages: how every list is described and handed over."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple


class ColumnType(StrEnum):
    """What a column's values are; decides how they are compared, typed in, aligned and written."""

    TEXT = "text"
    INTEGER = "integer"
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


LIST_SEPARATOR = "\x1f"
"""Parts the values of a LIST column on their way out of SQL."""
