from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.history import History
from smallcrm.errors import ConflictError, NotFoundError
from smallcrm.records.history import Source
from smallcrm.records.references import Noun, Reference
from smallcrm.store import search_index

DANA = Reference(Noun.CONTACT, 1)
_COMMON = ("id", "uid", "created_at", "updated_at", "version")


def _open(path: Path, *, session: str = "", source: Source = Source.CLI) -> Crm:
    return Crm(path, source=source, session=session, environ={"SMALLCRM_NOW": "2026-11-27T09:00", "TZ": "UTC"})


@pytest.fixture
def crm(tmp_path: Path) -> Iterator[Crm]:
    crm = _open(tmp_path / "crm.db")
    yield crm
    crm.close()


@pytest.fixture
def history(crm: Crm) -> History:
    return History(crm)


def _insert(crm: Crm, table: str, **values: Any) -> int:
    with crm.store.write(f"add {table} {values.get('name', '')}") as work:
        return work.insert(table, values)


def _update(crm: Crm, table: str, identity: int, **values: Any) -> None:
    with crm.store.write(f"edit {table} {identity}") as work:
        work.update(table, identity, values)


def _add_contact(crm: Crm, name: str = "Dana Cohen", **values: Any) -> int:
    return _insert(crm, "contact", name=name, kind="lead", **values)


def _names(crm: Crm) -> list[str]:
    return crm.store.read().column("SELECT name FROM contact ORDER BY id")


def _import(crm: Crm, count: int, label: str = "import people.csv") -> None:
    with crm.store.write(label) as work:
        first = work.next_id("contact")
        stamps = (work.stamp, work.stamp, 1)
        people = ((first + n, f"u{first + n}", *stamps, f"Person {n}", f"person {n}", "lead") for n in range(count))
        work.insert_many("contact", (*_COMMON, "name", "name_key", "kind"), people, first)
        search_index.index(work.connection, search_index.CONTACT, "WHERE id >= :first", first=first)
        base = work.next_id("channel")
        phones = ((base + n, f"c{base + n}", *stamps, first + n, "phone", f"05{n}", f"05{n}") for n in range(count))
        work.insert_many("channel", (*_COMMON, "contact_id", "type", "value", "match_key"), phones, base)
        search_index.index_channels(work.connection, "WHERE id >= :first", first=base)


def test_undoing_an_insert_removes_the_row_and_tells_what_it_was(crm: Crm, history: History) -> None:
    _add_contact(crm)
    step = history.undo()
    assert _names(crm) == []
    assert step.entry.group.label == "add contact Dana Cohen"
    assert step.entry.group.source == "cli"
    assert [str(record) for record in step.entry.records] == ["contact:1 Dana Cohen"]
    assert step.compensation == crm.store.last_group
    assert history.groups()[0].group.undoes == step.entry.group.id


def test_redo_brings_the_row_back_under_its_id_and_uid(crm: Crm, history: History) -> None:
    _add_contact(crm, notes="likes tea")
    before = crm.store.read().row("SELECT id, uid, created_at, name, notes FROM contact")
    history.undo()
    step = history.redo()
    assert crm.store.read().row("SELECT id, uid, created_at, name, notes FROM contact") == before
    assert [str(record) for record in step.entry.records] == ["contact:1 Dana Cohen"]
    assert step.entry.group.label == "add contact Dana Cohen"


def test_several_steps_are_undone_and_redone_and_undone_again(crm: Crm, history: History) -> None:
    for name in ("One", "Two", "Three"):
        _add_contact(crm, name)
    seen = [(history.undo(), _names(crm))[1] for _ in range(3)]
    assert seen == [["One", "Two"], ["One"], []]
    seen = [(history.redo(), _names(crm))[1] for _ in range(3)]
    assert seen == [["One"], ["One", "Two"], ["One", "Two", "Three"]]
    history.undo()
    assert _names(crm) == ["One", "Two"]
    history.redo()
    assert _names(crm) == ["One", "Two", "Three"]


