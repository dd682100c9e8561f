"""QUERY over the lists of every noun: it selects what a slow filter selects, and any text is answered or refused."""

import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.clock import Clock
from smallcrm.core.query import parse_query
from smallcrm.errors import UsageError
from smallcrm.records.query import FieldTest, Operator, Query, Words
from smallcrm.store.connection import Connection
from smallcrm.store.queries.listing import Listing
from smallcrm.store.queries.listings import LISTINGS
from smallcrm.store.queries.select import count, select
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.store.store import Store
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold
from smallcrm.values.calendar import BusinessCalendar
from tests.slow_filter import compared, has_word, holds, trees

CLOCK = Clock(UTC, moment=lambda: datetime(2026, 11, 25, 9, tzinfo=UTC))
VIEW = Viewpoint(CLOCK, BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset()))
TODAY = "2026-11-25"

PEOPLE = ("Dana Cohen", "דָּנָה לוי", "Zoë O'Neil", "Avi Smith-Jones")
FIRMS = ("Acme", "אקמי", "Haifa Port", "Zed & Sons")
TITLES = ("wedding cake", "הזמנה לחתונה", "50% off", "cake & party")
TEXTS = (None, "web", "Été 50_50", "חיפה", "a%b")
TAGS = ("vip", "VIP club", "מועדון")
DAYS = (None, "2026-11-01", TODAY, "2026-12-31")
STAGES = (("New", "open", 10), ("Proposal", "open", 50), ("Won", "won", 100), ("Lost", "lost", 0))

Row = dict[str, Any]
"""What the slow filter knows of a row, by field; `words` is the text that words are found in."""


class World(NamedTuple):
    """A filled database, and by noun the same rows in Python."""

    connection: Connection
    rows: Mapping[str, list[Row]]

    def __repr__(self) -> str:
        return f"{ {noun: len(rows) for noun, rows in self.rows.items()} }"


class Filler:
    """Writes random rows, and remembers them."""

    def __init__(self, work: UnitOfWork) -> None:
        self.work = work
        self.pick = random.Random(7)
        self.contacts = {name: work.insert("contact", {"name": name, "kind": "lead"}) for name in PEOPLE}
        self.tags = {name: work.insert("tag", {"name": name}) for name in TAGS}
        self.stages: dict[str, int] = dict(work.connection.rows("SELECT name, id FROM stage"))
        self.companies: dict[str, int] = {}
        self.deals: dict[int, str] = {}

    def company(self, name: str) -> Row:
        row: Row = {
            "name": name, "kind": self.pick.choice(("lead", "customer")), "city": self.pick.choice(TEXTS),
            "industry": self.pick.choice(TEXTS), "cadence_days": self.pick.choice((None, 7, 30)),
        }  # fmt: skip
        identity = self.companies[name] = self.work.insert("company", row)
        return {**row, "id": identity, "tag": self._tagged("company", identity)}

    def deal(self) -> Row:
        stage, kind, probability = self.pick.choice(STAGES)
        own = self.pick.choice((None, None, 33)) if kind == "open" else None
        row: Row = {
            "title": self.pick.choice(TITLES), "source": self.pick.choice(TEXTS),
            "lost_reason": "price" if kind == "lost" else None,
        }  # fmt: skip
        contact, company, close = self.pick.choice(PEOPLE), self.pick.choice((None, *FIRMS)), self.pick.choice(DAYS)
        amount = self.pick.choice((None, 40, 5000))
        identity = self.work.insert(
            "deal",
            {
                **row, "contact_id": self.contacts[contact], "company_id": self.companies.get(company or ""),
                "stage_id": self.stages[stage], "expected_close_on": close, "probability_override": own,
                "amount": amount and amount * 100, "currency": "ILS",
                "closed_at": None if kind == "open" else "2026-11-20T10:00:00Z",
            },
        )  # fmt: skip
        self.deals[identity] = row["title"]
        return {
            **row, "id": identity, "contact": contact, "company": company, "stage": stage, "status": kind,
            "close": close, "amount": amount, "probability": probability if own is None else own,
            "tag": self._tagged("deal", identity), "words": f"{row['title']} {contact} {company or ''}",
        }  # fmt: skip

    def channel(self) -> Row:
        owner = self.pick.choice(PEOPLE)
        row: Row = {
            "type": self.pick.choice(("email", "phone", "social")), "value": f"{self.pick.choice(TITLES)} {owner}",
            "label": self.pick.choice(TEXTS), "contact_id": self.contacts[owner],
            "invalid": self.pick.choice((0, 1)), "opted_out": self.pick.choice((0, 1)),
        }  # fmt: skip
        identity = self.work.insert("channel", {**row, "match_key": f"key{self.pick.random()}"})
        return {**row, "id": identity, "name": owner}

    def interaction(self) -> Row:
        deal, people = self.pick.choice((None, *self.deals)), self.pick.sample(PEOPLE, self.pick.randint(1, 2))
        at = f"{self.pick.choice(DAYS[1:])}T10:00:00Z"
        row: Row = {
            "channel": self.pick.choice(("call", "email")), "direction": self.pick.choice(("in", "out")),
            "topic": self.pick.choice(("sale", "complaint")), "outcome": self.pick.choice((None, "reached")),
            "summary": self.pick.choice(TITLES), "body": self.pick.choice(TEXTS), "deal_id": deal,
        }  # fmt: skip
        minutes = self.pick.choice((None, 5, 90))
        identity = self.work.insert("interaction", {**row, "at": at, "duration_minutes": minutes})
        for person in people:
            self.work.insert(
                "interaction_contact", {"interaction_id": identity, "contact_id": self.contacts[person], "at": at}
            )
        return {
            **row, "id": identity, "at": at[:10], "minutes": minutes, "with": people, "deal": self.deals.get(deal or 0),
            "words": " ".join((row["summary"] or "", *people)),
        }  # fmt: skip

    def follow_up(self) -> Row:
        deal, person = self.pick.choice((None, *self.deals)), self.pick.choice((None, *PEOPLE))
        due = self.pick.choice(DAYS[1:])
        row: Row = {
            "title": self.pick.choice(TITLES), "kind": self.pick.choice(("call", "email")), "deal_id": deal,
            "priority": self.pick.choice(("high", "normal")), "status": self.pick.choice(("open", "done")),
            "result": self.pick.choice(TEXTS), "contact_id": self.contacts.get(person or ""),
        }  # fmt: skip
        identity = self.work.insert("follow_up", {**row, "due_on": due, "first_due_on": due})
        return {
            **row, "id": identity, "due": due, "with": person, "deal": self.deals.get(deal or 0),
            "overdue": int(row["status"] == "open" and str(due) < TODAY), "words": f"{row['title']} {person or ''}",
        }  # fmt: skip

    def _tagged(self, owner: str, identity: int) -> list[str]:
        chosen = self.pick.sample(TAGS, self.pick.randint(0, 2))
        for name in chosen:
            self.work.insert("tagging", {"tag_id": self.tags[name], f"{owner}_id": identity})
        return chosen


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    store = Store(tmp_path_factory.mktemp("nouns") / "crm.db", clock=CLOCK)
    with store.write("fill") as work:
        filler = Filler(work)
        rows = {"company": [filler.company(name) for name in FIRMS], "deal": [filler.deal() for _ in range(60)]}
        rows["channel"] = [filler.channel() for _ in range(40)]
        rows["interaction"] = [filler.interaction() for _ in range(60)]
        rows["follow-up"] = [filler.follow_up() for _ in range(60)]
        for noun in ("deal", "channel", "interaction", "follow-up"):
            for row in rows[noun][::15]:
                work.trash(noun.replace("-", "_"), row["id"])
                rows[noun].remove(row)
    trashed = set(filler.deals) - {row["id"] for row in rows["deal"]}
    for row in (*rows["interaction"], *rows["follow-up"]):
        row["deal"] = None if row["deal_id"] in trashed else row["deal"]
    yield World(store.read(), rows)
    store.close()


