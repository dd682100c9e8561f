"""Moves deals, and says what came of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smallcrm.cli.wording import counted
from smallcrm.cli.writes import changed, name_of
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
    items = session.many(items)

    def resolve(text: str) -> int:
        return session.crm.resolver.deal(text, is_open=is_open)

    def apply(identity: int) -> None:
        moved = move(identity)
        changed(session, Reference(Noun.DEAL, identity), differs=moved.differs, verb=verb)
        tell_consequences(session, moved)

    if dry_run:
        for item in items:
            changed(session, Reference(Noun.DEAL, resolve(item)), differs=True, verb=f"would be {verb}:")
        return
    label = f"{counted(len(items), Noun.DEAL)} {verb.removesuffix(':')}"
    session.each(items, label, resolve, apply, keep_going=keep_going)


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
