"""How any row is named to people: by the record it is, or by the record it belongs to."""

import json
from typing import Any

from smallcrm.records.references import noun_of_table
from smallcrm.records.steps import NamedRecord
from smallcrm.store.connection import Connection
from smallcrm.store.journal import Values

NAME_COLUMNS = {
    "contact": "name",
    "company": "name",
    "tag": "name",
    "interaction": "summary",
    "follow_up": "title",
    "deal": "title",
    "stage": "name",
    "custom_field": "label",
    "saved_view": "name",
    "channel": "value",
    "setting": "key",
    "import_run": "file_name",
}
"""The column of each table that says what a row is."""

_OWNERS = {
    "channel": {"contact_id": "contact", "company_id": "company"},
    "tagging": {"contact_id": "contact", "company_id": "company", "deal_id": "deal"},
    "custom_value": {"contact_id": "contact", "company_id": "company", "deal_id": "deal"},
    "merged_uid": {"contact_id": "contact", "company_id": "company"},
    "stage_event": {"deal_id": "deal"},
    "interaction_contact": {"interaction_id": "interaction"},
    "import_row": {"import_run_id": "import_run"},
}


def reference_of(table: str, identity: int) -> str:
    """How a row is referred to: `follow-up:31`."""
    return f"{noun_of_table(table)}:{identity}"


def named(connection: Connection, table: str, identity: int) -> NamedRecord:
    """The record that a row is or belongs to, whether it is there or only the journal knows of it."""
    row = present_row(connection, table, identity) or _journaled_row(connection, table, identity)
    for column, owner in _OWNERS.get(table, {}).items():
        if row.get(column):
            return named(connection, owner, row[column])
    return NamedRecord(reference_of(table, identity), row.get(NAME_COLUMNS.get(table, ""), ""))


def name_of(connection: Connection, table: str, identity: int) -> str | None:
    """What a row is called, living or in the trash; None when there is no such row."""
    name: str | None = value_of(connection, table, NAME_COLUMNS[table], identity)
    return name


def value_of(connection: Connection, table: str, column: str, identity: int) -> Any:
    """One column of a row, living or in the trash; None when there is no such row."""
    return connection.value(f"SELECT {column} FROM {table} WHERE id = :id", id=identity)


def present_row(connection: Connection, table: str, identity: int) -> Values | None:
    """A row as it is now, with every column; None when there is no such row."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = :id", id=identity)
    row: tuple[Any, ...] | None = cursor.fetchone()
    if row is None:
        return None
    return dict(zip((column[0] for column in cursor.description), row, strict=True))


def _journaled_row(connection: Connection, table: str, identity: int) -> Values:
    content = connection.value(
        "SELECT coalesce(before, after) FROM change WHERE entity = :table AND entity_id = :id"
        " AND op IN ('insert', 'delete') AND coalesce(before, after) IS NOT NULL ORDER BY id DESC LIMIT 1",
        table=table,
        id=identity,
    )
    row: Values = json.loads(content or "{}")
    return row