def test_undo_works_after_a_restart_and_from_another_program(tmp_path: Path) -> None:
    first = _open(tmp_path / "crm.db")
    _add_contact(first)
    first.close()
    second = _open(tmp_path / "crm.db")
    History(second).undo()
    assert _names(second) == []
    second.close()


def test_there_is_nothing_to_undo_in_a_new_database_and_none_is_made(crm: Crm, history: History) -> None:
    for attempt in (history.undo, history.redo):
        with pytest.raises(NotFoundError):
            attempt()
    assert not crm.store.exists


def test_redo_ends_at_the_next_write(crm: Crm, history: History) -> None:
    _add_contact(crm, "One")
    history.undo()
    _add_contact(crm, "Two")
    assert history.redoable() is None
    with pytest.raises(NotFoundError):
        history.redo()


def test_an_older_step_is_undone_by_its_number_and_redone(crm: Crm, history: History) -> None:
    _add_contact(crm, "One")
    older = crm.store.last_group
    _add_contact(crm, "Two")
    history.undo(older)
    assert _names(crm) == ["Two"]
    with pytest.raises(ConflictError, match="undone already"):
        history.undo(older)
    history.redo()
    assert _names(crm) == ["One", "Two"]


def test_an_undo_cannot_be_undone_by_its_number_but_redone(crm: Crm, history: History) -> None:
    _add_contact(crm)
    step = history.undo()
    with pytest.raises(ConflictError, match="itself an undo"):
        history.undo(step.compensation)


def test_an_unknown_step_is_not_found(crm: Crm, history: History) -> None:
    _add_contact(crm)
    with pytest.raises(NotFoundError, match="99"):
        history.undo(99)


def test_a_change_to_another_column_does_not_stand_in_the_way(crm: Crm, history: History) -> None:
    _add_contact(crm)
    _update(crm, "contact", 1, city="Haifa")
    step = crm.store.last_group
    _update(crm, "contact", 1, notes="likes tea")
    history.undo(step)
    assert crm.store.read().row("SELECT city, notes FROM contact") == (None, "likes tea")


def test_a_later_change_of_the_same_column_refuses_the_undo_and_changes_nothing(crm: Crm, history: History) -> None:
    _add_contact(crm)
    with crm.store.write("move everyone") as work:
        work.update("contact", 1, {"city": "Haifa"})
        work.insert("tag", {"name": "moved"})
    step = crm.store.last_group
    _update(crm, "contact", 1, city="Eilat")
    with pytest.raises(ConflictError) as refusal:
        history.undo(step)
    assert refusal.value.candidates == ("contact:1 Dana Cohen",)
    assert crm.store.read().value("SELECT city FROM contact") == "Eilat"
    assert crm.store.read().value("SELECT count(*) FROM tag") == 1


@pytest.mark.parametrize("values", [{"notes": "likes tea"}, {"deleted_at": "2026-11-27T09:00:00Z"}])
def test_a_record_changed_since_it_was_made_is_not_removed(crm: Crm, history: History, values: dict[str, str]) -> None:
    _add_contact(crm)
    step = crm.store.last_group
    _update(crm, "contact", 1, **values)
    with pytest.raises(ConflictError, match="contact:1 Dana Cohen"):
        history.undo(step)


def test_a_record_that_later_rows_refer_to_is_not_removed(crm: Crm, history: History) -> None:
    _insert(crm, "company", name="Acme", kind="lead")
    step = crm.store.last_group
    _add_contact(crm, company_id=1)
    with pytest.raises(ConflictError) as refusal:
        history.undo(step)
    assert refusal.value.candidates == ("contact:1 Dana Cohen",)
    assert crm.store.read().value("SELECT count(*) FROM company") == 1


def test_a_row_that_hangs_on_a_record_is_named_by_that_record(crm: Crm, history: History) -> None:
    _add_contact(crm)
    step = crm.store.last_group
    _insert(crm, "channel", contact_id=1, type="email", value="d@x.example", match_key="d@x.example")
    assert history.undo(step, dry_run=True).conflicts == history.undo(dry_run=True).entry.records
    with pytest.raises(ConflictError, match="contact:1 Dana Cohen"):
        history.undo(step)