EXACT = ("kind", "type", "channel", "direction", "topic", "outcome", "status", "priority")
DATED = ("at", "due", "close")
NUMBERS = ("cadence_days", "minutes", "amount", "probability", "deal_id", "contact_id")
FLAGS = ("invalid", "opted_out", "overdue")


def chosen(query: Query, rows: Iterable[Row]) -> list[int]:
    """What the slow filter chooses, by its id."""
    return [row["id"] for row in rows if holds(query, partial(_is_true, row))]


def _is_true(row: Row, query: FieldTest | Words) -> bool:
    if isinstance(query, Words):
        return all(has_word(word, row["words"]) for word in query.words)
    return _passes(query, row[query.field])


def _passes(test: FieldTest, value: Any) -> bool:
    if test.operator in (Operator.HAS, Operator.NO):
        return bool(value not in (None, [], "")) == (test.operator is Operator.HAS)
    return any(_equals(test, value, wanted) for wanted in test.values)


def _equals(test: FieldTest, value: Any, wanted: str) -> bool:
    if value in (None, []):
        return False
    if test.field == "tag":
        return fold(wanted) in map(fold, value)
    if test.field in EXACT:
        return bool(value == wanted)
    if test.field in FLAGS:
        return bool(value) == (wanted == "yes")
    if test.field in NUMBERS:
        return compared(test.operator, value, int(wanted))
    if test.field in DATED:
        return compared(test.operator, value, wanted)
    return any(fold(wanted) in fold(each) for each in (value if isinstance(value, list) else [value]))


def _tests(field: str, *values: str) -> st.SearchStrategy[Query]:
    operators = [Operator.IS]
    operators += [Operator.BEFORE, Operator.AFTER] if field in DATED else []
    operators += [Operator.OVER, Operator.UNDER] if field in NUMBERS else []
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=2).map(tuple)
    tests = st.builds(FieldTest, st.just(field), st.sampled_from(operators), chosen)
    if field in FLAGS:
        return tests
    return tests | st.builds(FieldTest, st.just(field), st.sampled_from((Operator.HAS, Operator.NO)))


