"""Copies of the whole database, made while it is in use."""

import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from smallcrm.errors import NotFoundError, StorageError
from smallcrm.store.connection import Connection, explain
from smallcrm.store.tables import ENTITY_TABLES

_FOLDER = "backups"
_WANTED = "IN (SELECT value FROM json_each(:uids))"
_ANY_OF_THEM = " UNION ALL ".join(
    (
        *(f"SELECT 1 FROM {table} WHERE uid {_WANTED}" for table in sorted(ENTITY_TABLES)),
        f"SELECT 1 FROM change WHERE entity_uid {_WANTED} AND coalesce(before, after) IS NOT NULL",
    )
)


def create(connection: Connection, stamp: str) -> Path:
    """Copy the database into the folder `backups` beside it, under the moment `stamp`; returns the copy."""
    if connection.path is None:
        raise NotFoundError("there is no database to back up")
    target = _free_name(connection.path, stamp.replace(":", "").replace("-", ""))
    copy(connection, target)
    return target


def copy(connection: Connection, target: Path) -> None:
    """Copy the database to a new file, for its owner only; a copy that fails leaves nothing behind."""
    partial = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StorageError(f"cannot write the backup: {target}: {error.strerror}") from error
    try:
        _copy_pages(connection, partial)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)


def existing(database: Path) -> list[Path]:
    """The backups beside a database, those made before migrations among them, in order of their names."""
    made = database.parent.joinpath(_FOLDER).glob(f"{_escaped(database.stem)}-*.db")
    migrated = database.parent.glob(f"{_escaped(database.name)}.schema*.backup")
    return sorted([*made, *migrated])


def folder(connection: Connection) -> Path:
    """The folder `backups` beside the database."""
    assert connection.path is not None
    return connection.path.with_name(_FOLDER)


def holding(database: Path, uids: Iterable[str]) -> list[Path]:
    """The backups in which one of these records is found, in the data or in the journal, and any that is unreadable."""
    wanted = list(uids)
    return [path for path in existing(database) if _holds(path, wanted)]


def _free_name(database: Path, stamp: str) -> Path:
    folder = database.parent / _FOLDER
    target = folder / f"{database.stem}-{stamp}.db"
    number = 2
    while target.exists():
        target = folder / f"{database.stem}-{stamp}-{number}.db"
        number += 1
    return target


def _copy_pages(connection: Connection, partial: Path) -> None:
    try:
        target = sqlite3.connect(partial)
        try:
            connection.raw.backup(target)
        finally:
            target.close()
    except sqlite3.Error as error:
        raise explain(error, partial) from error


def _holds(path: Path, uids: list[str]) -> bool:
    try:
        backup = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            return backup.execute(_ANY_OF_THEM, {"uids": json.dumps(uids)}).fetchone() is not None
        finally:
            backup.close()
    except sqlite3.Error:
        return True


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
