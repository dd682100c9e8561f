"""What commands say of more than the record they were given: the follow-ups and deals that a write touched as well."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.cli.planning import stored_due_text
from smallcrm.cli.writes import name_of
from smallcrm.records.references import Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.core.deals import Moved
    from smallcrm.core.interactions import Logged


def tell_follow_up(session: "Session", verb: str, identity: int) -> None:
    """One follow-up on a line of narration, with its day while it is open."""
    follow_up = session.crm.follow_ups.get(identity)
    due = f", {stored_due_text(session, follow_up.due_on, follow_up.due_time)}" if follow_up.status == "open" else ""
    session.err.say(f"{verb} follow-up:{identity} {follow_up.title}{due}")


def tell_follow_ups(session: "Session", logged: "Logged") -> None:
    """Say which follow-ups were closed, moved and opened, and which could not be chosen among."""
    for verb, ids in (("closed", logged.closed), ("moved", logged.moved), ("planned", logged.opened)):
        for identity in ids:
            tell_follow_up(session, verb, identity)
    if logged.undecided:
        session.err.say("several follow-ups are due, none was closed; --closes ID names one:")
        for identity in logged.undecided:
            tell_follow_up(session, " ", identity)


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


def tell_consequences(session: "Session", moved: "Moved") -> None:
    """Say who became a customer, which follow-ups were cancelled and which was planned."""
    for customer in moved.customers:
        session.err.say(f"now a customer: {customer} {name_of(session, customer)}")
    for identity in moved.cancelled:
        tell_follow_up(session, "cancelled", identity)
    if moved.opened:
        tell_follow_up(session, "planned", moved.opened)
