"""A contact typed in one line, taken apart: `Dana Cohen 050-1234567 dana@x.example`."""

import re
from itertools import takewhile
from typing import NamedTuple

from smallcrm.values.emails import looks_like_email
from smallcrm.values.phones import looks_like_phone

_SEPARATORS = ",;|/"
_AROUND_NAME = f" {_SEPARATORS}-–—"
_AROUND_ADDRESS = f"{_SEPARATORS}<>[]()\"'."
_NUMERIC = r"(?:\+?\(?\+?\d[\d().\-–/]*|\*\d{3,6})[,;|/]?"
_EXTENSION = r"(?i:(?:x|#|ext\.?)\d{1,6})"
_OPENERS = ("+", "0", "(")
_MOST_GROUPS = 8
_SHORTEST = 7
_WHOLE = 9
_WHOLE_WITH_CODE = 11


class ContactLine(NamedTuple):
    """The name, which may be "", and the channels in the order they were typed."""

    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]


def take_apart(text: str) -> ContactLine:
    """The e-mail addresses and phones in a line, and the words that are left as the name.

    Numbers too short for a phone stay in the name (`Studio 54`, `Agent 007`).
    """
    names: list[str] = []
    emails: list[str] = []
    phones: list[str] = []
    words = text.split()
    while words:
        address = words[0].removeprefix("mailto:").strip(_AROUND_ADDRESS)
        length = _phone_length(words)
        if length:
            _drop_label(names)
            phones.append(" ".join(words[:length]).rstrip(_AROUND_NAME))
        elif looks_like_email(address):
            _drop_label(names)
            emails.append(address)
        else:
            names.append(words[0])
        del words[: length or 1]
    name = " ".join(names)
    return ContactLine(name.strip(_AROUND_NAME) if emails or phones else name, tuple(emails), tuple(phones))


def _drop_label(names: list[str]) -> None:
    """Forget the `tel:` that stands before a phone or an address."""
    if names and names[-1].endswith(":"):
        names.pop()


def _phone_length(words: list[str]) -> int:
    """How many of the first words make one phone; 0 when they are none."""
    if re.fullmatch(_NUMERIC, words[0]) is None:
        return 0
    run = list(takewhile(lambda word: re.fullmatch(_NUMERIC, word), words[:_MOST_GROUPS]))
    if _opens_later(run):
        return 0
    length = next((end for end in range(1, len(run)) if _is_whole(run[:end], run[end:])), len(run))
    if not _is_phone(run[:length]):
        return 0
    has_extension = length < len(words) and re.fullmatch(_EXTENSION, words[length])
    return length + 1 if has_extension else length


def _is_phone(taken: list[str]) -> bool:
    is_long_enough = taken[0].startswith("*") or _digits(taken) >= _SHORTEST
    return is_long_enough and looks_like_phone(" ".join(taken).rstrip(_SEPARATORS))


def _opens_later(run: list[str]) -> bool:
    """Whether the phone of a run of numbers begins behind its first, as in `54 050-1234567`."""
    if run[0].startswith("*"):
        return False
    if run[0].startswith(_OPENERS):
        return _digits(run[:1]) < _SHORTEST and any(_digits([word]) >= _WHOLE for word in run[1:])
    return any(_opens_phone(run[start:]) for start in range(1, len(run)))


def _is_whole(taken: list[str], rest: list[str]) -> bool:
    """Whether a phone ends after `taken` although more numbers follow."""
    if taken[0].startswith("*") or taken[-1].endswith(tuple(_SEPARATORS)):
        return True
    enough = _WHOLE_WITH_CODE if taken[0].startswith("+") else _WHOLE
    return _digits(taken) >= enough or (_digits(taken) >= _SHORTEST and _opens_phone(rest))


def _opens_phone(rest: list[str]) -> bool:
    return rest[0].startswith(_OPENERS) and _digits(rest) >= _SHORTEST


def _digits(words: list[str]) -> int:
    return sum(character.isdecimal() for word in words for character in word)
