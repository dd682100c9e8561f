"""Taking what the journal says of purged records out of it; the entries stay, without their content."""

import json
import re
from collections.abc import Iterable, Mapping

from smallcrm.store.affected import id_list
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import foreign_keys
from smallcrm.store.journal import Journal
from smallcrm.store.queries.dependents import missing_rows
from smallcrm.store.queries.names import NAME_COLUMNS, present_row

_REMOVED = "…"
_OF_THESE = "entity = :table AND last_id IS NULL AND entity_id IN (SELECT value FROM json_each(:ids))"


def scrub(connection: Connection, journal: Journal, doomed: Mapping[str, Iterable[int]]) -> None:
    """Clear what was journaled of rows about to be removed, and of rows removed earlier that belonged to them."""
    journal.write()
    rows = {table: set(ids) for table, ids in doomed.items()}
    _add_removed_earlier(connection, rows)
    _clear_labels(connection, rows)
    for table, ids in rows.items():
        connection.execute(
            f"UPDATE change SET before = NULL, after = NULL WHERE {_OF_THESE}", table=table, ids=id_list(ids)
        )


def _add_removed_earlier(connection: Connection, rows: dict[str, set[int]]) -> None:
    for key in foreign_keys(connection):
        if rows.get(key.parent):
            _add_missing(
                connection,
                rows,
                key.table,
                f"SELECT entity_id FROM change WHERE entity = '{key.table}' AND last_id IS NULL AND ("
                f" json_extract(before, '$.{key.column}') IN (SELECT value FROM json_each(:ids))"
                f" OR json_extract(after, '$.{key.column}') IN (SELECT value FROM json_each(:ids)))",
                rows[key.parent],
            )
    _add_missing(
        connection,
        rows,
        "interaction",
        "SELECT coalesce(json_extract(before, '$.interaction_id'), json_extract(after, '$.interaction_id'))"
        " FROM change WHERE entity = 'interaction_contact' AND entity_id IN (SELECT value FROM json_each(:ids))",
        rows.get("interaction_contact", set()),
    )


def _add_missing(
    connection: Connection, rows: dict[str, set[int]], table: str, select_ids: str, ids: Iterable[int]
) -> None:
    once = {identity for identity in connection.column(select_ids, ids=id_list(ids)) if identity is not None}
    rows.setdefault(table, set()).update(missing_rows(connection, table, once))


def _clear_labels(connection: Connection, rows: Mapping[str, set[int]]) -> None:
    groups: dict[int, str] = {}
    names: set[str] = set()
    for table, ids in rows.items():
        names |= _names(connection, table, ids)
        groups |= dict(
            connection.rows(
                "SELECT DISTINCT change_group.id, change_group.label FROM change"
                f" JOIN change_group ON change_group.id = change.group_id WHERE {_OF_THESE}",
                table=table,
                ids=id_list(ids),
            )
        )
    if names:
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        connection.execute_many(
            "UPDATE change_group SET label = ? WHERE id = ?",
            [(pattern.sub(_REMOVED, label), group_id) for group_id, label in groups.items() if pattern.search(label)],
        )


def _names(connection: Connection, table: str, ids: Iterable[int]) -> set[str]:
    column = NAME_COLUMNS.get(table)
    if column is None:
        return set()
    names = {(present_row(connection, table, identity) or {}).get(column) for identity in ids}
    for before, after in connection.each(
        f"SELECT before, after FROM change WHERE {_OF_THESE}", table=table, ids=id_list(ids)
    ):
        names |= {json.loads(content).get(column) for content in (before, after) if content}
    return {name for name in names if name}
