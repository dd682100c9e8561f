"""Interactions: logging a touch, and closing or moving the follow-up it answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.clock import to_stamp
from smallcrm.core.fields import Reader, choice, one_line, read_choice, read_fields, required
from smallcrm.core.living import check_living
from smallcrm.core.touches import (
    Touch,
    due_follow_ups,
    finish,
    kind_after,
    later_follow_ups,
    open_follow_up,
    owner_of,
    postpone_attempt,
    record_touch,
)
from smallcrm.errors import ConflictError, UsageError
from smallcrm.records.follow_ups import FollowUp, FollowUpStatus, NextStep
from smallcrm.records.interactions import (
    ATTEMPT_OUTCOMES,
    Direction,
    Interaction,
    InteractionChannel,
    Outcome,
    Topic,
)
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.names import name_of
from smallcrm.store.queries.rows import fetch
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Logged(NamedTuple):
    """What logging did, by ids of follow-ups; `undecided` fitted equally well, so none of them was closed."""

    interaction_id: int
    closed: Sequence[int]
    moved: Sequence[int]
    opened: Sequence[int]
    undecided: Sequence[int]


class _Settled(NamedTuple):
    closed: list[int]
    moved: list[int]
    opened: list[int]
    undecided: list[int]


class Interactions:
    """The use cases of interactions."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def get(self, interaction_id: int) -> Interaction:
        """One interaction by its id, living or in the trash."""
        return fetch(self._crm.store.read(), Interaction, interaction_id)

    def parties(self, interaction_id: int) -> list[Reference]:
        """Whom an interaction was with: its people in their order, then its company."""
        connection = self._crm.store.read()
        contacts = connection.column(
            "SELECT contact_id FROM interaction_contact WHERE interaction_id = :id ORDER BY id", id=interaction_id
        )
        company = self.get(interaction_id).company_id
        people = [Reference(Noun.CONTACT, contact) for contact in contacts]
        return people if company is None else [*people, Reference(Noun.COMPANY, company)]

    def log(
        self,
        people: Sequence[Reference],
        touch: Touch,
        *,
        next_step: NextStep | None = None,
        closes: int | None = None,
        close: bool = True,
        attach: bool = True,
    ) -> Logged:
        """Log a touch with people or a company, settle the follow-ups it answers, and plan the next step.

        It answers the follow-up `closes`, which is theirs or nobody's, else each person's only call, e-mail or meeting
        due today or earlier (none with `close` off). An attempt leaves that follow-up open and moves it. The next step
        is the first person's; after an attempt it is their only follow-up of its kind that is due later, if there is
        one, moved to the new day. What is due later otherwise stays as it is.
        Both belong to the deal of the touch, else (unless `attach` is off) to the only open deal with these people.
        """
        touch = self._checked(touch)
        touch = touch._replace(deal_id=self._crm.deals.attached(people, touch.deal_id, attach=attach))
        with self._crm.store.write(f"log {touch.channel} with {self._names(people)}") as work:
            interaction = record_touch(work, people, touch)
            settled = _Settled([], [], [], [])
            if touch.channel != InteractionChannel.NOTE and (close or closes):
                self._settle(work, people, touch, settled, next_step=next_step, closes=closes)
            if next_step and not (_is_attempt(touch) and settled.moved):
                who = people[0] if people else None
                kind = kind_after(touch.channel)
                settled.opened.append(open_follow_up(work, who, next_step, kind=kind, deal_id=touch.deal_id))
        return Logged(interaction, *settled)

    def edit(self, interaction_id: int, fields: Mapping[str, str]) -> bool:
        """Change fields; an empty text clears one. Returns whether anything differs now."""
        check_living(self._crm.store.read(), Reference(Noun.INTERACTION, interaction_id))
        columns = read_fields(self._crm, INTERACTION_READERS, fields)
        with self._crm.store.write(f"edit interaction {self.get(interaction_id).summary}") as work:
            if "at" in columns:
                self._move_people(work, interaction_id, columns["at"])
            return work.update("interaction", interaction_id, columns)

    def delete(self, interaction_id: int) -> bool:
        """Move an interaction to the trash; returns whether it was alive."""
        with self._crm.store.write(f"delete interaction {self.get(interaction_id).summary}") as work:
            return work.trash("interaction", interaction_id)

    def restore(self, interaction_id: int) -> bool:
        """Take an interaction out of the trash; returns whether it was there."""
        with self._crm.store.write(f"restore interaction {self.get(interaction_id).summary}") as work:
            return work.restore("interaction", interaction_id)

    def moment(self, text: str) -> str:
        """The stored moment of what happened at `text`; a bare day today means now, else its noon."""
        when = self._crm.when(text, backward=True)
        now = self._crm.clock.now()
        if when.time is None and when.day == self._crm.clock.today():
            return to_stamp(now)
        moment = self._crm.clock.at_local(when.day, when.time or time(12))
        check_past(moment, now, text)
        return to_stamp(moment)

    def _checked(self, touch: Touch) -> Touch:
        summary = one_line(touch.summary)
        if not summary:
            raise UsageError("there is nothing to log", hint='say what happened: smallcrm log WHO "wants a quote"')
        direction = Direction.NONE if touch.channel == InteractionChannel.NOTE else touch.direction
        return touch._replace(summary=summary, direction=direction)

    def _settle(
        self,
        work: UnitOfWork,
        people: Sequence[Reference],
        touch: Touch,
        settled: _Settled,
        *,
        next_step: NextStep | None,
        closes: int | None,
    ) -> None:
        found = self._answered(work, people, settled, closes)
        if not found and people and next_step and _is_attempt(touch):
            later = later_follow_ups(self._crm, work, people[0], kind_after(touch.channel))
            found = later if len(later) == 1 else []
        for answered in found:
            if _is_attempt(touch):
                postpone_attempt(self._crm, work, answered, next_step)
                settled.moved.append(answered.id)
            else:
                successor = finish(self._crm, work, answered, touch.summary)
                settled.closed.append(answered.id)
                settled.opened.extend([successor] if successor else [])

    def _answered(
        self, work: UnitOfWork, people: Sequence[Reference], settled: _Settled, closes: int | None
    ) -> list[FollowUp]:
        if closes is not None:
            return [self._closable(work, people, closes)]
        answered = []
        for who in people:
            due = due_follow_ups(self._crm, work, who)
            if len(due) == 1:
                answered.append(due[0])
            else:
                settled.undecided.extend(follow_up.id for follow_up in due)
        return answered

    def _closable(self, work: UnitOfWork, people: Sequence[Reference], closes: int) -> FollowUp:
        follow_up = fetch(work.connection, FollowUp, closes)
        if follow_up.status != FollowUpStatus.OPEN or follow_up.deleted_at:
            raise ConflictError(f"follow-up {closes} is not open", hint="--no-close logs without closing one")
        owner = owner_of(follow_up)
        if owner and owner not in people:
            raise ConflictError(
                f"follow-up {closes} ({follow_up.title}) is with {owner} {self._names([owner])}",
                hint=f"log it with {owner}, or name another follow-up",
            )
        return follow_up

    def _move_people(self, work: UnitOfWork, interaction_id: int, at: str) -> None:
        for link in work.connection.column(
            "SELECT id FROM interaction_contact WHERE interaction_id = :id", id=interaction_id
        ):
            work.update("interaction_contact", link, {"at": at})

    def _names(self, people: Sequence[Reference]) -> str:
        read = self._crm.store.read()
        return ", ".join(str(name_of(read, who.noun.table, who.id)) for who in people)


