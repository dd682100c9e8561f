"""Turns what people type into a deal's fields into the columns that are stored."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smallcrm.core.fields import Reader, read_fields, required
from smallcrm.core.settings import normalized
from smallcrm.core.stages import percent
from smallcrm.errors import UsageError
from smallcrm.records.deals import LARGEST_AMOUNT, Deal
from smallcrm.values.money import decimal_string, parse_money

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_MONEY = ("amount", "currency")


def read_deal_fields(crm: "Crm", texts: Mapping[str, str], deal: Deal | None = None) -> dict[str, Any]:
    """The columns that `texts` (by field name) fill, of a new deal or of `deal`; an empty text clears its field.

    A currency changed alone keeps the number of the amount. UsageError for an unknown field or a bad value.
    """
    columns = read_fields(crm, DEAL_READERS, {name: text for name, text in texts.items() if name not in _MONEY})
    return columns | _read_money(crm, texts, deal)


def _read_money(crm: "Crm", texts: Mapping[str, str], deal: Deal | None) -> dict[str, Any]:
    if deal and not texts.keys() & set(_MONEY):
        return {}
    asked = texts.get("currency", "").strip()
    currency = normalized("currency", asked) if asked else deal.currency if deal else crm.business.currency
    amount = texts.get("amount", _present_amount(deal)).strip()
    if not amount:
        return {"amount": None, "currency": currency}
    money = parse_money(amount, currency)
    if asked and money.currency != currency:
        raise UsageError(f"{amount!r} is not in {currency}", hint="leave the currency out, or the sign")
    if not 0 <= money.minor <= LARGEST_AMOUNT:
        raise UsageError(f"the amount of a deal cannot be {amount!r}", hint="0 or more, and less than 100 billion")
    return {"amount": money.minor, "currency": money.currency}


def _present_amount(deal: Deal | None) -> str:
    if deal is None or deal.amount is None:
        return ""
    text = decimal_string(deal.amount, deal.currency)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _read_close(crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"expected_close_on": crm.when(text).day.isoformat() if text else None}


def _read_override(_crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"probability_override": percent(text) if text else None}


DEAL_READERS: dict[str, Reader | None] = {
    "title": required("title", "title"),
    "close": _read_close,
    "probability": _read_override,
    "source": None,
}
DEAL_FIELDS: dict[str, Reader | None] = {**DEAL_READERS, **dict.fromkeys(_MONEY)}
"""Every field that `read_deal_fields` knows."""
