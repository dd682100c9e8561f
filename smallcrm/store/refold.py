"""Brings the stored keys and the search index to this program's way of folding text."""

from smallcrm.store import search_index
from smallcrm.store.connection import Connection
from smallcrm.store.database import FOLD_SETTING
from smallcrm.store.tables import SORT_KEYS
from smallcrm.text.fold import FOLD_VERSION, fold
from smallcrm.text.links import link_key

_LINKS = "type IN ('website', 'social', 'other')"


def refold(writer: Connection) -> None:
    """Fold everything anew, inside the transaction that is open."""
    for table, (typed, key) in SORT_KEYS.items():
        rows = writer.rows(f"SELECT {typed}, {key}, id FROM {table}")
        changed = [(fold(text), identity) for text, stored, identity in rows if fold(text) != stored]
        writer.execute_many(f"UPDATE {table} SET {key} = ? WHERE id = ?", changed)
    links = writer.rows(f"SELECT value, match_key, id FROM channel WHERE {_LINKS}")
    changed = [(link_key(text), identity) for text, stored, identity in links if link_key(text) != stored]
    writer.execute_many("UPDATE channel SET match_key = ? WHERE id = ?", changed)
    search_index.rebuild(writer)
    writer.execute("DELETE FROM setting WHERE key = :key", key=FOLD_SETTING)
    writer.execute(
        "INSERT INTO setting (key, value) VALUES (:key, :version)", key=FOLD_SETTING, version=str(FOLD_VERSION)
    )
