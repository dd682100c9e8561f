"""The full-text index: folded words of every record, and fragments of phones and e-mails.

Each search table's rowid is the id of the record. The `ascii` tokenizer reads exactly the words that
`text.fold` writes; trashed records stay in the index and are left out by the lists.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from smallcrm.records.custom_fields import WORDY_TYPES
from smallcrm.store.affected import Affected, id_list
from smallcrm.store.connection import Connection, Row
from smallcrm.text.fold import index_text

_WORDS = "fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii')"
_BATCH = 2000
_USUAL_BYTES = 1 << 20
_BULK_BYTES = 8 << 20

_CHANNELS = """(SELECT group_concat(value, ' ') FROM channel
    WHERE {table}_id = {table}.id AND type NOT IN ('phone', 'whatsapp') AND deleted_at IS NULL)"""
_TAGS = """(SELECT group_concat(tag.name, ' ') FROM tagging JOIN tag ON tag.id = tagging.tag_id
    WHERE tagging.{table}_id = {table}.id AND tag.deleted_at IS NULL)"""
_CUSTOM = f"""(SELECT group_concat(custom_value.value, ' ') FROM custom_value
    JOIN custom_field ON custom_field.id = custom_value.custom_field_id
    WHERE custom_value.{{table}}_id = {{table}}.id AND custom_field.deleted_at IS NULL
        AND custom_field.type IN ({", ".join(repr(kind.value) for kind in WORDY_TYPES)}))"""
_COMPANY = "(SELECT company.name FROM company WHERE company.id = contact.company_id)"


class Document(NamedTuple):
    """How a record becomes a document: its table, the column that names it, and SQL for whatever else it says."""

    table: str
    name: str
    texts: tuple[str, ...]

    @property
    def select(self) -> str:
        """SQL for id, name and text of every record."""
        text = " || ' ' || ".join(f"coalesce({part}, '')" for part in self.texts)
        return f"SELECT id, {self.name}, {text} FROM {self.table}"


CONTACT = Document(
    "contact",
    "name",
    (
        "job_title",
        _COMPANY,
        "city",
        "address",
        "source",
        "notes",
        _CHANNELS.format(table="contact"),
        _TAGS.format(table="contact"),
        _CUSTOM.format(table="contact"),
    ),
)
COMPANY = Document(
    "company",
    "name",
    (
        "domain",
        "tax_id",
        "industry",
        "website",
        "city",
        "address",
        "notes",
        _CHANNELS.format(table="company"),
        _TAGS.format(table="company"),
        _CUSTOM.format(table="company"),
    ),
)
INTERACTION = Document("interaction", "summary", ("body",))
FOLLOW_UP = Document("follow_up", "title", ("notes", "result"))
DEAL = Document("deal", "title", ("source", "lost_note", _TAGS.format(table="deal"), _CUSTOM.format(table="deal")))
DOCUMENTS = (CONTACT, COMPANY, INTERACTION, FOLLOW_UP, DEAL)

SCHEMA = (
    *(f"CREATE VIRTUAL TABLE {document.table}_search USING {_WORDS}" for document in DOCUMENTS),
    "CREATE VIRTUAL TABLE channel_search USING fts5(match_key, tokenize='trigram')",
)


def refresh(connection: Connection, changed: Affected) -> None:
    """Index these records anew; those that are gone leave the index."""
    for document, ids in zip(
        DOCUMENTS,
        (changed.contacts, changed.companies, changed.interactions, changed.follow_ups, changed.deals),
        strict=True,
    ):
        if ids:
            _forget(connection, document.table, ids)
            index(connection, document, "WHERE id IN (SELECT value FROM json_each(:ids))", ids=id_list(ids))
    if changed.channels:
        _forget(connection, "channel", changed.channels)
        index_channels(connection, "WHERE id IN (SELECT value FROM json_each(:ids))", ids=id_list(changed.channels))


def index(connection: Connection, document: Document, where: str = "", **parameters: object) -> None:
    """Write the documents of the records that `where` selects; they must not be in the index yet."""
    statement = f"INSERT INTO {document.table}_search (rowid, name, text) VALUES (?, ?, ?)"
    records = connection.each(f"{document.select} {where}", **parameters)
    for batch in _batches(records):
        connection.execute_many(
            statement,
            [(identity, index_text(name), index_text(text or "")) for identity, name, text in batch],
        )


def index_channels(connection: Connection, where: str = "", **parameters: object) -> None:
    """Write the match keys that `where` selects into the index of fragments."""
    connection.execute(
        f"INSERT INTO channel_search (rowid, match_key) SELECT id, match_key FROM channel {where}",
        **parameters,
    )


@contextmanager
def in_bulk(connection: Connection) -> Iterator[None]:
    """Gather more words in memory before they are written: many records at once then cost fewer merges.

    The size is kept in the index (FTS5's `hashsize`), so it is put back; a transaction that fails takes it back.
    """
    _hold_in_memory(connection, _BULK_BYTES)
    yield
    _hold_in_memory(connection, _USUAL_BYTES)


def rebuild(connection: Connection) -> None:
    """Write the whole index anew from the data."""
    for document in DOCUMENTS:
        connection.execute(f"DELETE FROM {document.table}_search")
        index(connection, document)
    connection.execute("DELETE FROM channel_search")
    index_channels(connection)


def compact(connection: Connection) -> None:
    """Drop what the index still remembers of words that were removed from it."""
    for table in (*(document.table for document in DOCUMENTS), "channel"):
        connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")


def mismatches(connection: Connection) -> list[str]:
    """What the index says differently from the data, as `table id`; empty when they agree."""
    wrong = []
    for document in DOCUMENTS:
        expected = {row[0]: (index_text(row[1]), index_text(row[2] or "")) for row in connection.each(document.select)}
        stored = {
            row[0]: (row[1], row[2])
            for row in connection.each(f"SELECT rowid, name, text FROM {document.table}_search")
        }
        wrong += [f"{document.table} {key}" for key in expected.keys() | stored.keys()
                  if expected.get(key) != stored.get(key)]  # fmt: skip
    keys: dict[int, str] = dict(connection.rows("SELECT id, match_key FROM channel"))
    indexed: dict[int, str] = dict(connection.rows("SELECT rowid, match_key FROM channel_search"))
    return wrong + [f"channel {key}" for key in keys.keys() | indexed.keys() if keys.get(key) != indexed.get(key)]


def _hold_in_memory(connection: Connection, size: int) -> None:
    for document in DOCUMENTS:
        table = f"{document.table}_search"
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', :size)", size=size)


def _forget(connection: Connection, table: str, ids: Iterable[int]) -> None:
    connection.execute(
        f"DELETE FROM {table}_search WHERE rowid IN (SELECT value FROM json_each(:ids))", ids=id_list(ids)
    )


def _batches(records: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(records, _BATCH)):
        yield batch
