"""Looking people and companies up by what identifies them: keys of channels, words of names."""

from typing import NamedTuple

from smallcrm.records.references import Noun
from smallcrm.store.connection import Connection
from smallcrm.store.queries.words import any_word, in_name, prefix_query
from smallcrm.text.fold import query_words

_MOST_CANDIDATES = 200


class Named(NamedTuple):
    """A contact or company, with what tells it from its namesakes."""

    noun: Noun
    id: int
    name: str
    name_key: str
    detail: str
    """A contact's company, or a company's city."""
    deleted: bool


_DETAIL = {
    Noun.CONTACT: "(SELECT company.name FROM company WHERE company.id = contact.company_id)",
    Noun.COMPANY: "company.city",
}

_STATE = {False: "{table}.deleted_at IS NULL", True: "{table}.deleted_at IS NOT NULL"}


def by_id(connection: Connection, noun: Noun, identity: int) -> Named | None:
    """The record with this id, living or in the trash."""
    return _first(_select(connection, noun, "{table}.id = :id", id=identity))


def by_uid(connection: Connection, noun: Noun, uid: str) -> Named | None:
    """The record with this uid, or the one that another with this uid was merged into; living or in the trash."""
    merged = "{table}.id = (SELECT {table}_id FROM merged_uid WHERE merged_uid.uid = :uid)"
    return _first(_select(connection, noun, f"({{table}}.uid = :uid OR {merged})", uid=uid.upper()))


def by_match_key(connection: Connection, noun: Noun, key: str, *, trashed: bool = False) -> list[Named]:
    """The living records, or those in the trash, with a living channel of this match key."""
    condition = "{table}.id IN (SELECT {table}_id FROM channel WHERE match_key = :key AND deleted_at IS NULL)"
    return _select(connection, noun, f"{_STATE[trashed]} AND {condition}", key=key)


def by_number(connection: Connection, noun: Noun, digits: str, *, trashed: bool = False) -> list[Named]:
    """The living records, or those in the trash, with a living phone dialled so in whatever country it is in."""
    held = "SELECT rowid FROM channel_search WHERE channel_search MATCH :quoted"
    whole = "instr(' ' || match_key || ' ', ' ' || :digits || ' ')"
    channels = f"SELECT {{table}}_id FROM channel WHERE id IN ({held}) AND {whole} AND deleted_at IS NULL"
    condition = f"{_STATE[trashed]} AND {{table}}.id IN ({channels})"
    return _select(connection, noun, condition, quoted=f'"{digits}"', digits=digits)


def by_name_key(connection: Connection, noun: Noun, key: str, *, trashed: bool = False) -> list[Named]:
    """The living records, or those in the trash, of this folded name."""
    return _select(connection, noun, f"{{table}}.name_key = :key AND {_STATE[trashed]}", key=key)


def by_whole_words(connection: Connection, noun: Noun, text: str, *, trashed: bool = False) -> list[Named]:
    """The living records, or those in the trash, whose names hold every word of `text` in full."""
    return _by_search(connection, noun, any_word(query_words(text)), trashed=trashed)


def by_beginnings(connection: Connection, noun: Noun, text: str, *, trashed: bool = False) -> list[Named]:
    """The living records, or those in the trash, whose names hold, for every word of `text`, one that begins so."""
    return _by_search(connection, noun, in_name(prefix_query(text)), trashed=trashed)


def _by_search(connection: Connection, noun: Noun, terms: str, *, trashed: bool) -> list[Named]:
    condition = "{table}.id IN (SELECT rowid FROM {table}_search WHERE {table}_search MATCH :terms)"
    return _select(connection, noun, f"{_STATE[trashed]} AND {condition}", terms=terms)


def _first(found: list[Named]) -> Named | None:
    return found[0] if found else None


def _select(connection: Connection, noun: Noun, condition: str, **parameters: object) -> list[Named]:
    table = noun.table
    return [
        Named(noun, identity, name, key, detail or "", deleted is not None)
        for identity, name, key, detail, deleted in connection.each(
            f"SELECT id, name, name_key, {_DETAIL[noun]}, deleted_at FROM {table}"
            f" WHERE {condition.format(table=table)} ORDER BY id LIMIT {_MOST_CANDIDATES}",
            **parameters,
        )
    ]
