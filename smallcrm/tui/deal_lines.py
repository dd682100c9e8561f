"""What the card of a deal says, and what the card of a person says of the deals with them."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.records.deals import Deal, StageEvent, StageType, probability_of, weighted
from smallcrm.records.profile import DealProfile, Sales
from smallcrm.tui.cells import Tone
from smallcrm.tui.custom_fields import custom_lines
from smallcrm.tui.sources.board import NO_NEXT_STEP, brief_money
from smallcrm.tui.step_lines import step_lines
from smallcrm.tui.widgets.page import GAP, Line
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_STATUS_TONES: dict[str, Tone] = {StageType.WON: "good", StageType.LOST: "bad"}


def deal_lines(crm: "Crm", deal_id: int) -> Iterator[Line]:
    """The card of a deal; NotFoundError when there is none."""
    profile = crm.profiles.deal(deal_id)
    deal = profile.deal
    yield Line(deal.title, "strong")
    yield Line(profile.stage.name, _STATUS_TONES.get(profile.stage.type, "accent"))
    if profile.tags:
        yield Line("  ".join(f"#{tag}" for tag in profile.tags), "accent")
    if deal.deleted_at:
        yield Line("! in the trash", "bad")
    yield GAP
    for owner in profile.owners:
        yield Line(owner.name, "plain", "With")
    yield from _worth(crm, profile)
    yield from custom_lines(profile.custom)
    yield GAP
    yield from step_lines(crm, profile.follow_ups)
    if not profile.follow_ups and deal.closed_at is None:
        yield Line(f"{NO_NEXT_STEP} no next step · {{follow_up}} plans one", "warn", "Next", names_keys=True)
    yield GAP
    for event in profile.events:
        yield _move(crm, profile, event)


def sales_lines(sales: Sales) -> Iterator[Line]:
    """The open deals with someone, and what was won with them."""
    if sales.open or sales.won:
        yield GAP
    for deal in sales.open:
        yield Line(deal.title, "strong", "Deal")
        yield Line(" · ".join(filter(None, (sales.stages[deal.stage_id], _amount(deal)))), "muted", " ")
    for currency, count, total in sales.won:
        yield Line(f"{brief_money(total, currency)} in {count} deal{'s' if count > 1 else ''}", "good", "Won")


def _amount(deal: Deal) -> str:
    return brief_money(deal.amount, deal.currency) if deal.amount is not None else ""


def _worth(crm: "Crm", profile: DealProfile) -> Iterator[Line]:
    deal, probability = profile.deal, probability_of(profile.deal, profile.stage)
    if deal.amount is not None:
        yield Line(brief_money(deal.amount, deal.currency), "strong", "Amount", "ltr")
        value = brief_money(weighted(deal.amount, probability), deal.currency)
        yield Line(f"{value} at {probability} %", "muted", "Weighted", "ltr")
    if deal.expected_close_on and deal.closed_at is None:
        close, today = date.fromisoformat(deal.expected_close_on), crm.clock.today()
        yield Line(describe_day(close, today), "bad" if close < today else "plain", "Close")
    if deal.closed_at:
        yield Line(describe_day(crm.clock.local(deal.closed_at).date(), crm.clock.today()), "plain", "Closed")
    if deal.lost_reason:
        yield Line(": ".join(filter(None, (deal.lost_reason, deal.lost_note))), "bad", "Lost")
    if deal.source:
        yield Line(deal.source, "plain", "Source")


def _move(crm: "Crm", profile: DealProfile, event: StageEvent) -> Line:
    day = crm.clock.local(event.at).date()
    before = f"{profile.stages[event.from_stage_id]} → " if event.from_stage_id else ""
    return Line(f"{before}{profile.stages[event.to_stage_id]}", "muted", f"{day:%d %b %Y}")
