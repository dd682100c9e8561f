"""What is set once and used again: the settings of the business, and lists under a name."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import SQLModel

from smallcrm.store.models.base import LIVING, TABLE, Entity
from smallcrm.store.models.columns import key, text


class Setting(SQLModel, table=True):
    """What belongs to the business rather than to a terminal."""

    __tablename__ = "setting"
    __table_args__ = (TABLE,)

    id: int | None = key()
    key: str = text(unique=True)
    value: str = text()


class SavedView(Entity, table=True):
    """A list that is looked at again and again, under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_given"),
        Index("saved_view_name_unique", "name_key", unique=True, sqlite_where=LIVING),
        TABLE,
    )

    entity: str = text()
    name: str = text()
    name_key: str = text()
    query: str = text()
    columns: str | None = text(default=None)
    sort: str | None = text(default=None)