def check_past(moment: datetime, now: datetime, text: str) -> None:
    """UsageError for an interaction that has not happened yet."""
    if moment > now:
        raise UsageError(
            f"{text!r} is still to come, and only what has happened is logged",
            hint="plan it instead: smallcrm todo WHO TITLE --due WHEN",
        )


def _is_attempt(touch: Touch) -> bool:
    return touch.outcome in ATTEMPT_OUTCOMES


def _read_at(crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"at": crm.interactions.moment(text)}


def _read_minutes(_crm: "Crm", text: str) -> Mapping[str, Any]:
    if text and not (text.isascii() and text.isdigit() and int(text) < 100_000):
        raise UsageError(f"not a number of minutes: {text!r}", hint="for example 15")
    return {"duration_minutes": int(text) if text else None}


def _read_outcome(_crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"outcome": read_choice("outcome", Outcome, text).value if text else None}


INTERACTION_READERS: dict[str, Reader | None] = {
    "summary": required("summary", "summary"),
    "body": None,
    "at": _read_at,
    "channel": choice("channel", InteractionChannel, InteractionChannel.CALL),
    "direction": choice("direction", Direction, Direction.NONE),
    "topic": choice("topic", Topic, Topic.GENERAL),
    "outcome": _read_outcome,
    "minutes": _read_minutes,
}
