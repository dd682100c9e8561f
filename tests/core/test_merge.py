from collections.abc import Callable
from typing import Any

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.errors import ConflictError, DuplicateError, NotFoundError, UsageError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.interactions import InteractionChannel
from smallcrm.records.profile import EntryKind
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import foreign_keys
from smallcrm.store.queries.names import present_row
from smallcrm.store.search_index import mismatches
from smallcrm.store.tables import JOURNAL_TABLES

Person = Callable[..., Reference]
Content = dict[str, list[tuple[Any, ...]]]


def content(connection: Connection) -> Content:
    """Every row of every table but the journal, without what each write stamps anew."""
    tables = connection.column("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    found = {}
    for table in sorted(set(tables) - JOURNAL_TABLES - {"sqlite_sequence", "sqlite_schema"}):
        columns = connection.column(
            "SELECT name FROM pragma_table_info(:table) WHERE name NOT IN ('updated_at', 'version')", table=table
        )
        names = ", ".join(f'"{column}"' for column in columns)
        found[table] = connection.rows(f"SELECT {names} FROM {table} ORDER BY id")
    return found


def company(crm: Crm, name: str, **fields: str) -> Reference:
    return Reference(Noun.COMPANY, crm.companies.add({"name": name, **fields}, force=True)[0])


def _row_of_each_reference(crm: Crm, owner: Reference) -> list[tuple[str, str, int]]:
    """One row for every column of the schema that can refer to such a record, as (table, column, id)."""
    deal_owner = {f"{owner.noun.table}_id": owner.id}
    made = []
    with crm.store.write("rows") as work:
        samples: dict[str, dict[str, Any]] = {
            "channel": {"type": "phone", "value": "050", "match_key": "050"},
            "contact": {"name": "Someone", "kind": "lead"},
            "custom_value": {
                "custom_field_id": work.insert(
                    "custom_field", {"entity": owner.noun.value, "key": "k", "label": "K", "type": "text"}
                ),
                "value": "v",
            },
            "deal": {"title": "Cake", "stage_id": 1, "currency": "ILS"},
            "follow_up": {"title": "Call", "due_on": "2026-12-01", "first_due_on": "2026-12-01", "kind": "call",
                          "priority": "normal", "status": "open"},
            "interaction": {"at": work.stamp, "channel": "call", "direction": "in", "topic": "sale", "summary": "s"},
            "interaction_contact": {
                "interaction_id": work.insert(
                    "interaction",
                    {"at": work.stamp, "channel": "call", "direction": "in", "topic": "sale", "summary": "s"},
                ),
                "at": work.stamp,
            },
            "merged_uid": {"uid": "01ARZ3NDEKTSV4RRFFQ69G5FAV"},
            "tagging": {"tag_id": work.insert("tag", {"name": "vip"})},
        }  # fmt: skip
        for key in foreign_keys(crm.store.read()):
            if key.parent == owner.noun.table:
                identity = work.insert(key.table, {**samples[key.table], **deal_owner, key.column: owner.id})
                made.append((key.table, key.column, identity))
    return made


@pytest.mark.parametrize("noun", [Noun.CONTACT, Noun.COMPANY])
def test_every_row_that_refers_to_the_loser_refers_to_the_survivor_and_undo_puts_all_back(
    crm: Crm, person: Person, noun: Noun
) -> None:
    """The schema itself says which rows there are, so that no later table can be forgotten."""
    loser, survivor = (person(name) if noun == Noun.CONTACT else company(crm, name) for name in ("Dana", "Dana Cohen"))
    rows = _row_of_each_reference(crm, loser)
    before = content(crm.store.read())
    crm.merges.merge([loser], survivor)
    for table, column, identity in rows:
        row = present_row(crm.store.read(), table, identity)
        assert row is not None, table
        assert row[column] == survivor.id, table
    assert present_row(crm.store.read(), noun.table, loser.id) is None
    assert mismatches(crm.store.read()) == []
    merged = content(crm.store.read())
    crm.history.undo()
    assert content(crm.store.read()) == before
    assert mismatches(crm.store.read()) == []
    crm.history.redo()
    assert content(crm.store.read()) == merged


def test_the_survivors_value_wins_a_gap_is_filled_and_the_rest_goes_to_a_note(crm: Crm, person: Person) -> None:
    loser = person("D. Cohen", city="Haifa", source="web", company="Acme", notes="likes lemon", kind="customer")
    survivor = person("Dana Cohen", city="Nesher", company="Bolt", notes="no nuts")
    crm.merges.merge([loser], survivor)
    kept = crm.contacts.get(survivor.id)
    assert (kept.name, kept.city, kept.source, kept.kind) == ("Dana Cohen", "Nesher", "web", "customer")
    assert kept.notes == "no nuts\nlikes lemon"
    (note,) = [entry for entry in crm.profiles.timeline(survivor) if entry.kind == EntryKind.INTERACTION]
    assert (note.channel, note.text) == (InteractionChannel.NOTE, f"merged with {loser} D. Cohen")
    assert crm.interactions.get(note.ref.id).body == "City: Haifa\nCompany: Acme\nName: D. Cohen"


def test_someone_who_must_not_be_contacted_stays_so_with_the_reason(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana", do_not_contact="asked us"), person("Dana Cohen")
    crm.merges.merge([loser], survivor)
    kept = crm.contacts.get(survivor.id)
    assert (kept.do_not_contact, kept.do_not_contact_reason) == (1, "asked us")


def test_a_cadence_comes_with_the_day_it_was_set(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana", cadence="30d"), person("Dana Cohen")
    crm.merges.merge([loser], survivor)
    assert crm.contacts.get(survivor.id).touch_due_on == "2026-12-27"
    other = person("Dana", cadence="7d")
    crm.merges.merge([other], survivor)
    assert crm.contacts.get(survivor.id).cadence_days == 30


def test_channels_and_tags_unite(crm: Crm, person: Person) -> None:
    loser = person("Dana", email="DANA@x.example", phone="050-1111111", tags=("vip", "old"))
    survivor = person("Dana Cohen", email="dana@x.example", phone="050-2222222", tags=("VIP", "new"))
    crm.merges.merge([loser], survivor)
    assert [channel.value for channel in crm.channels.of(survivor)] == ["dana@x.example", "050-2222222", "050-1111111"]
    assert crm.tags.of(survivor) == ["new", "old", "vip"]


def test_who_opted_out_under_either_record_has_opted_out(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana", email="d@x.example"), person("Dana Cohen", email="d@x.example")
    crm.channels.edit(crm.channels.of(loser)[0].id, {"opted_out": 1})
    crm.merges.merge([loser], survivor)
    assert [(channel.value, channel.opted_out) for channel in crm.channels.of(survivor)] == [("d@x.example", 1)]


def test_there_is_one_primary_channel_of_a_type(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana"), person("Dana Cohen")
    for owner, phone in ((loser, "050-1111111"), (survivor, "050-2222222")):
        crm.channels.add(owner, NewChannel(ChannelType.PHONE, phone), primary=True)
    crm.merges.merge([loser], survivor)
    assert [(channel.value, channel.is_primary) for channel in crm.channels.of(survivor)] == [
        ("050-2222222", 1), ("050-1111111", 0)
    ]  # fmt: skip


def test_custom_values_unite_and_a_differing_one_is_noted_as_it_is_read(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Budget", kind="money")
    crm.custom_fields.add("Vegan", kind="bool")
    crm.custom_fields.add("Level")
    loser = person("Dana", budget="1200 USD", vegan="yes", level="gold")
    survivor = person("Dana Cohen", budget="900", vegan="no")
    (merge,) = crm.merges.merge([loser], survivor)
    assert crm.lists.custom_values("contact", survivor.id).rows == [("90000 ILS", 0, "gold")]
    assert merge.noted == ("Name: Dana", "Budget: $1,200.00", "Vegan: yes")


def test_an_interaction_with_both_has_the_survivor_once(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana"), person("Dana Cohen")
    crm.interactions.log([loser, survivor], Touch("met at the fair", crm.clock.stamp()))
    crm.merges.merge([loser], survivor)
    assert crm.profiles.contact(survivor.id).touches == 1


def test_a_merged_uid_means_the_survivor_through_two_merges_and_back(crm: Crm, person: Person) -> None:
    first, second, third = person("Dana"), person("Dana C"), person("Dana Cohen")
    uid = crm.contacts.get(first.id).uid
    crm.merges.merge([first], second)
    assert crm.resolver.contact(uid) == second.id
    crm.merges.merge([second], third)
    assert crm.resolver.contact(uid.lower()) == third.id
    crm.history.undo()
    assert crm.resolver.contact(uid) == second.id
    crm.history.undo()
    assert crm.resolver.contact(uid) == first.id


def test_the_people_and_deals_of_a_company_go_over(crm: Crm, person: Person) -> None:
    worker = person("Dana", company="Acme Ltd")
    loser = Reference(Noun.COMPANY, crm.resolver.company("Acme Ltd"))
    survivor = company(crm, "Acme", tax_id="514")
    crm.deals.add({"title": "Cake"}, company=loser.id)
    crm.merges.merge([loser], survivor)
    assert crm.contacts.get(worker.id).company_id == survivor.id
    assert crm.deals.get(1).company_id == survivor.id
    assert mismatches(crm.store.read()) == []


def test_planning_a_merge_changes_nothing_and_tells_what_merging_does(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana", city="Haifa", phone="050-1111111"), person("Dana Cohen")
    before = content(crm.store.read())
    plan = crm.merges.plan(loser, survivor)
    assert content(crm.store.read()) == before
    assert (plan.taken, plan.moved(), plan.noted) == ({"city": "Haifa"}, {"channel": 1}, ("Name: Dana",))
    assert crm.merges.merge([loser], survivor) == [plan]


def test_several_are_merged_in_one_step(crm: Crm, person: Person) -> None:
    survivor = person("Dana Cohen")
    crm.merges.merge([person("Dana"), person("D. Cohen")], survivor)
    assert crm.lists.count("contact") == 1
    crm.history.undo()
    assert crm.lists.count("contact") == 3


def test_what_cannot_be_merged_is_refused(crm: Crm, person: Person) -> None:
    dana, acme = person("Dana"), company(crm, "Acme")
    with pytest.raises(UsageError, match="cannot be merged into itself"):
        crm.merges.merge([dana], dana)
    with pytest.raises(UsageError, match="cannot be merged into company"):
        crm.merges.merge([dana], acme)
    with pytest.raises(NotFoundError, match="no contact 99"):
        crm.merges.merge([Reference(Noun.CONTACT, 99)], dana)
    other = person("Dana Cohen")
    crm.contacts.delete(dana.id)
    with pytest.raises(ConflictError, match="in the trash"):
        crm.merges.merge([other], dana)


def test_an_email_in_the_trash_does_not_clash(crm: Crm, person: Person) -> None:
    crm.contacts.delete(person("Dana", email="d@x.example").id)
    added = crm.contacts.add({"name": "Dana Cohen"}, channels=[NewChannel(ChannelType.EMAIL, "d@x.example")])
    assert added.is_new


@pytest.mark.parametrize("through_trash", [True, False])
def test_restoring_someone_whose_email_was_taken_meanwhile_offers_the_merge(
    crm: Crm, person: Person, through_trash: bool
) -> None:
    old = person("Dana", email="d@x.example", phone="050-1111111")
    crm.contacts.delete(old.id)
    new = person("Dana Cohen", email="D@x.example")
    with pytest.raises(DuplicateError) as raised:
        crm.trash.restore([old]) if through_trash else crm.contacts.restore(old.id)
    assert f"smallcrm contact merge {old.id} --into {new.id}" in raised.value.hint
    assert crm.contacts.get(old.id).deleted_at is not None
    crm.merges.merge([old], new)
    assert [channel.value for channel in crm.channels.of(new)] == ["D@x.example", "050-1111111"]


def test_restoring_is_forced_or_happens_by_itself_for_another_name(crm: Crm, person: Person) -> None:
    old = person("Dana", email="d@x.example")
    crm.contacts.delete(old.id)
    person("Avi Levi", email="d@x.example")
    assert crm.contacts.restore(old.id)
    crm.contacts.delete(old.id)
    person("Dana Cohen", email="d@x.example")
    assert crm.contacts.restore(old.id, force=True)


def test_a_purged_survivor_takes_its_merged_uids_along(crm: Crm, person: Person) -> None:
    loser, survivor = person("Dana"), person("Dana Cohen")
    crm.merges.merge([loser], survivor)
    crm.contacts.delete(survivor.id)
    crm.trash.empty([survivor])
    assert crm.store.read().value("SELECT count(*) FROM merged_uid") == 0


def test_a_loser_wins_the_fields_that_are_named_and_what_stood_there_goes_to_the_note(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Shoe size", kind="number")
    loser = person("D. Cohen", city="Haifa", company="Acme", cadence="7d", shoe_size="38")
    survivor = person("Dana Cohen", city="Nesher", company="Bolt", cadence="30d", shoe_size="40")
    before = content(crm.store.read())
    (merged,) = crm.merges.merge([loser], survivor, wins={loser: {"name", "company_id", "cadence_days", "shoe_size"}})
    kept = crm.contacts.get(survivor.id)
    assert (merged.survivor_name, kept.name, kept.city, kept.cadence_days) == ("D. Cohen", "D. Cohen", "Nesher", 7)
    assert crm.resolver.someone("D. Cohen") == survivor
    assert kept.company_id is not None
    assert crm.companies.get(kept.company_id).name == "Acme"
    assert crm.lists.custom_values("contact", survivor.id).rows[0] == (38,)
    (note,) = [entry for entry in crm.profiles.timeline(survivor) if entry.kind == EntryKind.INTERACTION]
    assert (crm.interactions.get(note.ref.id).body or "").splitlines() == [
        "Cadence days: 30", "City: Haifa", "Company: Bolt", "Name: Dana Cohen", "Shoe size: 40",
    ]  # fmt: skip
    crm.history.undo()
    assert content(crm.store.read()) == before


def test_of_several_losers_each_wins_its_own_fields(crm: Crm, person: Person) -> None:
    first, second = person("D.", city="Haifa", source="web"), person("Dana C.", city="Acre", source="fair")
    survivor = person("Dana Cohen", city="Nesher")
    crm.merges.merge([first, second], survivor, wins={second: {"city", "source"}, first: {"name"}})
    kept = crm.contacts.get(survivor.id)
    assert (kept.name, kept.city, kept.source) == ("D.", "Acre", "fair")


def test_records_are_compared_field_by_field_custom_ones_too(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Vegan", kind="bool")
    one, other = person("Dana", company="Acme", notes="a", vegan="yes"), person("Dana", city="Haifa", notes="b")
    compared = {field.label: field for field in crm.merges.compare([one, other])}
    assert {label: field.values for label, field in compared.items()} == {
        "Name": ("Dana", "Dana"),
        "Company": ("Acme", ""),
        "City": ("", "Haifa"),
        "Notes": ("a", "b"),
        "Vegan": ("yes", ""),
    }
    assert [field.label for field in compared.values() if field.differs] == []
    assert (compared["Company"].winner, compared["City"].winner) == (0, 1)
