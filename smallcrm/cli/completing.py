"""Completes follow-ups, and says what came of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.cli.narration import tell_follow_up
from smallcrm.cli.planning import due_text
from smallcrm.cli.writes import change_each
from smallcrm.records.follow_ups import FollowUpStatus, NextStep
from smallcrm.records.interactions import ATTEMPT_OUTCOMES, Outcome
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.core.follow_ups import Completed


def complete_each(
    session: "Session",
    which: Sequence[str],
    *,
    result: str,
    outcome: Outcome | None,
    log: bool,
    next_step: NextStep | None,
    dry_run: bool,
    keep_going: bool,
) -> None:
    """Complete follow-ups in one undo step; one that is done already is unchanged, one only attempted moves."""
    follow_ups = session.crm.follow_ups
    completed: list[Completed] = []

    def complete(ref: Reference) -> bool:
        if follow_ups.get(ref.id).status == FollowUpStatus.DONE:
            return False
        completed.append(follow_ups.complete(ref.id, result=result, outcome=outcome, log=log, next_step=next_step))
        return True

    def tell() -> None:
        for each in completed:
            _tell(session, each)

    change_each(
        session,
        Noun.FOLLOW_UP,
        which,
        "complete {}",
        lambda text: Reference(Noun.FOLLOW_UP, session.crm.resolver.follow_up(text)),
        complete,
        "moved" if outcome in ATTEMPT_OUTCOMES else "done",
        dry_run=dry_run,
        keep_going=keep_going,
        tell_more=tell,
    )


def _tell(session: "Session", completed: "Completed") -> None:
    if completed.interaction_id:
        session.err.say(f"logged interaction:{completed.interaction_id}")
    if completed.moved_to:
        session.err.say(f"stays open, {due_text(session, completed.moved_to)}")
    for opened in (completed.successor, completed.opened):
        if opened:
            tell_follow_up(session, "planned", opened)
