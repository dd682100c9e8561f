import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from smallcrm.errors import NotADatabaseError, StorageError
from smallcrm.store import database
from smallcrm.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop" / "crm.db"


@pytest.fixture
def database_file(path: Path) -> Path:
    store = Store(path)
    with store.write("add company") as work:
        work.insert("company", {"name": "Acme", "kind": "customer"})
    store.close()
    return path


def _with_header(path: Path, offset: int, value: int) -> bytes:
    content = bytearray(path.read_bytes())
    content[offset : offset + 4] = value.to_bytes(4, "big")
    path.write_bytes(content)
    return bytes(content)


def _assert_refused(path: Path, *words: str) -> None:
    before = path.read_bytes()
    names = sorted(path.parent.iterdir())
    for attempt in (lambda: Store(path).read(), lambda: Store(path).write("anything").__enter__()):
        with pytest.raises(NotADatabaseError) as refusal:
            attempt()
        assert all(word in refusal.value.message for word in (str(path), *words))
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) - set(names) <= {path.with_name(path.name + ".lock")}


def test_a_text_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Dana,\n" * 50, encoding="utf-8")
    _assert_refused(path, "not a smallcrm database")


def test_fifty_bytes_are_refused_even_when_they_begin_like_a_database(tmp_path: Path) -> None:
    path = tmp_path / "cut.db"
    path.write_bytes(b"SQLite format 3\x00".ljust(50, b"\x00"))
    _assert_refused(path, "not a smallcrm database")


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE contact (id INTEGER)")
    other.close()
    _assert_refused(path, "another program")


def test_a_newer_major_schema_is_refused_with_both_numbers(database_file: Path) -> None:
    _with_header(database_file, 60, (database.SCHEMA_MAJOR + 6) * 1000)
    _assert_refused(database_file, str(database.SCHEMA_MAJOR + 6), str(database.SCHEMA_MAJOR))


def test_a_newer_minor_schema_is_opened(database_file: Path) -> None:
    _with_header(database_file, 60, database.USER_VERSION + 1)
    store = Store(database_file)
    assert store.read().value("SELECT name FROM company") == "Acme"
    with store.write("rename") as work:
        assert work.update("company", 1, {"name": "Bolt"})
    store.close()
    assert int.from_bytes(database_file.read_bytes()[60:64], "big") == database.USER_VERSION + 1


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotADatabaseError, match="folder"):
        Store(tmp_path).read()


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    store = Store(path)
    assert store.read().value("SELECT count(*) FROM contact") == 0
    assert path.stat().st_size == 0
    with store.write("add") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
    assert store.read().value("SELECT name FROM company") == "Acme"
    store.close()


def test_an_absent_file_reads_as_empty_and_creates_nothing(path: Path) -> None:
    store = Store(path)
    assert not store.exists
    assert store.read().value("SELECT count(*) FROM contact") == 0
    store.close()
    assert not path.parent.exists()


def test_a_file_created_later_is_seen_by_a_store_that_has_read_before(path: Path) -> None:
    reader = Store(path)
    assert reader.read().value("SELECT count(*) FROM company") == 0
    writer = Store(path)
    with writer.write("add") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
    assert reader.read().value("SELECT count(*) FROM company") == 1
    writer.close()
    reader.close()


def _names_after(store: Store, name: str) -> list[str]:
    with store.write("add") as work:
        work.insert("company", {"name": name, "kind": "lead"})
    return [str(found) for found in store.read().column("SELECT name FROM company ORDER BY id")]


def test_a_file_put_in_the_place_of_an_open_one_is_the_one_that_is_read_and_written(database_file: Path) -> None:
    backup = Path(shutil.copy(database_file, database_file.with_name("backup")))
    store = Store(database_file)
    assert _names_after(store, "Lost") == ["Acme", "Lost"]
    before = store.change_mark()
    backup.replace(database_file)
    for leftover in ("crm.db-wal", "crm.db-shm"):
        database_file.with_name(leftover).unlink()
    assert store.change_mark() != before
    assert store.read().column("SELECT name FROM company") == ["Acme"]
    assert _names_after(store, "Kept") == ["Acme", "Kept"]
    store.close()
    assert Store(database_file).read().column("SELECT name FROM company") == ["Acme", "Kept"]


