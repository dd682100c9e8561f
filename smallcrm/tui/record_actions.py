"""What keys do with contacts, companies and follow-ups, and what a toast tells of it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def same_as(crm: "Crm", who: Reference) -> list[Reference]:
    """A contact or company, and those that seem to be the same."""
    for group in crm.duplicates.groups(who.noun):
        members = [suspect.ref for suspect in group.suspects]
        if who in members:
            return [who, *(member for member in members if member != who)]
    return [who]


def push_by(crm: "Crm", follow_ups: Sequence[int], days: int) -> str:
    """Move follow-ups by days, as one step; returns what a toast tells."""
    from smallcrm.values.when import describe_day

    told = ""
    with crm.store.write("move follow-ups"):
        for identity in follow_ups:
            follow_up = crm.follow_ups.get(identity)
            base = date.fromisoformat(follow_up.due_on)
            day = (max(base, crm.clock.today()) if days > 0 else base) + timedelta(days=days)
            time = crm.when(follow_up.due_time).time if follow_up.due_time else None
            crm.follow_ups.snooze(identity, NextStep(day, time))
            told = f"Moved to {describe_day(day, crm.clock.today())}: {follow_up.title}"
    return told if len(follow_ups) == 1 else f"Moved {len(follow_ups)} follow-ups"


def trash_all(crm: "Crm", references: Sequence[Reference], name: str) -> None:
    """Move records to the trash, as one step."""
    delete: dict[Noun, Callable[[int], bool]] = {
        Noun.CONTACT: crm.contacts.delete,
        Noun.COMPANY: crm.companies.delete,
        Noun.FOLLOW_UP: crm.follow_ups.delete,
        Noun.INTERACTION: crm.interactions.delete,
        Noun.DEAL: crm.deals.delete,
    }
    with crm.store.write(f"delete {name}"):
        for reference in references:
            delete[reference.noun](reference.id)


def copied(crm: "Crm", who: Reference) -> str:
    """A name, and under it every phone and address."""
    name = crm.lists.name(who.noun.table, who.id) or ""
    return "\n".join([name, *(channel.value for channel in crm.channels.of(who))])
