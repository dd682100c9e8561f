"""Attempts, what a touch may close, and what a follow-up without a kind is."""

from collections.abc import Callable
from datetime import date

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.follow_ups import guess_kind
from smallcrm.core.touches import Touch
from smallcrm.errors import ConflictError
from smallcrm.records.follow_ups import FollowUpKind, NextStep
from smallcrm.records.interactions import Outcome
from smallcrm.records.references import Reference

Person = Callable[..., Reference]
TODAY = date(2026, 11, 27)
TUESDAY, THURSDAY = date(2026, 12, 1), date(2026, 12, 3)


@pytest.fixture
def dana(person: Person) -> Reference:
    return person("Dana")


def _attempt(crm: Crm) -> Touch:
    return Touch("rang", crm.clock.stamp(), outcome=Outcome.NO_ANSWER)


def _plan(crm: Crm, who: Reference | None, day: date, kind: FollowUpKind = FollowUpKind.CALL) -> int:
    return crm.follow_ups.add(who, NextStep(day, title="about the cake"), kind=kind)


def test_an_attempt_with_a_next_day_moves_the_call_that_is_due_later(crm: Crm, dana: Reference) -> None:
    later = _plan(crm, dana, THURSDAY)
    logged = crm.interactions.log([dana], _attempt(crm), next_step=NextStep(TUESDAY))
    assert (logged.moved, logged.opened) == ([later], [])
    assert crm.follow_ups.get(later).due_on == "2026-12-01"


def test_an_attempt_without_a_next_day_leaves_the_call_that_is_due_later(crm: Crm, dana: Reference) -> None:
    later = _plan(crm, dana, THURSDAY)
    assert crm.interactions.log([dana], _attempt(crm)).moved == []
    assert crm.follow_ups.get(later).due_on == "2026-12-03"


def test_an_attempted_call_does_not_move_a_meeting_that_is_due_later(crm: Crm, dana: Reference) -> None:
    meeting = _plan(crm, dana, THURSDAY, FollowUpKind.MEETING)
    logged = crm.interactions.log([dana], _attempt(crm), next_step=NextStep(TUESDAY))
    assert (logged.moved, len(logged.opened)) == ([], 1)
    assert crm.follow_ups.get(meeting).due_on == "2026-12-03"


def test_a_touch_does_not_close_somebody_elses_follow_up(crm: Crm, dana: Reference, person: Person) -> None:
    other = _plan(crm, person("Avi Levi"), TODAY)
    with pytest.raises(ConflictError, match="is with contact:2 Avi Levi"):
        crm.interactions.log([dana], Touch("talked", crm.clock.stamp()), closes=other)
    assert crm.follow_ups.get(other).status == "open"


def test_a_touch_may_close_a_follow_up_that_is_nobodys(crm: Crm, dana: Reference) -> None:
    nobodys = _plan(crm, None, TODAY)
    assert crm.interactions.log([dana], Touch("talked", crm.clock.stamp()), closes=nobodys).closed == [nobodys]


def test_what_is_done_stays_done_when_cancelled(crm: Crm) -> None:
    planned = _plan(crm, None, TODAY)
    crm.follow_ups.complete(planned)
    before = crm.follow_ups.get(planned)
    with pytest.raises(ConflictError, match="done already"):
        crm.follow_ups.cancel(planned)
    assert crm.follow_ups.get(planned) == before


def test_cancelling_twice_changes_nothing(crm: Crm) -> None:
    planned = _plan(crm, None, TODAY)
    assert crm.follow_ups.cancel(planned) is True
    assert crm.follow_ups.cancel(planned) is False


@pytest.mark.parametrize(
    ("title", "with_somebody", "kind"),
    [
        ("about the cake", True, FollowUpKind.CALL),
        ("about the cake", False, FollowUpKind.OTHER),
        ("", True, FollowUpKind.CALL),
        ("Meet at the bakery", True, FollowUpKind.MEETING),
        ("call the bank", False, FollowUpKind.CALL),
        ("להתקשר מחר", True, FollowUpKind.CALL),
        ("send the quote", True, FollowUpKind.OTHER),
    ],
)
def test_a_follow_up_with_somebody_is_a_call_unless_its_title_says_otherwise(
    title: str, with_somebody: bool, kind: FollowUpKind
) -> None:
    assert guess_kind(title, with_somebody=with_somebody) == kind
