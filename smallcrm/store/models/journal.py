"""What was written, when and by which door."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.records.history import Source
from smallcrm.store.models.base import TABLE
from smallcrm.store.models.columns import integer, key, one_of, refers_to, text


class ChangeGroup(SQLModel, table=True):
    """One write transaction, one undo step."""

    __tablename__ = "change_group"
    __table_args__ = (one_of("source", Source), Index("change_group_by_undoes", "undoes"), TABLE)

    id: int | None = key()
    at: str = text()
    source: str = text()
    session: str = text()
    label: str = text()
    undoes: int | None = refers_to("change_group")
    undone_by: int | None = refers_to("change_group")


class Change(SQLModel, table=True):
    """One row changed; `last_id` ends the range of rows that an import created."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("op IN ('insert', 'update', 'delete')", name="op_known"),
        Index("change_by_group", "group_id"),
        Index("change_by_entity", "entity", "entity_id"),
        Index("change_ranges", "entity", "last_id", sqlite_where=sql("last_id IS NOT NULL")),
        TABLE,
    )

    id: int | None = key()
    group_id: int = refers_to("change_group", required=True)
    entity: str = text()
    entity_id: int = integer()
    last_id: int | None = integer(default=None)
    entity_uid: str | None = text(default=None)
    op: str = text()
    before: str | None = text(default=None)
    after: str | None = text(default=None)
