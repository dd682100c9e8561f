import random
from collections.abc import Callable

import pytest

from smallcrm.core.clusters import parts_by_name
from smallcrm.core.crm import Crm
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.duplicates import Certainty, DuplicateGroup
from smallcrm.records.references import Noun, Reference
from smallcrm.values.company_names import distinctive_words, web_domain
from smallcrm.values.names import names_agree

Person = Callable[..., Reference]


def company(crm: Crm, name: str, phone: str = "", **fields: str) -> Reference:
    channels = [NewChannel(ChannelType.PHONE, phone)] if phone else []
    return Reference(Noun.COMPANY, crm.companies.add({"name": name, **fields}, channels=channels, force=True)[0])


def told(groups: list[DuplicateGroup]) -> list[tuple[Certainty, list[str], tuple[str, ...]]]:
    return [(group.certainty, [suspect.name for suspect in group.suspects], group.reasons) for group in groups]


def test_the_same_email_and_agreeing_names_are_certain(crm: Crm, person: Person) -> None:
    person("Dana Cohen", email="dana@x.example")
    person("דנה", email="other@x.example")
    person("Cohen", email="DANA@x.example")
    assert told(crm.duplicates.groups(Noun.CONTACT)) == [
        (Certainty.CERTAIN, ["Dana Cohen", "Cohen"], ("the same e-mail dana@x.example",))
    ]


def test_the_same_phone_in_any_spelling_and_agreeing_names_are_strong(crm: Crm, person: Person) -> None:
    person("Dana Cohen", phone="050-1234567")
    person("dana", phone="+972 50 123 4567")
    ((certainty, names, _),) = told(crm.duplicates.groups(Noun.CONTACT))
    assert (certainty, names) == (Certainty.STRONG, ["Dana Cohen", "dana"])


def test_the_same_name_at_the_same_company_is_likely_and_the_name_alone_is_nothing(crm: Crm, person: Person) -> None:
    person("Dana Cohen", company="Acme")
    person("DANA COHEN", company="Acme")
    person("Dana Cohen", company="Bolt")
    person("Dana Cohen")
    assert told(crm.duplicates.groups(Noun.CONTACT)) == [
        (Certainty.LIKELY, ["Dana Cohen", "DANA COHEN"], ("the same name at Acme",))
    ]


def test_a_family_on_one_phone_is_reported_as_sharing_it_and_never_as_duplicates(crm: Crm, person: Person) -> None:
    for name in ("Dana Cohen", "Avi Cohen", "Noa Cohen"):
        person(name, phone="04-5550100")
    assert crm.duplicates.groups(Noun.CONTACT) == []
    assert told(crm.duplicates.groups(Noun.CONTACT, least=Certainty.SHARED)) == [
        (Certainty.SHARED, ["Dana Cohen", "Avi Cohen", "Noa Cohen"], ("shares phone 04-5550100",))
    ]


def test_a_short_name_that_fits_two_of_a_family_belongs_to_neither(crm: Crm, person: Person) -> None:
    for name in ("Dana Cohen", "Dana Levi", "Dana"):
        person(name, phone="04-5550100")
    assert crm.duplicates.groups(Noun.CONTACT) == []


def test_someone_known_only_by_the_address_agrees_with_its_only_other_holder(crm: Crm, person: Person) -> None:
    person("dana@x.example", email="dana@x.example")
    person("Dana Cohen", email="dana@x.example")
    ((certainty, names, _),) = told(crm.duplicates.groups(Noun.CONTACT))
    assert (certainty, len(names)) == (Certainty.CERTAIN, 2)
    person("Avi Levi", email="dana@x.example")
    assert crm.duplicates.groups(Noun.CONTACT) == []


def test_a_chain_of_ties_makes_one_group_as_sure_as_its_weakest_tie(crm: Crm, person: Person) -> None:
    person("Dana", email="d@x.example")
    person("Dana Cohen", email="d@x.example", phone="050-1234567")
    person("Cohen Dana", phone="050-1234567")
    ((certainty, names, reasons),) = told(crm.duplicates.groups(Noun.CONTACT))
    assert (certainty, len(names), len(reasons)) == (Certainty.STRONG, 3, 2)
    ((certainty, names, _),) = told(crm.duplicates.groups(Noun.CONTACT, least=Certainty.CERTAIN))
    assert (certainty, len(names)) == (Certainty.CERTAIN, 2)


