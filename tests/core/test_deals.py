from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.history import History
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference
from smallcrm.store import search_index
from smallcrm.store.tables import JOURNAL_TABLES

Action = tuple[str, int, str]
DANA = Reference(Noun.CONTACT, 1)
ACTIONS = st.tuples(
    st.sampled_from(["move", "move", "win", "lose", "reopen", "edit", "todo", "delete", "restore", "stage"]),
    st.integers(1, 3),
    st.sampled_from(["New", "Qualified", "Proposal", "Won", "Lost"]),
)


def _content(crm: Crm) -> dict[str, list[tuple[Any, ...]]]:
    read = crm.store.read()
    content = {}
    for table in set(read.column("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")):
        if table not in JOURNAL_TABLES and not table.startswith("sqlite_"):
            columns = read.column(
                "SELECT name FROM pragma_table_info(:table) WHERE name NOT IN ('updated_at', 'version')", table=table
            )
            quoted = ", ".join(f'"{column}"' for column in columns)
            content[table] = read.rows(f"SELECT {quoted} FROM {table} ORDER BY id")
    return content


def _act(crm: Crm, action: Action) -> None:
    verb, deal, stage = action
    if crm.deals.get(deal).deleted_at and verb != "restore":
        return
    acts: dict[str, Callable[[], object]] = {
        "move": lambda: crm.deals.move(deal, crm.stages.named(stage), reason="price" if stage == "Lost" else ""),
        "win": lambda: crm.deals.win(deal),
        "lose": lambda: crm.deals.lose(deal, "timing", next_step=NextStep(crm.clock.today())),
        "reopen": lambda: crm.deals.reopen(deal),
        "edit": lambda: crm.deals.edit(deal, {"amount": f"${len(stage)}", "probability": str(len(stage))}),
        "todo": lambda: crm.follow_ups.add(DANA, NextStep(crm.clock.today()), deal=deal),
        "delete": lambda: crm.deals.delete(deal),
        "restore": lambda: crm.deals.restore(deal),
        "stage": lambda: crm.stages.edit(1, {"probability": str(len(stage))}),
    }
    acts[verb]()


@settings(max_examples=40)
@given(st.lists(ACTIONS, min_size=1, max_size=10))
def test_whatever_happened_to_deals_is_undone_and_redone_step_by_step(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        crm = Crm(Path(folder) / "crm.db", environ={"SMALLCRM_NOW": "2026-11-27T09:00", "TZ": "UTC"})
        contact = crm.contacts.add({"name": "Dana Cohen"}).id
        for title in ("Cake", "Party", "Fair"):
            crm.deals.add({"title": title, "amount": "100"}, contact=contact)
        states = [_content(crm)]
        for action in actions:
            before = crm.store.last_group
            _act(crm, action)
            if crm.store.last_group != before:
                states.append(_content(crm))
        history = History(crm)
        for expected in reversed(states[:-1]):
            history.undo()
            assert _content(crm) == expected
        for expected in states[1:]:
            history.redo()
            assert _content(crm) == expected
        assert search_index.mismatches(crm.store.read()) == []
        crm.close()


@settings(max_examples=40)
@given(st.lists(ACTIONS, min_size=1, max_size=12))
def test_a_deal_is_closed_exactly_while_it_stands_in_a_closed_stage(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        crm = Crm(Path(folder) / "crm.db", environ={"SMALLCRM_NOW": "2026-11-27T09:00", "TZ": "UTC"})
        contact = crm.contacts.add({"name": "Dana Cohen"}).id
        for title in ("Cake", "Party", "Fair"):
            crm.deals.add({"title": title}, contact=contact)
        for action in actions:
            _act(crm, action)
        for deal in map(crm.deals.get, (1, 2, 3)):
            stage = crm.stages.get(deal.stage_id)
            assert (deal.closed_at is None) == (stage.type == "open")
            assert (deal.lost_reason is not None) == (stage.type == "lost")
            assert crm.deals.events(deal.id)[0].to_stage_id == deal.stage_id
        crm.close()
