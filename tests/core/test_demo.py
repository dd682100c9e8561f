import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.demo.business import PEOPLE, build_demo
from smallcrm.core.demo.companies import FIRMS
from smallcrm.errors import ConflictError
from smallcrm.ids import encode_ulid
from smallcrm.records.agenda import AgendaSection
from smallcrm.records.contacts import ContactKind
from smallcrm.records.duplicates import Certainty
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.references import Noun
from smallcrm.store import derived
from smallcrm.store.search_index import mismatches

NOW = "2026-11-18T10:00"
DAYS = (NOW, "2026-11-21T00:05", "2027-02-26T23:50", "2028-02-25", "2027-03-28T08:00")
"""A Wednesday, a Saturday just begun, the days around 29 February, and a change of the clocks."""

Row = tuple[Any, ...]


def counting_uids() -> Callable[[int], str]:
    made = 0

    def new_uid(milliseconds: int) -> str:
        nonlocal made
        made += 1
        return encode_ulid(milliseconds, made.to_bytes(10, "big"))

    return new_uid


def empty_crm(folder: Path, now: str = NOW) -> Crm:
    return Crm(folder / "demo.db", environ={"SMALLCRM_NOW": now, "LANG": "de_DE.UTF-8"}, new_uid=counting_uids())


def everything(crm: Crm) -> dict[str, list[Row]]:
    read = crm.store.read()
    names = read.column("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_stat1' ORDER BY name")
    return {name: read.rows(f"SELECT * FROM {name}") for name in names}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crm]:
    crm = empty_crm(tmp_path_factory.mktemp("demo"))
    build_demo(crm)
    yield crm
    crm.close()


@pytest.fixture(params=DAYS)
def demo_on_a_day(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Crm]:
    crm = empty_crm(tmp_path, request.param)
    build_demo(crm)
    yield crm
    crm.close()


def count(crm: Crm, rest: str, **parameters: object) -> int:
    return int(crm.store.read().value(f"SELECT count(*) FROM {rest}", **parameters))


