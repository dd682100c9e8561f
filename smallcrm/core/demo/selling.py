"""Turns the sales of the made-up business into deals with the history of their moves."""

from typing import TYPE_CHECKING

from smallcrm.core.deal_fields import read_deal_fields
from smallcrm.core.deal_moves import note_event
from smallcrm.core.demo.days import Days
from smallcrm.core.demo.sales import Sale
from smallcrm.records.deals import Deal, StageType
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.rows import fetch
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def add_sale(crm: "Crm", work: UnitOfWork, sale: Sale, who: Reference, days: Days) -> Reference:
    """Store a deal with every stage it went through."""
    moves = [(days.closing(ago), crm.stages.named(stage)) for ago, stage in sale.moves]
    last_at, last = moves[-1]
    texts = {"title": sale.title, "amount": sale.amount, "source": sale.source}
    identity = work.insert(
        "deal",
        {
            **read_deal_fields(crm, texts),
            f"{who.noun.table}_id": who.id,
            "stage_id": last.id,
            "probability_override": sale.probability,
            "expected_close_on": days.ahead(sale.close).isoformat() if sale.close is not None else None,
            "lost_reason": sale.lost[0] or None,
            "lost_note": sale.lost[1] or None,
            "closed_at": None if last.type == StageType.OPEN else last_at,
            "created_at": moves[0][0],
            "updated_at": last_at,
        },
    )
    deal = fetch(work.connection, Deal, identity)
    before = None
    for at, stage in moves:
        note_event(work, deal, stage, from_stage_id=before, at=at)
        before = stage.id
    ref = Reference(Noun.DEAL, identity)
    if sale.tags:
        crm.tags.add(ref, sale.tags)
    return ref
