"""What logging a touch and completing a follow-up have in common; every function works inside a transaction."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.records.follow_ups import CONTACT_KINDS, FollowUp, FollowUpKind, FollowUpStatus, NextStep, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.names import name_of
from smallcrm.store.queries.rows import fetch, fetch_all
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_VERBS = {
    FollowUpKind.CALL: "Call",
    FollowUpKind.EMAIL: "E-mail",
    FollowUpKind.MEETING: "Meet",
    FollowUpKind.SEND_QUOTE: "Send a quote to",
    FollowUpKind.OTHER: "Follow up with",
}
_KIND_AFTER = {InteractionChannel.EMAIL: FollowUpKind.EMAIL}


class Touch(NamedTuple):
    """One interaction about to be stored; `at` is a stored moment."""

    summary: str
    at: str
    channel: InteractionChannel = InteractionChannel.CALL
    direction: Direction = Direction.OUT
    topic: Topic = Topic.GENERAL
    outcome: Outcome | None = None
    body: str | None = None
    duration_minutes: int | None = None
    deal_id: int | None = None


def record_touch(work: UnitOfWork, people: Sequence[Reference], touch: Touch) -> int:
    """Store an interaction with its people and, at most, one company; returns its id."""
    companies = [who.id for who in people if who.noun == Noun.COMPANY]
    interaction = work.insert(
        "interaction",
        {
            "at": touch.at,
            "channel": touch.channel.value,
            "direction": touch.direction.value,
            "topic": touch.topic.value,
            "outcome": touch.outcome.value if touch.outcome else None,
            "summary": touch.summary,
            "body": touch.body,
            "duration_minutes": touch.duration_minutes,
            "company_id": companies[0] if companies else None,
            "deal_id": touch.deal_id,
        },
    )
    for contact in dict.fromkeys(who.id for who in people if who.noun == Noun.CONTACT):
        work.insert("interaction_contact", {"interaction_id": interaction, "contact_id": contact, "at": touch.at})
    return interaction


def due_follow_ups(crm: "Crm", work: UnitOfWork, who: Reference) -> list[FollowUp]:
    """The open calls, e-mails and meetings with someone that are due today or earlier, oldest first."""
    return _open_follow_ups(crm, work, who, CONTACT_KINDS, "due_on <= :today")


def later_follow_ups(crm: "Crm", work: UnitOfWork, who: Reference, kind: FollowUpKind) -> list[FollowUp]:
    """The open follow-ups of a kind with someone that are due after today, oldest first."""
    return _open_follow_ups(crm, work, who, (kind,), "due_on > :today")


def finish(crm: "Crm", work: UnitOfWork, follow_up: FollowUp, result: str | None) -> int | None:
    """Mark a follow-up done; returns the id of its successor when it repeats."""
    work.update(
        "follow_up",
        follow_up.id,
        {"status": FollowUpStatus.DONE.value, "done_at": work.stamp, "result": result or follow_up.result},
    )
    return _open_successor(crm, work, follow_up) if follow_up.repeat_rule else None


def postpone(work: UnitOfWork, follow_up: FollowUp, due: date, time: str | None = None) -> None:
    """Move an open follow-up to another day; the day it was first due on is kept."""
    work.update(
        "follow_up",
        follow_up.id,
        {"due_on": due.isoformat(), "due_time": time, "snooze_count": follow_up.snooze_count + 1},
    )


def postpone_attempt(crm: "Crm", work: UnitOfWork, follow_up: FollowUp, next_step: NextStep | None) -> date:
    """After a mere attempt a follow-up stays open: for the next working day, or for the day that was asked for."""
    if next_step:
        postpone(work, follow_up, next_step.due, time_text(next_step))
        return next_step.due
    day = crm.business.calendar.working_day_after(crm.clock.today())
    postpone(work, follow_up, day)
    return day


def open_follow_up(
    work: UnitOfWork,
    who: Reference | None,
    step: NextStep,
    *,
    kind: FollowUpKind = FollowUpKind.CALL,
    priority: Priority = Priority.NORMAL,
    repeat_rule: str | None = None,
    notes: str | None = None,
    deal_id: int | None = None,
) -> int:
    """Store a new open follow-up; returns its id."""
    due = step.due.isoformat()
    return work.insert(
        "follow_up",
        {
            "title": step.title or default_title(work, kind, who),
            "due_on": due,
            "due_time": time_text(step),
            "first_due_on": due,
            "kind": kind.value,
            "priority": priority.value,
            "status": FollowUpStatus.OPEN.value,
            "repeat_rule": repeat_rule,
            "repeat_from": due if repeat_rule else None,
            "notes": notes,
            "deal_id": deal_id,
            **({f"{who.noun.table}_id": who.id} if who else {}),
        },
    )


def kind_after(channel: InteractionChannel) -> FollowUpKind:
    """The kind of the next step after a touch on a channel, when nobody says it."""
    return _KIND_AFTER.get(channel, FollowUpKind.CALL)


def default_title(work: UnitOfWork, kind: FollowUpKind, who: Reference | None) -> str:
    """A title made from what is to be done and with whom."""
    if who is None:
        return _VERBS[kind]
    name = name_of(work.connection, who.noun.table, who.id)
    return f"{_VERBS[kind]} {name}"


def owner_of(follow_up: FollowUp) -> Reference | None:
    """Whom a follow-up is about."""
    if follow_up.contact_id is not None:
        return Reference(Noun.CONTACT, follow_up.contact_id)
    return Reference(Noun.COMPANY, follow_up.company_id) if follow_up.company_id is not None else None


def time_text(step: NextStep) -> str | None:
    """A time of day as it is stored, HH:MM."""
    return step.time.strftime("%H:%M") if step.time else None


def _open_follow_ups(
    crm: "Crm", work: UnitOfWork, who: Reference, kinds: Sequence[FollowUpKind], due: str
) -> list[FollowUp]:
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    return fetch_all(
        work.connection,
        FollowUp,
        f"WHERE {who.noun.table}_id = :who AND status = 'open' AND deleted_at IS NULL"
        f" AND kind IN ({listed}) AND {due} ORDER BY due_on, id",
        who=who.id,
        today=crm.clock.today().isoformat(),
    )


def _open_successor(crm: "Crm", work: UnitOfWork, follow_up: FollowUp) -> int:
    from smallcrm.values.repeat import next_date, parse_repeat

    anchor = date.fromisoformat(follow_up.repeat_from or follow_up.first_due_on)
    rule = parse_repeat(follow_up.repeat_rule or "")
    day = next_date(rule, first_due=anchor, after=max(crm.clock.today(), date.fromisoformat(follow_up.due_on)))
    due = crm.business.calendar.next_working_day(day).isoformat()
    kept = fetch(work.connection, FollowUp, follow_up.id)
    columns = ("title", "due_time", "kind", "priority", "repeat_rule", "notes", "contact_id", "company_id", "deal_id")
    return work.insert(
        "follow_up",
        {
            **{column: getattr(kept, column) for column in columns},
            "due_on": due,
            "first_due_on": due,
            "repeat_from": anchor.isoformat(),
            "status": FollowUpStatus.OPEN.value,
        },
    )