def distinct(crm: Crm, column: str, table: str) -> set[str]:
    return set(crm.store.read().column(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"))


def names(crm: Crm, condition: str) -> list[str]:
    return crm.store.read().column(f"SELECT name FROM contact WHERE {condition}")


def test_the_same_moment_gives_the_same_rows(demo: Crm, tmp_path: Path) -> None:
    again = empty_crm(tmp_path)
    build_demo(again)
    assert everything(again) == everything(demo)
    again.close()


def test_the_business_has_the_size_of_a_small_one(demo: Crm) -> None:
    assert 40 <= count(demo, "contact") <= 60
    assert count(demo, "company") == 15
    assert 300 <= count(demo, "interaction") <= 450


@pytest.mark.parametrize(
    ("column", "table", "choices"),
    [
        ("kind", "contact", ContactKind),
        ("channel", "interaction", InteractionChannel),
        ("direction", "interaction", Direction),
        ("topic", "interaction", Topic),
        ("outcome", "interaction", Outcome),
        ("kind", "follow_up", FollowUpKind),
        ("priority", "follow_up", Priority),
        ("status", "follow_up", FollowUpStatus),
    ],
)
def test_every_choice_occurs(demo: Crm, column: str, table: str, choices: type[StrEnum]) -> None:
    assert distinct(demo, column, table) == {choice.value for choice in choices}


def test_nothing_that_happened_lies_ahead(demo_on_a_day: Crm) -> None:
    now = demo_on_a_day.clock.stamp()
    assert count(demo_on_a_day, "interaction WHERE at > :now", now=now) == 0
    assert count(demo_on_a_day, "follow_up WHERE done_at > :now OR created_at > :now", now=now) == 0
    assert count(demo_on_a_day, "contact WHERE created_at > :now OR converted_at > :now", now=now) == 0


def test_nobody_works_on_saturday(demo_on_a_day: Crm) -> None:
    clock = demo_on_a_day.clock
    moments = demo_on_a_day.store.read().column(
        "SELECT at FROM interaction UNION ALL SELECT done_at FROM follow_up WHERE done_at IS NOT NULL"
    )
    assert {clock.local(moment).strftime("%a") for moment in moments} == {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri"}
    due = demo_on_a_day.store.read().column("SELECT due_on FROM follow_up WHERE due_on <> :today", today=clock.today())
    assert "Sat" not in {date.fromisoformat(day).strftime("%a") for day in due}


def test_interactions_are_numbered_in_the_order_in_which_they_happened(demo_on_a_day: Crm) -> None:
    moments = demo_on_a_day.store.read().column("SELECT at FROM interaction ORDER BY id")
    assert moments == sorted(moments)


def test_nobody_took_part_in_anything_before_being_known(demo_on_a_day: Crm) -> None:
    early = "contact JOIN interaction_contact AS touch ON touch.contact_id = contact.id WHERE at < contact.created_at"
    assert count(demo_on_a_day, early) == 0


def test_the_agenda_of_any_day_looks_like_a_day(demo_on_a_day: Crm) -> None:
    parts = {part.section: len(part.rows) for part in demo_on_a_day.agenda.parts()}
    assert 4 <= parts[AgendaSection.OVERDUE] <= 6
    assert 4 <= parts[AgendaSection.DUE] <= 6
    assert 3 <= parts[AgendaSection.CADENCE] <= 6
    assert 1 <= parts[AgendaSection.BIRTHDAY] <= 2
    assert parts[AgendaSection.COMPLAINT] == 1


def test_someone_has_a_birthday_within_a_week_and_someone_on_a_leap_day(demo: Crm) -> None:
    today = demo.clock.today()
    week = [(today + timedelta(days=ahead)).strftime("%m-%d") for ahead in range(8)]
    days = demo.store.read().column("SELECT birthday FROM contact WHERE birthday IS NOT NULL")
    assert len([day for day in days if day[-5:] in week]) == 1
    assert any(day.endswith("-02-29") for day in days)
    assert any(day.startswith("--") for day in days)


def test_follow_ups_of_every_sort_are_planned(demo_on_a_day: Crm) -> None:
    today = demo_on_a_day.clock.today()
    opened = "follow_up WHERE status = 'open' AND"
    assert 4 <= count(demo_on_a_day, f"{opened} due_on < :today", today=today) <= 6
    assert 4 <= count(demo_on_a_day, f"{opened} due_on = :today", today=today) <= 6
    assert 10 <= count(demo_on_a_day, f"{opened} due_on > :today", today=today) <= 15
    assert count(demo_on_a_day, f"{opened} repeat_rule = '2w'") == 1
    assert count(demo_on_a_day, f"{opened} due_time IS NOT NULL") >= 1
    assert count(demo_on_a_day, f"{opened} coalesce(contact_id, company_id) IS NULL") >= 1
    assert count(demo_on_a_day, f"{opened} snooze_count = 2 AND first_due_on < due_on") == 1
    assert count(demo_on_a_day, "follow_up WHERE status = 'cancelled'") == 1
    assert count(demo_on_a_day, "follow_up WHERE status = 'done' AND done_at IS NULL") == 0
    assert count(demo_on_a_day, "follow_up WHERE first_due_on > due_on") == 0


def test_one_former_customer_asked_not_to_be_contacted(demo: Crm) -> None:
    assert names(demo, "do_not_contact = 1 AND do_not_contact_reason <> '' AND kind = 'former'") == ["ליאור אזולאי"]
    assert len(names(demo, "kind = 'former'")) > 1


def test_someone_with_a_cadence_was_never_touched(demo: Crm) -> None:
    assert names(demo, "touch_due_on IS NOT NULL AND last_touch_at IS NULL") == ["עומרי נחום"]
    assert count(demo, "tag WHERE cadence_days > 0") == 1


def test_families_and_a_switchboard_share_a_phone(demo: Crm) -> None:
    shared = demo.store.read().column(
        "SELECT group_concat(name, ', ') FROM (SELECT match_key, name FROM channel JOIN contact"
        " ON contact.id = channel.contact_id WHERE type = 'phone' ORDER BY contact.id)"
        " GROUP BY match_key HAVING count(*) > 1 ORDER BY 1"
    )
    assert shared == ["אורנה לוי, אבי לוי", "דנה כהן (Dana), דנה כהן", "משה קדוש, גלי הראל"]


def test_two_people_were_entered_twice_and_merging_finds_them_one(demo: Crm) -> None:
    groups = demo.duplicates.groups(Noun.CONTACT)
    assert [(group.certainty, len(group.suspects)) for group in groups] == [
        (Certainty.CERTAIN, 2), (Certainty.STRONG, 2)
    ]  # fmt: skip
    plan = demo.merges.plan(groups[1].suspects[1].ref, groups[1].suspects[0].ref)
    assert plan.survivor_name.startswith("דנה כהן")


def test_every_view_of_the_studio_shows_someone(demo_on_a_day: Crm) -> None:
    for view in demo_on_a_day.views.all():
        look = demo_on_a_day.views.look(view.name, view.entity)
        assert demo_on_a_day.lists.page(view.entity, query=look.query, fields=look.fields, sort=look.sort).rows


def test_the_studio_has_custom_fields_of_every_type_but_addresses(demo: Crm) -> None:
    assert distinct(demo, "type", "custom_field") == {"text", "choice", "money", "date", "bool", "number"}
    assert count(demo, "custom_value") > 20


def test_hebrew_english_and_both_occur_in_names(demo: Crm) -> None:
    written = names(demo, "1")
    hebrew = [name for name in written if re.search("[א-ת]", name)]
    latin = [name for name in written if re.search("[A-Za-z]", name)]
    assert len(hebrew) > 25
    assert len(latin) > 5
    assert set(hebrew) & set(latin)


def test_addresses_are_of_example_domains(demo: Crm) -> None:
    addresses = demo.store.read().column("SELECT value FROM channel WHERE type = 'email'")
    domains = demo.store.read().column("SELECT domain FROM company WHERE domain IS NOT NULL")
    assert {text.rsplit(".", 1)[1] for text in addresses + domains} == {"example"}


def test_phones_are_read_as_israeli_wherever_the_demo_is_built(demo: Crm) -> None:
    assert demo.business.country == "IL"
    key = "SELECT match_key FROM channel WHERE value = '0525550102'"
    assert demo.store.read().value(key) == "0525550102 972525550102"


def test_handles_name_one_record_each() -> None:
    handles = [entry.handle for entry in (*PEOPLE, *FIRMS)]
    assert len(set(handles)) == len(handles)


def test_the_search_index_agrees_with_the_data(demo: Crm) -> None:
    assert mismatches(demo.store.read()) == []


def test_derived_columns_are_right(tmp_path: Path) -> None:
    crm = empty_crm(tmp_path)
    build_demo(crm)
    built = everything(crm)["contact"]
    with crm.store.write("derive") as work:
        derived.refresh_range(work.connection, crm.clock, 1, len(built))
    assert everything(crm)["contact"] == built
    crm.close()


def test_one_undo_takes_it_all_back(tmp_path: Path) -> None:
    crm = empty_crm(tmp_path)
    before = dict(crm.settings.stored())
    build_demo(crm)
    assert crm.business.country == "IL"
    crm.history.undo()
    tables = ("contact", "company", "channel", "tag", "tagging", "interaction", "interaction_contact", "follow_up")
    assert {table: count(crm, table) for table in tables} == dict.fromkeys(tables, 0)
    assert dict(crm.settings.stored()) == before
    assert crm.business.country == "DE"
    assert mismatches(crm.store.read()) == []
    crm.close()


def test_a_database_with_contacts_is_left_alone(tmp_path: Path) -> None:
    crm = empty_crm(tmp_path)
    crm.contacts.add({"name": "Dana"})
    before = everything(crm)
    with pytest.raises(ConflictError, match="holds 1 "):
        build_demo(crm)
    assert everything(crm) == before
    assert crm.business.country == "DE"
    crm.close()
