"""What the database holds of the records that a batch of rows may mean, asked a batch at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence

from smallcrm.interchange.incoming import KnownChannel
from smallcrm.interchange.present import Present
from smallcrm.records.custom_fields import StoredValue
from smallcrm.store.connection import Connection, Row

_PLACE = ("address", "city", "postal_code", "country")
COLUMNS = {
    "contact": (
        *("name", "given_name", "family_name", "job_title", "company_id", "kind", "source", "language", "birthday"),
        *(*_PLACE, "do_not_contact", "do_not_contact_reason", "cadence_days", "cadence_set_on"),
        *("notes", "converted_at", "created_at"),
    ),
    "company": (
        *("name", "domain", "tax_id", "industry", "website", *_PLACE, "kind", "cadence_days", "notes", "created_at"),
    ),
    "deal": (
        *("title", "contact_id", "company_id", "stage_id", "amount", "currency", "probability_override"),
        *("expected_close_on", "source", "lost_reason", "lost_note", "closed_at", "created_at"),
    ),
    "interaction": (
        *("at", "channel", "direction", "topic", "outcome", "summary", "body", "duration_minutes"),
        *("company_id", "deal_id", "created_at"),
    ),
    "follow_up": (
        *("title", "due_on", "due_time", "first_due_on", "snooze_count", "kind", "priority", "status", "done_at"),
        *("result", "repeat_rule", "repeat_from", "notes", "contact_id", "company_id", "deal_id", "created_at"),
    ),
}
"""The columns that an import reads and writes."""
KEYS = {
    **dict.fromkeys(("contact", "company"), "name_key"),
    **dict.fromkeys(("deal", "follow_up"), "title_key"),
    "interaction": "at",
}
"""The column by which records that may be one are found."""
MERGED = WITH_CHANNELS = ("contact", "company")
BEARERS = ("contact", "company", "deal")
"""The tables whose records have tags and custom fields."""

_AMONG = "IN (SELECT value FROM json_each(:wanted))"
_BY_UID = "SELECT uid, id, deleted_at IS NOT NULL FROM {table} WHERE uid {among}"
_BY_MERGED_UID = """
    UNION ALL SELECT merged_uid.uid, {table}.id, {table}.deleted_at IS NOT NULL
    FROM merged_uid JOIN {table} ON {table}.id = merged_uid.{table}_id WHERE merged_uid.uid {among}"""
_BY_CHANNEL = """SELECT channel.type, channel.match_key, {table}.id
    FROM channel JOIN {table} ON {table}.id = channel.{table}_id
    WHERE channel.match_key {among} AND channel.deleted_at IS NULL AND {table}.deleted_at IS NULL
    ORDER BY {table}.id"""
_BY_KEY = "SELECT {key}, id FROM {table} WHERE {key} {among} AND deleted_at IS NULL ORDER BY id"
# The plus keeps SQLite to the index of names: people have fewer namesakes than colleagues.
_BY_NAME_AND_COMPANY = """SELECT contact.name_key, contact.company_id, contact.id FROM json_each(:wanted) AS wanted
    CROSS JOIN contact ON contact.name_key = wanted.value ->> 0 AND contact.company_id = wanted.value ->> 1
    WHERE contact.deleted_at IS NULL ORDER BY contact.id"""
_RECORDS = "SELECT id, uid, {key}, {columns} FROM {table} WHERE id {among}"
_CHANNELS = """SELECT {table}_id, id, type, value, match_key, label, is_primary, invalid, opted_out FROM channel
    WHERE {table}_id {among} AND deleted_at IS NULL ORDER BY id"""
_TAGS = "SELECT {table}_id, tag_id FROM tagging WHERE {table}_id {among}"
_CUSTOM = "SELECT {table}_id, custom_field_id, value, currency FROM custom_value WHERE {table}_id {among}"
_PEOPLE = "SELECT interaction_id, contact_id FROM interaction_contact WHERE interaction_id {among} ORDER BY id"
_TOUCH = {
    "contact": "SELECT 1 FROM interaction_contact WHERE contact_id = :id AND at = :at LIMIT 1",
    "company": "SELECT 1 FROM interaction WHERE company_id = :id AND at = :at LIMIT 1",
}
_FOLLOW_UP = "SELECT 1 FROM follow_up WHERE {table}_id = :id AND first_due_on = :day LIMIT 1"


class Lookup:
    """Finds records of one table. What the first of several connections holds of a record outranks the others."""

    def __init__(self, connections: Sequence[Connection], table: str) -> None:
        self._connections = connections
        self._table = table

    def by_uid(self, uids: Iterable[str]) -> list[Row]:
        """(uid, id, whether it is in the trash)."""
        return self._rows(_BY_UID + (_BY_MERGED_UID if self._table in MERGED else ""), uids)

    def by_channel(self, keys: Iterable[str]) -> list[Row]:
        """(type, match key, id) of the living, oldest first."""
        return self._rows(_BY_CHANNEL, keys)

    def by_key(self, keys: Iterable[str]) -> list[Row]:
        """(key, id) of the living, oldest first; the key is the column that `KEYS` names."""
        return self._rows(_BY_KEY, keys)

    def by_name_and_company(self, pairs: Iterable[tuple[str, int]]) -> list[Row]:
        """(name key, company's id, id) of the living contacts, oldest first."""
        return self._rows(_BY_NAME_AND_COMPANY, pairs)

    def load(self, ids: Iterable[int]) -> dict[int, Present]:
        """The records with these ids, with their living channels and their tags."""
        missing = set(ids)
        found: dict[int, Present] = {}
        for connection in self._connections:
            if missing:
                found |= self._load(connection, missing)
                missing -= found.keys()
        return found

    def has_touch(self, identity: int, at: str) -> bool:
        """Whether an interaction of that moment, living or in the trash, is known of the record."""
        return any(connection.row(_TOUCH[self._table], id=identity, at=at) for connection in self._connections)

    def has_follow_up(self, identity: int, day: str) -> bool:
        """Whether a follow-up was first due on that day with the record."""
        statement = _FOLLOW_UP.format(table=self._table)
        return any(connection.row(statement, id=identity, day=day) for connection in self._connections)

    def _rows(self, statement: str, wanted: Iterable[object]) -> list[Row]:
        values = list(wanted)
        if not values:
            return []
        return [row for connection in self._connections for row in self._asked(connection, statement, values)]

    def _asked(self, connection: Connection, statement: str, wanted: Iterable[object]) -> Iterator[Row]:
        columns = ", ".join(COLUMNS[self._table])
        values = json.dumps(list(wanted), ensure_ascii=False)
        sql = statement.format(table=self._table, key=KEYS[self._table], columns=columns, among=_AMONG)
        return connection.each(sql, wanted=values)

    def _load(self, connection: Connection, ids: Iterable[int]) -> dict[int, Present]:
        columns = COLUMNS[self._table]
        found: dict[int, Present] = {}
        for identity, uid, name_key, *values in self._asked(connection, _RECORDS, ids):
            known = {name: value for name, value in zip(columns, values, strict=True) if value is not None}
            found[identity] = Present(self._table, identity, uid, name_key, known)
        if self._table in WITH_CHANNELS:
            self._load_channels(connection, found)
        if self._table in BEARERS:
            for owner, tag in self._asked(connection, _TAGS, found):
                found[owner].tags.add(tag)
            for owner, field, *stored in self._asked(connection, _CUSTOM, found):
                found[owner].custom = {**found[owner].custom, field: StoredValue(*stored)}
        if self._table == "interaction":
            for owner, person in self._asked(connection, _PEOPLE, found):
                found[owner].people += (person,)
        return found

    def _load_channels(self, connection: Connection, found: dict[int, Present]) -> None:
        for owner, identity, *values in self._asked(connection, _CHANNELS, found):
            channel = KnownChannel(*values)
            channel.id = identity
            found[owner].channels.setdefault(channel.identity, channel)


def next_id(connection: Connection, table: str) -> int:
    """The id that the next row of a table will get, as long as nobody else writes."""
    used = connection.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table)
    return int(used or 0) + 1