def _texts(*fields: str) -> list[st.SearchStrategy[Query]]:
    return [
        _tests(field, "cake", "WEB", "ete", "%", "_", "'", "דנה", "ne", "חתונה", "acme", "חיפה") for field in fields
    ]


_DAYS = ("2026-11-01", TODAY, "2026-12-30")
_DEAL = (*_texts("deal"), _tests("deal_id", "3", "30"))
_WORDS = st.lists(st.sampled_from(("cake", "wed", "הזמנה", "dan", "דנה", "smith", "zz", "party")), min_size=1,
                  max_size=2).map(lambda words: Words(tuple(words)))  # fmt: skip
LEAVES: dict[str, tuple[st.SearchStrategy[Query], ...]] = {
    "company": (
        *_texts("name", "city", "industry"), _tests("kind", "lead", "customer"), _tests("cadence_days", "7", "8"),
        _tests("tag", "vip", "VIP CLUB", "club"),
    ),
    "deal": (
        *_texts("title", "contact", "company", "stage", "source", "lost_reason"), _tests("close", *_DAYS), _WORDS,
        _tests("status", "open", "won", "lost"), _tests("amount", "40", "41", "5000"),
        _tests("probability", "0", "33", "50"), _tests("tag", "vip", "club"),
    ),
    "channel": (
        *_texts("value", "label", "name"), _tests("type", "email", "phone"), _tests("invalid", "yes", "no"),
        _tests("opted_out", "yes"), _tests("contact_id", "2", "3"),
    ),
    "interaction": (
        *_texts("summary", "body", "with"), _tests("at", *_DAYS), _tests("channel", "call"), _tests("direction", "in"),
        _tests("topic", "sale"), _tests("outcome", "reached"), _tests("minutes", "5", "60"), *_DEAL, _WORDS,
    ),
    "follow-up": (
        *_texts("title", "with", "result"), _tests("due", *_DAYS), _tests("kind", "call"), _tests("status", "open"),
        _tests("priority", "high"), _tests("overdue", "yes", "no"), _tests("contact_id", "2"), *_DEAL, _WORDS,
    ),
}  # fmt: skip


def _trees(noun: str) -> st.SearchStrategy[tuple[str, Query]]:
    return st.tuples(st.just(noun), trees(st.one_of(LEAVES[noun]), most_leaves=5))


@settings(max_examples=400)
@given(asked=st.sampled_from(sorted(LEAVES)).flatmap(_trees))
def test_a_query_selects_what_a_slow_filter_selects_in_every_list(world: World, asked: tuple[str, Query]) -> None:
    noun, query = asked
    expected = chosen(query, world.rows[noun])
    for limit in (None, 1000):
        page = select(
            world.connection, LISTINGS[noun], viewpoint=VIEW, query=query, fields=["id"], sort=["id"], limit=limit
        )
        assert [row[0] for row in page.rows] == expected
    assert count(world.connection, LISTINGS[noun], viewpoint=VIEW, query=query) == len(expected)


OTHERS_FIELDS = sorted({name for listing in LISTINGS.values() for name in listing.filters})
MARKS = (":", ".before:", ".after:", ".over:", ".under:")
VALUES = (
    "never", "3", "-1", "99999999999999999999", "2026-11", "31/2", "this-week", "lead", "call", "yes", "cake", "דנה",
    '"a b"', "*", "%", "'", ";", "--", ":value_0", "{0}", "0001-01-01", "9999-12-31", "+999999999d", "\x1f", "\ufeff",
)  # fmt: skip
SIGNS = ("+vip", "+", "not", "or", "and", "(", ")", '"', "NEAR(a b)", "a AND b", "-", "@a", "4567", "contact:1")


def typed(pick: random.Random, listing: Listing) -> list[str]:
    """A command line's QUERY as somebody might mistype it, now and then with another list's field."""
    fields = pick.choice((sorted(listing.filters), sorted(listing.filters), OTHERS_FIELDS))
    test = f"{pick.choice(fields)}{pick.choice(MARKS)}{pick.choice(VALUES)}"
    filled = f"{pick.choice(('has:', 'no:'))}{pick.choice(fields)}"
    pieces = (test, test, filled, pick.choice(VALUES), pick.choice(SIGNS), "".join(pick.choices("a:.\"'(+-%*א ", k=4)))
    return pick.choices(pieces, k=pick.randint(1, 4))


def test_ten_thousand_random_lines_are_each_a_result_or_a_usage_error(world: World) -> None:
    pick, answered = random.Random(11), 0
    for _ in range(10_000):
        listing = LISTINGS[pick.choice(sorted(LISTINGS))]
        sort = [pick.choice(("", "-")) + name for name in pick.sample(sorted(listing.columns), pick.randint(0, 2))]
        try:
            query = parse_query(typed(pick, listing))
            select(world.connection, listing, viewpoint=VIEW, query=query, sort=sort, limit=pick.choice((None, 5)))
        except UsageError:
            continue
        answered += 1
    assert answered > 1_000, answered
