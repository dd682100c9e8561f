"""Phone numbers: kept as typed, never judged; keys of digits make different spellings of one number equal."""

import re
import unicodedata

from smallcrm.values.calling_codes import calling_code, leading_calling_code, trunk_prefix

_SHORTEST = 7
_SHORTEST_WITH_PREFIX = 5
_LONGEST = 20
_SHORTEST_FRAGMENT = 3
_NATIONAL_AFTER_CODE = 8
_LOST_ZERO_LENGTHS = (8, 9)
_SIGNS_OF_EXTENSIONS = frozenset("x#ש")
_EXTENSION = r"(?:;ext=|extension|ext\.?|x|#|שלוחה)\s*[:.]?\s*(\d{1,6})$"
_PHONE_CHARACTERS = r"(?:tel:)?[\d\s()+.\-*/]+"
_STAR_NUMBER = r"\*\d{3,6}"


def phone_key(text: str, country: str) -> str:
    """The digits as dialled inside the country and with its calling code: `0501234567 972501234567`.

    `country` (ISO 3166) is where a number without a calling code is dialled. An extension follows each form as `x371`.
    Numbers that cannot be placed, such as `*2700` or `100`, are their digits alone; "" when there are none.
    """
    number, extension = _split_extension(_plain(text))
    suffix = f"x{extension}" if extension else ""
    return " ".join(f"{form}{suffix}" for form in _forms(number, country) if form)


def phone_fragment(text: str) -> str | None:
    """The digits to look for in phone keys when `text` is a phone or at least three digits of one, else None."""
    number, extension = _split_extension(_plain(text))
    if not re.fullmatch(_PHONE_CHARACTERS, number):
        return None
    digits = _digits(number).removeprefix("00")
    if len(digits) < _SHORTEST_FRAGMENT:
        return None
    return digits + (f"x{extension}" if extension else "")


def looks_like_phone(text: str) -> bool:
    """Whether `text` is written like a phone: at least 7 digits, 5 behind a + or 0, or a `*2700`."""
    number, _ = _split_extension(_plain(text))
    if re.fullmatch(_STAR_NUMBER, number):
        return True
    if not re.fullmatch(_PHONE_CHARACTERS, number):
        return False
    shortest = _SHORTEST_WITH_PREFIX if number.startswith(("+", "0")) else _SHORTEST
    return shortest <= len(_digits(number)) <= _LONGEST


def parse_labelled(text: str) -> tuple[str, str]:
    """`work=03-5551234` as (`work`, `03-5551234`); the label is "" when none is given."""
    label, mark, value = text.partition("=")
    return (label.strip(), value.strip()) if mark else ("", text.strip())


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower().strip()
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(map(_ascii, plain)).strip()


def _ascii(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return "-" if category == "Pd" else str(unicodedata.decimal(character, character))


def _split_extension(plain: str) -> tuple[str, str]:
    if _SIGNS_OF_EXTENSIONS.isdisjoint(plain):
        return plain, ""
    match = re.search(_EXTENSION, plain)
    return (plain[: match.start()].strip(), match[1]) if match else (plain, "")


def _digits(number: str) -> str:
    return re.sub(r"[^\d*]", "", number)


def _forms(number: str, country: str) -> tuple[str, ...]:
    """The national and the international digits of a number, or its digits alone."""
    is_international = number.removeprefix("tel:").lstrip(" (").startswith("+")
    digits = _digits(number.replace("(0)", "") if is_international else number)
    home = calling_code(country)
    exit_prefix = "011" if home == "1" else "00"
    if is_international or (digits.startswith(exit_prefix) and len(digits) > _SHORTEST):
        return _international_forms(digits if is_international else digits.removeprefix(exit_prefix))
    if not home or len(digits) < _SHORTEST or "*" in digits:
        return (digits,)
    return _home_forms(digits, home)


def _home_forms(digits: str, home: str) -> tuple[str, ...]:
    trunk = trunk_prefix(home)
    if trunk and digits.startswith(trunk):
        return digits, home + digits.removeprefix(trunk)
    if digits.startswith(home) and len(digits) - len(home) >= _NATIONAL_AFTER_CODE:
        return _international_forms(digits)
    if not trunk:
        return digits, home + digits
    # Spreadsheets drop a leading zero.
    if trunk == "0" and len(digits) in _LOST_ZERO_LENGTHS:
        return trunk + digits, home + digits
    return (digits,)


def _international_forms(digits: str) -> tuple[str, ...]:
    code = leading_calling_code(digits)
    if not code:
        return (digits,)
    trunk = trunk_prefix(code)
    national = digits.removeprefix(code)
    if trunk == "0":
        national = national.removeprefix(trunk)
    return trunk + national, code + national
