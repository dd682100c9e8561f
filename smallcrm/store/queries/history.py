"""Steps, the changes in them, and the names of the records they changed."""

import json
from collections.abc import Iterator

from smallcrm.records.history import Change, ChangeGroup
from smallcrm.records.steps import ColumnChange, HistoryEntry, NamedRecord
from smallcrm.store.connection import Connection
from smallcrm.store.queries.names import named
from smallcrm.store.queries.rows import fetch_all
from smallcrm.store.tables import SORT_KEYS, STAMPS

_NAMED_RECORDS = 20
_CHANGES_READ_FOR_NAMES = 200
_CONCERNS_PURGED = """EXISTS (
    SELECT 1 FROM change JOIN change AS purged ON purged.entity = change.entity
        AND purged.entity_id BETWEEN change.entity_id AND coalesce(change.last_id, change.entity_id)
    WHERE change.group_id = change_group.id
        AND purged.op = 'delete' AND purged.before IS NULL AND purged.after IS NULL)"""
_UNTOLD_COLUMNS = STAMPS | {"id", "uid"} | {key for _, key in SORT_KEYS.values()}


def find_group(connection: Connection, group_id: int) -> ChangeGroup | None:
    """One step by its number."""
    return next(iter(fetch_all(connection, ChangeGroup, "WHERE id = :id", id=group_id)), None)


def concerns_purged(connection: Connection, group_id: int) -> bool:
    """Whether a step changed records that were removed for good since, or removed them itself."""
    found = connection.value(f"SELECT {_CONCERNS_PURGED} FROM change_group WHERE id = :id", id=group_id)
    return bool(found)


def newest_undoable(connection: Connection, session: str | None) -> ChangeGroup | None:
    """The newest step, of a session if one is given, that is neither undone nor itself an undo or a redo.

    Steps about records that were removed for good are passed over: there is no way back from them.
    """
    found = fetch_all(
        connection,
        ChangeGroup,
        "WHERE undoes IS NULL AND undone_by IS NULL AND (:session IS NULL OR session = :session)"
        f" AND NOT {_CONCERNS_PURGED} ORDER BY id DESC LIMIT 1",
        session=session,
    )
    return next(iter(found), None)


def newest_redoable(connection: Connection, session: str | None) -> ChangeGroup | None:
    """The newest undo, of a session if one is given, that is not redone and has no ordinary step after it."""
    found = fetch_all(
        connection,
        ChangeGroup,
        "WHERE undone_by IS NULL AND undoes IN (SELECT id FROM change_group WHERE undoes IS NULL)"
        " AND id > (SELECT id FROM change_group WHERE undoes IS NULL ORDER BY id DESC LIMIT 1)"
        " AND (:session IS NULL OR session = :session) ORDER BY id DESC LIMIT 1",
        session=session,
    )
    return next(iter(found), None)


def newest_groups(connection: Connection, limit: int | None) -> list[ChangeGroup]:
    """The newest steps first; all of them without a limit."""
    return fetch_all(connection, ChangeGroup, "ORDER BY id DESC LIMIT :limit", limit=-1 if limit is None else limit)


def entry_of(connection: Connection, group: ChangeGroup) -> HistoryEntry:
    """A step with what it changed."""
    count = connection.value(
        "SELECT sum(coalesce(last_id, entity_id) - entity_id + 1) FROM change WHERE group_id = :group", group=group.id
    )
    return HistoryEntry(group, count or 0, _first_records(connection, group.id))


def changes(connection: Connection, group_id: int, *, backward: bool = False) -> Iterator[Change]:
    """The changes of a step, in the order in which they were made, or backward."""
    rows = connection.each(
        f"SELECT {', '.join(Change._fields)} FROM change WHERE group_id = :group"
        f" ORDER BY id {'DESC' if backward else 'ASC'}",
        group=group_id,
    )
    return map(Change._make, rows)


def column_changes(connection: Connection, table: str, identity: int) -> list[ColumnChange]:
    """What every step, the newest first, changed in a row, column by column."""
    rows = connection.each(
        """
        SELECT change.group_id, change_group.at, change_group.source, change_group.label,
            change.entity, :id, change.op, change.before, change.after
        FROM change JOIN change_group ON change_group.id = change.group_id
        WHERE change.id IN (
            SELECT id FROM change WHERE entity = :table AND entity_id = :id
            UNION SELECT id FROM change WHERE entity = :table AND last_id >= :id AND entity_id < :id)
        ORDER BY change.id DESC
        """,
        table=table,
        id=identity,
    )
    return [
        ColumnChange._make((*head, column, before, after))
        for *head, old, new in rows
        for column, before, after in _columns(old, new)
    ]


def channels_of(connection: Connection, table: str, identity: int) -> list[int]:
    """The channels, trashed ones too, of a contact or a company."""
    return connection.column(f"SELECT id FROM channel WHERE {table}_id = :id", id=identity)


def _columns(old: str | None, new: str | None) -> Iterator[tuple[str, str | int | None, str | int | None]]:
    before, after = json.loads(old or "{}"), json.loads(new or "{}")
    if not before and not after:
        yield "", None, None
    for column in before | after:
        if column not in _UNTOLD_COLUMNS:
            yield column, before.get(column), after.get(column)


def _first_records(connection: Connection, group_id: int) -> tuple[NamedRecord, ...]:
    found: dict[NamedRecord, None] = {}
    for entity, first, last in connection.rows(
        "SELECT entity, entity_id, coalesce(last_id, entity_id) FROM change WHERE group_id = :group"
        " ORDER BY id LIMIT :limit",
        group=group_id,
        limit=_CHANGES_READ_FOR_NAMES,
    ):
        for identity in range(first, min(last, first + _NAMED_RECORDS) + 1):
            found[named(connection, entity, identity)] = None
        if len(found) >= _NAMED_RECORDS:
            break
    return tuple(found)[:_NAMED_RECORDS]
