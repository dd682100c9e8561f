"""Where a dry run writes: tables of their own in a temporary file, which hide the database's rows from the planner."""

import sqlite3
from collections.abc import Sequence

from smallcrm.clock import Clock
from smallcrm.interchange.incoming import KnownChannel
from smallcrm.interchange.lookup import COLUMNS
from smallcrm.interchange.plan import Batch
from smallcrm.interchange.present import Present
from smallcrm.interchange.table_rows import owner_ids
from smallcrm.store.connection import Connection

_COMMON = ("id INTEGER PRIMARY KEY", "uid", "deleted_at", "name_key")
_OWNER = ("contact_id", "company_id")
_CHANNEL = ("id", *_OWNER, "type", "value", "match_key", "label", "is_primary", "invalid", "opted_out", "deleted_at")
_TABLES = {
    **{table: (*_COMMON, *columns) for table, columns in COLUMNS.items()},
    "channel": _CHANNEL,
    "tagging": (*_OWNER, "tag_id"),
    "interaction": (*_OWNER, "at"),
    "interaction_contact": (*_OWNER, "at"),
    "follow_up": (*_OWNER, "first_due_on"),
    "merged_uid": (*_OWNER, "uid"),
}
_INDEXES = {
    "contact": ("uid", "name_key, company_id"),
    "company": ("uid", "name_key"),
    "channel": ("match_key", *_OWNER),
    "tagging": _OWNER,
    "interaction": ("company_id",),
    "interaction_contact": ("contact_id",),
    "follow_up": _OWNER,
    "merged_uid": ("uid",),
}
_INSERT = "INSERT INTO {table} VALUES ({marks})"
_FORGET = (
    "DELETE FROM {table} WHERE id = :id",
    "DELETE FROM channel WHERE {table}_id = :id",
    "DELETE FROM tagging WHERE {table}_id = :id",
)


class Rehearsal:
    """Holds the records that a dry run has planned to make or change, whole, so that later rows find them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        # An empty name is SQLite's private temporary file: what does not fit the cache goes to disk.
        self.connection = Connection(sqlite3.connect("", isolation_level=None), None)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA journal_mode = OFF")
        for table, columns in _TABLES.items():
            self.connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
            for index in _INDEXES[table]:
                self.connection.execute(f"CREATE INDEX {table}_{index.replace(', ', '_')} ON {table} ({index})")

    def write(self, batch: Batch) -> None:
        """Remember a batch."""
        self.connection.execute("BEGIN")
        for present in batch.changed:
            self._forget(present)
        for present in (*batch.made, *batch.changed):
            self._write(present)
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Throw everything away."""
        self.connection.close()

    def _forget(self, present: Present) -> None:
        for statement in _FORGET:
            self.connection.execute(statement.format(table=present.table), id=present.id)

    def _write(self, present: Present) -> None:
        owner = owner_ids(present)
        columns = COLUMNS[present.table]
        record = (present.id, present.uid, None, present.name_key, *map(present.values.get, columns))
        self._insert(present.table, [record])
        self._insert("channel", [_channel_row(owner, channel) for channel in present.channels.values()])
        self._insert("tagging", [(*owner, tag) for tag in present.tags])
        touches = [(*owner, at) for at in present.touches]
        self._insert("interaction_contact" if present.table == "contact" else "interaction", touches)
        self._insert("follow_up", [(*owner, self._clock.local(at).date().isoformat()) for at in present.touches])

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.connection.execute_many(_INSERT.format(table=table, marks=marks), rows)


def _channel_row(owner: tuple[int | None, int | None], channel: KnownChannel) -> tuple[object, ...]:
    marks = (channel.is_primary, channel.invalid, channel.opted_out)
    return (channel.id, *owner, channel.type, channel.value, channel.match_key, channel.label, *marks, None)
