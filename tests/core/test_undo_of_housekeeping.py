"""Merges, tags, custom fields and views, as use cases in any order: each is undone whole, and redone."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.errors import CrmError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.search_index import mismatches
from smallcrm.store.tables import JOURNAL_TABLES

IDS = st.integers(1, 4)
NOUNS = st.sampled_from([Noun.CONTACT, Noun.COMPANY])
NAMES = st.sampled_from(["Dana", "Dana Cohen", "דנה כהן", "Acme Ltd"])
TAGS = st.sampled_from(["vip", "VIP", "new", "חדש"])
KEYS = st.sampled_from(["size", "level"])
VALUES = st.sampled_from(["12", "gold", ""])

Action = Callable[[Crm], Any]


def _add(noun: Noun, name: str, tag: str, address: str) -> Action:
    channels = [NewChannel(ChannelType.EMAIL, address), NewChannel(ChannelType.PHONE, "050-1234567")]

    def add(crm: Crm) -> None:
        if noun == Noun.CONTACT:
            crm.contacts.add({"name": name}, channels=channels, tags=[tag], company="Acme", force=True)
        else:
            crm.companies.add({"name": name}, channels=channels, tags=[tag], force=True)

    return add


def _merge(noun: Noun, loser: int, survivor: int) -> Action:
    return lambda crm: crm.merges.merge([Reference(noun, loser)], Reference(noun, survivor))


def _log(first: int, second: int, company: int) -> Action:
    people = [Reference(Noun.CONTACT, first), Reference(Noun.CONTACT, second), Reference(Noun.COMPANY, company)]
    return lambda crm: crm.interactions.log(people, Touch("spoke", crm.clock.stamp()))


def _fill(noun: Noun, identity: int, key: str, value: str) -> Action:
    def fill(crm: Crm) -> None:
        (crm.contacts if noun == Noun.CONTACT else crm.companies).edit(identity, {key: value})

    return fill


ACTIONS = st.one_of(
    st.builds(_add, NOUNS, NAMES, TAGS, st.sampled_from(["d@x.example", "a@x.example"])),
    st.builds(_add, NOUNS, NAMES, TAGS, st.sampled_from(["d@x.example", "a@x.example"])),
    st.builds(_merge, NOUNS, IDS, IDS),
    st.builds(_merge, NOUNS, IDS, IDS),
    st.builds(_log, IDS, IDS, IDS),
    st.builds(lambda who, stage: lambda crm: crm.deals.add({"title": "Cake"}, contact=who, tags=["vip"]), IDS, IDS),
    st.builds(_fill, NOUNS, IDS, KEYS, VALUES),
    st.builds(
        lambda key, noun, kind: lambda crm: crm.custom_fields.add(key, entity=noun.value, kind=kind),
        KEYS, NOUNS, st.sampled_from(["text", "number"]),
    ),
    st.builds(lambda field, key: lambda crm: crm.custom_fields.edit(field, key=key, label=key.upper()), IDS, KEYS),
    st.builds(lambda field: lambda crm: crm.custom_fields.delete(field), IDS),
    st.builds(
        lambda tag, name, cadence: lambda crm: crm.tags.edit(tag, name=name, cadence=cadence, merge=True),
        IDS, TAGS, st.sampled_from([None, "off", "30d", ""]),
    ),
    st.builds(lambda tag: lambda crm: crm.tags.delete(tag), IDS),
    st.builds(lambda name, noun: lambda crm: crm.views.save(name, ["+vip"], noun=noun.value), NAMES, NOUNS),
    st.builds(lambda view: lambda crm: crm.views.delete(view), IDS),
    st.builds(lambda contact: lambda crm: crm.contacts.delete(contact), IDS),
    st.builds(lambda contact: lambda crm: crm.contacts.restore(contact), IDS),
)  # fmt: skip


def _content(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    tables = connection.column("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    found = {}
    for table in set(tables) - JOURNAL_TABLES - {"sqlite_sequence", "sqlite_schema"}:
        columns = connection.column(
            "SELECT name FROM pragma_table_info(:table) WHERE name NOT IN ('updated_at', 'version')", table=table
        )
        names = ", ".join(f'"{column}"' for column in columns)
        found[table] = connection.rows(f"SELECT {names} FROM {table} ORDER BY id")
    return found


def _did(crm: Crm, action: Action) -> bool:
    """Whether the action was taken and changed something; one that cannot be done must leave all as it was."""
    before, group = _content(crm.store.read()), crm.store.last_group
    try:
        action(crm)
    except CrmError:
        assert _content(crm.store.read()) == before
        return False
    return crm.store.last_group != group


@settings(max_examples=40)
@given(st.lists(ACTIONS, min_size=4, max_size=18))
def test_merges_tags_fields_and_views_are_undone_one_by_one_and_redone(actions: list[Action]) -> None:
    with TemporaryDirectory() as folder:
        crm = Crm(Path(folder) / "crm.db", environ={"SMALLCRM_NOW": "2026-11-27T10:00", "TZ": "UTC"})
        with crm.store.write("first") as work:
            for name in ("Dana", "Dana Cohen"):
                work.insert("contact", {"name": name, "kind": "lead"})
                work.insert("company", {"name": name, "kind": "lead"})
        states = [_content(crm.store.read())]
        for action in actions:
            if _did(crm, action):
                states.append(_content(crm.store.read()))
            assert mismatches(crm.store.read()) == []
        for expected in reversed(states[:-1]):
            crm.history.undo()
            assert _content(crm.store.read()) == expected
            assert mismatches(crm.store.read()) == []
        for expected in states[1:]:
            crm.history.redo()
            assert _content(crm.store.read()) == expected
        assert crm.store.read().rows("PRAGMA foreign_key_check") == []
        crm.close()