def test_a_step_that_wrote_parents_and_children_is_undone_and_redone_whole(crm: Crm, history: History) -> None:
    _add_contact(crm)
    with crm.store.write("edit") as work:
        company = work.insert("company", {"name": "Acme", "kind": "lead"})
        work.update("contact", 1, {"company_id": company})
        tag = work.insert("tag", {"name": "vip", "cadence_days": 7})
        work.insert("tagging", {"tag_id": tag, "contact_id": 1})
    due = crm.store.read().value("SELECT touch_due_on FROM contact")
    assert due == "2026-12-04"
    history.undo()
    assert crm.store.read().row("SELECT company_id, touch_due_on FROM contact") == (None, None)
    assert crm.store.read().value("SELECT (SELECT count(*) FROM company) + (SELECT count(*) FROM tagging)") == 0
    history.redo()
    assert crm.store.read().row("SELECT company_id, touch_due_on FROM contact") == (1, due)
    assert search_index.mismatches(crm.store.read()) == []


def test_what_cannot_be_put_back_for_want_of_its_parent_is_refused(crm: Crm, history: History) -> None:
    company = _insert(crm, "company", name="Acme", kind="lead")
    adding = crm.store.last_group
    _add_contact(crm, company_id=company)
    _update(crm, "contact", 1, company_id=None)
    leaving = crm.store.last_group
    history.undo(adding)
    with pytest.raises(ConflictError, match="company:1 Acme"):
        history.undo(leaving)


def test_what_would_take_a_name_that_is_in_use_again_is_refused(crm: Crm, history: History) -> None:
    with crm.store.write("delete tag") as work:
        work.trash("tag", work.insert("tag", {"name": "vip"}))
    _insert(crm, "tag", name="old")
    with crm.store.write("delete tag") as work:
        work.trash("tag", 2)
    step = crm.store.last_group
    _insert(crm, "tag", name="Old")
    with pytest.raises(ConflictError, match="tag:3 Old"):
        history.undo(step)


def test_undo_counts_as_a_write_of_the_record(crm: Crm, history: History) -> None:
    _add_contact(crm)
    _update(crm, "contact", 1, city="Haifa")
    history.undo()
    assert crm.store.read().value("SELECT version FROM contact") == 3
    with crm.store.write("remove") as work:
        work.delete("contact", 1)
    history.undo()
    assert crm.store.read().value("SELECT version FROM contact") == 4


def test_a_dry_run_tells_what_would_happen_and_writes_nothing(crm: Crm, history: History) -> None:
    _add_contact(crm)
    _update(crm, "contact", 1, name="Dana Levi")
    before = list(crm.store.read().raw.iterdump())
    step = history.undo(dry_run=True)
    assert (step.compensation, step.conflicts, step.entry.changes) == (None, (), 1)
    assert step.entry.group.label == "edit contact 1"
    assert [str(record) for record in history.undo(1, dry_run=True).conflicts] == ["contact:1 Dana Levi"]
    assert list(crm.store.read().raw.iterdump()) == before


def test_a_window_takes_back_its_own_last_step(tmp_path: Path) -> None:
    window = _open(tmp_path / "crm.db", session="window", source=Source.TUI)
    terminal = _open(tmp_path / "crm.db", session="terminal")
    _add_contact(window, "One")
    _add_contact(window, "Two")
    _add_contact(terminal, "Three")
    history = History(window)
    last = history.undoable(session="window")
    assert last is not None
    assert (last.label, last.source) == ("add contact Two", "tui")
    newest = history.undoable()
    assert newest is not None
    assert newest.session == "terminal"
    history.undo(session="window")
    assert _names(window) == ["One", "Three"]
    assert History(terminal).redoable(session="terminal") is None
    history.redo(session="window")
    history.undo(session="window")
    history.undo(session="window")
    assert _names(window) == ["Three"]
    window.close()
    terminal.close()


