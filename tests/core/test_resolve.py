from collections.abc import Callable

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import AmbiguousError, NotFoundError, UsageError
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference

Person = Callable[..., Reference]


@pytest.fixture
def dana(person: Person) -> Reference:
    return person("Dana Cohen", email="dana@x.example", phone="050-1234567", company="Acme")


@pytest.mark.parametrize(
    "who",
    ["1", "id:1", "contact:1", "Dana Cohen", "dana", "COHEN dana", "dan coh", "DANA@X.EXAMPLE", "0501234567",
     "+972 (50) 123-4567", "00972501234567"],
)  # fmt: skip
def test_a_contact_is_found_by_any_of_its_names(crm: Crm, dana: Reference, who: str) -> None:
    assert crm.resolver.someone(who) == dana


def test_a_uid_in_either_case_is_who(crm: Crm, dana: Reference) -> None:
    uid = crm.contacts.get(dana.id).uid
    assert crm.resolver.someone(uid.lower()) == dana


def test_hebrew_is_found_without_niqqud_and_with_a_particle(crm: Crm, person: Person) -> None:
    dana = person("דָּנָה כהן")
    assert crm.resolver.someone("דנה") == dana
    assert crm.resolver.someone("לדנה") == dana


def test_the_whole_name_wins_over_a_longer_one(crm: Crm, person: Person) -> None:
    short = person("Dana")
    person("Dana Cohen")
    assert crm.resolver.someone("dana") == short


def test_a_whole_word_wins_over_the_beginning_of_one(crm: Crm, person: Person) -> None:
    dan = person("Dan Levi")
    person("Dana Cohen")
    assert crm.resolver.someone("dan") == dan


def test_several_are_listed(crm: Crm, person: Person) -> None:
    person("Dana Cohen", company="Acme")
    person("Dana Levi")
    with pytest.raises(AmbiguousError) as raised:
        crm.resolver.someone("dana")
    assert raised.value.candidates == ("contact:1 Dana Cohen, Acme", "contact:2 Dana Levi")


def test_nobody_is_told_with_the_nearest_names(crm: Crm, dana: Reference) -> None:
    with pytest.raises(NotFoundError) as raised:
        crm.resolver.someone("Danna Cohem")
    assert raised.value.candidates == (f"{dana} Dana Cohen, Acme",)


def test_seven_digits_are_a_phone_and_six_an_id(crm: Crm, dana: Reference) -> None:
    with pytest.raises(NotFoundError, match="there is no contact 123456"):
        crm.resolver.someone("123456")
    with pytest.raises(NotFoundError, match="nobody answers"):
        crm.resolver.someone("9999999")


@pytest.mark.parametrize("who", ["(617) 555-0104", "617 555 0104", "+1 617 555 0104"])
def test_a_number_abroad_is_who_as_it_is_dialled_there(crm: Crm, dana: Reference, person: Person, who: str) -> None:
    bob = person("Bob", phone="+1 (617) 555-0104")
    assert crm.resolver.someone(who) == bob


def test_a_number_that_someone_has_here_outranks_the_same_abroad(crm: Crm, dana: Reference, person: Person) -> None:
    person("Jörg", phone="+49 50 1234567")
    assert crm.resolver.someone("050 1234567") == dana


def test_a_part_of_a_number_is_nobody(crm: Crm, dana: Reference, person: Person) -> None:
    person("Bob", phone="+1 (617) 555-0104")
    with pytest.raises(NotFoundError):
        crm.resolver.someone("555-0104")


def test_companies_answer_where_they_may(crm: Crm, dana: Reference) -> None:
    assert crm.resolver.someone("acme") == Reference(Noun.COMPANY, 1)
    with pytest.raises(NotFoundError):
        crm.resolver.contact("acme")


def test_the_trash_is_named_and_meant_only_when_asked(crm: Crm, dana: Reference) -> None:
    crm.contacts.delete(dana.id)
    with pytest.raises(NotFoundError, match="is in the trash"):
        crm.resolver.someone("1")
    with pytest.raises(NotFoundError, match="nobody answers") as raised:
        crm.resolver.someone("dana@x.example")
    assert raised.value.hint == "in the trash; smallcrm restore contact:1 brings it back"
    assert raised.value.candidates == ("contact:1 Dana Cohen, Acme",)
    assert crm.resolver.someone("1", trashed=True) == dana
    assert crm.resolver.someone("dana@x.example", trashed=True) == dana


def test_the_living_outrank_the_trash_unless_something_is_to_be_restored(
    crm: Crm, dana: Reference, person: Person
) -> None:
    crm.contacts.delete(dana.id)
    living = person("Dana Levi")
    assert crm.resolver.someone("dana") == living
    assert crm.resolver.someone("dana", trashed=True) == living
    assert crm.resolver.someone("dana", restoring=True) == dana
    assert crm.resolver.someone("levi", restoring=True) == living


@pytest.mark.parametrize("who", ["", "  "])
def test_an_empty_who_is_refused(crm: Crm, who: str) -> None:
    with pytest.raises(UsageError):
        crm.resolver.someone(who)


@pytest.mark.parametrize(
    "who", ['"', "*", "dana* OR", "NEAR(a b)", "%", "-", "(", "'; DROP TABLE contact; --", "\x1b[31m"]
)
def test_signs_are_only_characters(crm: Crm, dana: Reference, who: str) -> None:
    with pytest.raises(NotFoundError):
        crm.resolver.someone(who)


def test_a_person_stands_for_their_only_open_follow_up(crm: Crm, dana: Reference) -> None:
    step = NextStep(crm.clock.today(), title="call")
    planned = crm.follow_ups.add(dana, step)
    assert crm.resolver.follow_up("dana") == planned
    crm.follow_ups.add(dana, step)
    with pytest.raises(AmbiguousError):
        crm.resolver.follow_up("dana")


def test_the_only_one_of_a_name_with_something_planned_is_meant_by_it(
    crm: Crm, dana: Reference, person: Person
) -> None:
    other = person("Dana Levi")
    with pytest.raises(AmbiguousError, match="fits 2 records"):
        crm.resolver.follow_up("dana")
    planned = crm.follow_ups.add(other, NextStep(crm.clock.today(), title="call"))
    assert crm.resolver.follow_up("dana") == planned
    deal, _ = crm.deals.add({"title": "Chairs"}, contact=other.id)
    assert crm.resolver.deal("dana") == deal
