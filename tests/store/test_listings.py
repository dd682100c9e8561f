"""The lists of every noun: columns, sorting, pages, which rows are alive, and which indexes serve them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from smallcrm.clock import Clock
from smallcrm.core.query import parse_line
from smallcrm.errors import UsageError
from smallcrm.records.tables import LIST_SEPARATOR, Page
from smallcrm.store.queries.listings import LISTINGS
from smallcrm.store.queries.select import count, each_id, select, select_by_id
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.store.store import Store
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold
from smallcrm.values.calendar import BusinessCalendar
from tests.store.counting import steps_of

CLOCK = Clock(UTC, moment=lambda: datetime(2026, 11, 25, 9, tzinfo=UTC))
VIEW = Viewpoint(CLOCK, BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset()))
EVERY_FIELD = [(noun, field) for noun, listing in LISTINGS.items() for field in listing.columns]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "crm.db", clock=CLOCK)
    yield store
    store.close()


class Rows:
    """Adds rows the short way."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work

    def contact(self, name: str, **values: Any) -> int:
        return self._work.insert("contact", {"name": name, "name_key": fold(name), "kind": "lead", **values})

    def company(self, name: str, **values: Any) -> int:
        return self._work.insert("company", {"name": name, "name_key": fold(name), "kind": "lead", **values})

    def channel(self, value: str, **values: Any) -> int:
        return self._work.insert("channel", {"type": "phone", "value": value, "match_key": value, **values})

    def tag(self, name: str, **owner: Any) -> None:
        tag = self._work.insert("tag", {"name": name, "name_key": fold(name)})
        self._work.insert("tagging", {"tag_id": tag, **owner})

    def follow_up(self, title: str, due: str = "2026-12-01", **values: Any) -> int:
        row = {"title": title, "title_key": fold(title), "due_on": due, "first_due_on": due, "kind": "call"}
        return self._work.insert("follow_up", {**row, "priority": "normal", "status": "open", **values})

    def interaction(self, summary: str, *contacts: int, at: str = "2026-11-01T10:00:00Z", **values: Any) -> int:
        row = {"at": at, "channel": "call", "direction": "out", "topic": "general", "summary": summary}
        identity = self._work.insert("interaction", {**row, **values})
        for contact in contacts:
            person = {"interaction_id": identity, "contact_id": contact, "at": at}
            self._work.insert("interaction_contact", person)
        return identity

    def deal(self, title: str, **values: Any) -> int:
        return self._work.insert(
            "deal", {"title": title, "title_key": fold(title), "stage_id": 1, "currency": "ILS", **values}
        )

    def of_company(self, noun: str, company: int | None) -> int:
        """A row of any noun with a company, which stays in its list when the company goes."""
        if noun == "contact":
            return self.contact("Dana", company_id=company)
        dana = self.contact("Dana")
        if noun == "interaction":
            return self.interaction("Call", dana, company_id=company)
        add = {"follow-up": self.follow_up, "deal": self.deal}[noun]
        return add("Call", contact_id=dana, company_id=company)


def page_of(store: Store, noun: str, line: str = "", **options: Any) -> Page:
    return select(store.read(), LISTINGS[noun], viewpoint=VIEW, query=parse_line(line), **options)


def names(store: Store, noun: str, field: str, line: str = "", **options: Any) -> list[Any]:
    return [row[0] for row in page_of(store, noun, line, fields=[field], **options).rows]


@pytest.mark.parametrize(("noun", "field"), EVERY_FIELD)
def test_every_column_can_be_shown_and_sorted_by(store: Store, noun: str, field: str) -> None:
    page = page_of(store, noun, fields=[field], sort=[field, f"-{field}"], limit=3, offset=1)
    assert [column.name for column in page.columns] == [field]


@pytest.mark.parametrize("noun", sorted(LISTINGS))
def test_names_of_fields_are_given_once(noun: str) -> None:
    named = [field.name for field in LISTINGS[noun].fields]
    assert len(named) == len(set(named))


def test_the_default_columns_are_those_documented(store: Store) -> None:
    shown = {noun: [column.name for column in page_of(store, noun).columns] for noun in LISTINGS}
    documented = {
        "contact": ["id", "name", "company", "kind", "phone", "email", "last_touch", "next", "tags"],
        "company": ["id", "name", "kind", "domain", "phone", "email", "city", "people", "tags"],
        "channel": ["id", "owner", "name", "type", "value", "label", "primary", "invalid", "opted_out"],
        "interaction": ["id", "at", "channel", "direction", "topic", "outcome", "contacts", "company", "summary"],
        "follow-up": ["id", "due", "time", "title", "with", "kind", "priority", "status", "company"],
        "deal": ["id", "title", "contact", "company", "stage", "amount", "currency", "probability", "weighted",
                 "close", "age", "next", "rotting"],
        "stage": ["id", "name", "type", "probability", "rot_days", "position", "deals"],
        "tag": ["id", "name", "cadence_days", "contacts", "companies", "deals"],
        "field": ["id", "of", "key", "label", "type", "choices", "records"],
        "view": ["id", "name", "of", "query", "columns", "sort"],
    }  # fmt: skip
    assert shown == documented


