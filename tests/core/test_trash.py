import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.history import History
from smallcrm.core.trash import Trash
from smallcrm.errors import ConflictError, NotFoundError, StorageError
from smallcrm.records.references import Noun, Reference
from smallcrm.records.trash import Purged
from smallcrm.store import backup, search_index
from smallcrm.store.store import Store

DANA = Reference(Noun.CONTACT, 1)
MOSHE = Reference(Noun.CONTACT, 2)
ACME = Reference(Noun.COMPANY, 1)
SECRETS = ("Zebulun", "zebulun", "0501239876", "quibble", "Zanzibar")


def _open(path: Path, now: str = "2026-11-27T09:00") -> Crm:
    return Crm(path, environ={"SMALLCRM_NOW": now, "TZ": "UTC"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop" / "crm.db"


@pytest.fixture
def crm(path: Path) -> Iterator[Crm]:
    """Zebulun and Moshe of Acme, a call with each, one with both, and follow-ups."""
    crm = _open(path)
    with crm.store.write("add company Acme") as work:
        work.insert("company", {"name": "Acme", "kind": "customer"})
    for name in ("Zebulun Cohen", "Moshe Levi"):
        with crm.store.write(f"add contact {name}") as work:
            contact = work.insert("contact", {"name": name, "kind": "lead", "company_id": 1})
            work.insert("tagging", {"tag_id": _tag(crm), "contact_id": contact})
    with crm.store.write("edit contact Zebulun Cohen") as work:
        work.insert("channel", {"contact_id": 1, "type": "phone", "value": "0501239876", "match_key": "0501239876"})
        work.update("contact", 1, {"city": "Zanzibar"})
        work.update("contact", 1, {"city": "Haifa"})
    for people in ((1,), (2,), (1, 2)):
        _log(crm, people, "quibble" if people == (1,) else "all well")
    for title, values in (("Call about the quibble", {"contact_id": 1}), ("Visit", {"contact_id": 1, "company_id": 1})):
        with crm.store.write(f"add follow-up {title}") as work:
            work.insert("follow_up", {**_FOLLOW_UP, "title": title, **values})
    yield crm
    crm.close()


_FOLLOW_UP = {
    "due_on": "2026-12-01",
    "first_due_on": "2026-12-01",
    "kind": "call",
    "priority": "normal",
    "status": "open",
}


def _tag(crm: Crm) -> int:
    with crm.store.write("tag") as work:
        return work.connection.value("SELECT id FROM tag") or work.insert("tag", {"name": "vip"})


def _log(crm: Crm, people: tuple[int, ...], summary: str) -> None:
    call = {"at": "2026-11-20T09:00:00Z", "channel": "call", "direction": "out", "topic": "general"}
    with crm.store.write(f"log call with {people}") as work:
        interaction = work.insert("interaction", {**call, "summary": summary})
        for contact in people:
            work.insert("interaction_contact", {"interaction_id": interaction, "contact_id": contact, "at": call["at"]})


def _trash(crm: Crm, table: str, identity: int) -> None:
    with crm.store.write(f"delete {table} {identity}") as work:
        work.trash(table, identity)


def _column(crm: Crm, statement: str, **parameters: Any) -> list[Any]:
    return crm.store.read().column(statement, **parameters)


def _purge(crm: Crm, *references: Reference) -> Purged:
    purged = Trash(crm).empty(references)
    assert purged is not None
    return purged


def test_the_trash_lists_records_the_last_one_first(path: Path, crm: Crm) -> None:
    _trash(crm, "contact", 1)
    later = _open(path, "2026-11-28T09:00")
    _trash(later, "company", 1)
    assert [tuple(record) for record in Trash(later).records()] == [
        ("company:1", "Acme", "2026-11-28T09:00:00Z"),
        ("contact:1", "Zebulun Cohen", "2026-11-27T09:00:00Z"),
    ]
    later.close()


def test_restoring_takes_records_out_of_the_trash_as_one_step(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    _trash(crm, "company", 1)
    restored = Trash(crm).restore([DANA, ACME, MOSHE])
    assert [str(record) for record in restored] == ["contact:1 Zebulun Cohen", "company:1 Acme"]
    assert Trash(crm).records() == []
    History(crm).undo()
    assert len(Trash(crm).records()) == 2


def test_an_unknown_record_is_not_found(crm: Crm) -> None:
    with pytest.raises(NotFoundError):
        Trash(crm).restore([Reference(Noun.CONTACT, 99)])


def test_purging_removes_a_contact_with_all_that_belongs_to_it(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    purged = _purge(crm, DANA)
    assert [str(record) for record in purged.records] == ["contact:1 Zebulun Cohen"]
    assert _column(crm, "SELECT id FROM contact") == [2]
    assert _column(crm, "SELECT id FROM channel") == []
    assert _column(crm, "SELECT contact_id FROM tagging") == [2]
    assert _column(crm, "SELECT DISTINCT contact_id FROM interaction_contact") == [2]
    assert _column(crm, "SELECT summary FROM interaction ORDER BY id") == ["all well", "all well"]
    assert search_index.mismatches(crm.store.read()) == []
    assert crm.store.read().rows("PRAGMA foreign_key_check") == []


def test_a_follow_up_that_a_company_shares_stays_without_the_purged_contact(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    purged = _purge(crm, DANA)
    assert crm.store.read().rows("SELECT title, contact_id, company_id FROM follow_up") == [("Visit", None, 1)]
    assert [str(record) for record in purged.unlinked] == ["follow-up:2 Visit"]


def test_nothing_of_a_purged_contact_is_left_in_the_file(path: Path, crm: Crm) -> None:
    _trash(crm, "contact", 1)
    History(crm).undo()
    History(crm).redo()
    purged = _purge(crm, DANA)
    crm.close()
    for file in (path, path.with_name("crm.db-wal")):
        content = file.read_bytes() if file.exists() else b""
        assert [secret for secret in SECRETS if secret.encode() in content] == []
    assert b"Zebulun" in purged.backup.read_bytes()


def test_what_was_removed_before_the_purge_leaves_the_journal_too(path: Path, crm: Crm) -> None:
    with crm.store.write("delete phone") as work:
        work.delete("channel", 1)
    _log(crm, (1,), "quibble again")
    History(crm).undo()
    _trash(crm, "contact", 1)
    _purge(crm, DANA)
    left = _column(crm, "SELECT coalesce(before, '') || coalesce(after, '') FROM change")
    assert [text for text in left for secret in SECRETS if secret in text] == []
    assert any("Moshe Levi" in text for text in left)


def test_the_labels_of_steps_lose_the_purged_name_and_keep_the_rest(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    _purge(crm, DANA)
    labels = _column(crm, "SELECT label FROM change_group")
    assert "add contact …" in labels
    assert "edit contact …" in labels
    assert "add contact Moshe Levi" in labels


def test_purging_a_company_leaves_its_people_without_one(crm: Crm) -> None:
    _trash(crm, "company", 1)
    purged = _purge(crm, ACME)
    assert crm.store.read().rows("SELECT name, company_id FROM contact ORDER BY id") == [
        ("Zebulun Cohen", None),
        ("Moshe Levi", None),
    ]
    assert {str(record) for record in purged.unlinked} >= {"contact:1 Zebulun Cohen", "contact:2 Moshe Levi"}
    assert search_index.mismatches(crm.store.read()) == []


def test_two_people_purged_together_take_their_meeting_with_them(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    _trash(crm, "contact", 2)
    _purge(crm, DANA, MOSHE)
    assert _column(crm, "SELECT id FROM interaction") == []


def test_only_what_lies_in_the_trash_can_be_purged(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    before = list(crm.store.read().raw.iterdump())
    with pytest.raises(ConflictError, match="contact:2 Moshe Levi"):
        Trash(crm).empty([DANA, MOSHE])
    assert list(crm.store.read().raw.iterdump()) == before
    assert backup.existing(crm.store.path) == []


def test_emptying_takes_only_what_has_been_in_the_trash_long_enough(path: Path, crm: Crm) -> None:
    _trash(crm, "contact", 1)
    later = _open(path, "2026-12-20T09:00")
    _trash(later, "contact", 2)
    trash = Trash(later)
    assert [str(record) for record in trash.purgeable(older_than_days=20)] == ["contact:1 Zebulun Cohen"]
    assert trash.empty(older_than_days=30) is None
    purged = trash.empty(older_than_days=20)
    assert purged is not None
    assert [str(record) for record in purged.records] == ["contact:1 Zebulun Cohen"]
    assert [record.reference for record in trash.records()] == ["contact:2"]
    later.close()


def test_an_empty_trash_is_left_alone_without_a_backup(crm: Crm) -> None:
    assert Trash(crm).empty() is None
    assert backup.existing(crm.store.path) == []


def test_the_backup_is_made_first_for_its_owner_only_and_is_whole(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    purged = _purge(crm, DANA)
    assert purged.backup == crm.store.path.parent / "backups" / "crm-20261127T090000Z.db"
    assert stat.S_IMODE(purged.backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(purged.backup.parent.stat().st_mode) == 0o700
    kept = Store(purged.backup)
    assert kept.read().column("SELECT name FROM contact ORDER BY id") == ["Zebulun Cohen", "Moshe Levi"]
    assert kept.read().value("PRAGMA integrity_check") == "ok"
    kept.close()


def test_the_backups_that_still_hold_the_data_are_named_and_no_others(path: Path, crm: Crm) -> None:
    _trash(crm, "contact", 1)
    first = _purge(crm, DANA)
    _trash(crm, "contact", 2)
    second = _purge(crm, MOSHE)
    assert first.holding == (first.backup,)
    assert second.backup != first.backup
    assert set(second.holding) == {first.backup, second.backup}
    with crm.store.write("add") as work:
        contact = work.insert("contact", {"name": "Ruth", "kind": "lead"})
    _trash(crm, "contact", contact)
    third = _purge(crm, Reference(Noun.CONTACT, contact))
    assert third.holding == (third.backup,)


def test_a_backup_that_cannot_be_written_stops_the_purge(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    crm.store.path.with_name("backups").write_text("in the way", encoding="utf-8")
    with pytest.raises(StorageError):
        Trash(crm).empty([DANA])
    assert _column(crm, "SELECT id FROM contact ORDER BY id") == [1, 2]


def test_emptying_the_trash_cannot_be_undone(crm: Crm) -> None:
    _trash(crm, "contact", 1)
    _purge(crm, DANA)
    history = History(crm)
    for step in (2, history.groups(limit=1)[0].group.id):
        with pytest.raises(ConflictError, match="removed for good"):
            history.undo(step)
    assert history.redoable() is None


def test_undo_passes_over_what_concerned_purged_records(crm: Crm) -> None:
    with crm.store.write("edit contact Moshe Levi") as work:
        work.update("contact", 2, {"city": "Eilat"})
    with crm.store.write("edit both") as work:
        work.update("contact", 1, {"city": "Akko"})
        work.update("contact", 2, {"country": "Israel"})
    _trash(crm, "contact", 1)
    _purge(crm, DANA)
    undone = History(crm).undo()
    assert undone.entry.group.label == "edit contact Moshe Levi"
    assert _column(crm, "SELECT city FROM contact") == [None]


def test_undo_passes_over_an_import_of_which_something_was_purged(crm: Crm) -> None:
    columns = ("id", "uid", "created_at", "updated_at", "version", "name", "name_key", "kind")
    stamp = "2026-11-27T09:00:00Z"
    with crm.store.write("import people.csv") as work:
        first = work.next_id("contact")
        rows = [(first + n, work.new_uid(), stamp, stamp, 1, f"Ruth {n}", f"ruth {n}", "lead") for n in range(3)]
        work.insert_many("contact", columns, rows, first)
    imported = crm.store.last_group
    _trash(crm, "contact", first + 1)
    _purge(crm, Reference(Noun.CONTACT, first + 1))
    history = History(crm)
    undoable = history.undoable()
    assert undoable is not None
    assert undoable.id != imported
    with pytest.raises(ConflictError, match="removed for good"):
        history.undo(imported)
    assert history.undo().entry.group.label == "add follow-up Visit"


def test_trashed_channels_and_tags_are_purged_as_well(crm: Crm) -> None:
    _trash(crm, "channel", 1)
    _trash(crm, "tag", 1)
    assert [record.reference for record in Trash(crm).records()] == ["channel:1", "tag:1"]
    Trash(crm).empty()
    assert _column(crm, "SELECT id FROM tagging") == []
    assert Trash(crm).records() == []
