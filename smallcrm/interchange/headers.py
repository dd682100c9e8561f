"""Column names: a form in which two spellings of one name are equal, and a fingerprint of a whole header."""

import unicodedata
from collections.abc import Sequence


def header_key(header: str) -> str:
    """A column name without case, spaces, underscores, quotes and punctuation: `E-mail Address` is `emailaddress`."""
    plain = unicodedata.normalize("NFKC", header).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def header_fingerprint(headers: Sequence[str]) -> str:
    """A stable hash of the column names in their order, under which a mapping is remembered."""
    import hashlib

    names = [header_key(header) for header in headers if not is_rejects_header(header)]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:32]


REJECTS_HEADERS = ("rejected_line", "rejected_column", "rejected_value", "rejected_reason")
"""The columns that a file of rejected rows has before its own; a mapping leaves them out."""

_REJECTS_KEYS = frozenset(map(header_key, REJECTS_HEADERS))


def is_rejects_header(header: str) -> bool:
    """Whether a column tells why a row was rejected."""
    return header_key(header) in _REJECTS_KEYS
