"""What the cards of several nouns say alike: channels, open follow-ups, and the deals with someone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smallcrm.cli.cards import Line
from smallcrm.cli.planning import stored_due_text
from smallcrm.records.deals import Deal
from smallcrm.values.money import decimal_string, format_money

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.channels import Channel
    from smallcrm.records.profile import OpenFollowUp, Sales


def channel_lines(channels: "Iterable[Channel]") -> list[Line]:
    """A line for every channel, with its label and marks."""
    return [(channel.type, " ".join(filter(None, (channel.value, *_marks(channel))))) for channel in channels]


def channel_objects(channels: "Iterable[Channel]") -> list[dict[str, Any]]:
    """The channels as JSON has them."""
    return [
        {
            "id": channel.id,
            "type": channel.type,
            "value": channel.value,
            "label": channel.label,
            "primary": bool(channel.is_primary),
            "invalid": bool(channel.invalid),
            "opted_out": bool(channel.opted_out),
        }
        for channel in channels
    ]


def follow_up_lines(session: "Session", follow_ups: "Iterable[OpenFollowUp]") -> list[Line]:
    """A line for every open follow-up."""
    return [
        ("Next", f"{step.title}, {stored_due_text(session, step.due_on, step.due_time)} (follow-up:{step.id})")
        for step in follow_ups
    ]


def sales_lines(sales: "Sales") -> list[Line]:
    """A line for every open deal with someone, and one for what was won."""
    deals = [
        ("Deal", f"{deal.title}, {sales.stages[deal.stage_id]}{_amount(deal)} (deal:{deal.id})") for deal in sales.open
    ]
    won = ", ".join(f"{format_money(total, currency)} ({count})" for currency, count, total in sales.won)
    return [*deals, *([("Won", won)] if won else [])]


def sales_objects(sales: "Sales") -> dict[str, Any]:
    """The same as JSON has it."""
    return {
        "deals": [_deal_object(deal, sales.stages[deal.stage_id]) for deal in sales.open],
        "won": [
            {"currency": currency, "count": count, "amount": decimal_string(total, currency)}
            for currency, count, total in sales.won
        ],
    }


def _marks(channel: "Channel") -> "list[str]":
    marks = {"primary": channel.is_primary, "invalid": channel.invalid, "opted out": channel.opted_out}
    return [f"({', '.join(filter(None, (channel.label, *(name for name, on in marks.items() if on))))})"] if (
        channel.label or any(marks.values())
    ) else []  # fmt: skip


def _deal_object(deal: Deal, stage: str) -> dict[str, Any]:
    amount = None if deal.amount is None else decimal_string(deal.amount, deal.currency)
    return {
        "id": deal.id,
        "title": deal.title,
        "stage": stage,
        "amount": amount,
        "currency": deal.currency,
        "close": deal.expected_close_on,
    }


def _amount(deal: Deal) -> str:
    return f", {format_money(deal.amount, deal.currency)}" if deal.amount is not None else ""
