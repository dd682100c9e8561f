"""Deals: adding, moving, winning, losing and reopening what is to be sold."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.clock import to_stamp
from smallcrm.core.deal_fields import DEAL_FIELDS, read_deal_fields
from smallcrm.core.deal_moves import cancel_follow_ups, enter_stage, lost_columns, make_customers, note_event
from smallcrm.core.fields import split_custom
from smallcrm.core.living import check_living
from smallcrm.core.touches import open_follow_up
from smallcrm.errors import ConflictError, UsageError
from smallcrm.records.deals import Deal, Stage, StageEvent, StageType
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.deals_with import deals_of
from smallcrm.store.queries.rows import fetch, fetch_all
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Moved(NamedTuple):
    """What a move did: who became a customer, the follow-ups it cancelled, the one it planned."""

    differs: bool
    customers: Sequence[Reference] = ()
    cancelled: Sequence[int] = ()
    opened: int | None = None


class Deals:
    """The use cases of deals."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def get(self, deal_id: int) -> Deal:
        """One deal by its id, living or in the trash."""
        return fetch(self._crm.store.read(), Deal, deal_id)

    def events(self, deal_id: int) -> list[StageEvent]:
        """The stages that a deal went through, the newest first."""
        return fetch_all(
            self._crm.store.read(), StageEvent, "WHERE deal_id = :deal ORDER BY at DESC, id DESC", deal=deal_id
        )

    def add(
        self,
        fields: Mapping[str, str],
        *,
        contact: int | None = None,
        company: int | None = None,
        stage: Stage | None = None,
        tags: Sequence[str] = (),
        won: str = "",
    ) -> tuple[int, Moved]:
        """Add a deal with a contact, a company or both, in the first open stage unless told; or, with `won`, won then.

        UsageError without anybody, or for a closed stage: deals are won, lost and reopened by their own verbs.
        """
        if contact is None and company is None:
            raise UsageError("a deal needs a contact or a company", hint="--contact WHO, --company WHO, or both")
        stage = stage or self._crm.stages.first(StageType.OPEN)
        if stage.type != StageType.OPEN:
            raise UsageError(f"a deal cannot begin in {stage.name}", hint="--won [WHEN], or add it and lose it")
        texts, custom = split_custom(self._crm, "deal", DEAL_FIELDS, {"title": "", **fields})
        columns = read_deal_fields(self._crm, texts)
        at = min(self.moment(won), self._crm.clock.stamp()) if won else self._crm.clock.stamp()
        with self._crm.store.write(f"add deal {columns['title']}") as work:
            owners = {"contact_id": contact, "company_id": company}
            identity = work.insert("deal", {**columns, **owners, "stage_id": stage.id})
            note_event(work, fetch(work.connection, Deal, identity), stage, from_stage_id=None, at=at)
            self._crm.tags.add(Reference(Noun.DEAL, identity), tags)
            if custom:
                self._crm.custom_fields.fill(work, Reference(Noun.DEAL, identity), custom)
            moved = self.win(identity, at=at) if won else Moved(True)
        return identity, moved

    def edit(
        self,
        deal_id: int,
        fields: Mapping[str, str],
        *,
        owners: Mapping[str, int | None] | None = None,
        version: int | None = None,
    ) -> bool:
        """Change fields, and with `owners` contact_id and company_id; an empty text clears a field.

        Returns whether anything differs now. `version` is what the caller has seen: ConflictError when the deal
        changed since.
        """
        deal = self._living(deal_id)
        if version is not None and deal.version != version:
            raise ConflictError(f"{deal.title} was changed meanwhile", hint="look at it again and repeat the change")
        texts, custom = split_custom(self._crm, "deal", DEAL_FIELDS, fields)
        columns: dict[str, Any] = {**read_deal_fields(self._crm, texts, deal), **(owners or {})}
        if {**deal._asdict(), **columns}["contact_id"] is None and {**deal._asdict(), **columns}["company_id"] is None:
            raise UsageError("a deal needs a contact or a company", hint="give it another one")
        with self._crm.store.write(f"edit deal {deal.title}") as work:
            filled = bool(custom) and self._crm.custom_fields.fill(work, Reference(Noun.DEAL, deal_id), custom)
            return work.update("deal", deal_id, columns) or filled

    def delete(self, deal_id: int) -> bool:
        """Move a deal to the trash; returns whether it was alive."""
        with self._crm.store.write(f"delete deal {self.get(deal_id).title}") as work:
            return work.trash("deal", deal_id)

    def restore(self, deal_id: int) -> bool:
        """Take a deal out of the trash; returns whether it was there."""
        with self._crm.store.write(f"restore deal {self.get(deal_id).title}") as work:
            return work.restore("deal", deal_id)

    def move(
        self, deal_id: int, stage: Stage, *, reason: str = "", note: str = "", keep_follow_ups: bool = False
    ) -> Moved:
        """Put a deal into a stage: forward, back or past others; into a closed one it is won or lost."""
        if stage.type == StageType.WON:
            return self.win(deal_id, stage=stage, keep_follow_ups=keep_follow_ups)
        if stage.type == StageType.LOST:
            return self.lose(deal_id, reason, note=note, stage=stage, keep_follow_ups=keep_follow_ups)
        if reason or note:
            raise UsageError(f"{stage.name} is not a lost stage, so it needs no reason", hint="leave the reason out")
        deal = self._living(deal_id)
        if deal.stage_id == stage.id:
            return Moved(False)
        with self._crm.store.write(f"move {deal.title} to {stage.name}") as work:
            enter_stage(work, deal, stage, at=work.stamp, closed_at=None)
        return Moved(True)

    def win(self, deal_id: int, *, at: str = "", stage: Stage | None = None, keep_follow_ups: bool = False) -> Moved:
        """Close a deal as won, at a stored moment or now; leads and prospects it is made with become customers.

        Its open follow-ups are cancelled, unless they are kept. A deal that is won already is unchanged.
        """
        deal = self._living(deal_id)
        if self._status(deal) == StageType.WON and stage in (None, self._crm.stages.get(deal.stage_id)):
            return Moved(False)
        stage = stage or self._crm.stages.first(StageType.WON)
        with self._crm.store.write(f"win {deal.title}") as work:
            at = at or work.stamp
            enter_stage(work, deal, stage, at=at, closed_at=at)
            customers = make_customers(work, deal, at)
            return Moved(True, customers, [] if keep_follow_ups else cancel_follow_ups(work, deal))

    def lose(
        self,
        deal_id: int,
        reason: str,
        *,
        note: str = "",
        at: str = "",
        stage: Stage | None = None,
        next_step: NextStep | None = None,
        keep_follow_ups: bool = False,
    ) -> Moved:
        """Close a deal as lost, for one of the reasons of the settings; `other` needs a note.

        Its open follow-ups are cancelled, unless they are kept; `next_step` is when to try again. A deal that is lost
        already only changes its reason.
        """
        deal = self._living(deal_id)
        lost = lost_columns(self._crm, reason, note)
        already = self._status(deal) == StageType.LOST and stage in (None, self._crm.stages.get(deal.stage_id))
        stage = stage or self._crm.stages.first(StageType.LOST)
        with self._crm.store.write(f"lose {deal.title}") as work:
            if already:
                differs = work.update("deal", deal_id, lost)
            else:
                at = at or work.stamp
                differs = True
                enter_stage(work, deal, stage, at=at, closed_at=at, lost=lost)
            cancelled = [] if keep_follow_ups or already else cancel_follow_ups(work, deal)
            opened = self._try_again(work, deal, next_step) if next_step else None
        return Moved(differs or opened is not None, (), cancelled, opened)

    def reopen(self, deal_id: int, stage: Stage | None = None) -> Moved:
        """Open a closed deal again, in `stage`, else in the open stage it was closed from; its history is kept."""
        deal = self._living(deal_id)
        if deal.closed_at is None:
            return Moved(False)
        stage = stage or self._closed_from(deal)
        if stage.type != StageType.OPEN:
            raise UsageError(f"{stage.name} is not an open stage", hint="--to takes an open one")
        with self._crm.store.write(f"reopen {deal.title}") as work:
            enter_stage(work, deal, stage, at=work.stamp, closed_at=None)
        return Moved(True)

    def moment(self, text: str) -> str:
        """The stored moment at which a deal was closed on WHEN: a bare day today means now, else its noon."""
        when = self._crm.when(text, backward=True)
        now = self._crm.clock.now()
        if when.time is None and when.day == self._crm.clock.today():
            return to_stamp(now)
        moment = self._crm.clock.at_local(when.day, when.time or time(12))
        if moment > now:
            raise UsageError(f"{text!r} is still to come", hint="edit the deal's --close instead")
        return to_stamp(moment)

    def open_with(self, people: Sequence[Reference]) -> list[Deal]:
        """The open deals with any of these contacts and companies, the oldest first."""
        found = {deal.id: deal for who in people for deal in deals_of(self._crm.store.read(), who)}
        return [found[identity] for identity in sorted(found)]

    def attached(self, people: Sequence[Reference], deal_id: int | None, *, attach: bool = True) -> int | None:
        """The deal that something done with these people belongs to: the one named, else the only open one, or None."""
        if deal_id is not None:
            return self._living(deal_id).id
        found = self.open_with(people) if attach else []
        return found[0].id if len(found) == 1 else None

    def _living(self, deal_id: int) -> Deal:
        deal = self.get(deal_id)
        check_living(self._crm.store.read(), Reference(Noun.DEAL, deal_id))
        return deal

    def _status(self, deal: Deal) -> str:
        return self._crm.stages.get(deal.stage_id).type

    def _closed_from(self, deal: Deal) -> Stage:
        for event in self.events(deal.id):
            stage = self._crm.stages.get(event.to_stage_id)
            if stage.type == StageType.OPEN and not stage.deleted_at:
                return stage
        return self._crm.stages.first(StageType.OPEN)

    @staticmethod
    def _try_again(work: UnitOfWork, deal: Deal, step: NextStep) -> int:
        return open_follow_up(work, owner_of_deal(deal), step, deal_id=deal.id)


def owner_of_deal(deal: Deal) -> Reference:
    """Whom a deal is made with: the contact, else the company."""
    if deal.contact_id is not None:
        return Reference(Noun.CONTACT, deal.contact_id)
    return Reference(Noun.COMPANY, deal.company_id or 0)
