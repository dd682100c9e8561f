from collections.abc import Callable
from datetime import date, time

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.errors import ConflictError, UsageError
from smallcrm.records.follow_ups import FollowUpKind, NextStep
from smallcrm.records.interactions import InteractionChannel, Outcome
from smallcrm.records.references import Reference

Person = Callable[..., Reference]
TODAY = date(2026, 11, 27)
SUNDAY = date(2026, 11, 29)


def _touch(crm: Crm, text: str = "talked", outcome: Outcome | None = None) -> Touch:
    return Touch(text, crm.clock.stamp(), outcome=outcome)


def _plan(crm: Crm, who: Reference | None, day: date, kind: FollowUpKind = FollowUpKind.CALL, repeat: str = "") -> int:
    return crm.follow_ups.add(who, NextStep(day, title="call about the cake"), kind=kind, repeat=repeat)


def test_logging_closes_the_only_due_call_and_plans_the_next(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    due = _plan(crm, dana, TODAY)
    logged = crm.interactions.log([dana], _touch(crm), next_step=NextStep(SUNDAY, time(14)))
    assert (logged.closed, logged.moved, len(logged.opened)) == ([due], [], 1)
    assert crm.follow_ups.get(due).status == "done"
    assert crm.follow_ups.get(logged.opened[0]).due_time == "14:00"
    assert crm.contacts.get(dana.id).next_follow_up_on == "2026-11-29"


def test_with_several_due_none_is_closed_and_they_are_listed(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    both = [_plan(crm, dana, TODAY), _plan(crm, dana, TODAY)]
    logged = crm.interactions.log([dana], _touch(crm))
    assert (logged.closed, logged.undecided) == ([], both)


@pytest.mark.parametrize("kind", [FollowUpKind.SEND_QUOTE, FollowUpKind.OTHER])
def test_a_touch_does_not_close_what_is_no_contact(crm: Crm, person: Person, kind: FollowUpKind) -> None:
    dana = person("Dana")
    _plan(crm, dana, TODAY, kind)
    assert crm.interactions.log([dana], _touch(crm)).closed == []


def test_a_touch_does_not_close_what_is_due_later(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    _plan(crm, dana, SUNDAY)
    assert crm.interactions.log([dana], _touch(crm)).closed == []


def test_an_attempt_moves_the_follow_up_to_the_next_working_day(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    due = _plan(crm, dana, TODAY)
    logged = crm.interactions.log([dana], _touch(crm, outcome=Outcome.NO_ANSWER))
    moved = crm.follow_ups.get(due)
    assert (logged.closed, logged.moved) == ([], [due])
    assert (moved.status, moved.due_on, moved.first_due_on) == ("open", "2026-11-29", "2026-11-27")
    assert crm.contacts.get(dana.id).last_touch_at is None


def test_an_attempt_with_a_next_day_moves_there_instead(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    due = _plan(crm, dana, TODAY)
    logged = crm.interactions.log(
        [dana], _touch(crm, outcome=Outcome.LEFT_MESSAGE), next_step=NextStep(date(2026, 12, 2))
    )
    assert (logged.moved, logged.opened) == ([due], [])
    assert crm.follow_ups.get(due).due_on == "2026-12-02"


def test_each_persons_due_follow_up_is_judged_alone_and_the_next_is_the_firsts(crm: Crm, person: Person) -> None:
    dana, yossi = person("Dana"), person("Yossi")
    hers, his = _plan(crm, dana, TODAY), _plan(crm, yossi, TODAY)
    logged = crm.interactions.log([dana, yossi], _touch(crm), next_step=NextStep(SUNDAY))
    assert logged.closed == [hers, his]
    assert [crm.follow_ups.get(opened).contact_id for opened in logged.opened] == [dana.id]


def test_a_note_closes_nothing_and_is_no_touch(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    _plan(crm, dana, TODAY)
    note = Touch("likes lilies", crm.clock.stamp(), channel=InteractionChannel.NOTE)
    assert crm.interactions.log([dana], note).closed == []
    assert crm.contacts.get(dana.id).last_touch_at is None


def test_what_is_still_to_come_is_not_logged(crm: Crm) -> None:
    with pytest.raises(UsageError, match="still to come"):
        crm.interactions.moment("2026-12-24")


def test_completing_a_call_logs_a_touch(crm: Crm, person: Person) -> None:
    dana = person("Dana")
    completed = crm.follow_ups.complete(_plan(crm, dana, TODAY), result="ordered two", outcome=Outcome.REACHED)
    assert completed.interaction_id is not None
    assert crm.interactions.get(completed.interaction_id).summary == "ordered two"
    assert crm.contacts.get(dana.id).last_touch_at == "2026-11-27T08:00:00Z"


def test_completing_without_an_answer_keeps_it_open(crm: Crm, person: Person) -> None:
    due = _plan(crm, person("Dana"), TODAY)
    completed = crm.follow_ups.complete(due, outcome=Outcome.NO_ANSWER)
    assert (completed.done, completed.moved_to) == (False, SUNDAY)
    assert crm.follow_ups.get(due).status == "open"


def test_a_plain_to_do_logs_nothing(crm: Crm) -> None:
    completed = crm.follow_ups.complete(_plan(crm, None, TODAY))
    assert (completed.done, completed.interaction_id) == (True, None)


def test_what_is_done_cannot_be_done_again(crm: Crm) -> None:
    due = _plan(crm, None, TODAY)
    crm.follow_ups.complete(due)
    with pytest.raises(ConflictError, match="done already"):
        crm.follow_ups.complete(due)


def test_monthly_from_the_31st_clamps_and_returns_to_the_31st(at: Callable[..., Crm]) -> None:
    crm = at("2026-12-31T10:00")
    due = _plan(crm, None, date(2026, 12, 31), repeat="1m")
    days = []
    for now in ("2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"):
        crm = at(f"{now}T10:00")
        successor = crm.follow_ups.complete(due).successor
        assert successor is not None
        due = successor
        days.append(crm.follow_ups.get(due).due_on)
    assert days == ["2027-01-31", "2027-02-28", "2027-03-31", "2027-05-02"]
    assert crm.follow_ups.get(due).repeat_from == "2026-12-31"


def test_a_successor_moves_off_days_off(crm: Crm) -> None:
    crm.settings.set("days_off", "2026-12-13")
    crm.reload()
    completed = crm.follow_ups.complete(_plan(crm, None, SUNDAY, repeat="2w"))
    assert completed.successor is not None
    assert crm.follow_ups.get(completed.successor).due_on == "2026-12-14"


def test_a_day_that_a_person_typed_stays(crm: Crm) -> None:
    saturday = date(2026, 11, 28)
    assert crm.follow_ups.get(_plan(crm, None, saturday)).due_on == "2026-11-28"


def test_snoozing_keeps_the_first_day_and_counts(crm: Crm) -> None:
    due = _plan(crm, None, TODAY)
    assert crm.follow_ups.snooze(due, NextStep(SUNDAY)) is True
    assert crm.follow_ups.snooze(due, NextStep(SUNDAY)) is False
    snoozed = crm.follow_ups.get(due)
    assert (snoozed.due_on, snoozed.first_due_on, snoozed.snooze_count) == ("2026-11-29", "2026-11-27", 1)


def test_an_uncancelled_repeat_rule_is_read_or_refused(crm: Crm) -> None:
    with pytest.raises(UsageError):
        _plan(crm, None, TODAY, repeat="every blue moon")
