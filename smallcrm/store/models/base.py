"""What the tables have in common."""

from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.store.models.columns import integer, key, text

TABLE = {"sqlite_strict": True, "sqlite_autoincrement": True}
LIVING = sql("deleted_at IS NULL")
# An index of living rows holds deleted_at all the same, so that counting and reading it need not visit the table.
TRASHED = sql("deleted_at IS NOT NULL")


class Entity(SQLModel):
    """What every entity table has besides its own columns."""

    id: int | None = key()
    uid: str = text(unique=True)
    created_at: str = text()
    updated_at: str = text()
    version: int = integer(default=1)
    deleted_at: str | None = text(default=None)
