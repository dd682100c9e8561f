"""Undoing one step: what stands in the way, and the way back."""

import json
from collections.abc import Iterator

from smallcrm.core.step_effects import Row, StepEffects
from smallcrm.records.history import ChangeGroup
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import foreign_keys
from smallcrm.store.journal import Values
from smallcrm.store.queries.dependents import empty_row, missing_rows, referring_rows, rows_changed_later
from smallcrm.store.queries.history import changes, concerns_purged
from smallcrm.store.queries.names import present_row
from smallcrm.store.tables import DERIVED_COLUMNS, SORT_KEYS, STAMPS
from smallcrm.store.unique_keys import unique_keys
from smallcrm.store.unit_of_work import UnitOfWork


class Undoing:
    """The way back from one step, which may itself be an undo; reads first, then writes or does not."""

    def __init__(self, connection: Connection, group: ChangeGroup) -> None:
        self._connection = connection
        self._group = group
        self._references = foreign_keys(connection)
        self._unique = unique_keys(connection)
        self._empty_rows: dict[str, Values] = {}
        self._effects = StepEffects(changes(connection, group.id), self._tied_columns())

    @property
    def is_purged(self) -> bool:
        """Whether the step is about records that were removed for good, so that there is no way back at all."""
        return concerns_purged(self._connection, self._group.id)

    def conflicts(self) -> list[Row]:
        """The rows because of which the step cannot be undone, each once."""
        found = dict.fromkeys(self._effects.purged)
        found |= dict.fromkeys(self._changed())
        found |= dict.fromkeys(self._changed_after_import())
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

    def _tied_columns(self) -> dict[str, frozenset[str]]:
        tied: dict[str, frozenset[str]] = {}
        for reference in self._references:
            tied[reference.table] = tied.get(reference.table, frozenset()) | {reference.column}
        for key in self._unique:
            tied[key.table] = tied.get(key.table, frozenset()).union(key.columns, key.where_columns)
        return tied

    def _changed(self) -> Iterator[Row]:
        """Rows that do not hold what the step left in them."""
        for (table, identity), left in self._effects.left.items():
            present = present_row(self._connection, table, identity)
            was_inserted = "id" in left
            expected = {**self._empty_row(table), **left} if was_inserted else left
            compared = expected.keys() - STAMPS.union(DERIVED_COLUMNS.get(table, ()), SORT_KEYS.get(table, ())[1:])
            if present is None or any(present[column] != expected[column] for column in compared):
                yield table, identity

    def _changed_after_import(self) -> Iterator[Row]:
        for table in self._effects.imported:
            spans = self._effects.removed(table)
            for identity in rows_changed_later(self._connection, self._group.id, table, spans):
                yield table, identity

    def _referring(self) -> Iterator[Row]:
        """Rows that refer to one that is to go, unless they go too or are made to refer to something else."""
        for key in self._references:
            parents, besides = self._effects.removed(key.parent), self._effects.removed(key.table)
            if parents:
                for identity in referring_rows(self._connection, key, parents, besides):
                    if key.column not in self._effects.restored.get((key.table, identity), {}):
                        yield key.table, identity

    def _missing(self) -> Iterator[Row]:
        """Rows that are gone but needed by what is to be written back."""
        for key in self._references:
            needed = {
                values[key.column]
                for (table, _), values in self._effects.restored.items()
                if table == key.table and values.get(key.column) is not None
            }
            for identity in missing_rows(self._connection, key.parent, needed):
                if (key.parent, identity) not in self._effects.deleted:
                    yield key.parent, identity

    def _colliding(self) -> Iterator[Row]:
        """Rows that hold by now what is to be written back and must be unique."""
        for key in self._unique:
            for (table, identity), values in self._effects.restored.items():
                if table == key.table and (table, identity) not in self._effects.inserted_rows:
                    present = present_row(self._connection, table, identity) or self._empty_row(table)
                    for other in key.collisions(self._connection, {**present, **values, "id": identity}):
                        if not self._is_taken_back((table, other)):
                            yield table, other

    def _is_taken_back(self, row: Row) -> bool:
        return row in self._effects.inserted_rows or row in self._effects.restored

    def _empty_row(self, table: str) -> Values:
        if table not in self._empty_rows:
            self._empty_rows[table] = empty_row(self._connection, table)
        return self._empty_rows[table]
