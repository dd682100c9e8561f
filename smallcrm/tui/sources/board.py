"""The open deals of one stage, as the cards of its column."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smallcrm.records.query import EVERYTHING, AllOf, FieldTest, Operator, Query, both
from smallcrm.tui.cells import EMPTY, Cell, Tone
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Row
from smallcrm.values.money import format_money, stored_money

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

SORT = "close"
ROTTING, NO_NEXT_STEP = "!", "?"
_FIELDS = ("title", "contact", "company", "amount", "stage_age", "next", "rotting")


def deals_in(stage_id: int, query: Query = EVERYTHING) -> Listed:
    """The open deals of a stage that answer; a card is title, with whom, marks, amount and days in the stage."""
    in_stage = FieldTest("stage_id", Operator.IS, (str(stage_id),))
    still_open = FieldTest("status", Operator.IS, ("open",))
    return Listed("deal", _FIELDS, _card, both(query, AllOf((in_stage, still_open))))


def brief_money(minor: int, currency: str) -> str:
    """An amount without decimals that are zero."""
    return format_money(minor, currency).removesuffix(".00")


def _card(_crm: "Crm", fields: Mapping[str, Any]) -> Row:
    tone: Tone = "bad" if fields["rotting"] else "warn" if not fields["next"] else "muted"
    marks = filter(None, (fields["rotting"] and ROTTING, not fields["next"] and NO_NEXT_STEP))
    return (
        Cell(fields["title"], "strong"),
        Cell(fields["contact"] or fields["company"] or ""),
        Cell(" ".join(map(str, marks)), tone),
        Cell(brief_money(*stored_money(fields["amount"])), "accent") if fields["amount"] else EMPTY,
        Cell(f"{fields['stage_age']}d", "bad" if fields["rotting"] else "muted"),
    )
