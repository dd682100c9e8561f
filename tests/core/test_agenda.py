from collections.abc import Callable
from datetime import date, timedelta

from smallcrm.core.agenda import birthday_days
from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.records.agenda import AgendaRow
from smallcrm.records.follow_ups import FollowUpKind, NextStep
from smallcrm.records.interactions import Topic
from smallcrm.records.references import Reference

Person = Callable[..., Reference]
TODAY = date(2026, 11, 27)


def _sections(crm: Crm) -> dict[str, list[AgendaRow]]:
    return {part.section.value: list(part.rows) for part in crm.agenda.parts()}


def _names(crm: Crm) -> dict[str, list[str]]:
    return {section: [row.name for row in rows] for section, rows in _sections(crm).items()}


def _plan(crm: Crm, who: Reference | None, days: int, title: str) -> int:
    return crm.follow_ups.add(who, NextStep(TODAY + timedelta(days=days), title=title), kind=FollowUpKind.CALL)


def test_an_empty_business_has_an_empty_agenda(crm: Crm) -> None:
    assert crm.agenda.parts() == []


def test_a_person_has_one_row_with_all_reasons(crm: Crm, person: Person) -> None:
    dana = person("Dana", phone="050-1234567")
    _plan(crm, dana, -3, "call about the cake")
    _plan(crm, dana, 0, "send flowers")
    _plan(crm, dana, 1, "later")
    [row] = _sections(crm)["overdue"]
    assert (row.reasons, row.days_late, row.phone) == (["call about the cake", "send flowers"], 3, "050-1234567")
    assert list(_sections(crm)) == ["overdue"]


def test_due_today_comes_after_overdue_and_to_dos_stand_alone(crm: Crm, person: Person) -> None:
    _plan(crm, person("Dana"), 0, "call")
    _plan(crm, None, 0, "buy flour")
    _plan(crm, person("Yossi"), -1, "call")
    assert _names(crm) == {"overdue": ["Yossi"], "due": ["Dana", "buy flour"]}


def test_looking_ahead_shows_what_is_due_later(crm: Crm, person: Person) -> None:
    _plan(crm, person("Dana"), 3, "call")
    assert crm.agenda.parts() == []
    assert [row.name for row in crm.agenda.parts(days=3)[0].rows] == ["Dana"]


def test_ten_a_section_and_how_many_more(crm: Crm, person: Person) -> None:
    for number in range(12):
        _plan(crm, person(f"Person {number}"), 0, "call")
    [part] = crm.agenda.parts()
    assert (len(part.rows), part.more) == (10, 2)
    [whole] = crm.agenda.parts(limit=None)
    assert (len(whole.rows), whole.more) == (12, 0)


def test_someone_who_went_quiet_is_listed_until_something_is_planned(at: Callable[..., Crm]) -> None:
    crm = at("2026-10-01T10:00")
    dana = crm.contacts.add({"name": "Dana", "cadence": "30d"}).id
    who = Reference(crm.resolver.someone(str(dana)).noun, dana)
    crm.interactions.log([who], Touch("talked", crm.clock.stamp()))
    crm = at("2026-10-30T10:00")
    assert crm.agenda.parts() == []
    crm = at("2026-10-31T10:00")
    assert _names(crm) == {"cadence": ["Dana"]}
    crm.follow_ups.add(who, NextStep(date(2026, 11, 20), title="call"))
    assert crm.agenda.parts() == []


def test_never_touched_counts_as_most_overdue_once_the_cadence_has_passed(at: Callable[..., Crm]) -> None:
    crm = at("2026-01-01T10:00")
    quiet = crm.contacts.add({"name": "Quiet", "cadence": "30d"}).id
    crm.contacts.add({"name": "Never", "cadence": "90d"})
    crm.interactions.log([crm.resolver.someone(str(quiet))], Touch("talked", crm.clock.stamp()))
    assert _names(at("2026-06-01T10:00")) == {"cadence": ["Never", "Quiet"]}


def test_do_not_contact_is_out(at: Callable[..., Crm]) -> None:
    crm = at("2026-01-01T10:00")
    crm.contacts.add({"name": "Dana", "cadence": "30d", "do_not_contact": "asked us not to"})
    assert at("2026-06-01T10:00").agenda.parts() == []


def test_contact_beats_tag_beats_kind(at: Callable[..., Crm]) -> None:
    crm = at("2026-11-01T10:00")
    crm.settings.set("cadence.customer", "10d")
    crm.reload()
    by_kind = crm.contacts.add({"name": "Kind", "kind": "customer"}).id
    off = crm.contacts.add({"name": "Off", "kind": "customer", "cadence": "off"}).id
    own = crm.contacts.add({"name": "Own", "kind": "customer", "cadence": "20d"}).id
    due = {identity: crm.contacts.get(identity).touch_due_on for identity in (by_kind, off, own)}
    assert due == {by_kind: "2026-11-11", off: None, own: "2026-11-21"}


def test_changing_a_kinds_cadence_reaches_everybody_of_that_kind(crm: Crm, person: Person) -> None:
    dana = person("Dana", kind="customer")
    crm.settings.set("cadence.customer", "10d")
    assert crm.contacts.get(dana.id).touch_due_on == "2026-12-07"
    crm.settings.set("cadence.customer", "off")
    assert crm.contacts.get(dana.id).touch_due_on is None


def test_birthdays_of_the_next_seven_days(crm: Crm, person: Person) -> None:
    person("Today", birthday="1990-11-27")
    person("Soon", birthday="--12-04")
    person("Later", birthday="--12-05")
    assert _names(crm) == {"birthday": ["Today", "Soon"]}


def test_29_february_is_kept_on_the_28th_in_common_years() -> None:
    assert "02-29" in birthday_days(date(2027, 2, 21))
    assert birthday_days(date(2028, 2, 21)).count("02-29") == 0
    assert birthday_days(date(2028, 2, 22)).count("02-29") == 1


def test_a_complaint_stands_until_somebody_answers(at: Callable[..., Crm]) -> None:
    crm = at("2026-11-26T10:00")
    dana = crm.resolver.someone(str(crm.contacts.add({"name": "Dana"}).id))
    crm.interactions.log([dana], Touch("the cake was late", crm.clock.stamp(), topic=Topic.COMPLAINT))
    crm = at("2026-11-27T10:00")
    assert _names(crm) == {"complaint": ["Dana"]}
    crm.interactions.log([dana], Touch("apologised", crm.clock.stamp()))
    assert crm.agenda.parts() == []


def test_the_trash_is_not_on_the_agenda(crm: Crm, person: Person) -> None:
    dana = person("Dana", birthday="--11-28")
    _plan(crm, dana, 0, "call")
    crm.contacts.delete(dana.id)
    assert crm.agenda.parts() == []


def test_the_local_day_decides_not_the_utc_day(at: Callable[..., Crm]) -> None:
    crm = at("2026-11-27T00:30")
    assert crm.clock.stamp() == "2026-11-26T22:30:00Z"
    crm.follow_ups.add(None, NextStep(crm.clock.today(), title="open the shop"))
    assert _names(crm) == {"due": ["open the shop"]}
