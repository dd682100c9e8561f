"""What one step made of the rows it changed, read from the journal."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property

from smallcrm.records.history import Change
from smallcrm.store.journal import Values
from smallcrm.store.queries.dependents import Span, merged

Row = tuple[str, int]
"""A table and an id."""


class StepEffects:
    """The sum of a step's changes. `tied` names, for each table, the columns that refer to others or must be unique."""

    def __init__(self, changes: Iterable[Change], tied: Mapping[str, frozenset[str]]) -> None:
        self._tied = tied
        self.left: dict[Row, Values] = {}
        """What rows that were inserted or updated held afterwards: every column given, or every column changed."""
        self.restored: dict[Row, Values] = {}
        """What the tied columns of rows that were updated or deleted held before."""
        self.deleted: set[Row] = set()
        self.purged: set[Row] = set()
        """Rows whose changes the journal does not hold any more."""
        self.inserted: dict[str, list[Span]] = {}
        self.imported: dict[str, list[Span]] = {}
        """Ranges of rows whose content is not in the journal."""
        for change in changes:
            self._add(change)

    def removed(self, table: str) -> list[Span]:
        """The ids of the rows that are to go when the step is undone."""
        return merged(self.inserted.get(table, []) + self.imported.get(table, []))

    @cached_property
    def inserted_rows(self) -> set[Row]:
        """The rows inserted one by one."""
        return {(table, identity) for table, spans in self.inserted.items() for identity, _ in spans}

    def _add(self, change: Change) -> None:
        row = (change.entity, change.entity_id)
        if change.last_id is not None:
            self.imported.setdefault(change.entity, []).append((change.entity_id, change.last_id))
        elif change.before is None and change.after is None:
            self.purged.add(row)
        elif change.op == "insert":
            self.inserted.setdefault(change.entity, []).append((change.entity_id, change.entity_id))
            self.left[row] = json.loads(change.after or "{}")
        elif change.op == "update":
            self.left.setdefault(row, {}).update(json.loads(change.after or "{}"))
            self._restore(row, json.loads(change.before or "{}"))
        else:
            self.left.pop(row, None)
            self.deleted.add(row)
            self._restore(row, json.loads(change.before or "{}"))

    def _restore(self, row: Row, before: Values) -> None:
        tied = {column: before[column] for column in self._tied.get(row[0], ()) if column in before}
        if tied:
            self.restored[row] = {**tied, **self.restored.get(row, {})}
