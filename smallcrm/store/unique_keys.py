"""What must be unique in which table, read from the database itself."""

import json
import re
from typing import NamedTuple

from smallcrm.store.connection import Connection
from smallcrm.store.journal import Values


class UniqueKey(NamedTuple):
    """Columns whose values no two rows of `table` share, among those for which the condition `where` holds."""

    table: str
    columns: tuple[str, ...]
    where: str

    @property
    def where_columns(self) -> frozenset[str]:
        """The words of the condition, the columns it reads among them."""
        return frozenset(re.findall(r"\w+", self.where))

    def collisions(self, connection: Connection, row: Values) -> list[int]:
        """The other rows whose values `row` would take."""
        if any(row.get(column) is None for column in self.columns) or not self._covers(connection, row):
            return []
        same = " AND ".join(f"{column} = :{column}" for column in self.columns)
        return connection.column(
            f"SELECT id FROM {self.table} WHERE {same} AND ({self.where}) AND id <> :id",
            id=row["id"],
            **{column: row[column] for column in self.columns},
        )

    def _covers(self, connection: Connection, row: Values) -> bool:
        columns = ", ".join(f":{column} AS {column}" for column in row)
        return bool(connection.value(f"SELECT {self.where} FROM (SELECT {columns})", **row))


def unique_keys(connection: Connection) -> list[UniqueKey]:
    """Every unique index but those of the uids, which never change."""
    rows = connection.rows(
        "SELECT tables.name, (SELECT json_group_array(name) FROM pragma_index_info(indexes.name)), sqlite_master.sql"
        " FROM pragma_table_list AS tables JOIN pragma_index_list(tables.name) AS indexes"
        " LEFT JOIN sqlite_master ON sqlite_master.name = indexes.name"
        " WHERE tables.schema = 'main' AND tables.type = 'table' AND indexes.\"unique\""
        " ORDER BY tables.name, indexes.seq"
    )
    keys = [UniqueKey(table, tuple(json.loads(columns)), _condition(statement)) for table, columns, statement in rows]
    return [key for key in keys if key.columns != ("uid",)]


def _condition(statement: str | None) -> str:
    return (statement or "").partition(" WHERE ")[2] or "1"
