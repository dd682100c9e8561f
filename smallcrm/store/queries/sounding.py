"""Names that sound like what was typed, found through the words of the search index rather than through all rows."""

from collections.abc import Iterable, Iterator

from smallcrm.records.references import Noun
from smallcrm.store.connection import Connection
from smallcrm.store.queries.words import any_word
from smallcrm.text.fold import words
from smallcrm.text.sounds import skeleton

INITIALS = {
    "A": "aeiouאע", "B": "bvwבו", "D": "dד", "G": "gג", "H": "chkהח", "K": "ckqxכק", "L": "lל", "M": "mמ",
    "N": "nנ", "P": "fpפ", "R": "rר", "S": "cstzזסצש", "T": "tטת", "Y": "jyי",
}  # fmt: skip
"""The letters with which a folded word of each first sound may begin."""

_SHORTEST_SKELETON = 2
_LAST_CHARACTER = "\U0010ffff"


def ids_sounding_like(connection: Connection, noun: Noun, text: str, *, limit: int) -> list[int]:
    """Living contacts or companies whose names hold, for each word of `text`, a word of the same consonants.

    None when a word is too short to say how it sounds.
    """
    terms = [_terms_like(connection, noun.table, word) for word in words(text)]
    if not terms or not all(terms):
        return []
    return connection.column(
        f"SELECT {noun.table}_search.rowid FROM {noun.table}_search"
        f" JOIN {noun.table} ON {noun.table}.id = {noun.table}_search.rowid"
        f" WHERE {noun.table}_search MATCH :words AND {noun.table}.deleted_at IS NULL"
        f" ORDER BY {noun.table}_search.rowid LIMIT :limit",
        words=any_word(terms),
        limit=limit,
    )


def _terms_like(connection: Connection, table: str, word: str) -> list[str]:
    sound = skeleton(word)
    if len(sound) < _SHORTEST_SKELETON:
        return []
    return [term for term in _terms(connection, table, INITIALS[sound[0]]) if skeleton(term) == sound]


def _terms(connection: Connection, table: str, initials: Iterable[str]) -> Iterator[str]:
    """The words of names that begin with one of these letters."""
    vocabulary = _vocabulary(connection, table)
    for initial in initials:
        yield from connection.column(
            f"SELECT term FROM {vocabulary} WHERE term >= :first AND term < :last AND col = 'name'",
            first=initial,
            last=initial + _LAST_CHARACTER,
        )


def _vocabulary(connection: Connection, table: str) -> str:
    """A temporary view of the index's words; it stores nothing, but a connection for reading refuses to make it."""
    name = f"temp.{table}_words"
    reads_only = connection.value("PRAGMA query_only")
    connection.execute("PRAGMA query_only = OFF")
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5vocab('main', '{table}_search', 'col')")
    connection.execute(f"PRAGMA query_only = {reads_only}")
    return name
