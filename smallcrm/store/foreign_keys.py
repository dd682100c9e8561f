"""Which columns refer to which tables, read from the database itself, so that a new table cannot be forgotten."""

from typing import NamedTuple

from smallcrm.store.connection import Connection
from smallcrm.store.tables import JOURNAL_TABLES


class ForeignKey(NamedTuple):
    """A column of `table` that holds ids of `parent`."""

    table: str
    column: str
    parent: str


def foreign_keys(connection: Connection) -> list[ForeignKey]:
    """Every reference from one table to another but the journal's own."""
    rows = connection.each(
        'SELECT tables.name, keys."from", keys."table" FROM pragma_table_list AS tables'
        " JOIN pragma_foreign_key_list(tables.name) AS keys"
        " WHERE tables.schema = 'main' AND tables.type = 'table' ORDER BY tables.name, keys.id"
    )
    return [key for key in map(ForeignKey._make, rows) if key.table not in JOURNAL_TABLES]
