"""ULIDs: identifiers that stay the same across export, import and machines, and sort by creation time."""

import os
from collections.abc import Callable

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26

NewUid = Callable[[int], str]


def encode_ulid(milliseconds: int, randomness: bytes) -> str:
    """The 26 letters of a ULID from milliseconds since 1970 and ten random bytes (ulid/spec, Crockford's base 32)."""
    number = (milliseconds << 80) | int.from_bytes(randomness, "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def random_ulid(milliseconds: int) -> str:
    """A new ULID for a moment given in milliseconds since 1970."""
    return encode_ulid(milliseconds, os.urandom(10))


def is_ulid(text: str) -> bool:
    """Whether `text` has the shape of a ULID, in either case."""
    return len(text) == _LENGTH and all(letter in _ALPHABET for letter in text.upper())
