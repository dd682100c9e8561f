"""The least that storing a CSV file of contacts can cost: csv + executemany, without fold, plan and journal."""

import csv
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from smallcrm.store import database
from smallcrm.store.connection import Connection

_BATCH = 2000
_STAMP = "2026-11-27T09:00:00Z"
_uids = (f"{number:026}" for number in count(1))


def write_contacts(source: Path, target: Path) -> None:
    """Contacts alone, in one table."""
    connection = _begin(target)
    for rows, first in _batches(source):
        _insert_contacts(connection, rows, first, {})
    _end(connection)


def write_everything(source: Path, target: Path) -> None:
    """Contacts, companies, channels, tags and the search index, in the tables and with the indexes of the program."""
    connection = _begin(target)
    companies: dict[str, int] = {}
    tags: dict[str, int] = {}
    for rows, first in _batches(source):
        _insert_named(connection, "company", companies, [row[3] for row in rows], ", kind", ", 'lead'")
        _insert_contacts(connection, rows, first, companies)
        _insert_channels(connection, rows, first)
        _insert_tags(connection, rows, first, tags)
        _insert_words(connection, rows, first)
    _end(connection)


def _begin(target: Path) -> Connection:
    connection = database.open_writer(target)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def _end(connection: Connection) -> None:
    connection.execute("COMMIT")
    database.close(connection)


def _batches(source: Path) -> Iterator[tuple[list[list[str]], int]]:
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        first = 1
        while rows := list(islice(reader, _BATCH)):
            yield rows, first
            first += len(rows)


def _insert_contacts(connection: Connection, rows: list[list[str]], first: int, companies: dict[str, int]) -> None:
    connection.execute_many(
        "INSERT INTO contact (id, uid, created_at, updated_at, version, name, name_key, company_id, kind, city, notes)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?, 'lead', ?, ?)",
        (
            (number, next(_uids), _STAMP, _STAMP, row[0], row[0], companies.get(row[3]), row[4], row[6])
            for number, row in enumerate(rows, first)
        ),
    )


def _insert_named(
    connection: Connection, table: str, known: dict[str, int], names: list[str], column: str, value: str
) -> None:
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    known.update((name, number) for number, name in enumerate(fresh, len(known) + 1))
    connection.execute_many(
        f"INSERT INTO {table} (id, uid, created_at, updated_at, version, name, name_key{column})"
        f" VALUES (?, ?, ?, ?, 1, ?, ?{value})",
        ((known[name], next(_uids), _STAMP, _STAMP, name, name) for name in fresh),
    )
    if table == "company":
        words = [(known[name], name, "") for name in fresh]
        connection.execute_many("INSERT INTO company_search (rowid, name, text) VALUES (?, ?, ?)", words)


def _insert_channels(connection: Connection, rows: list[list[str]], first: int) -> None:
    channels = [
        (2 * number + at, next(_uids), _STAMP, _STAMP, number, kind, row[cell], row[cell])
        for number, row in enumerate(rows, first)
        for at, (kind, cell) in enumerate((("email", 1), ("phone", 2)))
    ]
    connection.execute_many(
        "INSERT INTO channel (id, uid, created_at, updated_at, version, contact_id, type, value, match_key)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)",
        channels,
    )
    connection.execute_many(
        "INSERT INTO channel_search (rowid, match_key) VALUES (?, ?)",
        ((channel[0], channel[-1]) for channel in channels),
    )


def _insert_tags(connection: Connection, rows: list[list[str]], first: int, tags: dict[str, int]) -> None:
    tagged = [(number, tag) for number, row in enumerate(rows, first) for tag in row[5].split(", ") if tag]
    _insert_named(connection, "tag", tags, [tag for _, tag in tagged], "", "")
    connection.execute_many(
        "INSERT INTO tagging (contact_id, tag_id) VALUES (?, ?)", ((number, tags[tag]) for number, tag in tagged)
    )


def _insert_words(connection: Connection, rows: list[list[str]], first: int) -> None:
    connection.execute_many(
        "INSERT INTO contact_search (rowid, name, text) VALUES (?, ?, ?)",
        (
            (number, row[0], f"{row[3]} {row[4]} {row[6]} {row[1]} {row[5]}")
            for number, row in enumerate(rows, first)
        ),
    )
