"""A generated business of any size, written in bulk past the journal: `python benchmarks/dataset.py FILE CONTACTS`."""

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from smallcrm.clock import Clock, to_stamp
from smallcrm.core.crm import Crm
from smallcrm.store import database, derived, search_index
from smallcrm.store.connection import Connection
from smallcrm.text.fold import fold
from smallcrm.values.emails import email_key
from smallcrm.values.phones import phone_key

DAYS_BACK = 730
CONTACTS_A_COMPANY = 20

_GIVEN = "Dana Yossi Maria John דנה יוסי מאיה Noa Omer Tamar רונית Anna Peter Léa Avi Shira גיא Ruth Adam Eva".split()
_FAMILY = (
    "Cohen Levi Smith כהן לוי מזרחי Garcia Müller Peretz Katz Bar Stern Gold Rossi Novak אברהם Dahan Weiss".split()
)
_CITIES = ("Tel Aviv", "Haifa", "ירושלים", "Berlin", "London", "באר שבע", "Eilat", "Paris")
_KINDS = ("lead", "prospect", "customer", "customer", "former", "supplier")
_CADENCES = (None, None, None, None, 30, 90)
_CHANNELS = ("call", "call", "email", "whatsapp", "meeting", "note")
_OUTCOMES = ("reached", "reached", "positive", "no_answer", "left_message", None)
_TOPICS = ("general", "sale", "service", "billing")
_WORDS = "asked for a quote about delivery next spring; wants to decide after the holidays לחזור בערב עם מחיר".split()
_CURRENCIES = ("ILS", "ILS", "ILS", "USD", "EUR")
_CACHE_KIB = 1_000_000
_STAMPED = "uid, created_at, updated_at, version"


class Size(NamedTuple):
    """How many of what."""

    contacts: int
    interactions: int
    follow_ups: int
    """Of which half are open."""
    deals: int
    """Of which two thirds are open."""


SMALL = Size(10_000, 50_000, 5_000, 2_000)
TEN_TIMES = Size(100_000, 500_000, 50_000, 20_000)
LARGE = Size(100_000, 1_000_000, 60_000, 20_000)


def build(path: Path, size: Size) -> None:
    """Write a database of this size; the same content for the same day and size."""
    clock = _create(path)
    connection = database.open_writer(path)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    _fill(connection, clock, size)
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode = WAL")
    database.close(connection)


def _create(path: Path) -> Clock:
    """Make an empty database with the settings of this machine; returns the clock they imply."""
    crm = Crm(path)
    with crm.store.write("create"):
        crm.reload()
    crm.close()
    return crm.clock


def _fill(connection: Connection, clock: Clock, size: Size) -> None:
    chance = random.Random(1)
    _insert(connection, "company", "name, name_key, kind, city", _companies(clock, size))
    people = "name, name_key, company_id, kind, city, birthday, cadence_days, cadence_set_on"
    _insert(connection, "contact", people, _contacts(clock, size, chance))
    _insert(connection, "channel", "contact_id, type, value, match_key, is_primary", _channels(clock, size))
    _write_interactions(connection, clock, size, chance)
    sales = "title, title_key, contact_id, company_id, stage_id, amount, currency, expected_close_on, closed_at"
    _insert(connection, "deal", sales, _deals(clock, size, chance))
    _write_stage_events(connection, clock, size, chance)
    steps = "title, title_key, due_on, first_due_on, kind, priority, status, done_at, contact_id, company_id, deal_id"
    _insert(connection, "follow_up", steps, _follow_ups(clock, size, chance))
    derived.refresh_range(connection, clock, 1, size.contacts)
    derived.refresh_deals(connection, range(1, size.deals + 1))
    search_index.rebuild(connection)


def _insert(connection: Connection, table: str, columns: str, rows: Iterator[tuple[object, ...]]) -> None:
    names = f"{_STAMPED}, {columns}"
    places = ", ".join("?" * len(names.split(",")))
    connection.execute_many(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)


def _stamped(clock: Clock, prefix: str, count: int) -> Iterator[tuple[int, tuple[object, ...]]]:
    created = to_stamp(clock.now() - timedelta(days=DAYS_BACK))
    for number in range(1, count + 1):
        yield number, (f"{prefix}{number:025}", created, created, 1)


