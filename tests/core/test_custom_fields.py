from collections.abc import Callable

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.errors import ConflictError, DuplicateError, NotFoundError, UsageError
from smallcrm.records.references import Noun, Reference
from smallcrm.store.search_index import mismatches

Person = Callable[..., Reference]


def names(crm: Crm, *query: str) -> list[str]:
    return [row[0] for row in crm.lists.page("contact", query=parse_query(query), fields=["name"]).rows]


@pytest.mark.parametrize(
    ("kind", "typed", "shown"),
    [
        ("text", "  blue \u200f eyes ", "blue eyes"),
        ("number", "+0012.50", 12.5),
        ("number", "1,234,567", 1234567),
        ("number", "-.5", -0.5),
        ("number", "-0", 0),
        ("money", "1,234.5", "123450 ILS"),
        ("money", "$-12", "-1200 USD"),
        ("money", "900 JPY", "900 JPY"),
        ("date", "1/12", "2026-12-01"),
        ("bool", "Yes", 1),
        ("bool", "לא", 0),
        ("choice", "vip-gold", "VIP Gold"),
        ("url", "x.example/a", "https://x.example/a"),
    ],
)
def test_a_value_is_read_by_its_type(crm: Crm, person: Person, kind: str, typed: str, shown: object) -> None:
    crm.custom_fields.add("Own", kind=kind, choices=["VIP Gold", "Silver"] if kind == "choice" else ())
    dana = person("Dana", own=typed)
    assert crm.lists.custom_values("contact", dana.id).rows[0][0] == shown


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "twelve"), ("number", "1,2"), ("number", "."), ("number", "1234567890123456"), ("number", "1e5"),
        ("money", "12 pears"), ("date", "31/2"), ("bool", "perhaps"), ("choice", "bronze"), ("url", "not a page"),
        ("text", "a\0b"),
    ],
)  # fmt: skip
def test_what_is_not_of_the_type_is_refused_and_nothing_is_written(
    crm: Crm, person: Person, kind: str, typed: str
) -> None:
    crm.custom_fields.add("Own", kind=kind, choices=["gold"] if kind == "choice" else ())
    with pytest.raises(UsageError):
        person("Dana", own=typed)
    assert crm.lists.count("contact") == 0


