"""What keys do with a deal, and what a toast tells of it."""

from typing import TYPE_CHECKING

from smallcrm.errors import UsageError
from smallcrm.records.deals import StageType
from smallcrm.tui.target import name_of

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.core.deals import Moved
    from smallcrm.records.deals import Deal, Stage


def move_by(crm: "Crm", identity: int, by: int) -> "tuple[Deal, Stage]":
    """Move a deal by so many open stages; returns it and where it is now. UsageError where there is none."""
    deal = crm.deals.get(identity)
    stages = [stage for stage in crm.stages.all() if stage.type == StageType.OPEN]
    places = [stage.id for stage in stages]
    if deal.stage_id not in places:
        raise UsageError(f"{deal.title} is not open", hint="{reopen} opens it again")
    place = places.index(deal.stage_id) + by
    if not 0 <= place < len(stages):
        which, hint = ("last", "w closes it as won, x as lost") if by > 0 else ("first", "x closes it as lost")
        raise UsageError(f"{deal.title} is in the {which} stage", hint=hint)
    crm.deals.move(identity, stages[place])
    return deal, stages[place]


def win(crm: "Crm", identity: int) -> str:
    """Close a deal as won; returns what a toast tells."""
    moved = crm.deals.win(identity)
    title = crm.deals.get(identity).title
    return f"Won: {title}{consequences(crm, moved)}" if moved.differs else f"{title} is won already"


def reopen(crm: "Crm", identity: int) -> str:
    """Open a closed deal again; returns what a toast tells."""
    moved = crm.deals.reopen(identity)
    deal = crm.deals.get(identity)
    return f"Open again: {deal.title}" if moved.differs else f"{deal.title} is open"


def consequences(crm: "Crm", moved: "Moved") -> str:
    """Who became a customer, and how many follow-ups were cancelled or planned."""
    told = [f"{name_of(crm, who)} is a customer now" for who in moved.customers]
    if moved.cancelled:
        told.append(f"{len(moved.cancelled)} follow-up{'s' if len(moved.cancelled) > 1 else ''} cancelled")
    if moved.opened:
        told.append("to be tried again")
    return "".join(f"\n{line}" for line in told)