def _companies(clock: Clock, size: Size) -> Iterator[tuple[object, ...]]:
    for number, stamps in _stamped(clock, "C", size.contacts // CONTACTS_A_COMPANY):
        name = f"{_FAMILY[number % len(_FAMILY)]} {number} Ltd"
        yield *stamps, name, fold(name), "customer", _CITIES[number % len(_CITIES)]


def _contacts(clock: Clock, size: Size, chance: random.Random) -> Iterator[tuple[object, ...]]:
    for number, stamps in _stamped(clock, "P", size.contacts):
        name = _name(number)
        company = 1 + number % (size.contacts // CONTACTS_A_COMPANY) if number % 2 else None
        birthday = f"19{number % 40 + 50}-{number % 12 + 1:02}-{number % 28 + 1:02}" if number % 3 == 0 else None
        cadence = chance.choice(_CADENCES)
        set_on = clock.today().isoformat() if cadence else None
        about = (chance.choice(_KINDS), chance.choice(_CITIES), birthday, cadence, set_on)
        yield *stamps, name, fold(name), company, *about


def _name(number: int) -> str:
    return f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number // len(_GIVEN) % len(_FAMILY)]}"


def _channels(clock: Clock, size: Size) -> Iterator[tuple[object, ...]]:
    for number, stamps in _stamped(clock, "E", size.contacts):
        email = f"person{number}@firm{number % 997}.example"
        yield *stamps, number, "email", email, email_key(email), 1
    for number, stamps in _stamped(clock, "T", size.contacts):
        phone = f"05{number % 10}-{number:07}"
        yield *stamps, number, "phone", phone, phone_key(phone, "IL"), 1


def _write_interactions(connection: Connection, clock: Clock, size: Size, chance: random.Random) -> None:
    _insert(
        connection,
        "interaction",
        "at, channel, direction, topic, outcome, summary",
        _interactions(clock, size, chance),
    )
    connection.execute(
        "INSERT INTO interaction_contact (interaction_id, contact_id, at)"
        " SELECT id, 1 + id * 7919 % :contacts, at FROM interaction",
        contacts=size.contacts,
    )


def _interactions(clock: Clock, size: Size, chance: random.Random) -> Iterator[tuple[object, ...]]:
    now = clock.now()
    for number, stamps in _stamped(clock, "I", size.interactions):
        at = to_stamp(now - timedelta(minutes=chance.randrange(60, DAYS_BACK * 24 * 60)))
        topic = "complaint" if number % 500 == 0 else chance.choice(_TOPICS)
        summary = " ".join(chance.choices(_WORDS, k=6))
        yield *stamps, at, chance.choice(_CHANNELS), "out", topic, chance.choice(_OUTCOMES), summary


def _follow_ups(clock: Clock, size: Size, chance: random.Random) -> Iterator[tuple[object, ...]]:
    today = clock.today()
    for number, stamps in _stamped(clock, "F", size.follow_ups):
        due = (today + timedelta(days=chance.randrange(-20, 90))).isoformat()
        title = f"Call about {chance.choice(_WORDS)}"
        status, done_at = ("done", clock.stamp()) if number % 2 else ("open", None)
        deal = number if number <= size.deals and _is_open(number) else None
        step = (title, fold(title), due, due, "call", "normal", status, done_at)
        yield *stamps, *step, *_owner(size, number), deal


def _deals(clock: Clock, size: Size, chance: random.Random) -> Iterator[tuple[object, ...]]:
    today = clock.today()
    for number, stamps in _stamped(clock, "D", size.deals):
        title = f"Order {number}"
        stage, closed = (1 + number % 4, None) if _is_open(number) else (5 + number % 2, clock.stamp())
        worth = (chance.randrange(100, 1_000_000) if number % 10 else None, chance.choice(_CURRENCIES))
        close = (today + timedelta(days=chance.randrange(-10, 90))).isoformat() if number % 5 else None
        yield *stamps, title, fold(title), *_owner(size, number), stage, *worth, close, closed


def _write_stage_events(connection: Connection, clock: Clock, size: Size, chance: random.Random) -> None:
    now = clock.now()
    connection.execute_many(
        "INSERT INTO stage_event (deal_id, to_stage_id, at, amount_then, currency_then, probability_then)"
        " SELECT id, stage_id, ?, amount, currency, 50 FROM deal WHERE id = ?",
        ((to_stamp(now - timedelta(hours=chance.randrange(480))), deal) for deal in range(1, size.deals + 1)),
    )


def _is_open(deal: int) -> bool:
    return deal % 3 > 0


def _owner(size: Size, number: int) -> tuple[int | None, int | None]:
    """The contact or the company of a deal and of the follow-up with the same number."""
    if number % 10 == 0:
        return None, 1 + number % (size.contacts // CONTACTS_A_COMPANY)
    return 1 + number * 31 % size.contacts, None


if __name__ == "__main__":
    contacts = int(sys.argv[2])
    build(Path(sys.argv[1]), Size(contacts, contacts * 5, contacts // 2, contacts // 5))