def test_a_value_is_changed_and_cleared_by_an_edit_that_undo_takes_back(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Shoe size", kind="number")
    dana = person("Dana", **{"Shoe-Size": "38"})
    assert crm.contacts.edit(dana.id, {"shoe_size": "39"})
    assert not crm.contacts.edit(dana.id, {"shoe_size": "39.0"})
    assert crm.contacts.edit(dana.id, {"shoe_size": ""})
    assert not crm.contacts.edit(dana.id, {"shoe_size": ""})
    assert names(crm, "has:shoe_size") == []
    crm.history.undo()
    assert names(crm, "shoe_size:39") == ["Dana"]


def test_companies_and_deals_have_fields_of_their_own(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Area", entity="company")
    crm.custom_fields.add("Area", entity="deal", kind="number")
    identity, _ = crm.companies.add({"name": "Acme", "area": "North"})
    crm.deals.add({"title": "Cake", "area": "3"}, contact=person("Dana").id)
    assert crm.lists.custom_values("company", identity).rows == [("North",)]
    assert crm.lists.count("deal", parse_query(["area.over:2"])) == 1
    assert crm.companies.edit(identity, {"area": "South"})
    assert crm.deals.edit(1, {"area": "4"})
    with pytest.raises(UsageError, match="there is no field 'area'"):
        person("Avi", area="North")
    with pytest.raises(UsageError, match="company and deal have a field"):
        crm.custom_fields.find("area")
    assert crm.custom_fields.find("Area", entity="deal").type == "number"


def test_an_unknown_field_is_refused_with_the_custom_ones_in_the_hint(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Shoe size", kind="number")
    with pytest.raises(UsageError) as raised:
        person("Dana", shoe="38")
    assert "shoe_size" in raised.value.hint
    assert "birthday" in raised.value.hint


@pytest.mark.parametrize("label", ["Name", "Kind", "company", "cadence", "do not contact", "HAS", "not", "Deal", "due"])
def test_a_key_that_every_contact_has_or_that_queries_use_is_refused(crm: Crm, label: str) -> None:
    with pytest.raises(UsageError, match="already"):
        crm.custom_fields.add(label)


@pytest.mark.parametrize("label", ["Budget", "budget currency", "BUDGET"])
def test_a_key_is_taken_once_and_with_it_the_column_of_its_currency(crm: Crm, label: str) -> None:
    crm.custom_fields.add("Budget", kind="money")
    with pytest.raises(DuplicateError):
        crm.custom_fields.add(label)


@pytest.mark.parametrize(("label", "key"), [("", ""), ("12", ""), ("!!", ""), ("ok", "1x")])
def test_a_field_without_a_usable_name_is_refused(crm: Crm, label: str, key: str) -> None:
    with pytest.raises(UsageError):
        crm.custom_fields.add(label, key=key)


def test_only_a_choice_has_choices_and_it_must_have_some(crm: Crm) -> None:
    with pytest.raises(UsageError, match="needs choices"):
        crm.custom_fields.add("Level", kind="choice")
    with pytest.raises(UsageError, match="only a field of type choice"):
        crm.custom_fields.add("Level", choices=["gold"])
    with pytest.raises(UsageError, match="unknown type"):
        crm.custom_fields.add("Level", kind="colour")


def test_a_choice_in_use_cannot_be_left_out(crm: Crm, person: Person) -> None:
    field = crm.custom_fields.add("Level", kind="choice", choices=["gold", "silver"])
    person("Dana", level="gold")
    with pytest.raises(ConflictError, match="1 records have level 'gold'"):
        crm.custom_fields.edit(field, choices=["silver"])
    assert crm.custom_fields.edit(field, choices=["gold", "bronze"])
    assert crm.custom_fields.find("level").choice_list == ("gold", "bronze")


def test_a_renamed_field_keeps_its_values(crm: Crm, person: Person) -> None:
    field = crm.custom_fields.add("Shoe size", kind="number")
    person("Dana", shoe_size="38")
    assert crm.custom_fields.edit(field, label="Size", key="size")
    assert names(crm, "size:38") == ["Dana"]
    with pytest.raises(UsageError, match="no field 'shoe_size'"):
        names(crm, "shoe_size:38")


def test_a_deleted_field_is_gone_with_its_values_until_undo(crm: Crm, person: Person) -> None:
    field = crm.custom_fields.add("Colour")
    person("Dana", colour="turquoise")
    assert crm.custom_fields.delete(field) == 1
    assert names(crm, "turquoise") == []
    assert mismatches(crm.store.read()) == []
    with pytest.raises(NotFoundError):
        crm.custom_fields.find("colour")
    crm.history.undo()
    assert names(crm, "colour:turq") == names(crm, "turquoise") == ["Dana"]


def test_words_choices_and_addresses_are_found_by_search_and_numbers_are_not(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Colour")
    crm.custom_fields.add("Level", kind="choice", choices=["Platinum"])
    crm.custom_fields.add("Page", kind="url")
    crm.custom_fields.add("Size", kind="number")
    person("Dana", colour="כחול", level="platinum", page="blog.example", size="38777")
    assert [names(crm, word) for word in ("כחול", "plat", "blog", "38777")] == [["Dana"], ["Dana"], ["Dana"], []]


def test_a_field_named_in_hebrew_is_asked_for_in_hebrew(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("צבע עיניים")
    person("Dana", **{"צבע עיניים": "חום"})
    assert names(crm, "צבע_עיניים:חום") == ["Dana"]
    assert crm.lists.page("contact", fields=["צבע_עיניים"], sort=["-צבע-עיניים"]).rows == [("חום",)]


def test_choices_sort_in_their_own_order_whatever_is_in_them(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Level", kind="choice", choices=["it's top", "a' OR 1=1 --", "low"])
    for name, level in (("Avi", "low"), ("Dana", "a' or 1=1 --"), ("Noa", "IT'S TOP"), ("Tal", "")):
        person(name, level=level)
    page = crm.lists.page("contact", fields=["name"], sort=["level"], limit=9)
    assert [row[0] for row in page.rows] == ["Noa", "Dana", "Avi", "Tal"]


def test_amounts_sort_and_compare_across_currencies_as_numbers(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Budget", kind="money")
    for name, budget in (("Avi", "900 JPY"), ("Dana", "1200.50"), ("Noa", "1 KWD")):
        person(name, budget=budget)
    assert names(crm, "budget.over:899") == ["Avi", "Dana"]
    assert names(crm, "budget.under:1200USD") == []
    assert names(crm, "budget_currency:kwd") == ["Noa"]
    page = crm.lists.page("contact", fields=["name", "budget"], sort=["-budget"])
    assert page.rows == [("Dana", "120050 ILS"), ("Avi", "900 JPY"), ("Noa", "1000 KWD")]


def test_the_card_has_a_column_for_every_field(crm: Crm, person: Person) -> None:
    assert crm.profiles.contact(person("Dana").id).custom.columns == ()
    crm.custom_fields.add("Shoe size", kind="number")
    dana = person("Dana Cohen", shoe_size="38")
    custom = crm.profiles.contact(dana.id).custom
    assert ([column.header for column in custom.columns], list(custom.rows)) == (["Shoe size"], [(38,)])


def test_purging_a_record_takes_its_values_along(crm: Crm, person: Person) -> None:
    crm.custom_fields.add("Colour")
    dana = person("Dana", colour="blue")
    crm.contacts.delete(dana.id)
    crm.trash.empty([Reference(Noun.CONTACT, dana.id)])
    assert crm.store.read().value("SELECT count(*) FROM custom_value") == 0
