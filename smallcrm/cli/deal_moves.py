"""Moves deals, and says what came of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smallcrm.cli.writes import change_each, name_of
from smallcrm.errors import RowsRejectedError
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.core.deals import Moved


def move_each(
    session: "Session",
    items: Sequence[str],
    verb: str,
    move: Callable[[int], "Moved"],
    *,
    is_open: bool = True,
    dry_run: bool,
    keep_going: bool,
) -> None:
    """Move every deal named, in one undo step, and tell of each; WHO means an open deal, or a closed one."""
    done: list[Moved] = []

    def apply(ref: Reference) -> bool:
        done.append(move(ref.id))
        return done[-1].differs

    try:
        change_each(
            session,
            Noun.DEAL,
            items,
            f"{{}} {verb.removesuffix(':')}",
            lambda text: Reference(Noun.DEAL, session.crm.resolver.deal(text, is_open=is_open)),
            apply,
            verb,
            dry_run=dry_run,
            keep_going=keep_going,
        )
    except RowsRejectedError:
        _tell_all(session, done)
        raise
    _tell_all(session, done)


def _tell_all(session: "Session", done: "Sequence[Moved]") -> None:
    for moved in done:
        tell_consequences(session, moved)


def tell_consequences(session: "Session", moved: "Moved") -> None:
    """Say who became a customer, which follow-ups were cancelled and which was planned."""
    from smallcrm.cli.logging import tell_follow_up

    for customer in moved.customers:
        session.err.say(f"now a customer: {customer} {name_of(session, customer)}")
    for identity in moved.cancelled:
        tell_follow_up(session, "cancelled", identity)
    if moved.opened:
        tell_follow_up(session, "planned", moved.opened)


def tell_deal(session: "Session", people: Sequence[Reference], deal_id: int | None, *, attach: bool) -> None:
    """Say to which deal something done with these people was attached, or which ones it could have been."""
    if deal_id is not None:
        session.err.say(f"attached to deal:{deal_id} {session.crm.deals.get(deal_id).title}")
        return
    several = session.crm.deals.open_with(people) if attach else []
    if several:
        session.err.say("several deals are open, it was attached to none; --deal D names one:")
        for deal in several:
            session.err.say(f"  deal:{deal.id} {deal.title}")
