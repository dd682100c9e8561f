"""Reads what people type into a custom field: the one place where its values are checked."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from smallcrm.core.fields import one_line
from smallcrm.errors import UsageError
from smallcrm.records.custom_fields import CustomField, CustomType, StoredValue
from smallcrm.text.fold import fold

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_YES = frozenset({"yes", "y", "true", "1", "כן"})
_NO = frozenset({"no", "n", "false", "0", "לא"})
_MOST_DIGITS = 15
"""As many as a floating-point number holds exactly: SQL compares numbers as such."""
_NUMBER = r"(?P<sign>[+-]?)(?P<whole>\d*)(?:\.(?P<decimals>\d+))?"
_GROUPED = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"


def read_value(crm: "Crm", field: CustomField, text: str) -> StoredValue | None:
    """The value that `text` means in a field, None for an empty text; UsageError when it is not of the field's type."""
    cleaned = one_line(text)
    return _READERS[CustomType(field.type)](crm, field, cleaned) if cleaned else None


def spelling(choice: str) -> str:
    """What two spellings of a choice have in common."""
    return re.sub(r"[\s_-]+", "_", fold(choice.strip()))


def _read_text(_crm: "Crm", _field: CustomField, text: str) -> StoredValue:
    return StoredValue(text)


def _read_number(_crm: "Crm", field: CustomField, text: str) -> StoredValue:
    plain = text.replace(",", "") if re.fullmatch(_GROUPED, text) else text
    match = re.fullmatch(_NUMBER, plain, re.ASCII)
    if not match or not (match["whole"] or match["decimals"]):
        raise _refusal(field, text, "give a number such as 12 or 0.5")
    whole, decimals = match["whole"].lstrip("0") or "0", (match["decimals"] or "").rstrip("0")
    if len(whole) + len(decimals) > _MOST_DIGITS:
        raise _refusal(field, text, f"give at most {_MOST_DIGITS} digits")
    number = f"{whole}.{decimals}" if decimals else whole
    return StoredValue(f"-{number}" if match["sign"] == "-" and number != "0" else number)


def _read_money(crm: "Crm", _field: CustomField, text: str) -> StoredValue:
    from smallcrm.values.money import parse_money

    money = parse_money(text, crm.business.currency)
    return StoredValue(str(money.minor), money.currency)


def _read_day(crm: "Crm", _field: CustomField, text: str) -> StoredValue:
    return StoredValue(crm.when(text).day.isoformat())


def _read_bool(_crm: "Crm", field: CustomField, text: str) -> StoredValue:
    answer = text.casefold()
    if answer not in _YES | _NO:
        raise _refusal(field, text, "give yes or no")
    return StoredValue("1" if answer in _YES else "0")


def _read_choice(_crm: "Crm", field: CustomField, text: str) -> StoredValue:
    wanted = spelling(text)
    for choice in field.choice_list:
        if spelling(choice) == wanted:
            return StoredValue(choice)
    raise _refusal(field, text, f"one of {', '.join(field.choice_list)}")


def _read_url(_crm: "Crm", field: CustomField, text: str) -> StoredValue:
    from smallcrm.values.web_addresses import ADDRESS_EXAMPLE, read_web_address

    address = read_web_address(text)
    if address is None:
        raise _refusal(field, text, ADDRESS_EXAMPLE)
    return StoredValue(address)


def _refusal(field: CustomField, text: str, hint: str) -> UsageError:
    return UsageError(f"{field.key} cannot be {text!r}", hint=hint)


_READERS: dict[CustomType, Callable[["Crm", CustomField, str], StoredValue]] = {
    CustomType.TEXT: _read_text,
    CustomType.NUMBER: _read_number,
    CustomType.MONEY: _read_money,
    CustomType.DATE: _read_day,
    CustomType.BOOL: _read_bool,
    CustomType.CHOICE: _read_choice,
    CustomType.URL: _read_url,
}
