"""What the database holds of the records that a batch of rows may mean, asked a batch at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence

from smallcrm.interchange.incoming import KnownChannel
from smallcrm.interchange.present import Present
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
}
"""The columns that an import reads and writes."""

_AMONG = "IN (SELECT value FROM json_each(:wanted))"
_BY_UID = """SELECT uid, id, deleted_at IS NOT NULL FROM {table} WHERE uid {among}
    UNION ALL SELECT merged_uid.uid, {table}.id, {table}.deleted_at IS NOT NULL
    FROM merged_uid JOIN {table} ON {table}.id = merged_uid.{table}_id WHERE merged_uid.uid {among}"""
_BY_CHANNEL = """SELECT channel.type, channel.match_key, {table}.id
    FROM channel JOIN {table} ON {table}.id = channel.{table}_id
    WHERE channel.match_key {among} AND channel.deleted_at IS NULL AND {table}.deleted_at IS NULL
    ORDER BY {table}.id"""
_BY_NAME = "SELECT name_key, id FROM {table} WHERE name_key {among} AND deleted_at IS NULL ORDER BY id"
# The plus keeps SQLite to the index of names: people have fewer namesakes than colleagues.
_BY_NAME_AND_COMPANY = """SELECT contact.name_key, contact.company_id, contact.id FROM json_each(:wanted) AS wanted
    CROSS JOIN contact ON contact.name_key = wanted.value ->> 0 AND contact.company_id = wanted.value ->> 1
    WHERE contact.deleted_at IS NULL ORDER BY contact.id"""
_RECORDS = "SELECT id, uid, name_key, {columns} FROM {table} WHERE id {among}"
_CHANNELS = """SELECT {table}_id, id, type, value, match_key, label, is_primary, invalid, opted_out FROM channel
    WHERE {table}_id {among} AND deleted_at IS NULL ORDER BY id"""
_TAGS = "SELECT {table}_id, tag_id FROM tagging WHERE {table}_id {among}"
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
        return self._rows(_BY_UID, uids)

    def by_channel(self, keys: Iterable[str]) -> list[Row]:
        """(type, match key, id) of the living, oldest first."""
        return self._rows(_BY_CHANNEL, keys)

    def by_name(self, names: Iterable[str]) -> list[Row]:
        """(name key, id) of the living, oldest first."""
        return self._rows(_BY_NAME, names)

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
        return connection.each(statement.format(table=self._table, columns=columns, among=_AMONG), wanted=values)

    def _load(self, connection: Connection, ids: Iterable[int]) -> dict[int, Present]:
        columns = COLUMNS[self._table]
        found: dict[int, Present] = {}
        for identity, uid, name_key, *values in self._asked(connection, _RECORDS, ids):
            known = {name: value for name, value in zip(columns, values, strict=True) if value is not None}
            found[identity] = Present(self._table, identity, uid, name_key, known)
        for owner, identity, *values in self._asked(connection, _CHANNELS, found):
            channel = KnownChannel(*values)
            channel.id = identity
            found[owner].channels.setdefault(channel.identity, channel)
        for owner, tag in self._asked(connection, _TAGS, found):
            found[owner].tags.add(tag)
        return found


def next_id(connection: Connection, table: str) -> int:
    """The id that the next row of a table will get, as long as nobody else writes."""
    used = connection.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table)
    return int(used or 0) + 1
