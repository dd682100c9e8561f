"""What a list is made of: one Listing a noun, with its fields, from which columns, filters and sorting all come."""

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.records.tables import Column, ColumnType


class Related(NamedTuple):
    """How rows of other tables, or values that many rows share, stand for a column of the listing's rows."""

    column: str
    """The column of the listing."""
    select: str
    """SQL that selects, as `id`, the values of the column for which the condition `{}` holds."""
    by_row: bool = True
    """Whether an index leads from one row of the listing to what is related to it, and the condition is cheap."""

    def among(self, condition: str) -> str:
        """The condition for a row: what satisfies `condition` is collected first."""
        return f"{self.column} IN ({self.select.format(condition)})"

    def exists(self, condition: str) -> str:
        """The same condition, but what is related is looked up row by row."""
        return f"EXISTS (SELECT 1 FROM ({self.select.format(condition)}) AS related WHERE related.id = {self.column})"


class Field(NamedTuple):
    """One field: a column to show and sort by, and something to filter by."""

    name: str
    header: str
    type: ColumnType
    sql: str
    """What is shown."""
    shown: bool = False
    """Whether the list shows it when no columns are asked for."""
    key: str = ""
    """The stored folded form of `sql`."""
    owner: str = ""
    """The table whose names the field shows; the row leads there by `OWNER_id`, and an index back from there."""
    tested: str = ""
    """SQL of what a filter compares, where it is not what is shown; folded already when it is text."""
    related: Related | None = None
    """Where a filter finds the rows of other tables whose values `tested` compares."""
    exact: bool = False
    """Whether text must be equal; else it is enough that it contains the value."""
    ahead: bool = False
    """Whether days left open (`fri`, `1/12`) lie in the future."""
    choices: tuple[str, ...] = ()
    """The values of a CHOICE, in their own order."""
    filter_only: bool = False
    currency: str = ""
    """SQL of a MONEY field's ISO code; `tested` is then the amount in thousandths, alike in every currency."""

    @property
    def column(self) -> Column:
        """The field as a column of a page."""
        return Column(self.name, self.header, self.type)


class WordSearch(NamedTuple):
    """Where the words of a query are looked for: a full-text table, and what else answers for a row."""

    table: str
    """The full-text table of the rows themselves; "" when there is none."""
    people: str = ""
    """The condition that the name of whoever a row is about matches the full-text query that `{}` stands for."""
    channels: Related | None = None
    """The channels of a row, for fragments of phones and e-mails."""


class Listing:
    """The list of one noun: a table and its joins, which rows are alive, and the fields."""

    def __init__(
        self,
        noun: str,
        *,
        table: str,
        joins: str = "",
        living: str,
        fields: Iterable[Field],
        sort: tuple[str, ...],
        search: WordSearch,
    ) -> None:
        self.noun = noun
        self.table = table
        self.joins = joins
        self.living = living
        self.fields = tuple(fields)
        self.sort = sort
        self.search = search

    @property
    def source(self) -> str:
        """The tables to select from."""
        return f"{self.table} {self.joins}".strip()

    @cached_property
    def columns(self) -> dict[str, Field]:
        """The fields that can be shown and sorted by."""
        return {field.name: field for field in self.fields if not field.filter_only}

    @cached_property
    def filters(self) -> dict[str, Field]:
        """The fields that a QUERY can name."""
        return {field.name: field for field in self.fields}

    def chosen(self, names: Iterable[str]) -> list[Field]:
        """The fields to show: those named, or the default ones; UsageError for an unknown name."""
        return [self.column(name) for name in names] or [field for field in self.fields if field.shown]

    def column(self, name: str) -> Field:
        """The field to show or sort by; UsageError when there is none of that name."""
        return _named(name, self.columns, f"{self.noun} list has no column")

    def filter(self, name: str) -> Field:
        """The field to filter by; UsageError when there is none of that name."""
        return _named(name, self.filters, f"{self.noun} list has no field", _QUOTE_HINT)


def common_fields(table: str) -> list[Field]:
    """The fields that every entity has, at the end of its list."""
    return [
        Field("uid", "Uid", ColumnType.TEXT, f"{table}.uid", exact=True),
        Field("created", "Created", ColumnType.MOMENT, f"{table}.created_at"),
        Field("updated", "Updated", ColumnType.MOMENT, f"{table}.updated_at"),
        Field("version", "Version", ColumnType.INTEGER, f"{table}.version"),
    ]


_QUOTE_HINT = "; to search for it as words, put it in quotes"


def _named(name: str, fields: dict[str, Field], complaint: str, more_hint: str = "") -> Field:
    field = fields.get(name.strip().lower().replace("-", "_"))
    if field is None:
        raise UsageError(f"the {complaint} {name!r}", hint=f"there are {', '.join(fields)}{more_hint}")
    return field
