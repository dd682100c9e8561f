"""A thin connection over `sqlite3`: named parameters in, tuples out, every failure as a CrmError."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smallcrm.errors import (
    BusyError,
    ConflictError,
    CrmError,
    NotADatabaseError,
    ReadOnlyError,
    StorageError,
)

Row = tuple[Any, ...]
FileNumber = tuple[int, int]
"""How the system numbers an open file: its device, and its place there."""


class Connection:
    """One SQLite connection, used by one thread."""

    def __init__(self, raw: sqlite3.Connection, path: Path | None, file: FileNumber | None = None) -> None:
        self.raw = raw
        self.path = path
        """The file; None when there is none yet and an empty database in memory stands for it."""
        self.file = file
        """By which a file that took this one's place is told from it."""

    def execute(self, statement: str, **parameters: Any) -> sqlite3.Cursor:
        """Run one statement."""
        try:
            return self.raw.execute(statement, parameters)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def execute_many(self, statement: str, rows: Iterable[Any]) -> None:
        """Run one statement for every row."""
        try:
            self.raw.executemany(statement, rows)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def run_script(self, script: str) -> None:
        """Run several statements inside the transaction that is open, if one is."""
        for statement in split_statements(script):
            self.execute(statement)

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """Every row of a query."""
        return list(self.each(statement, **parameters))

    def each(self, statement: str, **parameters: Any) -> Iterator[Row]:
        """The rows of a query, one by one."""
        try:
            yield from self.raw.execute(statement, parameters)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error

    def row(self, statement: str, **parameters: Any) -> Row | None:
        """The first row of a query, if there is one."""
        row: Row | None = self.execute(statement, **parameters).fetchone()
        return row

    def value(self, statement: str, **parameters: Any) -> Any:
        """The first column of the first row, or None."""
        row = self.row(statement, **parameters)
        return row[0] if row else None

    def column(self, statement: str, **parameters: Any) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.each(statement, **parameters)]

    def interrupt(self) -> None:
        """End the statement that runs, in whatever thread it does, with an error."""
        self.raw.interrupt()

    def close(self) -> None:
        """Close; a connection that could write checkpoints as it goes."""
        self.raw.close()


def split_statements(script: str) -> Iterator[str]:
    """The statements of a script, each with its semicolon."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def explain(error: sqlite3.Error, name: Path | None) -> CrmError:
    """The CrmError that a SQLite failure means, judged by its primary result code."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(f"the database is in use by another program: {name}", hint="try again in a moment")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return NotADatabaseError(f"the database is damaged: {name}", hint="restore a backup")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return ReadOnlyError(f"the database cannot be written: {name}", hint="check the file's permissions")
    if code == sqlite3.SQLITE_FULL:
        return StorageError(f"the disk is full: {name}", hint="nothing was changed; free some space and repeat")
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        hint = "nothing was changed; look at the disk and its free space, and repeat"
        return StorageError(f"cannot read or write the database: {name}: {error}", hint=hint)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return ConflictError(f"the database refused the change: {error}")
    return CrmError(f"database error: {error}")
