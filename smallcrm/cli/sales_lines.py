"""What a card of a contact or a company says of the deals with them."""

from typing import TYPE_CHECKING, Any

from smallcrm.records.deals import Deal
from smallcrm.values.money import decimal_string, format_money

if TYPE_CHECKING:
    from smallcrm.cli.cards import Line
    from smallcrm.records.profile import Sales


def sales_lines(sales: "Sales") -> "list[Line]":
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
