"""The journal of one write transaction: its group and the changes in it, written as they come."""

import json
from typing import Any, NamedTuple

from smallcrm.errors import StorageError
from smallcrm.store.connection import Connection

Values = dict[str, Any]
Mark = tuple[int | None, dict[str, set[int]]]
"""A place in the journal to go back to."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HELD_BACK = 1000
"""How many changes wait in memory before they are written, so that a transaction of any size stays small."""


class ChangedRows(NamedTuple):
    """One journal entry: a row inserted, updated or deleted, or a range of inserted rows."""

    entity: str
    entity_id: int
    last_id: int | None
    entity_uid: str | None
    op: str
    before: Values | None
    after: Values | None


class Journal:
    """Collects the changes of one transaction; the group gets its row with the first change that is written."""

    def __init__(self, connection: Connection, *, at: str, source: str, session: str, label: str) -> None:
        self._connection = connection
        self._at = at
        self._source = source
        self._session = session
        self.label = label
        self.undoes: int | None = None
        self.group_id: int | None = None
        self._waiting: list[ChangedRows] = []
        self._touched: dict[str, set[int]] = {}

    def add(self, change: ChangedRows) -> None:
        """Note a change."""
        if change.last_id is None:
            self._touched.setdefault(change.entity, set()).add(change.entity_id)
        self._waiting.append(change)
        if len(self._waiting) >= _HELD_BACK:
            self.write()

    def touched(self, table: str) -> set[int]:
        """The ids of the rows of `table` changed one by one."""
        return set(self._touched.get(table, ()))

    def write(self) -> int | None:
        """Store the changes noted so far; returns the group's id, or None when nothing has changed."""
        if self._waiting:
            group_id = self.open_group()
            self._connection.execute_many(
                "INSERT INTO change (group_id, entity, entity_id, last_id, entity_uid, op, before, after)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((group_id, *change[:5], _json(change.before), _json(change.after)) for change in self._waiting),
            )
            self._waiting.clear()
        return self.group_id

    def open_group(self) -> int:
        """The id of this transaction's group, whose row is made when there is none yet."""
        if self.group_id is None:
            self.group_id = self._connection.execute(
                "INSERT INTO change_group (at, source, session, label, undoes)"
                " VALUES (:at, :source, :session, :label, :undoes)",
                at=self._at, source=self._source, session=self._session, label=self.label, undoes=self.undoes,
            ).lastrowid  # fmt: skip
        if self.group_id is None:
            raise StorageError("the journal could not be written")
        return self.group_id

    def rename(self, label: str) -> None:
        """Call the group so, now that more is known of what was done."""
        self.label = label
        if self.group_id is not None:
            self._connection.execute(
                "UPDATE change_group SET label = :label WHERE id = :id", label=label, id=self.group_id
            )

    def mark(self) -> Mark:
        """Write what waits and remember the place; to be called before a savepoint."""
        self.write()
        return self.group_id, {table: set(ids) for table, ids in self._touched.items()}

    def back_to(self, mark: Mark) -> None:
        """Forget what came after `mark`; to be called once its savepoint is rolled back."""
        self._waiting.clear()
        self.group_id, self._touched = mark


def _json(values: Values | None) -> str | None:
    return None if values is None else _encode(values)
