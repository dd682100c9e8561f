"""What stands in the way of removing rows or writing them back: later rows, later changes, missing parents."""

import json
from collections.abc import Iterable, Iterator

from smallcrm.store.affected import id_list
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import ForeignKey
from smallcrm.store.journal import Values

Span = tuple[int, int]
"""The first and the last of some consecutive ids."""

_WITHIN = "BETWEEN json_extract(span.value, '$[0]') AND json_extract(span.value, '$[1]')"


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same ids in as few spans as possible, in order."""
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result


def referring_rows(
    connection: Connection, key: ForeignKey, parents: Iterable[Span], besides: Iterable[Span]
) -> Iterator[int]:
    """Rows of the key's table, but those in `besides`, that refer to rows of its parent with ids in `parents`."""
    for (identity,) in connection.each(
        f"SELECT child.id FROM json_each(:parents) AS span JOIN {key.table} AS child ON child.{key.column} {_WITHIN}"
        f" WHERE NOT EXISTS (SELECT 1 FROM json_each(:besides) AS span WHERE child.id {_WITHIN})",
        parents=json.dumps(list(parents)),
        besides=json.dumps(list(besides)),
    ):
        yield identity


def rows_changed_later(connection: Connection, group_id: int, table: str, spans: Iterable[Span]) -> list[int]:
    """Rows with ids in `spans` that a later step names which is still in effect."""
    return connection.column(
        f"SELECT DISTINCT change.entity_id FROM json_each(:spans) AS span"
        f" JOIN change ON change.entity = :table AND change.entity_id {_WITHIN}"
        " JOIN change_group ON change_group.id = change.group_id"
        " WHERE change.group_id > :group AND change_group.undoes IS NULL AND change_group.undone_by IS NULL",
        spans=json.dumps(list(spans)),
        table=table,
        group=group_id,
    )


def missing_rows(connection: Connection, table: str, ids: Iterable[int]) -> list[int]:
    """Those of some ids that no row of `table` has."""
    return connection.column(
        f"SELECT value FROM json_each(:ids) WHERE value NOT IN (SELECT id FROM {table})", ids=id_list(ids)
    )


def empty_row(connection: Connection, table: str) -> Values:
    """Every column of a table with its default, mostly None: what an insert that names no column leaves."""
    rows = connection.rows("SELECT name, type, dflt_value FROM pragma_table_info(:table)", table=table)
    return {name: _default(kind, default) for name, kind, default in rows}


def _default(kind: str, literal: str | None) -> str | int | None:
    text = literal.strip("'") if literal is not None else None
    return int(text) if text is not None and kind == "INTEGER" else text
