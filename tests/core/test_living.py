"""What lies in the trash is left alone."""

from collections.abc import Callable

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.errors import NotFoundError
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference

Person = Callable[..., Reference]


@pytest.fixture
def dana(person: Person) -> Reference:
    return person("Dana Cohen")


def test_a_trashed_deal_is_neither_edited_nor_tagged(crm: Crm, dana: Reference) -> None:
    deal, _ = crm.deals.add({"title": "Cake"}, contact=dana.id)
    crm.deals.delete(deal)
    for change in (
        lambda: crm.deals.edit(deal, {"amount": "5"}),
        lambda: crm.tags.add(Reference(Noun.DEAL, deal), ["vip"]),
        lambda: crm.tags.remove(Reference(Noun.DEAL, deal), ["vip"]),
        lambda: crm.deals.win(deal),
    ):
        with pytest.raises(NotFoundError, match=r"deal 1 \(Cake\) is in the trash") as raised:
            change()
        assert raised.value.hint == "smallcrm restore deal:1 brings it back"
    assert crm.deals.get(deal).amount is None


def test_a_trashed_follow_up_is_neither_edited_cancelled_snoozed_nor_done(crm: Crm, dana: Reference) -> None:
    step = NextStep(crm.clock.today(), title="call")
    planned = crm.follow_ups.add(dana, step)
    crm.follow_ups.delete(planned)
    for change in (
        lambda: crm.follow_ups.edit(planned, {"title": "ring"}),
        lambda: crm.follow_ups.cancel(planned),
        lambda: crm.follow_ups.snooze(planned, step),
        lambda: crm.follow_ups.complete(planned),
    ):
        with pytest.raises(NotFoundError, match=r"follow-up 1 \(call\) is in the trash"):
            change()
    assert (crm.follow_ups.get(planned).title, crm.follow_ups.get(planned).status) == ("call", "open")


def test_a_trashed_interaction_is_not_edited(crm: Crm, dana: Reference) -> None:
    logged = crm.interactions.log([dana], Touch("talked", crm.clock.stamp())).interaction_id
    crm.interactions.delete(logged)
    with pytest.raises(NotFoundError, match=r"interaction 1 \(talked\) is in the trash"):
        crm.interactions.edit(logged, {"summary": "shouted"})


def test_a_trashed_contact_or_company_is_not_edited(crm: Crm, person: Person) -> None:
    crm.contacts.delete(person("Avi", company="Acme").id)
    crm.companies.delete(1)
    with pytest.raises(NotFoundError, match=r"contact 1 \(Avi\) is in the trash"):
        crm.contacts.edit(1, {"city": "Haifa"})
    with pytest.raises(NotFoundError, match=r"company 1 \(Acme\) is in the trash"):
        crm.companies.edit(1, {"city": "Haifa"})


def test_a_trashed_contact_gets_no_tags(crm: Crm, dana: Reference) -> None:
    crm.contacts.delete(dana.id)
    with pytest.raises(NotFoundError, match="is in the trash"):
        crm.tags.add(dana, ["vip"])
    assert crm.tags.names() == []
