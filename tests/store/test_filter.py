"""QUERY trees as SQL: what they select equals a slow filter over all rows."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.clock import Clock
from smallcrm.core.query import parse_line, parse_query
from smallcrm.errors import UsageError
from smallcrm.records.query import FieldTest, Operator, Phrase, Query, Words
from smallcrm.store.connection import Connection
from smallcrm.store.queries.listings import LISTINGS
from smallcrm.store.queries.select import count, select
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.store.store import Store
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold, index_words
from smallcrm.values.calendar import BusinessCalendar
from tests.slow_filter import compared, has_word, holds, trees

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
"""A Wednesday."""
CALENDAR = BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset())
CLOCK = Clock(UTC, moment=lambda: NOW)
VIEW = Viewpoint(CLOCK, CALENDAR)

NAMES = ("Dana", "Dan", "דָּנָה", "דנה", "Avi", "אבי", "Zoë", "לוי", "Cohen", "כהן", "Smith-Jones", 'צה"ל', "O'Neil")
CITIES = (None, "Haifa", "חיפה", "Tel Aviv", "תֵּל אביב", "TEL AVIV", "Été")
SOURCES = (None, "web", "Referral", "fair % 2026", "50_50")
TAGS = ("vip", "VIP club", "מועדון")
COMPANIES = ("Acme", "אקמי", "Haifa Port", "Zed & Sons")
KINDS = ("lead", "customer", "supplier")
DAYS = (None, "2026-11-01", "2026-11-25", "2026-12-31", "2027-01-02")
TOPICS = ("general", "sale", "complaint")


class Person(NamedTuple):
    """What the slow filter knows of a contact."""

    id: int
    name: str
    kind: str
    city: str | None
    source: str | None
    company: str | None
    birthday: str | None
    next: str | None
    cadence_days: int | None
    touched: str | None
    tags: tuple[str, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    topics: tuple[str, ...]


class World(NamedTuple):
    """A filled database and the same people in Python."""

    connection: Connection
    people: list[Person]

    def __repr__(self) -> str:
        return f"{len(self.people)} people"

    def ids(self, query: Query, *, limit: int | None = None) -> list[int]:
        page = select(
            self.connection, LISTINGS["contact"], viewpoint=VIEW, query=query, fields=["id"], sort=["id"], limit=limit
        )
        return [row[0] for row in page.rows]

    def found(self, line: str) -> set[str]:
        page = select(self.connection, LISTINGS["contact"], viewpoint=VIEW, query=parse_line(line), fields=["name"])
        return {row[0] for row in page.rows}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    store = Store(tmp_path_factory.mktemp("filter") / "crm.db", clock=CLOCK)
    chance = random.Random(1)
    with store.write("fill") as work:
        companies = {
            name: work.insert("company", {"name": name, "name_key": fold(name), "kind": "customer"})
            for name in COMPANIES
        }
        tags = {name: work.insert("tag", {"name": name, "name_key": fold(name)}) for name in TAGS}
        people = [_person(work, chance, companies, tags) for _ in range(200)]
        for person in people[::20]:
            work.trash("contact", person.id)
    yield World(store.read(), [person for position, person in enumerate(people) if position % 20])
    store.close()


def _person(work: UnitOfWork, chance: random.Random, companies: dict[str, int], tags: dict[str, int]) -> Person:
    name = " ".join(chance.sample(NAMES, 2))
    company = chance.choice((None, *COMPANIES))
    person = Person(
        0, name, chance.choice(KINDS), chance.choice(CITIES), chance.choice(SOURCES), company,
        chance.choice((None, "1990-11-27", "--02-29", "1985-12-30", "--01-02")), chance.choice(DAYS),
        chance.choice((None, 7, 30)), chance.choice((None, "2026-10-31", "2026-11-24")),
        tuple(chance.sample(TAGS, chance.randint(0, 2))),
        tuple(f"050{chance.randint(1000, 9999)}567" for _ in range(chance.randint(0, 1))),
        tuple(f"{user}{chance.randint(1, 99)}@acme.example" for user in chance.choice(((), ("dana",), ("x",)))),
        (),
    )  # fmt: skip
    identity = work.insert(
        "contact",
        {
            "name": name, "name_key": fold(name), "kind": person.kind, "city": person.city, "source": person.source,
            "company_id": companies[company] if company else None, "birthday": person.birthday,
            "cadence_days": person.cadence_days,
        },
    )  # fmt: skip
    for tag in person.tags:
        work.insert("tagging", {"tag_id": tags[tag], "contact_id": identity})
    for kind, values in (("phone", person.phones), ("email", person.emails)):
        for value in values:
            work.insert("channel", {"contact_id": identity, "type": kind, "value": value, "match_key": value})
    if person.next:
        _follow_up(work, identity, person.next)
    topics = (_interaction(work, chance, identity, person.touched),) if person.touched else ()
    return person._replace(id=identity, topics=topics)


def _follow_up(work: UnitOfWork, contact: int, due: str) -> None:
    values = {"title": "Call", "title_key": "call", "due_on": due, "first_due_on": due, "contact_id": contact}
    work.insert("follow_up", {**values, "kind": "call", "priority": "normal", "status": "open"})


def _interaction(work: UnitOfWork, chance: random.Random, contact: int, day: str) -> str:
    topic = chance.choice(TOPICS)
    values = {"at": f"{day}T10:00:00Z", "channel": "call", "direction": "out", "topic": topic, "summary": "spoke"}
    identity = work.insert("interaction", values)
    work.insert("interaction_contact", {"interaction_id": identity, "contact_id": contact, "at": values["at"]})
    return topic


def chosen(query: Query, people: Iterable[Person]) -> list[int]:
    """Whom the slow filter chooses, by their ids."""
    return [person.id for person in people if holds(query, partial(_is_true, person))]


def _is_true(person: Person, query: FieldTest | Words | Phrase) -> bool:
    match query:
        case Words():
            return all(_has_word(word, person) for word in query.words)
        case Phrase():
            return any(_side_by_side(query.text, text) for text in (person.name, _other_text(person)))
        case FieldTest():
            return _passes(query, person)


def _other_text(person: Person) -> str:
    return " ".join(filter(None, (person.company, person.city, person.source, *person.emails, *person.tags)))


def _has_word(word: str, person: Person) -> bool:
    fragment = "".join(filter(str.isdecimal, word))
    if len(fragment) >= 3 and any(fragment in phone for phone in person.phones):
        return True
    if "@" in word and any(word in email for email in person.emails):
        return True
    return has_word(word, f"{person.name} {_other_text(person)}")


def _side_by_side(phrase: str, text: str) -> bool:
    return f" {' '.join(index_words(phrase))} " in f" {' '.join(index_words(text))} "


def _passes(test: FieldTest, person: Person) -> bool:
    value = _value(test.field, person)
    if test.operator is Operator.HAS:
        return bool(value)
    if test.operator is Operator.NO:
        return not value
    return any(_equals(test, value, wanted) for wanted in test.values)


def _value(field: str, person: Person) -> Any:
    return {
        "tag": person.tags, "phone": person.phones, "email": person.emails, "topic": person.topics,
        "last_touch": person.touched, "due": person.next,
    }.get(field, getattr(person, field, None))  # fmt: skip


def _equals(test: FieldTest, value: Any, wanted: str) -> bool:
    if not value or wanted == "never":
        return not value and wanted == "never"
    if test.field == "tag":
        return fold(wanted) in map(fold, value)
    if test.field in ("phone", "email"):
        return any(wanted in one for one in value)
    if test.field in ("kind", "topic"):
        return wanted in value if isinstance(value, tuple) else wanted == value
    if test.field == "cadence_days":
        return compared(test.operator, value, int(wanted))
    if test.field == "birthday":
        return compared(test.operator, value[-5:], wanted[-5:])
    if test.field in ("last_touch", "next", "due"):
        return compared(test.operator, value, wanted)
    return fold(wanted) in fold(value)


def _tests(field: str, values: tuple[str, ...], *operators: Operator) -> st.SearchStrategy[Query]:
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)
    compared = st.builds(FieldTest, st.just(field), st.sampled_from((Operator.IS, *operators)), chosen)
    return compared | st.builds(FieldTest, st.just(field), st.sampled_from((Operator.HAS, Operator.NO)))


def _can_be(query: Query) -> bool:
    return not isinstance(query, FieldTest) or "never" not in query.values or query.operator is Operator.IS


_DATED = (Operator.BEFORE, Operator.AFTER)
_NUMERIC = (Operator.OVER, Operator.UNDER)
_ISO_DAYS = ("2026-10-31", "2026-11-01", "2026-11-25", "2026-12-31")
LEAVES: st.SearchStrategy[Query] = st.one_of(
    _tests("kind", KINDS),
    _tests("name", ("dana", "דנה", "zoe", "xx", "o'n", "%", "_", '"')),
    _tests("city", ("haifa", "aviv", "ETE", "תל", "%", "'")),
    _tests("source", ("web", "%", "0_5", "ferr")),
    _tests("company", ("acme", "sons", "ח", "none")),
    _tests("tag", ("vip", "VIP CLUB", "club", "מועדון")),
    _tests("phone", ("567", "05", "0501")),
    _tests("email", ("@acme", "dana1", "x")),
    _tests("topic", TOPICS),
    _tests("cadence_days", ("7", "30", "8"), *_NUMERIC),
    _tests("last_touch", (*_ISO_DAYS, "never"), *_DATED).filter(_can_be),
    _tests("next", _ISO_DAYS, *_DATED),
    _tests("due", _ISO_DAYS),
    _tests("birthday", ("2026-11-27", "2027-01-02", "2026-12-30"), *_DATED),
    st.lists(st.sampled_from(("dan", "כהן", "הכהן", "acme", "567", "@acme", "Smith-Jones", "tel", "zz")), min_size=1,
             max_size=2).map(lambda words: Words(tuple(words))),
    st.sampled_from(("dana avi", "tel aviv", "לוי כהן", "smith", "acme example")).map(Phrase),
)  # fmt: skip
TREES = trees(LEAVES, most_leaves=6)


@settings(max_examples=300)
@given(query=TREES)
def test_a_query_selects_what_a_slow_filter_over_all_rows_selects(world: World, query: Query) -> None:
    expected = chosen(query, world.people)
    assert world.ids(query) == expected
    assert world.ids(query, limit=1000) == expected
    assert count(world.connection, LISTINGS["contact"], viewpoint=VIEW, query=query) == len(expected)


@settings(max_examples=150)
@given(query=TREES)
def test_a_page_is_the_same_when_everything_counts_as_frequent(world: World, query: Query) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smallcrm.store.queries.filter._FREQUENT", 1)
        assert world.ids(query, limit=1000) == chosen(query, world.people)


FIELDS = sorted({name for listing in LISTINGS.values() for name in listing.filters})
TYPED = (
    *FIELDS, *(f"{field}{mark}" for field in FIELDS for mark in (":", ".before:", ".over:", ".after:")), "no:", "has:",
    "never", "3", "-1", "99999999999999999999", "2026-11", "31/2", "this-week", "lead", "call", "yes", "+vip", "+",
    "not", "or", "and", "(", ")", '"', '"a b"', "*", "NEAR(a b)", "a AND b", "%", "-", "'", ";", "--", ":value_0", "{}",
    "{0}", "@a", "4567", "דנה", "0001-01-01", "9999-12-31", "+999999999d", "\x1f", "\ufeff", "é", "contact:1",
)  # fmt: skip


@settings(max_examples=500)
@given(
    noun=st.sampled_from(sorted(LISTINGS)),
    pieces=st.lists(st.tuples(st.sampled_from(TYPED) | st.text(max_size=6), st.sampled_from(("", " "))), max_size=6),
    limit=st.sampled_from((None, 5)),
)
def test_anything_typed_is_a_result_or_a_usage_error(
    world: World, noun: str, pieces: list[tuple[str, str]], limit: int | None
) -> None:
    text = "".join(piece + blank for piece, blank in pieces)
    for arguments in ([text], text.split(" ")):
        try:
            query = parse_query(arguments)
            select(world.connection, LISTINGS[noun], viewpoint=VIEW, query=query, limit=limit)
        except UsageError:
            continue


@pytest.mark.parametrize("noun", sorted(LISTINGS))
def test_every_field_can_be_tested_for_being_filled_in(world: World, noun: str) -> None:
    listing = LISTINGS[noun]
    whole = count(world.connection, listing, viewpoint=VIEW)
    for field in listing.filters:
        parts = [count(world.connection, listing, viewpoint=VIEW, query=parse_line(f"{test}:{field}"))
                 for test in ("has", "no")]  # fmt: skip
        assert sum(parts) == whole, field


@pytest.mark.parametrize("noun", sorted(LISTINGS))
def test_every_field_answers_to_some_value(world: World, noun: str) -> None:
    values = ("a", "3", "yes", "today", "call", "lead", "ok", "sale", "out", "reached", "open", "high", "email",
              "contact", "text")  # fmt: skip
    for field in LISTINGS[noun].filters:
        assert any(_is_answered(world, noun, f"{field}:{value}") for value in values), field


def _is_answered(world: World, noun: str, line: str) -> bool:
    try:
        select(world.connection, LISTINGS[noun], viewpoint=VIEW, query=parse_line(line))
    except UsageError:
        return False
    return True


@pytest.mark.parametrize("word", ['"', "*", "%", "-", "&", "'", "%%%", "״"])
def test_signs_alone_are_nothing_to_search_for(world: World, word: str) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        world.ids(Words((word,)))


@pytest.mark.parametrize("sign", ['"', "*", "%", "-", "(", "&", "^", ":", "{", "'", '" OR "'])
def test_signs_between_words_change_nothing(world: World, sign: str) -> None:
    plain = world.ids(Words(("dana", "avi")))
    assert plain
    assert world.ids(Words(("dana", sign.replace("OR", ""), "avi"))) == plain


@pytest.mark.parametrize("operator", ["NEAR", "AND", "OR", "NOT", "name"])
def test_words_of_the_full_text_language_are_only_words(world: World, operator: str) -> None:
    assert world.ids(Words(("dana", operator))) == []


def test_an_unknown_field_is_refused_with_the_list(world: World) -> None:
    with pytest.raises(UsageError, match="no field 'colour'") as refused:
        world.ids(parse_line("colour:red"))
    assert "last_touch" in refused.value.hint


def test_an_operator_that_a_field_has_not_is_refused_with_those_it_has(world: World) -> None:
    with pytest.raises(UsageError, match="last_touch cannot be tested with over") as refused:
        world.ids(parse_line("last_touch.over:3"))
    assert "last_touch.before:" in refused.value.hint


@pytest.mark.parametrize("line", ["kind:king", "next:31/2", "cadence_days:many", "do_not_contact:maybe", "phone:abc"])
def test_a_value_that_cannot_be_is_refused(world: World, line: str) -> None:
    with pytest.raises(UsageError):
        world.ids(parse_line(line))


def test_the_states_of_a_cadence(tmp_path: Path) -> None:
    store = Store(tmp_path / "crm.db", clock=CLOCK)
    today = NOW.date()
    with store.write("fill") as work:
        for name, days_ago in (("Ok", 5), ("Due", 12), ("Overdue", 20), ("Planned", 20), ("Left alone", 20)):
            values = {"name": name, "name_key": fold(name), "kind": "lead", "cadence_days": 10}
            if name == "Left alone":
                values["do_not_contact"] = 1
            identity = work.insert("contact", values)
            at = f"{today - timedelta(days=days_ago)}T10:00:00Z"
            values = {"at": at, "channel": "call", "direction": "out", "topic": "general", "summary": ""}
            interaction = work.insert("interaction", values)
            work.insert("interaction_contact", {"interaction_id": interaction, "contact_id": identity, "at": at})
            if name == "Planned":
                _follow_up(work, identity, today.isoformat())
    world = World(store.read(), [])
    for state in ("ok", "due", "overdue", "planned"):
        assert world.found(f"cadence:{state}") == {state.capitalize()}
    assert world.found("no:cadence") == {"Left alone"}
    store.close()


def test_moments_are_filtered_by_the_owners_days(tmp_path: Path) -> None:
    east = timezone(timedelta(hours=2))
    store = Store(tmp_path / "crm.db", clock=Clock(east, moment=lambda: datetime(2026, 11, 24, 22, 30, tzinfo=UTC)))
    with store.write("add") as work:
        work.insert("contact", {"name": "Late", "name_key": "late", "kind": "lead"})
    viewpoint = Viewpoint(store.clock, CALENDAR)
    found = {
        line: count(store.read(), LISTINGS["contact"], viewpoint=viewpoint, query=parse_line(line))
        for line in ("created:2026-11-25", "created:today", "created:2026-11-24", "created.after:2026-11-24")
    }
    store.close()
    assert list(found.values()) == [1, 1, 0, 1]


@pytest.mark.parametrize(
    ("today", "value", "found"),
    [
        (date(2026, 12, 28), "this-week", {"--12-30", "--01-02"}),
        (date(2027, 2, 28), "today", {"--02-29", "--02-28"}),
        (date(2028, 2, 28), "today", {"--02-28"}),
        (date(2026, 3, 1), "jan", {"--01-02"}),
        (date(2026, 3, 1), "ינואר", {"--01-02"}),
        (date(2026, 3, 1), "2/1", {"--01-02"}),
    ],
)
def test_birthdays_are_filtered_by_month_and_day(tmp_path: Path, today: date, value: str, found: set[str]) -> None:
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    store = Store(tmp_path / "crm.db", clock=Clock(UTC, moment=lambda: noon))
    with store.write("add") as work:
        for birthday in ("--12-30", "--01-02", "--02-29", "--02-28", "--07-01"):
            work.insert("contact", {"name": birthday, "name_key": birthday, "kind": "lead", "birthday": birthday})
    viewpoint = Viewpoint(store.clock, CALENDAR)
    query = FieldTest("birthday", Operator.IS, (value,))
    page = select(store.read(), LISTINGS["contact"], viewpoint=viewpoint, query=query, fields=["birthday"])
    store.close()
    assert {row[0] for row in page.rows} == found
