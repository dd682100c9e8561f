"""A deal enters a stage, and what follows from that; every function works inside a transaction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smallcrm.core.fields import one_line
from smallcrm.core.settings import OTHER_REASON
from smallcrm.errors import UsageError
from smallcrm.records.contacts import ContactKind
from smallcrm.records.deals import Deal, Stage, probability_of
from smallcrm.records.follow_ups import FollowUpStatus
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.names import value_of
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_NOT_YET_CUSTOMERS = (ContactKind.LEAD, ContactKind.PROSPECT)


def enter_stage(
    work: UnitOfWork,
    deal: Deal,
    stage: Stage,
    *,
    at: str,
    closed_at: str | None,
    lost: Mapping[str, str | None] | None = None,
) -> None:
    """Put a deal into a stage and note it in its history; `lost` are reason and note of a lost deal."""
    why_lost = lost or {"lost_reason": None, "lost_note": None}
    work.update("deal", deal.id, {"stage_id": stage.id, "closed_at": closed_at, **why_lost})
    note_event(work, deal, stage, from_stage_id=deal.stage_id, at=at)


def note_event(work: UnitOfWork, deal: Deal, stage: Stage, *, from_stage_id: int | None, at: str) -> None:
    """Write the line of a deal's history that says it entered a stage."""
    work.insert(
        "stage_event",
        {
            "deal_id": deal.id,
            "from_stage_id": from_stage_id,
            "to_stage_id": stage.id,
            "at": at,
            "amount_then": deal.amount,
            "currency_then": deal.currency,
            "probability_then": probability_of(deal, stage),
        },
    )


def lost_columns(crm: "Crm", reason: str, note: str) -> dict[str, str | None]:
    """Reason and note of a lost deal; UsageError for a reason not in the settings, or `other` without a note."""
    wanted = one_line(reason).lower()
    listed = ", ".join(crm.business.lost_reasons)
    if not wanted:
        raise UsageError("a lost deal needs a reason", hint=f"--reason with one of {listed}")
    if wanted not in crm.business.lost_reasons:
        raise UsageError(f"unknown reason: {reason!r}", hint=f"one of {listed}; config set lost_reasons changes them")
    if wanted == OTHER_REASON and not note.strip():
        raise UsageError(f"the reason {OTHER_REASON!r} needs a note", hint="--note TEXT says what it was")
    return {"lost_reason": wanted, "lost_note": one_line(note) or None}


def make_customers(work: UnitOfWork, deal: Deal, at: str) -> list[Reference]:
    """Make the contact and the company of a won deal customers, those who are leads or prospects; returns them."""
    owners = [
        Reference(noun, identity)
        for noun, identity in ((Noun.CONTACT, deal.contact_id), (Noun.COMPANY, deal.company_id))
        if identity is not None
    ]
    return [owner for owner in owners if _make_customer(work, owner, at)]


def cancel_follow_ups(work: UnitOfWork, deal: Deal) -> list[int]:
    """Cancel what was still to be done for a deal; returns the follow-ups."""
    open_ones = work.connection.column(
        "SELECT id FROM follow_up WHERE deal_id = :deal AND status = 'open' AND deleted_at IS NULL ORDER BY id",
        deal=deal.id,
    )
    for identity in open_ones:
        work.update("follow_up", identity, {"status": FollowUpStatus.CANCELLED.value, "done_at": None})
    return open_ones


def _make_customer(work: UnitOfWork, owner: Reference, at: str) -> bool:
    table = owner.noun.table
    kind = value_of(work.connection, table, "kind", owner.id)
    if kind not in _NOT_YET_CUSTOMERS:
        return False
    columns: dict[str, Any] = {"kind": ContactKind.CUSTOMER.value}
    if owner.noun == Noun.CONTACT:
        columns |= _first_conversion(work, owner.id, at)
    return work.update(table, owner.id, columns)


def _first_conversion(work: UnitOfWork, contact_id: int, at: str) -> dict[str, str]:
    converted = work.connection.value("SELECT converted_at FROM contact WHERE id = :id", id=contact_id)
    return {} if converted else {"converted_at": at}
