"""The only place that opens a connection: header check, creation, pragmas, read-only fallbacks."""

import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Lock

from smallcrm.errors import BusyError, NotADatabaseError, ReadOnlyError, StorageError
from smallcrm.store.connection import Connection, FileNumber, explain
from smallcrm.store.lock import DEADLINE_SECONDS
from smallcrm.text.fold import FOLD_VERSION

APPLICATION_ID = 0x53435231
SCHEMA_MAJOR = 1
SCHEMA_MINOR = 1
USER_VERSION = SCHEMA_MAJOR * 1000 + SCHEMA_MINOR
FOLD_SETTING = "fold_version"

_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100
_READING_CACHE_KIB = 2048
_WRITING_CACHE_KIB = 16384
_ATTEMPT_MILLISECONDS = 100
_SCHEMA_FILE = Path(__file__).with_name("schema.sql")
_SEEDS_FILE = Path(__file__).with_name("seeds.sql")

_open_paths: dict[str, int] = {}
"""How many connections this process holds to each file: reading such a file's header would drop SQLite's locks."""
_opening = Lock()


def exists(path: Path) -> bool:
    """Whether there is a database to read: a file with something in it."""
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StorageError(f"cannot read the database: {path}: {error.strerror}") from error


def is_replaced(connection: Connection, path: Path) -> bool:
    """Whether a database lies at `path` now that is not the one a connection was opened on.

    SQLite does not look: it would read and write the old file, which nobody else sees any more.
    """
    return _file_number(path) != connection.file and exists(path)


def open_reader(path: Path) -> Connection:
    """A connection that can only read; an absent or empty file reads as an empty database and stays as it is."""
    if not exists(path):
        return _empty_reader()
    with _opening:
        check_header(path)
        connection = _open_read_only(path)
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA cache_size = -{_READING_CACHE_KIB}")
    return connection


def open_writer(path: Path, first_settings: Callable[[], Mapping[str, str]] = dict) -> Connection:
    """A connection that can write; creates the file, readable for its owner only, when it is absent or empty.

    A new database starts with the settings that `first_settings` gives. To be called while the writer's lock is held.
    """
    with _opening:
        create = not exists(path)
        if create:
            _prepare_file(path)
        else:
            check_header(path)
        connection = _connect(path, f"{path.absolute().as_uri()}?mode=rw")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{_WRITING_CACHE_KIB}")
    if create:
        _create(connection, first_settings())
    return connection


def begin(connection: Connection, given_up: Event) -> None:
    """Begin a transaction that writes; BusyError when another program's does not end in time, or is `given_up`.

    SQLite's own wait cannot be ended from outside: it is cut into attempts.
    """
    deadline = time.monotonic() + DEADLINE_SECONDS
    connection.execute(f"PRAGMA busy_timeout = {_ATTEMPT_MILLISECONDS}")
    try:
        while not _has_begun(connection):
            if time.monotonic() > deadline or given_up.is_set():
                raise BusyError(
                    f"the database is in use by another program: {connection.path}", hint="try again in a moment"
                )
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(DEADLINE_SECONDS * 1000)}")


def _has_begun(connection: Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except BusyError:
        return False
    return True


def close(connection: Connection) -> None:
    """Close a connection that this module opened."""
    with _opening:
        _close(connection)


def _close(connection: Connection) -> None:
    connection.close()
    if connection.path is not None:
        _open_paths[str(connection.path)] -= 1


def version_of(connection: Connection) -> int:
    """The schema's version of an open database: major * 1000 + minor."""
    return int(connection.value("PRAGMA user_version"))


def is_current(connection: Connection) -> bool:
    """Whether a database is of this program's schema, or of a later minor one, and folded as it folds."""
    return version_of(connection) >= USER_VERSION and is_folded(connection)


def is_folded(connection: Connection) -> bool:
    """Whether the stored keys and the search index were made as this program folds text."""
    stored = connection.value("SELECT value FROM setting WHERE key = :key", key=FOLD_SETTING)
    return bool(stored == str(FOLD_VERSION))


def check_header(path: Path) -> None:
    """Refuse what is not ours by the file's first 100 bytes, before SQLite touches it: NotADatabaseError."""
    if _open_paths.get(str(path), 0) > 0:
        return
    header = _read_header(path)
    if not header.startswith(_MAGIC) or len(header) < _HEADER_LENGTH:
        raise NotADatabaseError(f"not a smallcrm database: {path}", hint="choose another file with --db")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotADatabaseError(
            f"this database belongs to another program: {path}", hint="choose another file with --db"
        )
    check_version(int.from_bytes(header[60:64], "big"), path)


def check_version(version: int, path: Path) -> None:
    """Refuse a schema of a newer major version: NotADatabaseError with both numbers."""
    if version // 1000 > SCHEMA_MAJOR:
        raise NotADatabaseError(
            f"{path} was written by a newer smallcrm (schema {version // 1000}, this one knows {SCHEMA_MAJOR})",
            hint="update smallcrm",
        )


def schema_sql() -> str:
    """The statements that make the tables of a new database."""
    return _SCHEMA_FILE.read_text(encoding="utf-8")


def seeds_sql() -> str:
    """The statements that fill in what every new database begins with."""
    return _SEEDS_FILE.read_text(encoding="utf-8")


def _read_header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_LENGTH)
    except IsADirectoryError:
        raise NotADatabaseError(f"the database is a folder: {path}", hint="choose a file with --db") from None
    except OSError as error:
        raise StorageError(f"cannot read the database: {path}: {error.strerror}") from error


def _empty_reader() -> Connection:
    connection = Connection(sqlite3.connect(":memory:", isolation_level=None), None)
    connection.run_script(schema_sql())
    connection.run_script(seeds_sql())
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _open_read_only(path: Path) -> Connection:
    uri = path.absolute().as_uri()
    try:
        return _probed(path, f"{uri}?mode=ro")
    except (StorageError, ReadOnlyError):
        if _has_content(path.with_name(path.name + "-wal")):
            raise
        return _probed(path, f"{uri}?mode=ro&immutable=1")


def _probed(path: Path, uri: str) -> Connection:
    connection = _connect(path, uri)
    try:
        connection.value("SELECT count(*) FROM sqlite_master")
    except Exception:
        _close(connection)
        raise
    return connection


def _connect(path: Path, uri: str) -> Connection:
    try:
        raw = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=DEADLINE_SECONDS, check_same_thread=False)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    _open_paths[str(path)] = _open_paths.get(str(path), 0) + 1
    return Connection(raw, path, _file_number(path))


def _file_number(path: Path) -> FileNumber | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def prepare_folder(path: Path) -> None:
    """Make the folder of a database that is about to be created, for its owner only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ReadOnlyError(f"cannot create the folder {path.parent}: {error.strerror}") from error


def _prepare_file(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise ReadOnlyError(f"cannot create the database: {path}: {error.strerror}") from error


def _create(connection: Connection, settings: Mapping[str, str]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.run_script(schema_sql())
    connection.run_script(seeds_sql())
    connection.execute_many("INSERT INTO setting (key, value) VALUES (?, ?)", settings.items())
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (:key, :fold)", key=FOLD_SETTING, fold=str(FOLD_VERSION)
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
