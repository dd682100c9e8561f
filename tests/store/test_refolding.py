from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.store import database, refold, search_index


def _filled(path: Path) -> None:
    crm = Crm(path, environ={"TZ": "UTC"})
    site = NewChannel(ChannelType.WEBSITE, "https://www.X.example/")
    crm.contacts.add({"name": "José"}, channels=[site])
    with crm.store.write("spoil") as work:
        work.connection.execute("UPDATE contact SET name_key = 'old'")
        work.connection.execute("UPDATE channel SET match_key = 'old'")
        work.connection.execute("DELETE FROM contact_search")
    crm.close()


@pytest.fixture
def newer_folding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "crm.db"
    _filled(path)
    monkeypatch.setattr(database, "FOLD_VERSION", 99)
    monkeypatch.setattr(refold, "FOLD_VERSION", 99)
    return path


def test_a_new_way_of_folding_recomputes_keys_and_index_when_a_database_is_opened(newer_folding: Path) -> None:
    crm = Crm(newer_folding, environ={"TZ": "UTC"})
    read = crm.store.read()
    assert read.value("SELECT name_key FROM contact") == "jose"
    assert read.value("SELECT match_key FROM channel") == "x.example"
    assert search_index.mismatches(read) == []
    assert crm.resolver.contact("jose") == 1
    crm.close()


def test_a_backup_is_made_before_folding_anew(newer_folding: Path) -> None:
    Crm(newer_folding, environ={"TZ": "UTC"}).close()
    assert len(list(newer_folding.parent.glob("*.backup"))) == 1


def test_what_is_folded_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    _filled(path)
    crm = Crm(path, environ={"TZ": "UTC"})
    assert crm.store.read().value("SELECT name_key FROM contact") == "old"
    crm.close()
