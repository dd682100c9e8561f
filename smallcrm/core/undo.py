"""Undoing one step: what it had made of its rows, what stands in the way, and the way back."""

import json
from collections.abc import Iterator
from functools import cached_property

from smallcrm.records.history import Change, ChangeGroup
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import foreign_keys
from smallcrm.store.journal import Values
from smallcrm.store.queries.dependents import (
    Span,
    empty_row,
    merged,
    missing_rows,
    referring_rows,
    rows_changed_later,
)
from smallcrm.store.queries.history import changes
from smallcrm.store.queries.names import present_row
from smallcrm.store.tables import DERIVED_COLUMNS, SORT_KEYS, STAMPS
from smallcrm.store.unique_keys import UniqueKey, unique_keys
from smallcrm.store.unit_of_work import UnitOfWork

Row = tuple[str, int]
"""A table and an id."""


class Undoing:
    """The way back from one step, which may itself be an undo; reads first, then writes or does not."""

    def __init__(self, connection: Connection, group: ChangeGroup) -> None:
        self._connection = connection
        self._group = group
        self._left: dict[Row, Values] = {}
        self._inserted: dict[str, list[Span]] = {}
        self._imported: dict[str, list[Span]] = {}
        self._deleted: set[Row] = set()
        self._rewritten: set[tuple[str, int, str]] = set()
        self._restored: dict[Row, Values] = {}
        self._needed: dict[str, set[int]] = {}
        self.purged: set[Row] = set()
        self._empty_rows: dict[str, Values] = {}
        for change in changes(connection, group.id):
            self._read(change)

    def conflicts(self) -> list[Row]:
        """The rows because of which the step cannot be undone, each once."""
        found = dict.fromkeys(self.purged)
        found |= dict.fromkeys(row for row, values in self._left.items() if self._differs(row, values))
        found |= dict.fromkeys(self._changed_later())
        found |= dict.fromkeys(self._referring())
        found |= dict.fromkeys(self._missing())
        found |= dict.fromkeys(self._colliding())
        return list(found)

    def carry_out(self, work: UnitOfWork) -> None:
        """Take the changes back, the last one first."""
        work.compensate(self._group.id)
        for change in changes(work.connection, self._group.id, backward=True):
            if change.op == "insert":
                work.delete_range(change.entity, change.entity_id, change.last_id or change.entity_id)
            elif change.op == "update":
                work.update(change.entity, change.entity_id, json.loads(change.before or "{}"))
            else:
                work.put_back(change.entity, json.loads(change.before or "{}"))

    def _read(self, change: Change) -> None:
        row = (change.entity, change.entity_id)
        if change.last_id is not None:
            self._imported.setdefault(change.entity, []).append((change.entity_id, change.last_id))
        elif change.before is None and change.after is None:
            self.purged.add(row)
        elif change.op == "insert":
            self._inserted.setdefault(change.entity, []).append((change.entity_id, change.entity_id))
            self._left[row] = json.loads(change.after or "{}")
        elif change.op == "update":
            self._left.setdefault(row, {}).update(json.loads(change.after or "{}"))
            self._note_restored(row, json.loads(change.before or "{}"))
        else:
            self._left.pop(row, None)
            self._deleted.add(row)
            self._note_restored(row, json.loads(change.before or "{}"))

    def _note_restored(self, row: Row, values: Values) -> None:
        table, identity = row
        if table in self._unique:
            self._restored[row] = {**values, **self._restored.get(row, {})}
        for column, parent in self._parents.get(table, {}).items():
            if column in values:
                self._rewritten.add((table, identity, column))
                if values[column] is not None:
                    self._needed.setdefault(parent, set()).add(values[column])

    @cached_property
    def _unique(self) -> dict[str, list[UniqueKey]]:
        keys: dict[str, list[UniqueKey]] = {}
        for key in unique_keys(self._connection):
            keys.setdefault(key.table, []).append(key)
        return keys

    @cached_property
    def _parents(self) -> dict[str, dict[str, str]]:
        parents: dict[str, dict[str, str]] = {}
        for key in foreign_keys(self._connection):
            parents.setdefault(key.table, {})[key.column] = key.parent
        return parents

    def _differs(self, row: Row, left: Values) -> bool:
        table, identity = row
        present = present_row(self._connection, table, identity)
        if present is None:
            return True
        ignored = STAMPS.union(DERIVED_COLUMNS.get(table, ()), SORT_KEYS.get(table, ())[1:])
        was_inserted = "id" in left
        expected = {**self._empty_row(table), **left} if was_inserted else left
        return any(present[column] != expected.get(column) for column in expected.keys() - ignored)

    def _empty_row(self, table: str) -> Values:
        if table not in self._empty_rows:
            self._empty_rows[table] = empty_row(self._connection, table)
        return self._empty_rows[table]

    def _removed(self, table: str) -> list[Span]:
        return merged(self._inserted.get(table, []) + self._imported.get(table, []))

    def _changed_later(self) -> Iterator[Row]:
        for table, spans in self._imported.items():
            for identity in rows_changed_later(self._connection, self._group.id, table, merged(spans)):
                yield table, identity

    def _referring(self) -> Iterator[Row]:
        for key in foreign_keys(self._connection):
            removed = self._removed(key.parent)
            if removed:
                for identity in referring_rows(self._connection, key, removed, self._removed(key.table)):
                    if (key.table, identity, key.column) not in self._rewritten:
                        yield key.table, identity

    def _missing(self) -> Iterator[Row]:
        for parent, ids in self._needed.items():
            for identity in missing_rows(self._connection, parent, ids):
                if (parent, identity) not in self._deleted:
                    yield parent, identity

    def _colliding(self) -> Iterator[Row]:
        for (table, identity), values in self._restored.items():
            if (table, identity) in self._inserted_rows:
                continue
            present = present_row(self._connection, table, identity) or self._empty_row(table)
            row = {**present, **values, "id": identity}
            for key in self._unique[table]:
                for other in key.collisions(self._connection, row):
                    if (table, other) not in self._inserted_rows | self._restored.keys():
                        yield table, other

    @cached_property
    def _inserted_rows(self) -> set[Row]:
        return {
            (table, identity)
            for table, spans in self._inserted.items()
            for first, last in spans
            for identity in range(first, last + 1)
        }
