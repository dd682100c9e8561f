"""What two records that are one have in each of their fields: as a merge compares it, and as a person reads it."""

from collections.abc import Iterator, Sequence
from typing import Any

from smallcrm.records.contacts import ContactKind
from smallcrm.records.custom_fields import CustomType
from smallcrm.records.merges import MergeField
from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection
from smallcrm.store.journal import Values
from smallcrm.store.queries.custom_fields import fields_of, value_id
from smallcrm.store.queries.names import named, present_row
from smallcrm.store.tables import DERIVED_COLUMNS, SORT_KEYS, STAMPS
from smallcrm.values.money import format_money

_OF_THE_ROW = STAMPS | {"id", "uid", "deleted_at"}
_EMPTY: dict[str, Any] = {"kind": ContactKind.LEAD.value, "do_not_contact": 0}
"""What stands in a column that nobody has filled in, where it is not NULL."""
UNTOLD = frozenset({"cadence_set_on", "converted_at", "do_not_contact"})
"""Columns that say nothing to a person."""
JOINED = "notes"
"""The column in which nobody wins, since the survivor keeps both."""


def merged_columns(table: str, row: Values) -> list[str]:
    """The columns of a row that a person filled in, in their order."""
    ignored = _OF_THE_ROW.union(DERIVED_COLUMNS.get(table, ()), SORT_KEYS[table][1:])
    return [column for column in row if column not in ignored]


def compare(connection: Connection, records: Sequence[Reference]) -> list[MergeField]:
    """Every field that any of the records, of one kind and all present, has filled in."""
    found = [*_columns(connection, records), *_custom_fields(connection, records)]
    return [field for field in found if any(field.values)]


def is_empty(column: str, value: Any) -> bool:
    """Whether nobody has filled a column in."""
    return value is None or value == _EMPTY.get(column, "")


def label_of(column: str) -> str:
    """What a person calls a column."""
    return column.removesuffix("_id").replace("_", " ").capitalize()


def shown(connection: Connection, column: str, value: Any) -> str:
    """What stands in a column, as a person reads it."""
    return named(connection, "company", value).name if column == "company_id" else str(value)


def shown_custom(kind: str, row: Values) -> str:
    """What stands in a custom field of a type, as a person reads it."""
    if kind == CustomType.MONEY:
        return format_money(int(row["value"]), row["currency"])
    if kind == CustomType.BOOL:
        return "yes" if row["value"] == "1" else "no"
    return str(row["value"])


def row_of(connection: Connection, table: str, identity: int) -> Values:
    """A row that is known to be there."""
    row = present_row(connection, table, identity)
    assert row is not None
    return row


def _columns(connection: Connection, records: Sequence[Reference]) -> Iterator[MergeField]:
    table = records[0].noun.table
    rows = [row_of(connection, table, record.id) for record in records]
    for column in merged_columns(table, rows[0]):
        if column not in UNTOLD:
            values = (row[column] for row in rows)
            told = ("" if is_empty(column, value) else shown(connection, column, value) for value in values)
            yield MergeField(column, label_of(column), tuple(told), is_joined=column == JOINED)


def _custom_fields(connection: Connection, records: Sequence[Reference]) -> Iterator[MergeField]:
    for field in fields_of(connection, records[0].noun.value):
        found = (value_id(connection, record, field.id) for record in records)
        rows = (None if each is None else row_of(connection, "custom_value", each) for each in found)
        yield MergeField(
            field.key, field.label, tuple("" if row is None else shown_custom(field.type, row) for row in rows)
        )