def test_undoing_a_setting_is_felt_at_once(crm: Crm, history: History) -> None:
    crm.settings.set("currency", "EUR")
    crm.reload()
    crm.settings.set("currency", "USD")
    crm.reload()
    history.undo()
    assert crm.business.currency == "EUR"


def test_undoing_a_cadence_setting_moves_the_next_touches_back(crm: Crm, history: History) -> None:
    _add_contact(crm)
    setting = _insert(crm, "setting", key="unused", value="14")
    due = "SELECT touch_due_on FROM contact"
    _update(crm, "setting", setting, key="cadence.lead")
    assert crm.store.read().value(due) == "2026-12-11"
    history.undo()
    assert crm.store.read().value(due) is None


def test_the_history_lists_the_newest_steps_first(crm: Crm, history: History) -> None:
    _add_contact(crm, "One")
    _add_contact(crm, "Two")
    history.undo()
    entries = history.groups()
    assert [entry.group.label for entry in entries] == ["undo add contact Two", "add contact Two", "add contact One"]
    assert entries[1].group.undone_by == entries[0].group.id
    assert [entry.changes for entry in entries] == [1, 1, 1]
    assert len(history.groups(limit=1)) == 1


def test_a_records_history_tells_every_column_with_its_values(crm: Crm, history: History) -> None:
    _add_contact(crm)
    _insert(crm, "channel", contact_id=1, type="email", value="d@x.example", match_key="d@x.example")
    _update(crm, "contact", 1, name="Dana Levi", city="Haifa")
    found = history.changes_of(DANA)
    told = [(change.op, change.entity, change.column, change.before, change.after) for change in found]
    assert told[:2] == [
        ("update", "contact", "name", "Dana Cohen", "Dana Levi"),
        ("update", "contact", "city", None, "Haifa"),
    ]
    assert ("insert", "channel", "value", None, "d@x.example") in told
    assert ("insert", "contact", "name", None, "Dana Cohen") in told
    assert (found[0].at, found[0].source, found[0].label) == ("2026-11-27T09:00:00Z", "cli", "edit contact 1")


def test_an_imported_records_history_tells_of_the_import(crm: Crm, history: History) -> None:
    _import(crm, 3)
    for identity in (1, 2, 3):
        labels = {change.label for change in history.changes_of(Reference(Noun.CONTACT, identity))}
        assert labels == {"import people.csv"}
    assert history.changes_of(Reference(Noun.CONTACT, 4)) == []


def test_an_import_is_undone_and_redone_as_one_step(crm: Crm, history: History) -> None:
    _add_contact(crm)
    _import(crm, 2500)
    rows = "SELECT id, uid, name, name_key FROM contact UNION ALL SELECT id, uid, value, match_key FROM channel"
    before = crm.store.read().rows(rows)
    step = history.undo()
    assert step.entry.changes == 5000
    assert len(step.entry.records) == 20
    assert _names(crm) == ["Dana Cohen"]
    assert search_index.mismatches(crm.store.read()) == []
    history.redo()
    assert crm.store.read().rows(rows) == before
    assert search_index.mismatches(crm.store.read()) == []
    history.undo()
    assert _names(crm) == ["Dana Cohen"]


def test_an_import_with_a_record_that_was_changed_later_is_not_undone(crm: Crm, history: History) -> None:
    _import(crm, 5)
    step = crm.store.last_group
    _update(crm, "contact", 3, city="Haifa")
    with pytest.raises(ConflictError) as refusal:
        history.undo(step)
    assert refusal.value.candidates == ("contact:3 Person 2",)
    history.undo()
    history.undo(step)
    assert _names(crm) == []


def test_an_import_with_a_record_that_later_rows_refer_to_is_not_undone(crm: Crm, history: History) -> None:
    _import(crm, 5)
    step = crm.store.last_group
    _insert(crm, "channel", contact_id=2, type="email", value="p@x.example", match_key="p@x.example")
    with pytest.raises(ConflictError, match="contact:2 Person 1"):
        history.undo(step)
    assert len(_names(crm)) == 5
