"""Queries about custom fields: what they select is what a slow filter in Python selects, and nothing breaks them."""

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.errors import UsageError
from smallcrm.records.query import AllOf, AnyOf, FieldTest, Not, Operator, Query
from smallcrm.text.fold import fold
from tests.slow_filter import compared, holds

COLOURS = ("Deep Blue", "blue", "כחול כהה", "Grün", "it's")
LEVELS = ("Gold", "silver plus", "זהב")
NUMBERS = ("0", "3", "-2.5", "12.25", "1000")
AMOUNTS = (("100", "ILS"), ("100.5", "ILS"), ("90", "USD"), ("5", "JPY"))
DAYS = ("2026-11-01", "2026-11-27", "2027-01-31")
KINDS = {
    "colour": "text", "size": "number", "budget": "money", "since": "date", "vegan": "bool", "level": "choice",
    "page": "url",
}  # fmt: skip
PEOPLE = 60

Values = dict[str, Any]


def _drawn(draw: random.Random) -> Values:
    everything: Values = {
        "colour": draw.choice(COLOURS),
        "size": draw.choice(NUMBERS),
        "budget": draw.choice(AMOUNTS),
        "since": draw.choice(DAYS),
        "vegan": draw.choice(("yes", "no")),
        "level": draw.choice(LEVELS),
        "page": draw.choice(("x.example", "y.example/a")),
    }
    return {key: value for key, value in everything.items() if draw.random() < 0.7}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crm, dict[int, Values]]]:
    crm = Crm(tmp_path_factory.mktemp("db") / "crm.db", environ={"SMALLCRM_NOW": "2026-11-27T10:00", "TZ": "UTC"})
    draw = random.Random(20)
    people: dict[int, Values] = {}
    with crm.store.write("world"):
        crm.settings.set("currency", "ILS")
        for key, kind in KINDS.items():
            crm.custom_fields.add(key, kind=kind, choices=LEVELS if kind == "choice" else ())
        for number in range(PEOPLE):
            values = _drawn(draw)
            texts = {key: " ".join(value) if isinstance(value, tuple) else value for key, value in values.items()}
            people[crm.contacts.add({"name": f"Person {number}", **texts}).id] = values
    yield crm, people
    crm.close()


def _test(draw: random.Random) -> FieldTest:
    key = draw.choice(tuple(KINDS))
    if draw.random() < 0.2:
        return FieldTest(key, draw.choice((Operator.HAS, Operator.NO)))
    operators = {
        "number": (Operator.IS, Operator.OVER, Operator.UNDER),
        "money": (Operator.IS, Operator.OVER, Operator.UNDER),
        "date": (Operator.IS, Operator.BEFORE, Operator.AFTER),
    }.get(KINDS[key], (Operator.IS,))
    wanted = {
        "colour": ("blue", "כחול", "u", "GRUN", "it's"), "size": NUMBERS, "budget": ("100", "100.5 ILS", "5 JPY", "90"),
        "since": DAYS, "vegan": ("yes", "no"), "level": (*LEVELS, "SILVER-plus", "gold"), "page": ("example", "/A"),
    }[key]  # fmt: skip
    values = tuple(draw.choice(wanted) for _ in range(draw.randint(1, 2)))
    return FieldTest(key, draw.choice(operators), values)


def _query(draw: random.Random, depth: int = 3) -> Query:
    if depth == 0 or draw.random() < 0.4:
        return _test(draw)
    parts = tuple(_query(draw, depth - 1) for _ in range(draw.randint(1, 3)))
    return draw.choice((AllOf(parts), AnyOf(parts), Not(parts[0])))


def _is_true(values: Values, test: FieldTest) -> bool:
    value = values.get(test.field)
    if test.operator in (Operator.HAS, Operator.NO):
        is_there = value == "yes" if KINDS[test.field] == "bool" else value is not None
        return is_there == (test.operator is Operator.HAS)
    return value is not None and any(_equals(test, value, wanted) for wanted in test.values)


def _equals(test: FieldTest, value: Any, wanted: str) -> bool:
    kind = KINDS[test.field]
    if kind in ("text", "url"):
        return fold(wanted) in fold(value)
    if kind == "choice":
        return fold(wanted).replace("-", " ") == fold(value)
    if kind == "money":
        number, _, currency = wanted.partition(" ")
        return (not currency or currency == value[1]) and compared(test.operator, Decimal(value[0]), Decimal(number))
    if kind == "number":
        return compared(test.operator, Decimal(value), Decimal(wanted))
    return compared(test.operator, value, wanted)


def test_a_query_selects_what_a_filter_in_python_selects(world: tuple[Crm, dict[int, Values]]) -> None:
    crm, people = world
    draw = random.Random(4)
    selected = 0
    for _ in range(1500):
        query = _query(draw)
        expected = {identity for identity, values in people.items() if holds(query, partial(_is_true, values))}
        found = {row[0] for row in crm.lists.page("contact", query=query, fields=["id"]).rows}
        assert found == expected, query
        assert crm.lists.count("contact", query) == len(expected)
        selected += 0 < len(expected) < PEOPLE
    assert selected > 500


def _piece(draw: random.Random) -> str:
    key = draw.choice((*KINDS, "budget_currency", "צבע", "name", "nothing"))
    operator = draw.choice(("", ".over", ".under", ".before", ".after", ".is", ".x"))
    value = draw.choice(
        ("3", "yes", "today", "ILS", "100 ILS", "'", '"', '"a b"', "-", "1e9", "gold", "٣", "99999999999999999")
    )
    field_test = f"{key}{operator}:{value}"
    return draw.choice((field_test, field_test, f"has:{key}", f"no:{key}", "(", ")", "or", "not", "+t", "word", value))


def test_ten_thousand_random_queries_give_a_result_or_a_usage_error(world: tuple[Crm, dict[int, Values]]) -> None:
    crm, _ = world
    draw = random.Random(5)
    answered = 0
    for _ in range(10_000):
        arguments = [_piece(draw) for _ in range(draw.randint(1, 4))]
        try:
            crm.lists.count("contact", parse_query(arguments))
        except UsageError:
            continue
        answered += 1
    assert answered > 1000


@pytest.mark.parametrize("key", [*KINDS, "budget_currency"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_custom_column_can_be_sorted_by(world: tuple[Crm, dict[int, Values]], key: str, sign: str) -> None:
    crm, _ = world
    page = crm.lists.page("contact", fields=["id", key], sort=[f"{sign}{key}"], limit=PEOPLE)
    assert len(page.rows) == PEOPLE
    filled = [row[1] is not None for row in page.rows]
    assert filled == sorted(filled, reverse=True)


def test_a_list_without_custom_names_does_not_read_them(
    world: tuple[Crm, dict[int, Values]], monkeypatch: pytest.MonkeyPatch
) -> None:
    crm, _ = world
    read: list[str] = []
    execute = crm.store.read().each

    def note(statement: str, **values: Any) -> Any:
        read.append(statement)
        return execute(statement, **values)

    monkeypatch.setattr(crm.store.read(), "each", note)
    crm.lists.page("contact", query=parse_query(["city:Haifa"]), fields=["name"], sort=["-name"])
    assert read
    assert not any("custom_field" in statement for statement in read)
