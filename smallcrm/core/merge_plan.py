"""Plans a merge: which values the survivor takes, which go to a note, and what becomes of every row of the loser."""

from collections.abc import Collection, Iterator

from smallcrm.core.merge_fields import JOINED, UNTOLD, is_empty, label_of, merged_columns, row_of, shown, shown_custom
from smallcrm.records.merges import Fate, Merge, RowChange
from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import ForeignKey, foreign_keys
from smallcrm.store.journal import Values
from smallcrm.store.unique_keys import UniqueKey, unique_keys

_WITH_ANOTHER = {"cadence_set_on": "cadence_days", "do_not_contact_reason": "do_not_contact"}
"""Columns that go where another goes."""
_MARKS = ("invalid", "opted_out")


def plan_merge(connection: Connection, loser: Reference, survivor: Reference, wins: Collection[str] = ()) -> Merge:
    """What merging two records of one kind, both present, would do; reads only.

    `wins` names the fields, custom ones by their keys, in which the loser's value stays.
    """
    table = loser.noun.table
    theirs, ours = row_of(connection, table, loser.id), row_of(connection, table, survivor.id)
    taken, noted = _columns(connection, table, theirs, ours, wins)
    rows = _Rows(connection, loser, survivor, wins)
    changes = tuple(rows.changes())
    name = str(taken.get("name", ours["name"]))
    return Merge(loser, theirs["uid"], theirs["name"], survivor, name, taken, (*noted, *rows.noted), changes)


def _columns(
    connection: Connection, table: str, theirs: Values, ours: Values, wins: Collection[str]
) -> tuple[Values, list[str]]:
    """The values that the survivor takes, and, as lines, those that stand back for one that differs."""
    taken: Values = {}
    noted: list[str] = []
    for column in merged_columns(table, theirs):
        if is_empty(column, theirs[column]) or theirs[column] == ours[column]:
            continue
        stands_back = theirs
        if column == JOINED and ours[JOINED]:
            taken[column] = f"{ours[column]}\n{theirs[column]}"
        elif is_empty(column, ours[column]):
            taken[column] = theirs[column]
            continue
        elif column in wins or _WITH_ANOTHER.get(column) in wins:
            taken[column] = theirs[column]
            stands_back = ours
        if column != JOINED and column not in UNTOLD:
            noted.append(f"{label_of(column)}: {shown(connection, column, stands_back[column])}")
    goes = {column for column in taken if column in wins or _WITH_ANOTHER.get(column, column) in taken}
    return {column: taken[column] for column in taken if column in goes}, sorted(noted)


class _Rows:
    """Goes through the rows that refer to the loser, table by table as the schema has them."""

    def __init__(
        self, connection: Connection, loser: Reference, survivor: Reference, wins: Collection[str] = ()
    ) -> None:
        self._connection = connection
        self._wins = wins
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
        row = row_of(self._connection, key.table, identity)
        values = {key.column: self._survivor.id}
        if key.table == "channel":
            yield from self._channel(row, values)
        elif other := self._collision(key.table, {**row, **values}):
            if key.table == "custom_value":
                yield from self._custom_value(row, row_of(self._connection, key.table, other))
            yield RowChange(key.table, identity, Fate.DROPPED, {})
        else:
            yield RowChange(key.table, identity, Fate.MOVED, values)

    def _collision(self, table: str, row: Values) -> int | None:
        """The row of the survivor that says the same."""
        keys: Iterator[UniqueKey] = (key for key in self._unique if key.table == table)
        found = [other for key in keys for other in key.collisions(self._connection, row)]
        return found[0] if found else None

    def _custom_value(self, theirs: Values, ours: Values) -> Iterator[RowChange]:
        """Of two values of one custom field one stays, and the other goes to the note."""
        value = {column: theirs[column] for column in ("value", "currency")}
        if value.items() <= ours.items():
            return
        field = row_of(self._connection, "custom_field", theirs["custom_field_id"])
        is_won = field["key"] in self._wins
        self.noted.append(f"{field['label']}: {shown_custom(field['type'], ours if is_won else theirs)}")
        if is_won:
            yield RowChange("custom_value", ours["id"], Fate.CHANGED, value)

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
        return [row_of(self._connection, "channel", identity) for identity in ids]


def _channel_key(channel: Values) -> str:
    """What makes two channels of a type equal; a phone without digits is known by its text."""
    return str(channel["match_key"] or channel["value"])
