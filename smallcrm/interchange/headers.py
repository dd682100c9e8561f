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

    return hashlib.sha256("\n".join(map(header_key, headers)).encode()).hexdigest()[:32]
