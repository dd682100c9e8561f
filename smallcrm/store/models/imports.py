"""What came in from files, and what did not."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from smallcrm.store.models.base import TABLE
from smallcrm.store.models.columns import integer, key, refers_to, text


class ImportRun(SQLModel, table=True):
    """One import of a file, with the mapping that was used."""

    __tablename__ = "import_run"
    __table_args__ = (Index("import_run_by_fingerprint", "fingerprint"), TABLE)

    id: int | None = key()
    uid: str = text(unique=True)
    at: str = text()
    file_name: str = text()
    entity: str = text()
    fingerprint: str = text()
    mapping: str = text()
    counts: str = text()


class ImportRow(SQLModel, table=True):
    """A row of a file that was not taken, and why."""

    __tablename__ = "import_row"
    __table_args__ = (Index("import_row_by_run", "import_run_id"), TABLE)

    id: int | None = key()
    import_run_id: int = refers_to("import_run", required=True)
    line: int = integer()
    status: str = text()
    reason: str = text()
    cells: str = text()
