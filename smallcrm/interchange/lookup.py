"""What the database holds of the records that a batch of rows may mean, asked a batch at a time."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from smallcrm.interchange.present import KnownChannel, Present
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


class Lookup:
    """Finds records of one table. What the first of several connections holds of a record outranks the others."""

    def __init__(self, connections: Sequence[Connection], table: str) -> None:
        self._connections = connections
        self._table = table

    def by_uid(self, uids: Iterable[str]) -> list[Row]:
        """(uid, id, whether it is in the trash)."""
        return self._rows(f"SELECT uid, id, deleted_at IS NOT NULL FROM {self._table} WHERE uid {_AMONG}", uids)

    def by_channel(self, keys: Iterable[str]) -> list[Row]:
        """(type, match key, id) of the living."""
        return self._rows(
            f"SELECT channel.type, channel.match_key, {self._table}.id FROM channel"
            f" JOIN {self._table} ON {self._table}.id = channel.{self._table}_id"
            f" WHERE channel.match_key {_AMONG} AND channel.deleted_at IS NULL AND {self._table}.deleted_at IS NULL"
            f" ORDER BY {self._table}.id",
            keys,
        )

    def by_name(self, names: Iterable[str]) -> list[Row]:
        """(name key, id) of the living, oldest first."""
        return self._rows(
            f"SELECT name_key, id FROM {self._table} WHERE name_key {_AMONG} AND deleted_at IS NULL ORDER BY id", names
        )

    def by_name_and_company(self, pairs: Iterable[tuple[str, int]]) -> list[Row]:
        """(name key, company's id, id) of the living contacts, oldest first."""
        return self._rows(
            "SELECT contact.name_key, contact.company_id, contact.id FROM json_each(:wanted) AS wanted"
            " CROSS JOIN contact ON contact.company_id = wanted.value ->> 1 AND contact.name_key = wanted.value ->> 0"
            " WHERE contact.deleted_at IS NULL ORDER BY contact.id",
            pairs,
        )

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
        if self._table == "contact":
            return self._any("interaction_contact WHERE contact_id = :id AND at = :at", id=identity, at=at)
        return self._any("interaction WHERE company_id = :id AND at = :at", id=identity, at=at)

    def has_follow_up(self, identity: int, day: str) -> bool:
        """Whether a follow-up was first due on that day with the record."""
        return self._any(f"follow_up WHERE {self._table}_id = :id AND first_due_on = :day", id=identity, day=day)

    def _any(self, rest: str, **parameters: object) -> bool:
        return any(connection.row(f"SELECT 1 FROM {rest} LIMIT 1", **parameters) for connection in self._connections)

    def _rows(self, statement: str, wanted: Iterable[object]) -> list[Row]:
        values = list(wanted)
        if not values:
            return []
        asked = json.dumps(values, ensure_ascii=False)
        return [row for connection in self._connections for row in connection.each(statement, wanted=asked)]

    def _load(self, connection: Connection, ids: set[int]) -> dict[int, Present]:
        table, wanted = self._table, json.dumps(list(ids))
        columns = COLUMNS[table]
        found: dict[int, Present] = {}
        for identity, uid, name_key, *values in connection.each(
            f"SELECT id, uid, name_key, {', '.join(columns)} FROM {table} WHERE id {_AMONG}", wanted=wanted
        ):
            known: dict[str, Any] = {
                name: value for name, value in zip(columns, values, strict=True) if value is not None
            }
            found[identity] = Present(table, identity, uid, name_key, known)
        self._load_channels(connection, found)
        for owner, tag in connection.each(
            f"SELECT {table}_id, tag_id FROM tagging WHERE {table}_id {_AMONG}", wanted=wanted
        ):
            found[owner].tags.add(tag)
        return found

    def _load_channels(self, connection: Connection, found: dict[int, Present]) -> None:
        for owner, identity, *values in connection.each(
            f"SELECT {self._table}_id, id, type, value, match_key, label, is_primary, invalid, opted_out FROM channel"
            f" WHERE {self._table}_id {_AMONG} AND deleted_at IS NULL ORDER BY id",
            wanted=json.dumps(list(found)),
        ):
            channel = KnownChannel(*values, identity)
            found[owner].channels.setdefault((channel.type, channel.match_key or channel.value), channel)


def next_id(connection: Connection, table: str) -> int:
    """The id that the next row of a table will get, as long as nobody else writes."""
    used = connection.value("SELECT seq FROM sqlite_sequence WHERE name = :table", table=table)
    return int(used or 0) + 1
