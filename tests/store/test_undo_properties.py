from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.history import History
from smallcrm.errors import ConflictError
from smallcrm.store import search_index
from smallcrm.store.connection import Connection
from smallcrm.store.tables import ENTITY_TABLES, JOURNAL_TABLES
from smallcrm.store.unit_of_work import UnitOfWork

NAMES = st.sampled_from(["Dana Cohen", "דנה כהן", "Acme", 'a\'b "c"', "שלום־עולם", "x\ny", "Ünal", "\x00"])
DAYS = st.sampled_from(["2026-11-20", "2026-11-27", "2026-12-31"])
MOMENTS = st.sampled_from(["2026-11-01T08:00:00Z", "2026-11-20T21:30:00Z"])
IDS = st.integers(1, 4)
OWNER = st.sampled_from(["contact", "company"])
OWNER_OR_DEAL = st.sampled_from(["contact", "company", "deal"])


def _owned(values: dict[str, Any], owner: str, identity: int) -> dict[str, Any]:
    return {**values, f"{owner}_id": identity}


ROWS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "company": st.fixed_dictionaries({"name": NAMES, "kind": st.just("lead"), "city": st.none() | NAMES}),
    "contact": st.fixed_dictionaries(
        {"name": NAMES, "kind": st.sampled_from(["lead", "customer"]), "company_id": st.none() | IDS,
         "cadence_days": st.sampled_from([None, 0, 30]), "notes": st.none() | NAMES}
    ),
    "channel": st.builds(
        _owned,
        st.fixed_dictionaries({"type": st.sampled_from(["email", "phone"]), "value": NAMES, "match_key": NAMES}),
        OWNER,
        IDS,
    ),
    "tag": st.fixed_dictionaries({"name": NAMES, "cadence_days": st.sampled_from([None, 7])}),
    "tagging": st.builds(_owned, st.fixed_dictionaries({"tag_id": IDS}), OWNER_OR_DEAL, IDS),
    "interaction": st.fixed_dictionaries(
        {"at": MOMENTS, "channel": st.sampled_from(["call", "note"]), "direction": st.just("in"),
         "topic": st.just("sale"), "summary": NAMES, "company_id": st.none() | IDS, "deal_id": st.none() | IDS}
    ),
    "interaction_contact": st.fixed_dictionaries({"interaction_id": IDS, "contact_id": IDS, "at": MOMENTS}),
    "follow_up": st.fixed_dictionaries(
        {"title": NAMES, "due_on": DAYS, "first_due_on": DAYS, "kind": st.just("call"), "priority": st.just("low"),
         "status": st.sampled_from(["open", "done"]), "contact_id": st.none() | IDS, "deal_id": st.none() | IDS}
    ),
    "stage": st.fixed_dictionaries(
        {"name": NAMES, "position": IDS, "type": st.sampled_from(["open", "won"]), "probability": st.just(40)}
    ),
    "deal": st.builds(
        _owned,
        st.fixed_dictionaries(
            {"title": NAMES, "stage_id": IDS, "amount": st.sampled_from([None, 0, 125_000]),
             "currency": st.sampled_from(["ILS", "USD"]), "closed_at": st.none() | MOMENTS}
        ),
        OWNER,
        IDS,
    ),
    "stage_event": st.fixed_dictionaries(
        {"deal_id": IDS, "from_stage_id": st.none() | IDS, "to_stage_id": IDS, "at": MOMENTS,
         "currency_then": st.just("ILS"), "probability_then": st.just(40)}
    ),
    "custom_field": st.fixed_dictionaries(
        {"entity": st.just("contact"), "key": st.sampled_from(["size", "level"]), "label": NAMES,
         "type": st.sampled_from(["text", "number"])}
    ),
    "custom_value": st.builds(
        _owned,
        st.fixed_dictionaries({"custom_field_id": IDS, "value": st.sampled_from(["12", "gold"])}),
        OWNER_OR_DEAL,
        IDS,
    ),
    "saved_view": st.fixed_dictionaries({"entity": st.just("contact"), "name": NAMES, "query": st.just("kind:lead")}),
    "merged_uid": st.builds(
        _owned, st.fixed_dictionaries({"uid": st.sampled_from(["A", "B", "C"])}), OWNER, IDS
    ),
    "setting": st.fixed_dictionaries({"key": st.sampled_from(["cadence.lead", "cadence.customer"]),
                                      "value": st.sampled_from(["0", "14"])}),
}  # fmt: skip

