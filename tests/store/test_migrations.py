import re
import sqlite3
import stat
from pathlib import Path

import pytest

from smallcrm.errors import CrmError, NotADatabaseError
from smallcrm.store import database, migrate, search_index
from smallcrm.store.store import Store

DATA = Path(__file__).parents[1] / "data"
OLDER = database.USER_VERSION - 1
_STATEMENTS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"


def _company_table() -> str:
    script = database.schema_sql()
    begin = script.index("CREATE TABLE company (")
    return script[begin : script.index(";", begin) + 1]


def _company_indexes() -> str:
    return "\n".join(re.findall(r"^CREATE [A-Z ]*INDEX \S+ ON company .*;$", database.schema_sql(), re.MULTILINE))


REBUILD_COMPANY = f"""
{_company_table().replace("CREATE TABLE company (", "CREATE TABLE company_anew (")}
INSERT INTO company_anew (id, uid, created_at, updated_at, version, deleted_at, name, name_key, kind)
    SELECT id, uid, created_at, updated_at, version, deleted_at, name, name_key, kind FROM company;
DROP TABLE company;
ALTER TABLE company_anew RENAME TO company;
{_company_indexes()}
"""


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A database of a made-up older schema, in which companies had no domain, with a person at a company."""
    path = tmp_path / "crm.db"
    store = Store(path)
    with store.write("add") as work:
        company = work.insert("company", {"name": "Acme", "kind": "customer"})
        contact = work.insert("contact", {"name": "Dana Cohen", "kind": "lead", "company_id": company})
        work.insert("channel", {"contact_id": contact, "type": "email", "value": "d@x.example", "match_key": "d@x"})
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("ALTER TABLE company DROP COLUMN domain")
        raw.execute(f"PRAGMA user_version = {OLDER}")
    raw.close()
    return path


def _step(monkeypatch: pytest.MonkeyPatch, *scripts: str) -> None:
    steps = [(database.USER_VERSION, script) for script in scripts]
    monkeypatch.setattr(migrate, "steps_after", lambda version: steps if version == OLDER else [])


def _schema_of(path: Path) -> list[tuple[str, ...]]:
    with sqlite3.connect(path) as raw:
        rows = raw.execute(_STATEMENTS).fetchall()
    raw.close()
    return [(*row[:3], row[3].replace('"', "")) for row in rows if not row[1].startswith("sqlite_")]


def test_reading_an_older_schema_migrates_it_first(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _step(monkeypatch, REBUILD_COMPANY)
    store = Store(older)
    assert store.read().rows("SELECT name, domain FROM company") == [("Acme", None)]
    assert store.read().value("PRAGMA user_version") == database.USER_VERSION
    store.close()


def test_rebuilding_a_parent_keeps_its_children(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _step(monkeypatch, REBUILD_COMPANY)
    store = Store(older)
    with store.write("rename") as work:
        work.update("company", 1, {"name": "Bolt"})
    assert store.read().rows("SELECT name, company_id FROM contact") == [("Dana Cohen", 1)]
    assert store.read().value("SELECT count(*) FROM channel") == 1
    assert store.read().value("PRAGMA foreign_keys") == 1
    assert store.read().rows("PRAGMA foreign_key_check") == []
    store.close()


def test_a_migrated_database_has_the_schema_of_a_new_one(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _step(monkeypatch, REBUILD_COMPANY)
    Store(older).read()
    new = Store(tmp_path / "new.db")
    with new.write("add") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
    new.close()
    assert _schema_of(older) == _schema_of(tmp_path / "new.db")


def test_a_backup_of_the_older_schema_is_made_first(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _step(monkeypatch, REBUILD_COMPANY)
    before = _schema_of(older)
    Store(older).read()
    (backup,) = older.parent.glob("*.backup")
    assert _schema_of(backup) == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("scripts", "error"),
    [
        (("DELETE FROM channel;", "DROP TABLE no_such_table;"), CrmError),
        (("DELETE FROM channel;", "DELETE FROM company;"), NotADatabaseError),
    ],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    older: Path, monkeypatch: pytest.MonkeyPatch, scripts: tuple[str, ...], error: type[CrmError]
) -> None:
    _step(monkeypatch, *scripts)
    with pytest.raises(error):
        Store(older).read()
    with sqlite3.connect(older) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (OLDER,)
        assert raw.execute("SELECT count(*) FROM channel").fetchone() == (1,)
        assert raw.execute("SELECT count(*) FROM company").fetchone() == (1,)
    raw.close()


@pytest.mark.parametrize("frozen", sorted(DATA.glob("schema_*.sql")), ids=lambda path: path.stem)
def test_a_database_of_every_released_schema_opens(frozen: Path, tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with sqlite3.connect(path, isolation_level=None) as raw:
        raw.executescript(frozen.read_text(encoding="utf-8"))
    raw.close()
    store = Store(path)
    assert store.read().column("SELECT name FROM contact ORDER BY id") == ["Dana Cohen", "דנה כהן"]
    assert store.read().value("PRAGMA user_version") == database.USER_VERSION
    with store.write("rename") as work:
        work.update("contact", 1, {"name": "Dana Levi"})
    assert search_index.mismatches(store.read()) == []
    new = Store(tmp_path / "new.db")
    with new.write("add") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
    new.close()
    store.close()
    assert _schema_of(path) == _schema_of(tmp_path / "new.db")
