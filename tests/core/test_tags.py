from collections.abc import Callable

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.errors import ConflictError, NotFoundError, UsageError
from smallcrm.records.references import Noun, Reference

Person = Callable[..., Reference]


def touch_due(crm: Crm, who: Reference) -> str | None:
    return crm.contacts.get(who.id).touch_due_on


def test_a_tags_cadence_counts_for_everyone_who_has_it_and_undo_takes_it_back(crm: Crm, person: Person) -> None:
    dana, avi = person("Dana", tags=("vip",)), person("Avi")
    crm.tags.edit(crm.tags.find("VIP").id, cadence="90d")
    assert (touch_due(crm, dana), touch_due(crm, avi)) == ("2027-02-25", None)
    crm.tags.edit(crm.tags.find("vip").id, cadence="off")
    assert touch_due(crm, dana) is None
    crm.history.undo()
    assert touch_due(crm, dana) == "2027-02-25"


def test_setting_the_cadence_it_has_changes_nothing(crm: Crm, person: Person) -> None:
    person("Dana", tags=("vip",))
    tag = crm.tags.find("vip").id
    assert crm.tags.edit(tag, cadence="30d") == (tag, True)
    assert crm.tags.edit(tag, cadence="30d") == (tag, False)


def test_a_tag_is_renamed_for_all(crm: Crm, person: Person) -> None:
    dana = person("Dana", tags=("vip",))
    crm.tags.edit(crm.tags.find("vip").id, name="+Very Important")
    assert crm.tags.of(dana) == ["Very Important"]
    assert crm.lists.count("contact", parse_query(["important"])) == 1
    crm.tags.edit(crm.tags.find("very important").id, name="VERY important")
    assert crm.tags.of(dana) == ["VERY important"]


def test_renaming_a_tag_to_another_is_refused_unless_the_two_are_to_be_one(crm: Crm, person: Person) -> None:
    both, one = person("Dana", tags=("vip", "gold")), person("Avi", tags=("vip",))
    crm.tags.edit(crm.tags.find("vip").id, cadence="30d")
    vip, gold = crm.tags.find("vip").id, crm.tags.find("gold").id
    with pytest.raises(ConflictError, match="there is a tag Gold already"):
        crm.tags.edit(vip, name="Gold")
    assert crm.tags.edit(vip, name="Gold", merge=True) == (gold, True)
    assert (crm.tags.of(both), crm.tags.of(one), crm.tags.names()) == (["gold"], ["gold"], ["gold"])
    assert touch_due(crm, one) == "2026-12-27"
    crm.history.undo()
    assert (crm.tags.of(both), crm.tags.of(one)) == (["gold", "vip"], ["vip"])


def test_a_deleted_tag_leaves_everyone_and_returns_with_undo(crm: Crm, person: Person) -> None:
    dana = person("Dana", tags=("vip",))
    crm.tags.edit(crm.tags.find("vip").id, cadence="30d")
    assert crm.tags.delete(crm.tags.find("vip").id)
    assert (crm.tags.of(dana), touch_due(crm, dana)) == ([], None)
    assert crm.lists.count("contact", parse_query(["+vip"])) == 0
    crm.history.undo()
    assert (crm.tags.of(dana), touch_due(crm, dana)) == (["vip"], "2026-12-27")


def test_tags_are_listed_with_how_many_have_them(crm: Crm, person: Person) -> None:
    dana = person("Dana", tags=("vip", "new"), company="Acme")
    crm.tags.add(Reference(Noun.COMPANY, 1), ["vip"])
    crm.contacts.delete(person("Avi", tags=("vip",)).id)
    crm.deals.add({"title": "Cake"}, contact=dana.id, tags=["new"])
    page = crm.lists.page("tag", fields=["name", "contacts", "companies", "deals"])
    assert page.rows == [("new", 1, 0, 1), ("vip", 1, 1, 0)]


def test_an_unknown_tag_is_refused_with_those_there_are(crm: Crm, person: Person) -> None:
    person("Dana", tags=("vip",))
    with pytest.raises(NotFoundError) as raised:
        crm.tags.find("gold")
    assert raised.value.candidates == ("vip",)
    with pytest.raises(UsageError):
        crm.tags.edit(crm.tags.find("vip").id, name="a,b")
