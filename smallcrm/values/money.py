"""Money: whole minor units and an ISO 4217 code; read in the usual spellings and shown as `₪1,234.50`."""

import re
import unicodedata
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.values.currencies import SIGNS, currency_code, minor_digits

_LARGEST = 2**62
_HINT = "try 12500, 1,234.50, ₪300, 12.5k or USD 1200"
_HEBREW_FACTORS = ((r"(?<=\d)\s?אל(?:ף|פים)(?!\w)", "k"), (r"(?<=\d)\s?מיליון(?!\w)", "m"))
_ZEROES_OF = {"k": 3, "m": 6}
_UNIT = r"[^\d\s.,'’+-]+"
_SHAPE = (
    rf"(?P<sign>-?)\s?(?P<before>{_UNIT})?\s?(?P<inner>-?)(?P<number>\d[\d.,'’ ]*?)"
    rf"(?:\s?(?P<factor>[km])(?!\w))?\s?(?P<after>{_UNIT})?"
)
_GROUPED = r"\d{{1,3}}(?:{mark}\d{{3}})+"
_NUMBERS = (
    r"(?P<whole>\d+)(?:[.,](?P<decimals>\d{1,2}|\d{4,}))?",
    r"(?P<whole>\d+)\.(?P<decimals>\d{3})",
    rf"(?P<whole>{_GROUPED.format(mark=',')})(?:\.(?P<decimals>\d+))?",
    rf"(?P<whole>{_GROUPED.format(mark='[.]')}),(?P<decimals>\d+)",
    r"(?P<whole>\d{1,3}(?:\.\d{3}){2,})(?P<decimals>)",
    rf"(?P<whole>{_GROUPED.format(mark='[ ’' + chr(39) + ']')})(?:[.,](?P<decimals>\d+))?",
)


class Money(NamedTuple):
    """An amount in minor units (agorot, cents) of an ISO 4217 currency."""

    minor: int
    currency: str


def parse_money(text: str, default_currency: str) -> Money:
    """The amount that `text` means: `1,234.50`, `-₪300`, `1.234,50 €`, `NIS 300`, `12.5k`.

    A single comma before three digits separates thousands. UsageError for what is no amount, an unknown currency, more
    decimals than the currency has, and amounts beyond 2**62 minor units.
    """
    match = re.fullmatch(_SHAPE, _plain(text), flags=re.IGNORECASE)
    number = _number(match["number"].strip()) if match else None
    if match is None or number is None or (match["sign"] and match["inner"]):
        raise UsageError(f"cannot read {text!r} as an amount", hint=_HINT)
    currency = _currency(text, match, default_currency)
    minor = _minor(text, *number, _ZEROES_OF.get((match["factor"] or "").lower(), 0), currency)
    return Money(-minor if match["sign"] or match["inner"] else minor, currency)


def format_money(minor: int, currency: str) -> str:
    """`₪1,234.50`, `-₪300.00`, or `CHF 12.00` for a currency without a sign of its own."""
    whole, point, decimals = decimal_string(abs(minor), currency).partition(".")
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{'-' if minor < 0 else ''}{sign}{int(whole):,}{point}{decimals}"


def decimal_string(minor: int, currency: str) -> str:
    """`1234.50`: digits and a point only, with as many decimals as the currency has."""
    digits = minor_digits(currency)
    sign = "-" if minor < 0 else ""
    padded = str(abs(minor)).zfill(digits + 1)
    return f"{sign}{padded[:-digits]}.{padded[-digits:]}" if digits else f"{sign}{padded}"


def stored_money(text: str) -> Money:
    """The amount that a MONEY column hands over: minor units and a code, as in `123450 ILS`."""
    minor, _, currency = text.partition(" ")
    return Money(int(minor), currency)


def _plain(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text).replace("−", "-")
    for word, factor in _HEBREW_FACTORS:
        normal = re.sub(word, factor, normal)
    return " ".join("".join(map(_ascii, normal)).split())


def _ascii(character: str) -> str:
    if unicodedata.category(character) == "Cf":
        return ""
    return str(unicodedata.decimal(character, character))


def _number(typed: str) -> tuple[str, str] | None:
    """The digits before and after the decimal mark, or None when the marks stand in no usual place."""
    for pattern in _NUMBERS:
        if match := re.fullmatch(pattern, typed):
            return re.sub(r"\D", "", match["whole"]), match["decimals"] or ""
    return None


def _currency(text: str, match: re.Match[str], default: str) -> str:
    typed = [unit for unit in match.group("before", "after") if unit]
    codes = {currency_code(unit) for unit in typed} if typed else {default}
    code = codes.pop()
    if code is None or codes:
        raise UsageError(f"the currency of {text!r} is not known", hint="use an ISO code: ILS, USD, EUR")
    return code


def _minor(text: str, whole: str, decimals: str, zeroes: int, currency: str) -> int:
    digits = minor_digits(currency)
    spare = digits + zeroes - len(decimals)
    if spare < 0:
        raise UsageError(f"{text!r} has more decimals than the {digits} of {currency}", hint=_HINT)
    if len(whole) + zeroes > len(str(_LARGEST)):
        raise UsageError(f"{text[:40]!r} is too large an amount", hint=_HINT)
    minor = int(whole + decimals + "0" * spare)
    if minor > _LARGEST:
        raise UsageError(f"{text[:40]!r} is too large an amount", hint=_HINT)
    return minor
