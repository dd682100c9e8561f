"""One write transaction = one undo step: every change of a row is made and journaled here and nowhere else.

Wherever a name or a title is written, the key that sorts and matches it is written beside it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from smallcrm.clock import Clock
from smallcrm.errors import ConflictError
from smallcrm.store.connection import Connection
from smallcrm.store.journal import ChangedRows, Journal, Values
from smallcrm.store.tables import DERIVED_COLUMNS, ENTITY_TABLES, SORT_KEYS
from smallcrm.text.fold import fold


class UnitOfWork:
    """The writes of one transaction. Table and column names come from the program, values from people."""

    def __init__(
        self,
        connection: Connection,
        clock: Clock,
        new_uid: Callable[[int], str],
        *,
        source: str,
        session: str,
        label: str,
    ) -> None:
        self.connection = connection
        self.clock = clock
        self._new_uid = new_uid
        self._stamp = clock.stamp()
        self.journal = Journal(connection, at=self._stamp, source=source, session=session, label=label)

    def rename(self, label: str) -> None:
        """Call this step so in the history, now that more is known of what was done."""
        self.journal.rename(label)

    def new_uid(self) -> str:
        """A uid for a row about to be inserted."""
        return self._new_uid(int(self.clock.now().timestamp() * 1000))

    @property
    def stamp(self) -> str:
        """The moment of this transaction, as it is stored."""
        return self._stamp

    def insert(self, table: str, values: Values) -> int:
        """Insert a row and return its id; entity tables get their uid and stamps."""
        common = self._common(values) if table in ENTITY_TABLES else {}
        row = {**common, **_with_sort_key(table, values)}
        row = {column: value for column, value in row.items() if value is not None}
        identity = self._insert_row(table, row)
        self._journal(table, identity, "insert", None, _journaled(table, {"id": identity, **row}), row.get("uid"))
        return identity

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], first: int) -> None:
        """Insert rows whose ids count up from `first`, as one journal entry; `columns` begin with id.

        The caller holds the writer's lock, so ids from `next_id` are free.
        """
        marks = ", ".join("?" * len(columns))
        self.connection.execute_many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        last = self.next_id(table) - 1
        if last >= first:
            self.journal.add(ChangedRows(table, first, last, None, "insert", None, None))

    def next_id(self, table: str) -> int:
        """The id that the next row of `table` will get."""
        used = self.connection.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table)
        return int(used or 0) + 1

    def update(self, table: str, identity: int, values: Values) -> bool:
        """Change the columns of a row that differ; returns whether any did."""
        if not values:
            return False
        values = _with_sort_key(table, values)
        before = self._present(table, identity, values)
        changed = {column: value for column, value in values.items() if before[column] != value}
        if not changed:
            return False
        self._update_row(table, identity, changed)
        old = {column: before[column] for column in changed}
        self._journal(table, identity, "update", old, changed, self._uid_of(table, identity))
        return True

    def trash(self, table: str, identity: int) -> bool:
        """Move a row to the trash; returns whether it was alive."""
        if self.connection.value(f"SELECT deleted_at FROM {table} WHERE id = :id", id=identity):
            return False
        return self.update(table, identity, {"deleted_at": self.stamp})

    def restore(self, table: str, identity: int) -> bool:
        """Take a row out of the trash; returns whether it was there."""
        return self.update(table, identity, {"deleted_at": None})

    def delete(self, table: str, identity: int) -> None:
        """Remove a row for good; its content stays in the journal. ConflictError when it is gone already."""
        if not self.delete_range(table, identity, identity):
            raise ConflictError(f"{table} {identity} is gone")

    def delete_range(self, table: str, first: int, last: int) -> int:
        """Remove the rows with ids from `first` to `last` for good, as `delete` does; returns how many there were."""
        cursor = self.connection.execute(
            f"SELECT * FROM {table} WHERE id BETWEEN :first AND :last", first=first, last=last
        )
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            self._journal(table, row["id"], "delete", _journaled(table, row), None, row.get("uid"))
        return self.connection.execute(
            f"DELETE FROM {table} WHERE id BETWEEN :first AND :last", first=first, last=last
        ).rowcount

    def put_back(self, table: str, row: Values) -> None:
        """Insert a row that a journal entry holds, with the id it had."""
        row = _with_sort_key(table, row)
        if table in ENTITY_TABLES:
            row = {**row, "updated_at": self.stamp, "version": row["version"] + 1}
        identity = self._insert_row(table, row)
        self._journal(table, identity, "insert", None, row, row.get("uid"))

    def purge(self, table: str, identity: int) -> None:
        """Remove a row for good without keeping its content: the journal says only that it was removed."""
        self.connection.execute(f"DELETE FROM {table} WHERE id = :id", id=identity)
        self._journal(table, identity, "delete", None, None, None)

    def compensate(self, group_id: int) -> None:
        """Make this transaction the one that undoes `group_id`; what that group had undone is in effect again."""
        self.journal.undoes = group_id
        self.connection.execute(
            "UPDATE change_group SET undone_by = NULL WHERE id = (SELECT undoes FROM change_group WHERE id = :group)",
            group=group_id,
        )
        self.connection.execute(
            "UPDATE change_group SET undone_by = :undoing WHERE id = :group",
            undoing=self.journal.open_group(),
            group=group_id,
        )

    def touched(self, table: str) -> set[int]:
        """The ids of the rows of `table` changed one by one in this transaction."""
        return self.journal.touched(table)

    def _common(self, values: Values) -> Values:
        return {
            "uid": values.get("uid") or self.new_uid(),
            "created_at": self.stamp,
            "updated_at": self.stamp,
            "version": 1,
        }

    def _insert_row(self, table: str, row: Values) -> int:
        columns = ", ".join(row)
        marks = ", ".join(f":{column}" for column in row)
        cursor = self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", **row)
        return int(cursor.lastrowid or 0)

    def _update_row(self, table: str, identity: int, values: Values) -> None:
        sets = ", ".join(f"{column} = :{column}" for column in values)
        if table in ENTITY_TABLES:
            sets += ", updated_at = :now_, version = version + 1"
        self.connection.execute(
            f"UPDATE {table} SET {sets} WHERE id = :id_",
            id_=identity, **({"now_": self.stamp} if table in ENTITY_TABLES else {}), **values,
        )  # fmt: skip

    def _present(self, table: str, identity: int, columns: Iterable[str]) -> Values:
        names = list(columns)
        row = self.connection.row(f"SELECT {', '.join(names)} FROM {table} WHERE id = :id", id=identity)
        if row is None:
            raise ConflictError(f"{table} {identity} is gone")
        return dict(zip(names, row, strict=True))

    def _uid_of(self, table: str, identity: int) -> str | None:
        if table not in ENTITY_TABLES:
            return None
        uid: str | None = self.connection.value(f"SELECT uid FROM {table} WHERE id = :id", id=identity)
        return uid

    def _journal(
        self, table: str, identity: int, op: str, before: Values | None, after: Values | None, uid: str | None
    ) -> None:
        self.journal.add(ChangedRows(table, identity, None, uid, op, before, after))


def _with_sort_key(table: str, values: Values) -> Values:
    typed, folded = SORT_KEYS.get(table, ("", ""))
    return {**values, folded: fold(values[typed])} if typed in values else values


def _journaled(table: str, row: Values) -> Values:
    left_out = DERIVED_COLUMNS.get(table, ())
    return {column: value for column, value in row.items() if column not in left_out}
