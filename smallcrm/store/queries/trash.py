"""What lies in the trash."""

from smallcrm.records.trash import TrashedRecord
from smallcrm.store.connection import Connection
from smallcrm.store.purge import NEEDED
from smallcrm.store.queries.names import NAME_COLUMNS, reference_of
from smallcrm.store.tables import ENTITY_TABLES

_EACH_TABLE = " UNION ALL ".join(
    f"SELECT '{table}' AS entity, id, {NAME_COLUMNS[table]} AS name, deleted_at FROM {table}"
    " WHERE deleted_at IS NOT NULL"
    for table in sorted(ENTITY_TABLES)
)
_NEEDED = " UNION ".join(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL" for table, column in sorted(NEEDED))


def trashed_records(connection: Connection) -> list[TrashedRecord]:
    """Every record in the trash, the one put there last first."""
    rows = connection.each(f"SELECT * FROM ({_EACH_TABLE}) ORDER BY deleted_at DESC, entity, id DESC")
    return [TrashedRecord(reference_of(entity, identity), name, at) for entity, identity, name, at in rows]


def trashed_rows(connection: Connection, until: str) -> list[tuple[str, int]]:
    """Table and id of every record put into the trash at the moment `until` or before, but stages still needed."""
    return [
        (entity, identity)
        for entity, identity in connection.each(
            f"SELECT entity, id FROM ({_EACH_TABLE}) WHERE deleted_at <= :until"
            f" AND NOT (entity = 'stage' AND id IN ({_NEEDED})) ORDER BY entity, id",
            until=until,
        )
    ]
