"""Completes one follow-up, and says what came of it."""

from datetime import date
from typing import TYPE_CHECKING

from smallcrm.cli.logging import tell_follow_up
from smallcrm.cli.writes import wrote
from smallcrm.records.follow_ups import FollowUpStatus, NextStep
from smallcrm.records.interactions import Outcome
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.core.follow_ups import Completed


def complete(
    session: "Session", identity: int, *, result: str, outcome: str, log: bool, next_step: NextStep | None
) -> None:
    """Complete a follow-up that is open; one that is done already is unchanged."""
    from smallcrm.core.fields import read_choice

    ref = Reference(Noun.FOLLOW_UP, identity)
    if session.crm.follow_ups.get(identity).status == FollowUpStatus.DONE:
        wrote(session, "unchanged", ref)
        return
    completed = session.crm.follow_ups.complete(
        identity,
        result=result,
        outcome=Outcome(read_choice("outcome", Outcome, outcome)) if outcome else None,
        log=log,
        next_step=next_step,
    )
    wrote(session, "done" if completed.done else "moved", ref)
    _tell(session, completed)


def _tell(session: "Session", completed: "Completed") -> None:
    if completed.interaction_id:
        session.err.say(f"logged interaction:{completed.interaction_id}")
    if completed.moved_to:
        session.err.say(f"stays open, {_due(session, completed.moved_to)}")
    for opened in (completed.successor, completed.opened):
        if opened:
            tell_follow_up(session, "planned", opened)


def _due(session: "Session", day: date) -> str:
    from smallcrm.cli.planning import due_text

    return due_text(session, day)
