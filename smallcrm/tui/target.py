"""What an action is about: the record of a row, whom it concerns, and the follow-up it answers."""

from typing import TYPE_CHECKING, NamedTuple

from smallcrm.records.follow_ups import CONTACT_KINDS
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Target(NamedTuple):
    """A record that was chosen. `who` is a contact or a company, None for a plain to-do."""

    record: Reference
    name: str
    who: Reference | None
    follow_up: int | None = None
    is_contacting: bool = True
    """Whether its follow-up, if any, is a call, an e-mail or a meeting."""


def person_target(crm: "Crm", who: Reference, follow_up: int | None = None) -> Target:
    """A contact or a company, perhaps with the follow-up that is due."""
    contacting = follow_up is None or crm.follow_ups.get(follow_up).kind in CONTACT_KINDS
    return Target(who, name_of(crm, who), who, follow_up, contacting)


def follow_up_target(crm: "Crm", identity: int) -> Target:
    """A follow-up, and whom it is with."""
    from smallcrm.core.touches import owner_of

    follow_up = crm.follow_ups.get(identity)
    who = owner_of(follow_up)
    name = name_of(crm, who) if who else follow_up.title
    record = Reference(Noun.FOLLOW_UP, identity)
    return Target(record, name, who, identity, who is not None and follow_up.kind in CONTACT_KINDS)


def interaction_target(crm: "Crm", identity: int) -> Target:
    """An interaction, and the first of those it was with."""
    record = Reference(Noun.INTERACTION, identity)
    parties = crm.interactions.parties(identity)
    return Target(record, crm.interactions.get(identity).summary, parties[0] if parties else None)


def deal_target(crm: "Crm", identity: int) -> Target:
    """A deal, whom it is made with, and the first thing that is still to be done for it."""
    from smallcrm.core.deals import owner_of_deal

    profile = crm.profiles.deal(identity)
    step = profile.follow_ups[0] if profile.follow_ups else None
    who = owner_of_deal(profile.deal)
    contacting = step is None or step.kind in CONTACT_KINDS
    return Target(Reference(Noun.DEAL, identity), profile.deal.title, who, step.id if step else None, contacting)


def deal_of(target: Target) -> int | None:
    """The deal that a target is, None for anything else."""
    return target.record.id if target.record.noun == Noun.DEAL else None


def tag_owner(target: Target) -> Reference | None:
    """What the tags of a target belong to: the deal itself, else whom it is about."""
    return target.record if target.record.noun == Noun.DEAL else target.who


def name_of(crm: "Crm", who: Reference) -> str:
    """What a contact, a company or a deal is called."""
    return crm.lists.name(who.noun.table, who.id) or str(who)
