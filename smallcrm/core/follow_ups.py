"""Follow-ups: planning, completing, moving and cancelling what is to be done next."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.core.fields import Reader, choice, one_line, read_fields, required
from smallcrm.core.living import check_living
from smallcrm.core.touches import (
    Touch,
    finish,
    open_follow_up,
    owner_of,
    postpone,
    postpone_attempt,
    record_touch,
    time_text,
)
from smallcrm.errors import ConflictError, UsageError
from smallcrm.records.follow_ups import CONTACT_KINDS, FollowUp, FollowUpKind, FollowUpStatus, NextStep, Priority
from smallcrm.records.interactions import ATTEMPT_OUTCOMES, InteractionChannel, Outcome
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.rows import fetch

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Completed(NamedTuple):
    """What completing did; `done` is off after a mere attempt, which moves the follow-up to `moved_to`."""

    done: bool
    interaction_id: int | None = None
    opened: int | None = None
    successor: int | None = None
    moved_to: date | None = None


class FollowUps:
    """The use cases of follow-ups."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def get(self, follow_up_id: int) -> FollowUp:
        """One follow-up by its id, in any status, living or in the trash."""
        return fetch(self._crm.store.read(), FollowUp, follow_up_id)

    def add(
        self,
        who: Reference | None,
        step: NextStep,
        *,
        kind: FollowUpKind | None = None,
        priority: Priority = Priority.NORMAL,
        repeat: str = "",
        notes: str = "",
        deal: int | None = None,
        attach: bool = True,
    ) -> int:
        """Plan something with someone, or, without `who`, a plain to-do. `repeat` is a rule such as 2w.

        It belongs to `deal`, else (unless `attach` is off) to the only open deal with `who`, if there is only one.
        """
        step = step._replace(title=one_line(step.title))
        if not step.title and who is None:
            raise UsageError("a follow-up needs a title", hint='smallcrm todo WHO "send the quote" --due fri')
        kind = kind or guess_kind(step.title, with_somebody=who is not None)
        rule = _repeat_rule(repeat) if repeat else None
        with self._crm.store.write(f"add follow-up {step.title or kind}") as work:
            return open_follow_up(
                work,
                who,
                step,
                kind=kind,
                priority=priority,
                repeat_rule=rule,
                notes=notes.strip() or None,
                deal_id=self._crm.deals.attached([who] if who else [], deal, attach=attach),
            )

    def complete(
        self,
        follow_up_id: int,
        *,
        result: str = "",
        outcome: Outcome | None = None,
        log: bool = True,
        next_step: NextStep | None = None,
    ) -> Completed:
        """Mark a follow-up done, log the touch that a call, e-mail or meeting was, and plan the next step.

        After `no_answer` or `left_message` it stays open and moves, to the next step's day or the next working day.
        """
        follow_up = self._open_one(follow_up_id)
        who = owner_of(follow_up)
        attempt = outcome in ATTEMPT_OUTCOMES
        with self._crm.store.write(f"complete {follow_up.title}") as work:
            interaction = None
            if log and who and follow_up.kind in CONTACT_KINDS:
                touch = Touch(
                    one_line(result) or follow_up.title,
                    work.stamp,
                    channel=InteractionChannel(follow_up.kind),
                    outcome=outcome,
                    deal_id=follow_up.deal_id,
                )
                interaction = record_touch(work, [who], touch)
            if attempt:
                moved_to = postpone_attempt(self._crm, work, follow_up, next_step)
                return Completed(False, interaction, moved_to=moved_to)
            successor = finish(self._crm, work, follow_up, one_line(result) or None)
            opened = open_follow_up(work, who, next_step, deal_id=follow_up.deal_id) if next_step else None
        return Completed(True, interaction, opened, successor)

    def snooze(self, follow_up_id: int, step: NextStep) -> bool:
        """Move an open follow-up to another day; returns whether it was on another day or time before."""
        follow_up = self._open_one(follow_up_id)
        if (follow_up.due_on, follow_up.due_time) == (step.due.isoformat(), time_text(step)):
            return False
        with self._crm.store.write(f"snooze {follow_up.title}") as work:
            postpone(work, follow_up, step.due, time_text(step))
        return True

    def cancel(self, follow_up_id: int) -> bool:
        """Cancel an open follow-up; returns whether it was open. ConflictError for one that is done."""
        if self._living(follow_up_id).status == FollowUpStatus.CANCELLED:
            return False
        follow_up = self._open_one(follow_up_id)
        with self._crm.store.write(f"cancel {follow_up.title}") as work:
            return work.update("follow_up", follow_up_id, {"status": FollowUpStatus.CANCELLED.value})

    def edit(self, follow_up_id: int, fields: Mapping[str, str]) -> bool:
        """Change fields; an empty text clears one. Returns whether anything differs now."""
        follow_up = self._living(follow_up_id)
        columns = read_fields(self._crm, FOLLOW_UP_READERS, fields)
        if columns.get("repeat_rule") and not follow_up.repeat_rule:
            columns["repeat_from"] = columns.get("due_on", follow_up.due_on)
        with self._crm.store.write(f"edit follow-up {follow_up.title}") as work:
            return work.update("follow_up", follow_up_id, columns)

    def delete(self, follow_up_id: int) -> bool:
        """Move a follow-up to the trash; returns whether it was alive."""
        with self._crm.store.write(f"delete follow-up {self.get(follow_up_id).title}") as work:
            return work.trash("follow_up", follow_up_id)

    def restore(self, follow_up_id: int) -> bool:
        """Take a follow-up out of the trash; returns whether it was there."""
        with self._crm.store.write(f"restore follow-up {self.get(follow_up_id).title}") as work:
            return work.restore("follow_up", follow_up_id)

    def _open_one(self, follow_up_id: int) -> FollowUp:
        follow_up = self._living(follow_up_id)
        if follow_up.status != FollowUpStatus.OPEN:
            raise ConflictError(
                f"follow-up {follow_up_id} is {follow_up.status} already", hint="smallcrm follow-up show tells more"
            )
        return follow_up

    def _living(self, follow_up_id: int) -> FollowUp:
        follow_up = self.get(follow_up_id)
        check_living(self._crm.store.read(), Reference(Noun.FOLLOW_UP, follow_up_id))
        return follow_up


