from collections.abc import Callable

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import ConflictError, DuplicateError, NotFoundError, UsageError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.duplicates import Certainty
from smallcrm.records.references import Reference

Person = Callable[..., Reference]


def _email(value: str) -> list[NewChannel]:
    return [NewChannel(ChannelType.EMAIL, value)]


def test_a_name_is_all_that_a_contact_needs(crm: Crm) -> None:
    added = crm.contacts.add({"name": "  Dana \u200f Cohen "})
    assert crm.contacts.get(added.id).name == "Dana Cohen"
    assert crm.contacts.get(added.id).kind == "lead"


@pytest.mark.parametrize("name", ["", "   ", "\u200f"])
def test_an_empty_name_is_refused_and_nothing_is_written(crm: Crm, name: str) -> None:
    with pytest.raises(UsageError, match="name cannot be empty"):
        crm.contacts.add({"name": name}, company="Acme")
    assert crm.lists.count("company") == 0


def test_a_nul_in_a_name_is_refused(crm: Crm) -> None:
    with pytest.raises(UsageError):
        crm.contacts.add({"name": "Dana\0"})


def test_an_unknown_field_is_refused_with_the_list_of_fields(crm: Crm) -> None:
    with pytest.raises(UsageError) as raised:
        crm.contacts.add({"name": "Dana", "shoe_size": "42"})
    assert "shoe_size" in raised.value.message
    assert "birthday" in raised.value.hint


def test_an_email_without_an_at_is_refused_and_nothing_is_written(crm: Crm) -> None:
    with pytest.raises(UsageError):
        crm.contacts.add({"name": "Dana"}, channels=_email("dana.example"))
    assert crm.lists.count("contact") == 0


def test_the_same_email_under_an_agreeing_name_is_a_duplicate(crm: Crm, person: Person) -> None:
    first = person("Dana Cohen", email="dana@x.example")
    with pytest.raises(DuplicateError) as raised:
        crm.contacts.add({"name": "dana"}, channels=_email("DANA@x.example"))
    assert raised.value.candidates == (f"{first} Dana Cohen",)
    again = crm.contacts.add({"name": "dana"}, channels=_email("DANA@x.example"), if_missing=True)
    assert (again.id, again.is_new) == (first.id, False)


def test_the_same_email_under_another_name_is_two_people(crm: Crm, person: Person) -> None:
    person("Dana Cohen", email="family@x.example")
    added = crm.contacts.add({"name": "Yossi Levi"}, channels=_email("family@x.example"))
    assert added.is_new
    assert [match.certainty for match in added.resembles] == [Certainty.SHARED]


def test_a_phone_in_another_spelling_warns_but_is_added(crm: Crm, person: Person) -> None:
    person("Dana Cohen", phone="050-1234567")
    added = crm.contacts.add({"name": "Dana"}, channels=[NewChannel(ChannelType.PHONE, "+972 50 123 4567")])
    assert [match.certainty for match in added.resembles] == [Certainty.STRONG]


def test_an_email_in_the_trash_does_not_clash(crm: Crm, person: Person) -> None:
    first = person("Dana Cohen", email="dana@x.example")
    crm.contacts.delete(first.id)
    assert crm.contacts.add({"name": "Dana Cohen"}, channels=_email("dana@x.example")).resembles == []


def test_a_company_is_made_once_and_linked(crm: Crm, person: Person) -> None:
    first = crm.contacts.get(person("A", company="Acme Ltd").id)
    second = crm.contacts.get(person("B", company="acme ltd").id)
    assert first.company_id == second.company_id
    assert crm.lists.count("company") == 1


def test_editing_what_is_already_so_makes_no_undo_step(crm: Crm, person: Person) -> None:
    dana = person("Dana", city="Haifa")
    steps = len(crm.history.groups())
    assert crm.contacts.edit(dana.id, {"city": "Haifa"}) is False
    assert len(crm.history.groups()) == steps


def test_an_empty_value_clears_a_field(crm: Crm, person: Person) -> None:
    dana = person("Dana", city="Haifa")
    assert crm.contacts.edit(dana.id, {"city": ""})
    assert crm.contacts.get(dana.id).city is None


def test_a_form_saved_over_a_newer_version_is_refused(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    seen = crm.contacts.get(dana.id).version
    crm.contacts.edit(dana.id, {"city": "Haifa"})
    with pytest.raises(ConflictError, match="changed meanwhile"):
        crm.contacts.edit(dana.id, {"city": "Akko"}, version=seen)


def test_becoming_a_customer_is_dated_once(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    crm.contacts.edit(dana.id, {"kind": "customer"})
    assert crm.contacts.get(dana.id).converted_at == "2026-11-27T08:00:00Z"


def test_what_hangs_on_a_trashed_contact_leaves_the_lists_and_returns(crm: Crm, person: Person) -> None:
    from smallcrm.core.touches import Touch

    dana = person("Dana")
    crm.interactions.log([dana], Touch("hello", crm.clock.stamp()))
    crm.contacts.delete(dana.id)
    assert (crm.lists.count("contact"), crm.lists.count("interaction")) == (0, 0)
    crm.contacts.restore(dana.id)
    assert (crm.lists.count("contact"), crm.lists.count("interaction")) == (1, 1)


def test_a_contact_that_never_was_is_not_found(crm: Crm) -> None:
    with pytest.raises(NotFoundError):
        crm.contacts.get(99)


def test_the_primary_mark_is_taken_from_the_sibling(crm: Crm, person: Person) -> None:
    dana = person("Dana", phone="03-5550001")
    second = crm.channels.add(dana, NewChannel(ChannelType.PHONE, "03-5550002"), primary=True)
    third = crm.channels.add(dana, NewChannel(ChannelType.PHONE, "03-5550003"), primary=True)
    marks = {channel.id: channel.is_primary for channel in crm.channels.of(dana)}
    assert second is not None
    assert third is not None
    assert (marks[second], marks[third]) == (0, 1)


def test_a_tag_is_one_whatever_its_case(crm: Crm, person: Person) -> None:
    dana = person("Dana", tags=["VIP"])
    assert crm.tags.add(dana, ["vip", "#Vip", "+vip"]) == []
    assert crm.tags.of(dana) == ["VIP"]
    assert crm.tags.remove(dana, ["vIP"]) == ["vIP"]


def test_a_channel_is_not_edited_into_one_that_is_there(crm: Crm, person: Person) -> None:
    dana = person("Dana", phone="03-5550001")
    second = crm.channels.add(dana, NewChannel(ChannelType.PHONE, "03-5550002"))
    assert second is not None
    with pytest.raises(DuplicateError):
        crm.channels.edit(second, {"value": "+972 3 555 0001"})
