"""Where a dry run writes: tables of their own in a temporary file, which hide the database's rows from the planner."""

import sqlite3
from collections.abc import Sequence

from smallcrm.clock import Clock
from smallcrm.interchange.incoming import KnownChannel
from smallcrm.interchange.lookup import BEARERS, COLUMNS, KEYS
from smallcrm.interchange.plan import Batch
from smallcrm.interchange.present import Present
from smallcrm.interchange.table_rows import OWNERS, owner_ids
from smallcrm.store.connection import Connection

_COMMON = ("id INTEGER PRIMARY KEY", "uid", "deleted_at")
_OWNER = ("contact_id", "company_id")
_CHANNEL = ("id", *_OWNER, "type", "value", "match_key", "label", "is_primary", "invalid", "opted_out", "deleted_at")
_TABLES = {
    **{table: (*_COMMON, *dict.fromkeys((KEYS[table], *columns))) for table, columns in COLUMNS.items()},
    "channel": _CHANNEL,
    "tagging": (*OWNERS, "tag_id"),
    "custom_value": (*OWNERS, "custom_field_id", "value", "currency"),
    "interaction_contact": ("id INTEGER PRIMARY KEY", "interaction_id", "contact_id", "at"),
    "merged_uid": (*_OWNER, "uid"),
}
_INDEXES = {
    "contact": ("uid", "name_key, company_id"),
    "company": ("uid", "name_key"),
    "channel": ("match_key", *_OWNER),
    "tagging": OWNERS,
    "custom_value": OWNERS,
    "deal": ("uid", "title_key"),
    "interaction": ("uid", "at", "company_id"),
    "interaction_contact": ("contact_id", "interaction_id"),
    "follow_up": ("uid", "title_key", *_OWNER),
    "merged_uid": ("uid",),
}
_INSERT = "INSERT INTO {table} ({columns}) VALUES ({marks})"
_FORGET = "DELETE FROM {table} WHERE {column} = :id"
_HANGING = {
    **dict.fromkeys(("contact", "company"), ("channel", "tagging", "custom_value")),
    "deal": ("tagging", "custom_value"),
    "interaction": ("interaction_contact",),
    "follow_up": (),
}
"""What hangs on a record of each table."""


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
        self.connection.execute(_FORGET.format(table=present.table, column="id"), id=present.id)
        for table in _HANGING[present.table]:
            self.connection.execute(_FORGET.format(table=table, column=f"{present.table}_id"), id=present.id)

    def _write(self, present: Present) -> None:
        values = {**present.values, KEYS[present.table]: present.name_key}
        columns = tuple(dict.fromkeys((KEYS[present.table], *COLUMNS[present.table])))
        record = (present.id, present.uid, *map(values.get, columns))
        self._insert(present.table, ("id", "uid", *columns), [record])
        people = [(present.id, person, present.values.get("at")) for person in present.people]
        self._insert("interaction_contact", ("interaction_id", "contact_id", "at"), people)
        if present.table in BEARERS:
            owner = owner_ids(present)
            self._insert("channel", _CHANNEL, [_channel_row(owner, channel) for channel in present.channels.values()])
            self._insert("tagging", (*OWNERS, "tag_id"), [(*owner, tag) for tag in present.tags])
            custom = [(*owner, field, *stored) for field, stored in present.custom.items()]
            self._insert("custom_value", _TABLES["custom_value"], custom)
            self._write_touches(present, owner[:2])

    def _write_touches(self, present: Present, owner: tuple[int | None, ...]) -> None:
        if present.table == "contact":
            self._insert("interaction_contact", ("contact_id", "at"), [(present.id, at) for at in present.touches])
        else:
            self._insert("interaction", ("company_id", "at"), [(present.id, at) for at in present.touches])
        days = [(*owner, self._clock.local(at).date().isoformat()) for at in present.touches]
        self._insert("follow_up", (*_OWNER, "first_due_on"), days)

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.connection.execute_many(_INSERT.format(table=table, columns=", ".join(columns), marks=marks), rows)


def _channel_row(owner: tuple[int | None, ...], channel: KnownChannel) -> tuple[object, ...]:
    marks = (channel.is_primary, channel.invalid, channel.opted_out)
    return (channel.id, *owner[:2], channel.type, channel.value, channel.match_key, channel.label, *marks, None)