def guess_kind(title: str, *, with_somebody: bool) -> FollowUpKind:
    """The kind that a title's first word names, in English or Hebrew.

    When it names none it is a call, or, with nobody to call, something other.
    """
    word = title.split(" ", 1)[0].strip(":,.!").lower()
    return _KIND_OF_WORD.get(word, FollowUpKind.CALL if with_somebody else FollowUpKind.OTHER)


_KIND_OF_WORD = {
    "call": FollowUpKind.CALL,
    "phone": FollowUpKind.CALL,
    "ring": FollowUpKind.CALL,
    "להתקשר": FollowUpKind.CALL,
    "לטלפן": FollowUpKind.CALL,
    "email": FollowUpKind.EMAIL,
    "e-mail": FollowUpKind.EMAIL,
    "mail": FollowUpKind.EMAIL,
    "write": FollowUpKind.EMAIL,
    "meet": FollowUpKind.MEETING,
    "meeting": FollowUpKind.MEETING,
    "visit": FollowUpKind.MEETING,
    "פגישה": FollowUpKind.MEETING,
    "להיפגש": FollowUpKind.MEETING,
    "quote": FollowUpKind.SEND_QUOTE,
    "send": FollowUpKind.OTHER,
    "לשלוח": FollowUpKind.OTHER,
}


def _repeat_rule(text: str) -> str:
    from smallcrm.values.repeat import format_repeat, parse_repeat

    return format_repeat(parse_repeat(text))


def _read_due(crm: "Crm", text: str) -> Mapping[str, Any]:
    when = crm.when(text)
    return {"due_on": when.day.isoformat(), "due_time": when.time.strftime("%H:%M") if when.time else None}


def _read_repeat(_crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"repeat_rule": _repeat_rule(text)} if text else {"repeat_rule": None, "repeat_from": None}


def _read_result(_crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"result": text or None}


FOLLOW_UP_READERS: dict[str, Reader | None] = {
    "title": required("title", "title"),
    "due": _read_due,
    "kind": choice("kind", FollowUpKind, FollowUpKind.OTHER),
    "priority": choice("priority", Priority, Priority.NORMAL),
    "repeat": _read_repeat,
    "result": _read_result,
    "notes": None,
}
