"""WHO by words: in full before their beginnings, however many records there are, and deals by their titles."""

from collections.abc import Callable

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import AmbiguousError, NotFoundError
from smallcrm.records.references import Reference

Person = Callable[..., Reference]


@pytest.mark.parametrize(
    ("names", "who"),
    [
        (["Anna Smith-Jones", "Bob Smith"], "smith"),
        (["Dana Cohenz", "דנה כהן (Dana)"], "dana"),
        (["O'Brien & Sons", "Mary Brien"], "brien"),
    ],
)
def test_a_word_is_whole_whatever_stands_beside_it(crm: Crm, person: Person, names: list[str], who: str) -> None:
    for name in names:
        person(name)
    with pytest.raises(AmbiguousError) as raised:
        crm.resolver.someone(who)
    assert [candidate.split(" ", 1)[1] for candidate in raised.value.candidates] == names


def test_a_whole_word_is_found_behind_hundreds_of_beginnings(crm: Crm, person: Person) -> None:
    with crm.store.write("many"):
        for number in range(201):
            person(f"Danalia {number}")
        dana = person("Dana Cohen")
    assert crm.resolver.someone("dana") == dana


def test_a_deal_is_found_by_words_of_its_title_when_only_one_fits(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    launch, _ = crm.deals.add({"title": "Launch party"}, contact=dana.id)
    assert crm.resolver.deal("launch") == launch
    crm.deals.add({"title": "Second launch"}, contact=dana.id)
    with pytest.raises(AmbiguousError, match="fits 2 open deals"):
        crm.resolver.deal("launch")
    assert crm.resolver.deal("party launch") == launch


def test_an_open_deal_does_not_answer_where_a_closed_one_is_meant(crm: Crm, person: Person) -> None:
    crm.deals.add({"title": "Launch party"}, contact=person("Dana").id)
    with pytest.raises(NotFoundError):
        crm.resolver.deal("launch", is_open=False)


@pytest.mark.parametrize("text", ["T1", "foo:1", "???"])
def test_what_no_deal_answers_to_is_told_with_the_list_of_deals(crm: Crm, text: str) -> None:
    with pytest.raises(NotFoundError, match="no deal answers to") as raised:
        crm.resolver.deal(text)
    assert raised.value.hint == "smallcrm deal list shows them"


def test_what_no_follow_up_answers_to_is_told_with_their_list(crm: Crm) -> None:
    with pytest.raises(NotFoundError, match="no follow-up answers to 'T1'") as raised:
        crm.resolver.follow_up("T1")
    assert raised.value.hint == "smallcrm follow-up list shows them"
