"""The card of a deal: what it is worth, what comes next, and the stages it went through."""

from typing import TYPE_CHECKING, Any

from smallcrm.cli.card_lines import follow_up_lines
from smallcrm.cli.cards import Line, field_lines, show_card
from smallcrm.records.deals import StageEvent, StageType, probability_of, weighted
from smallcrm.records.references import Noun, Reference
from smallcrm.values.money import decimal_string, format_money
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smallcrm.cli.context import Session
    from smallcrm.records.profile import DealProfile


def show_deal(session: "Session", deal_id: int) -> None:
    """The card of a deal, or, for a program, the same as one object."""
    profile = session.crm.profiles.deal(deal_id)
    show_card(
        session,
        profile.deal.title,
        sections=lambda: _sections(session, profile),
        content=lambda: _content(session, profile),
    )


def _sections(session: "Session", profile: "DealProfile") -> list[list[Line]]:
    return [
        _identity(session, profile),
        _worth(profile),
        field_lines(session, profile.custom),
        follow_up_lines(session, profile.follow_ups),
        [("Moved", _move(session, profile, event)) for event in profile.events],
    ]


def _content(session: "Session", profile: "DealProfile") -> dict[str, Any]:
    from smallcrm.cli.writes import record

    return {
        **record(session, Reference(Noun.DEAL, profile.deal.id)),
        "deleted": profile.deal.deleted_at,
        "follow_ups": [follow_up._asdict() for follow_up in profile.follow_ups],
        "events": [_event_object(event, profile.stages) for event in profile.events],
    }


def _event_object(event: StageEvent, names: "Mapping[int, str]") -> dict[str, Any]:
    amount = None if event.amount_then is None else decimal_string(event.amount_then, event.currency_then)
    return {
        "at": event.at,
        "from": names[event.from_stage_id] if event.from_stage_id else None,
        "to": names[event.to_stage_id],
        "amount": amount,
        "currency": event.currency_then,
        "probability": event.probability_then,
    }


def _identity(session: "Session", profile: "DealProfile") -> list[Line]:
    deal = profile.deal
    close = ""
    if deal.expected_close_on and not deal.closed_at:
        from datetime import date

        close = describe_day(date.fromisoformat(deal.expected_close_on), session.crm.clock.today())
    lost = ": ".join(filter(None, (deal.lost_reason, deal.lost_note)))
    return [
        ("Id", f"deal:{deal.id}"),
        ("With", ", ".join(f"{owner.name} ({owner.reference})" for owner in profile.owners)),
        ("Stage", profile.stage.name),
        ("Closed", session.crm.clock.local(deal.closed_at).strftime("%Y-%m-%d %H:%M") if deal.closed_at else ""),
        ("Lost", lost),
        ("Close", close),
        ("Source", deal.source or ""),
        ("Tags", ", ".join(profile.tags)),
        ("In the trash", f"smallcrm deal restore {deal.id} brings it back" if deal.deleted_at else ""),
    ]


def _worth(profile: "DealProfile") -> list[Line]:
    deal = profile.deal
    probability = probability_of(deal, profile.stage)
    own = " (its own)" if deal.probability_override is not None and profile.stage.type == StageType.OPEN else ""
    lines = [("Probability", f"{probability} %{own}")]
    if deal.amount is None:
        return lines
    value = format_money(weighted(deal.amount, probability), deal.currency)
    return [("Amount", format_money(deal.amount, deal.currency)), *lines, ("Weighted", value)]


def _move(session: "Session", profile: "DealProfile", event: StageEvent) -> str:
    day = session.crm.clock.local(event.at).date().isoformat()
    before = f"{profile.stages[event.from_stage_id]} → " if event.from_stage_id else ""
    return f"{day} {before}{profile.stages[event.to_stage_id]}"
