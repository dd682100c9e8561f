"""Plans a merge: which values the survivor takes, which go to a note, and what becomes of every row of the loser."""

from collections.abc import Iterator
from typing import Any

from smallcrm.records.contacts import ContactKind
from smallcrm.records.custom_fields import CustomType
from smallcrm.records.merges import Fate, Merge, RowChange
from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import ForeignKey, foreign_keys
from smallcrm.store.journal import Values
from smallcrm.store.queries.names import named, present_row
from smallcrm.store.tables import DERIVED_COLUMNS, SORT_KEYS, STAMPS
from smallcrm.store.unique_keys import UniqueKey, unique_keys
from smallcrm.values.money import format_money

_OF_THE_ROW = STAMPS | {"id", "uid", "deleted_at"}
_EMPTY: dict[str, Any] = {"kind": ContactKind.LEAD.value, "do_not_contact": 0}
"""What stands in a column that nobody has filled in, where it is not NULL."""
_WITH_ANOTHER = {"cadence_set_on": "cadence_days", "do_not_contact_reason": "do_not_contact"}
"""Columns that go where another goes."""
_UNTOLD = frozenset({"cadence_set_on", "converted_at", "do_not_contact"})
_MARKS = ("invalid", "opted_out")


def plan_merge(connection: Connection, loser: Reference, survivor: Reference) -> Merge:
    """What merging two records of one kind, both present, would do; reads only."""
    table = loser.noun.table
    theirs, ours = _row(connection, table, loser.id), _row(connection, table, survivor.id)
    taken, noted = _columns(connection, table, theirs, ours)
    rows = _Rows(connection, loser, survivor)
    changes = tuple(rows.changes())
    return Merge(loser, theirs["uid"], theirs["name"], survivor, ours["name"], taken, (*noted, *rows.noted), changes)


def _columns(connection: Connection, table: str, theirs: Values, ours: Values) -> tuple[Values, list[str]]:
    """The values that fill gaps of the survivor, and, as lines, those that differ from the survivor's."""
    taken: Values = {}
    noted: list[str] = []
    ignored = _OF_THE_ROW.union(DERIVED_COLUMNS.get(table, ()), SORT_KEYS[table][1:])
    for column in theirs.keys() - ignored:
        if _is_empty(column, theirs[column]) or theirs[column] == ours[column]:
            continue
        if column == "notes" and ours["notes"]:
            taken["notes"] = f"{ours['notes']}\n{theirs['notes']}"
        elif _is_empty(column, ours[column]):
            taken[column] = theirs[column]
        elif column not in _UNTOLD:
            noted.append(f"{_label(column)}: {_shown(connection, column, theirs[column])}")
    return {column: taken[column] for column in taken if _WITH_ANOTHER.get(column, column) in taken}, sorted(noted)


def _is_empty(column: str, value: Any) -> bool:
    return value is None or value == _EMPTY.get(column, "")


def _label(column: str) -> str:
    return column.removesuffix("_id").replace("_", " ").capitalize()


def _shown(connection: Connection, column: str, value: Any) -> str:
    return named(connection, "company", value).name if column == "company_id" else str(value)


class _Rows:
    """Goes through the rows that refer to the loser, table by table as the schema has them."""

    def __init__(self, connection: Connection, loser: Reference, survivor: Reference) -> None:
        self._connection = connection
        self._loser = loser
        self._survivor = survivor
        self._unique = unique_keys(connection)
        self._made_primary: set[int] = set()
        self.noted: list[str] = []

    def changes(self) -> Iterator[RowChange]:
        for key in foreign_keys(self._connection):
            if key.parent == self._loser.noun.table:
                for identity in self._referring(key):
                    yield from self._change(key, identity)

    def _referring(self, key: ForeignKey) -> list[int]:
        return self._connection.column(
            f"SELECT id FROM {key.table} WHERE {key.column} = :loser ORDER BY id",  # noqa: S608
            loser=self._loser.id,
        )

    def _change(self, key: ForeignKey, identity: int) -> Iterator[RowChange]:
        row = _row(self._connection, key.table, identity)
        values = {key.column: self._survivor.id}
        if key.table == "channel":
            yield from self._channel(row, values)
        elif other := self._collision(key.table, {**row, **values}):
            self._note_value(key.table, row, other)
            yield RowChange(key.table, identity, Fate.DROPPED, {})
        else:
            yield RowChange(key.table, identity, Fate.MOVED, values)

    def _collision(self, table: str, row: Values) -> int | None:
        """The row of the survivor that says the same."""
        keys: Iterator[UniqueKey] = (key for key in self._unique if key.table == table)
        found = [other for key in keys for other in key.collisions(self._connection, row)]
        return found[0] if found else None

    def _note_value(self, table: str, row: Values, other: int) -> None:
        if table != "custom_value":
            return
        kept = _row(self._connection, table, other)
        if (row["value"], row["currency"]) != (kept["value"], kept["currency"]):
            field = _row(self._connection, "custom_field", row["custom_field_id"])
            self.noted.append(f"{field['label']}: {_shown_value(field['type'], row)}")

    def _channel(self, row: Values, values: Values) -> Iterator[RowChange]:
        """A channel that the survivor has too is dropped, but not its marks: who opted out has opted out."""
        others = [] if row["deleted_at"] else self._channels_of_survivor(row["type"])
        twin = next((other for other in others if _channel_key(other) == _channel_key(row)), None)
        if twin is None:
            yield from self._keep_first(others)
            yield RowChange("channel", row["id"], Fate.MOVED, {**values, "is_primary": 0} if others else values)
            return
        yield RowChange("channel", row["id"], Fate.DROPPED, {})
        marks = {mark: 1 for mark in _MARKS if row[mark] and not twin[mark]}
        if marks:
            yield RowChange("channel", twin["id"], Fate.CHANGED, marks)

    def _keep_first(self, channels: list[Values]) -> Iterator[RowChange]:
        """What the survivor used first of a type stays first, though the loser's channels may be older."""
        if channels and not channels[0]["is_primary"] and channels[0]["id"] not in self._made_primary:
            self._made_primary.add(channels[0]["id"])
            yield RowChange("channel", channels[0]["id"], Fate.CHANGED, {"is_primary": 1})

    def _channels_of_survivor(self, kind: str) -> list[Values]:
        ids = self._connection.column(
            f"SELECT id FROM channel WHERE {self._survivor.noun.table}_id = :survivor AND type = :kind"  # noqa: S608
            " AND deleted_at IS NULL ORDER BY is_primary DESC, invalid, id",
            survivor=self._survivor.id,
            kind=kind,
        )
        return [_row(self._connection, "channel", identity) for identity in ids]


def _shown_value(kind: str, row: Values) -> str:
    if kind == CustomType.MONEY:
        return format_money(int(row["value"]), row["currency"])
    if kind == CustomType.BOOL:
        return "yes" if row["value"] == "1" else "no"
    return str(row["value"])


def _channel_key(channel: Values) -> str:
    """What makes two channels of a type equal; a phone without digits is known by its text."""
    return str(channel["match_key"] or channel["value"])


def _row(connection: Connection, table: str, identity: int) -> Values:
    row = present_row(connection, table, identity)
    assert row is not None
    return row