def test_two_different_people_are_not_joined_through_a_third_whose_name_fits_both(crm: Crm, person: Person) -> None:
    person("Dana Cohen", email="d@x.example")
    person("Dana", email="d@x.example", phone="050-1234567")
    person("Dana Levi", phone="050-1234567")
    ((certainty, names, _),) = told(crm.duplicates.groups(Noun.CONTACT))
    assert (certainty, names) == (Certainty.CERTAIN, ["Dana Cohen", "Dana"])


def test_nobody_in_the_trash_is_a_duplicate(crm: Crm, person: Person) -> None:
    person("Dana", email="d@x.example")
    crm.contacts.delete(person("Dana", email="d@x.example").id)
    assert crm.duplicates.groups(Noun.CONTACT, least=Certainty.SHARED) == []


def test_one_person_with_a_phone_twice_is_no_duplicate(crm: Crm, person: Person) -> None:
    dana = person("Dana", phone="050-1234567")
    crm.channels.add(dana, NewChannel(ChannelType.WHATSAPP, "050-1234567"))
    assert crm.duplicates.groups(Noun.CONTACT, least=Certainty.SHARED) == []


@pytest.mark.parametrize(
    ("one", "other", "certainty"),
    [
        ({"name": "Alpha", "tax_id": "514-000026"}, {"name": "Beta", "tax_id": "514000026"}, Certainty.CERTAIN),
        ({"name": "Alpha", "domain": "alpha.example"},
         {"name": "Alpha Insurance", "website": "https://www.alpha.example/he"}, Certainty.CERTAIN),
        ({"name": 'אלפא בע"מ'}, {"name": "חברת אלפא"}, Certainty.STRONG),
        ({"name": "Acme Ltd."}, {"name": "ACME, Inc"}, Certainty.STRONG),
        ({"name": "Acme", "phone": "04-5550100"}, {"name": "Acme Haifa", "phone": "04 555 0100"}, Certainty.LIKELY),
    ],
)  # fmt: skip
def test_companies_are_one_by_tax_id_domain_name_or_phone(
    crm: Crm, one: dict[str, str], other: dict[str, str], certainty: Certainty
) -> None:
    company(crm, **one)
    company(crm, **other)
    assert [group.certainty for group in crm.duplicates.groups(Noun.COMPANY)] == [certainty]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Acme"}, {"name": "Acme Haifa"}),
        ({"name": "Alpha", "domain": "gmail.com"}, {"name": "Alpha Two", "domain": "gmail.com"}),
        ({"name": "Alpha", "domain": "mall.example"}, {"name": "Beta", "domain": "mall.example"}),
    ],
)
def test_companies_with_less_in_common_are_two(crm: Crm, one: dict[str, str], other: dict[str, str]) -> None:
    company(crm, **one)
    company(crm, **other)
    assert crm.duplicates.groups(Noun.COMPANY) == []


def test_a_name_of_legal_forms_alone_stays_a_name() -> None:
    assert distinctive_words("the company") == ("the",)
    assert distinctive_words("co ltd") == ("co", "ltd")


def test_a_web_address_gives_its_domain() -> None:
    assert web_domain("HTTPS://www.Acme.example:8080/x?y") == web_domain("acme.example.") == "acme.example"
    assert web_domain("") == ""


def test_parts_by_name_are_what_comparing_each_with_each_gives() -> None:
    """Within a part all names agree, and a name is only left alone when it has no single fullest name."""
    draw = random.Random(7)
    for _ in range(500):
        words = {member: frozenset(draw.sample("abcde", draw.randint(0, 3))) for member in range(draw.randint(2, 8))}
        parts = parts_by_name(words, words)
        assert sorted(member for part in parts for member in part) == sorted(words)
        names = set(words.values())
        fullest = {name for name in names if not any(name < other for other in names)}
        for part in parts:
            for one in part:
                for other in part:
                    top = {name for name in fullest if words[one] <= name}
                    assert words[one] == words[other] or top == {name for name in fullest if words[other] <= name}
                    assert words[one] == words[other] or len(top) == 1


def test_agreement_is_the_same_as_when_a_contact_is_added() -> None:
    assert names_agree("dana", "dana cohen")
    assert parts_by_name([1, 2], {1: frozenset({"dana"}), 2: frozenset({"dana", "cohen"})}) == [[1, 2]]