def test_a_contact_shows_what_hangs_on_it(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        dana = rows.contact("Dana", company_id=rows.company("Acme"))
        rows.channel("03-1", contact_id=dana)
        rows.channel("050-2", contact_id=dana, is_primary=1)
        rows.channel("d@x.example", contact_id=dana, type="email")
        rows.tag("vip", contact_id=dana)
        rows.tag("Club", contact_id=dana)
        rows.interaction("spoke", dana)
        rows.follow_up("call", contact_id=dana)
    assert page_of(store, "contact").rows == [
        (dana, "Dana", "Acme", "lead", "050-2", "d@x.example", "2026-11-01T10:00:00Z", "2026-12-01",
         f"Club{LIST_SEPARATOR}vip"),
    ]  # fmt: skip


def test_an_interaction_names_its_people(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        rows.interaction("met", rows.contact("Dana"), rows.contact("Avi"))
    assert names(store, "interaction", "contacts") == [f"Dana{LIST_SEPARATOR}Avi"]


def test_a_channel_names_its_owner(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        rows.channel("050", contact_id=rows.contact("Dana"))
        rows.channel("03", company_id=rows.company("Acme"))
    page = page_of(store, "channel", fields=["owner", "name", "value"])
    assert page.rows == [("contact:1", "Dana", "050"), ("company:1", "Acme", "03")]


def test_names_are_sorted_by_their_fold(store: Store) -> None:
    with store.write("add") as work:
        for name in ("דָּנָה", "avi", "Zoë", "אבי", "Éva", "דן", "Bob"):
            Rows(work).contact(name)
    assert names(store, "contact", "name") == ["avi", "Bob", "Éva", "Zoë", "אבי", "דן", "דָּנָה"]


def test_text_without_a_key_is_sorted_by_its_fold_and_empty_values_come_last(store: Store) -> None:
    with store.write("add") as work:
        for city in ("haifa", None, "Éilat", "Acre"):
            Rows(work).contact("X", city=city)
    assert names(store, "contact", "city", sort=["city"]) == ["Acre", "Éilat", "haifa", None]
    assert names(store, "contact", "city", sort=["-city"]) == ["haifa", "Éilat", "Acre", None]


def test_choices_are_sorted_in_their_own_order(store: Store) -> None:
    with store.write("add") as work:
        for priority in ("low", "high", "normal"):
            Rows(work).follow_up("x", priority=priority)
    assert names(store, "follow-up", "priority", sort=["priority"]) == ["high", "normal", "low"]


def test_pages_of_equal_rows_follow_one_another_without_gaps(store: Store) -> None:
    with store.write("add") as work:
        ids = [Rows(work).contact("Same") for _ in range(7)]
    for sort, expected in ((["name"], ids), (["-name"], ids[::-1]), (["kind", "city"], ids)):
        pages = [names(store, "contact", "id", sort=sort, limit=3, offset=offset) for offset in (0, 3, 6)]
        assert [*pages[0], *pages[1], *pages[2]] == expected


def test_a_page_has_the_order_of_the_whole_list(store: Store) -> None:
    with store.write("add") as work:
        for position in range(30):
            Rows(work).contact(f"Name {position * 7 % 30:02}", city=f"c{position % 4}")
    for sort in ([], ["-city", "name"], ["created"], ["phone"]):
        whole = names(store, "contact", "name", sort=sort)
        assert names(store, "contact", "name", sort=sort, limit=10, offset=5) == whole[5:15]


@pytest.mark.parametrize("noun", ["contact", "interaction", "follow-up", "deal"])
def test_pages_by_company_put_companies_in_order_and_rows_without_a_living_one_last(store: Store, noun: str) -> None:
    places = [0, 3, 4, 2, 1, 5, 4, 2, 3, 1, 0, 5]
    with store.write("add") as work:
        rows = Rows(work)
        gone = rows.company("Gone")
        firms = [rows.company("Zion"), rows.company("acme"), rows.company("Acme"), gone, None, rows.company("אורן")]
        ids = [rows.of_company(noun, firms[place]) for place in places]
        work.trash("company", gone)
    keys = {0: "zion", 1: "acme", 2: "acme", 5: "אורן"}
    named = sorted((keys[place], key) for place, key in zip(places, ids, strict=True) if place in keys)
    rest = [key for place, key in zip(places, ids, strict=True) if place not in keys]
    expected = {"company": [key for _, key in named] + rest, "-company": [key for _, key in named[::-1]] + rest[::-1]}
    for sort, ordered in expected.items():
        pages = [names(store, noun, "id", sort=[sort], limit=5, offset=offset) for offset in (0, 5, 10)]
        assert [*chain(*pages)] == ordered
        assert names(store, noun, "id", sort=[sort]) == ordered
        assert [*each_id(store.read(), LISTINGS[noun], viewpoint=VIEW, sort=[sort], limit=7)] == ordered[:7]


def test_rows_by_id_come_in_the_order_asked_for_without_the_trashed(store: Store) -> None:
    with store.write("add") as work:
        ids = [Rows(work).contact(name) for name in "ABCD"]
        work.trash("contact", ids[1])
    page = select_by_id(store.read(), LISTINGS["contact"], [ids[3], ids[1], ids[0]], viewpoint=VIEW, fields=["name"])
    assert page.rows == [("D",), ("A",)]


@pytest.mark.parametrize("names_given", [["colour"], ["name", ""], ["topic"]])
def test_an_unknown_column_is_refused_with_the_list(store: Store, names_given: list[str]) -> None:
    for option in ("fields", "sort"):
        with pytest.raises(UsageError, match="has no column") as refused:
            page_of(store, "contact", "", **{option: names_given})
        assert "last_touch" in refused.value.hint


def test_what_hangs_on_a_trashed_contact_leaves_every_list_and_returns_with_it(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        dana, avi = rows.contact("Dana"), rows.contact("Avi")
        rows.channel("050", contact_id=dana)
        rows.interaction("alone", dana)
        rows.interaction("together", dana, avi)
        rows.interaction("nobody")
        rows.follow_up("hers", contact_id=dana)
        rows.follow_up("mine")
    with store.write("trash") as work:
        work.trash("contact", dana)
    assert names(store, "interaction", "summary") == ["nobody", "together"]
    assert names(store, "interaction", "contacts", "with:avi") == ["Avi"]
    assert names(store, "interaction", "id", "with:dana") == []
    assert names(store, "follow-up", "title") == ["mine"]
    assert names(store, "channel", "value") == []
    assert count(store.read(), LISTINGS["interaction"], viewpoint=VIEW) == 2
    with store.write("restore") as work:
        work.restore("contact", dana)
    assert names(store, "interaction", "summary") == ["nobody", "together", "alone"]
    assert names(store, "follow-up", "title") == ["hers", "mine"]
    assert names(store, "channel", "value") == ["050"]


def test_what_hangs_on_a_trashed_company_alone_leaves_every_list(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        acme = rows.company("Acme")
        dana = rows.contact("Dana", company_id=acme)
        rows.interaction("theirs", company_id=acme)
        rows.interaction("hers", dana, company_id=acme)
        rows.follow_up("theirs", company_id=acme)
        rows.follow_up("hers", company_id=acme, contact_id=dana)
        work.trash("company", acme)
    assert names(store, "interaction", "summary") == ["hers"]
    assert names(store, "follow-up", "title") == ["hers"]
    assert names(store, "contact", "company") == [None]


def test_words_find_interactions_and_follow_ups_by_the_names_of_their_people(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        dana = rows.contact("Dana Cohen")
        rows.interaction("price list", dana)
        rows.follow_up("send", contact_id=dana)
    assert names(store, "interaction", "summary", "dan price") == ["price list"]
    assert names(store, "interaction", "summary", "avi price") == []
    assert names(store, "follow-up", "title", "cohen") == ["send"]


def test_tags_of_people_filter_what_hangs_on_them(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        dana = rows.contact("Dana")
        rows.tag("vip", contact_id=dana)
        rows.interaction("hers", dana)
        rows.interaction("other", rows.contact("Avi"))
        rows.follow_up("hers", contact_id=dana)
        rows.follow_up("other")
    assert names(store, "interaction", "summary", "+vip") == ["hers"]
    assert names(store, "follow-up", "title", "not +vip") == ["other"]


def test_open_follow_ups_before_today_are_overdue(store: Store) -> None:
    with store.write("add") as work:
        rows = Rows(work)
        rows.follow_up("late", "2026-11-24")
        rows.follow_up("today", "2026-11-25")
        rows.follow_up("past", "2026-11-01", status="done")
    assert names(store, "follow-up", "title", "overdue:yes") == ["late"]
    assert names(store, "follow-up", "title", "overdue:no status:open") == ["today"]


def plan_of(store: Store, noun: str, line: str = "", **options: Any) -> str:
    """What SQLite says of the steps of a list's statement."""
    statements: list[str] = []
    raw = store.read().raw
    raw.set_trace_callback(statements.append)
    page_of(store, noun, line, fields=["id"], **options)
    raw.set_trace_callback(None)
    statement = [text for text in statements if not text.startswith("--")][-1]
    return "\n".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}"))


@pytest.mark.parametrize(
    ("noun", "line", "sort", "index"),
    [
        ("contact", "", "", "contact_by_name"),
        ("contact", "", "-name", "contact_by_name"),
        ("contact", "", "-last_touch", "contact_by_last_touch"),
        ("contact", "", "last_touch", "contact_by_last_touch"),
        ("contact", "", "-created", "contact_by_created"),
        ("contact", "", "kind", "contact_by_kind"),
        ("contact", "", "-kind", "contact_by_kind"),
        ("company", "", "", "company_by_name"),
        ("interaction", "", "", "interaction_by_at"),
        ("follow-up", "status:open", "", "follow_up_open_by_due"),
    ],
)
def test_the_common_lists_are_read_in_the_order_of_an_index(
    store: Store, noun: str, line: str, sort: str, index: str
) -> None:
    with store.write("add") as work:
        Rows(work).contact("Dana")
    plan = plan_of(store, noun, line, sort=[sort] if sort else [], limit=50)
    inner = plan.partition("SCAN page")[0]
    assert index in inner
    assert "USE TEMP B-TREE FOR ORDER BY" not in inner


@pytest.mark.parametrize(
    ("noun", "line", "index"),
    [
        ("contact", "dana", "VIRTUAL TABLE"),
        ("contact", "4567", "channel_search"),
        ("contact", "+vip", "tag_name_unique"),
        ("contact", "city:haifa", "contact_by_city (city=?)"),
        ("contact", "company:acme", "contact_by_company"),
        ("contact", "birthday:today", "contact_by_birthday"),
        ("contact", "created:today", "contact_by_created"),
        ("interaction", "contact_id:7", "interaction_contact_by_contact"),
        ("interaction", "at:today", "interaction_by_at (at>? AND at<?)"),
    ],
)
def test_the_common_filters_use_their_index(store: Store, noun: str, line: str, index: str) -> None:
    with store.write("add") as work:
        Rows(work).contact("Dana")
    assert index in plan_of(store, noun, line)


def test_counting_contacts_reads_an_index_alone(store: Store) -> None:
    with store.write("add") as work:
        Rows(work).contact("Dana")
    statement = f"SELECT count(*) FROM {LISTINGS['contact'].source} WHERE {LISTINGS['contact'].living}"
    plan = store.read().rows(f"EXPLAIN QUERY PLAN {statement}")
    (step,) = [row[3] for row in plan]
    assert step.startswith("SCAN contact USING COVERING INDEX")


@pytest.mark.parametrize(
    ("noun", "sort", "scan"),
    [
        ("contact", "company", "SEARCH contact USING COVERING INDEX contact_by_company (company_id=?)"),
        ("interaction", "-company", "SEARCH interaction USING INDEX interaction_by_company (company_id=?)"),
        ("follow-up", "company", "SEARCH follow_up USING INDEX follow_up_by_company (company_id=?)"),
        ("deal", "company", "SEARCH deal USING INDEX deal_by_company (company_id=?)"),
        ("contact", "next", "SCAN contact USING COVERING INDEX contact_by_name"),
        ("company", "people", "SEARCH contact USING COVERING INDEX contact_by_company (company_id=?)"),
    ],
)
def test_sorting_by_what_other_tables_hold_reads_indexes(store: Store, noun: str, sort: str, scan: str) -> None:
    with store.write("add") as work:
        Rows(work).contact("Dana")
    assert scan in plan_of(store, noun, "", sort=[sort], limit=50)


def test_a_list_of_follow_ups_reads_contacts_only_where_it_shows_them(store: Store) -> None:
    with store.write("add") as work:
        Rows(work).follow_up("Call", contact_id=Rows(work).contact("Dana"))
    assert "SEARCH contact USING INTEGER PRIMARY KEY" not in plan_of(store, "follow-up", sort=["title"], limit=50)
    assert "SEARCH contact USING INTEGER PRIMARY KEY" in plan_of(store, "follow-up", sort=["with"], limit=50)


def test_a_page_by_company_that_is_full_looks_for_nobody_without_one(store: Store) -> None:
    steps = []
    for _ in range(2):
        with store.write("add") as work:
            for place in range(300):
                Rows(work).contact("Dana", company_id=Rows(work).company(f"Acme {place}"))
        steps.append(steps_of(store, lambda: page_of(store, "contact", fields=["id"], sort=["company"], limit=5)))
    assert steps[1] < steps[0] * 1.5