def test_a_store_whose_file_is_gone_refuses_to_write_and_begins_no_empty_database(database_file: Path) -> None:
    store = Store(database_file)
    store.read()
    for file in database_file.parent.iterdir():
        file.unlink()
    for attempt in (store.change_mark, lambda: _names_after(store, "Bolt")):
        with pytest.raises(StorageError, match="is gone"):
            attempt()
    assert list(database_file.parent.iterdir()) == []
    assert store.read().column("SELECT name FROM company") == ["Acme"]
    store.close()


def test_a_new_database_is_for_its_owner_only(path: Path) -> None:
    umask = os.umask(0)
    try:
        store = Store(path)
        with store.write("add") as work:
            work.insert("company", {"name": "Acme", "kind": "lead"})
        modes = {name.name: stat.S_IMODE(name.stat().st_mode) for name in path.parent.iterdir()}
        store.close()
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert {"crm.db", "crm.db-wal", "crm.db.lock"} <= modes.keys()


def test_a_new_database_has_the_identity_and_the_pragmas_that_are_promised(path: Path) -> None:
    store = Store(path)
    with store.write("add") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
    pragmas = ("application_id", "user_version", "foreign_keys", "journal_mode", "synchronous")
    values = [store.read().value(f"PRAGMA {name}") for name in pragmas]
    store.close()
    assert values == [0x53435231, database.USER_VERSION, 1, "wal", 2]


def test_the_settings_guessed_at_creation_are_stored_once(path: Path) -> None:
    for currency in ("ILS", "EUR"):
        store = Store(path, first_settings=partial(dict, currency=currency))
        with store.write("add") as work:
            work.insert("company", {"name": "Acme", "kind": "lead"})
        assert store.read().column("SELECT value FROM setting WHERE key = 'currency'") == ["ILS"]
        store.close()


_READER = """
import os, sys
from pathlib import Path
from smallcrm.errors import CrmError
from smallcrm.store import affected, database, derived, migrate, search_index
from smallcrm.store.store import Store
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
store = Store(Path(sys.argv[1]))

def rename():
    with store.write("rename") as work:
        work.update("company", 1, {"name": "Bolt"})

for attempt in (lambda: print(store.read().value("SELECT name FROM company")), store.close, rename):
    try:
        attempt()
    except CrmError as error:
        print(error.code, error.exit_code)
"""


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that another user, too, can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for inner in folder.iterdir():
            inner.chmod(0o755)


def _seal(path: Path, folder_mode: int, file_mode: int) -> None:
    for file in path.parent.iterdir():
        file.chmod(file_mode)
    path.parent.chmod(folder_mode)


def _read_without_rights(path: Path) -> list[str]:
    command = [sys.executable, "-c", _READER, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def _shop(folder: Path) -> tuple[Path, Store]:
    path = folder / "shop" / "crm.db"
    store = Store(path)
    with store.write("add company") as work:
        work.insert("company", {"name": "Acme", "kind": "customer"})
    return path, store


def test_a_read_only_file_in_a_read_only_folder_is_read_and_not_written(public_folder: Path) -> None:
    path, store = _shop(public_folder)
    store.close()
    path.with_name("crm.db.lock").unlink()
    _seal(path, 0o555, 0o444)
    before = path.read_bytes()
    assert _read_without_rights(path) == ["Acme", "read_only 7"]
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["crm.db"]


def test_a_read_only_file_is_read_while_its_owner_has_it_open(public_folder: Path) -> None:
    path, store = _shop(public_folder)
    _seal(path, 0o555, 0o444)
    assert _read_without_rights(path) == ["Acme", "read_only 7"]
    store.close()


def test_an_older_schema_that_cannot_be_written_is_told_as_read_only(public_folder: Path) -> None:
    path, store = _shop(public_folder)
    store.close()
    path.with_name("crm.db.lock").unlink()
    before = _with_header(path, 60, database.USER_VERSION - 1)
    _seal(path, 0o555, 0o444)
    assert _read_without_rights(path) == ["read_only 7", "read_only 7"]
    assert path.read_bytes() == before