Action = tuple[str, str, int, dict[str, Any]]


def _action(table: str) -> st.SearchStrategy[Action]:
    verbs = ["insert", "insert", "insert", "update", "update", "delete"]
    if table in ENTITY_TABLES:
        verbs += ["trash", "trash", "restore"]
    return st.tuples(st.sampled_from(verbs), st.just(table), IDS, ROWS[table])


ACTIONS = st.sampled_from(sorted(ROWS)).flatmap(_action)
STEPS = st.lists(st.lists(ACTIONS, min_size=1, max_size=4), min_size=1, max_size=12)


def _perform(work: UnitOfWork, action: Action) -> None:
    verb, table, identity, values = action
    if verb == "insert":
        work.insert(table, values)
    elif not work.connection.value(f"SELECT count(*) FROM {table} WHERE id = :id", id=identity):
        return
    elif verb == "update":
        work.update(table, identity, values)
    else:
        {"delete": work.delete, "trash": work.trash, "restore": work.restore}[verb](table, identity)


def _attempt(crm: Crm, actions: list[Action]) -> bool:
    """One step, if anything changes; what the database refuses becomes no part of it."""
    before = crm.store.last_group
    with crm.store.write("step") as work:
        for action in actions:
            try:
                with crm.store.write("action"):
                    _perform(work, action)
            except ConflictError:
                continue
    return crm.store.last_group != before


def _dump(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    tables = connection.column("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    content = {}
    for table in set(tables) - JOURNAL_TABLES - {"sqlite_sequence", "sqlite_schema"}:
        columns = connection.column(
            "SELECT name FROM pragma_table_info(:table) WHERE name NOT IN ('updated_at', 'version')", table=table
        )
        content[table] = connection.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")
    return content


def _undo(history: History, group_id: int) -> tuple[str, ...] | None:
    """What it was refused for, or None when it was done."""
    try:
        history.undo(group_id)
    except ConflictError as refusal:
        return refusal.candidates
    return None


def _open(folder: str) -> Crm:
    return Crm(Path(folder) / "crm.db", environ={"SMALLCRM_NOW": "2026-11-27T09:00", "TZ": "UTC"})


@settings(max_examples=60)
@given(STEPS)
def test_whatever_was_written_is_undone_step_by_step_and_redone_step_by_step(steps: list[list[Action]]) -> None:
    with TemporaryDirectory() as folder:
        crm = _open(folder)
        history = History(crm)
        with crm.store.write("first") as work:
            work.insert("company", {"name": "Acme", "kind": "lead"})
        states = [_dump(crm.store.read())]
        for actions in steps:
            if _attempt(crm, actions):
                states.append(_dump(crm.store.read()))
        for expected in reversed(states[:-1]):
            history.undo()
            assert _dump(crm.store.read()) == expected
            assert search_index.mismatches(crm.store.read()) == []
        for expected in states[1:]:
            history.redo()
            assert _dump(crm.store.read()) == expected
            assert search_index.mismatches(crm.store.read()) == []
        assert history.redoable() is None
        crm.close()


@settings(max_examples=60)
@given(STEPS, st.data())
def test_undoing_any_step_changes_everything_or_nothing(steps: list[list[Action]], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        crm = _open(folder)
        history = History(crm)
        for actions in steps:
            _attempt(crm, actions)
        groups = [entry.group.id for entry in history.groups(limit=None)]
        if groups:
            group = data.draw(st.sampled_from(groups))
            before = _dump(crm.store.read())
            expected = history.undo(group, dry_run=True).conflicts
            refused = _undo(history, group)
            assert refused == (tuple(str(record) for record in expected) or None)
            if not refused:
                history.redo()
            assert _dump(crm.store.read()) == before
            assert search_index.mismatches(crm.store.read()) == []
            assert crm.store.read().rows("PRAGMA foreign_key_check") == []
        crm.close()
