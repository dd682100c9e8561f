"""Which encoding a text file is written in, decided from all its bytes."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from smallcrm.errors import UsageError

_CHUNK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "a spreadsheet or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%PDF", "a PDF file"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed file"),
)
_ASCII = bytes(range(0x80))
_BELOW_C0 = bytes(range(0xC0))
_NOT_HEBREW = bytes(set(range(0x100)) - set(range(0xE0, 0xFB)))
_TOUCHES_LETTER = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_ESCAPED = re.compile("[\udc80-\udcff]")


class GuessedEncoding(NamedTuple):
    """An encoding's name, and whether it is only a guess that a person should look at."""

    name: str
    is_guess: bool = False


class _ByteCounts:
    """How often the kinds of bytes occur that tell the single-byte encodings apart."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.zero = self.high = self.letters = self.hebrew = self.touching = 0
        for chunk in chunks:
            self.zero += chunk.count(0)
            self.high += len(chunk.translate(None, _ASCII))
            self.letters += len(chunk.translate(None, _BELOW_C0))
            self.hebrew += len(chunk.translate(None, _NOT_HEBREW))
            self.touching += len(_TOUCHES_LETTER.findall(chunk))

    @property
    def look_hebrew(self) -> bool:
        """Letters nearly all in alef-tav, hardly any inside a Latin word."""
        return self.letters > 0 and self.hebrew >= 0.97 * self.letters and self.touching <= 0.1 * self.high


def detect_encoding(path: Path) -> GuessedEncoding:
    """The encoding of a text file; raises UsageError when the file is binary."""
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    _refuse_known_binary(path, head)
    for bom, name in _BOMS:
        if head.startswith(bom):
            check_encoding(path, name)
            return GuessedEncoding(name)
    wide = _utf16_without_bom(head)
    if wide and _decodes(path, wide):
        return GuessedEncoding(wide)
    if head.count(0) > 0.1 * len(head):
        raise _binary(path)
    return GuessedEncoding("utf-8") if _is_utf8(path) else _legacy(path)


def check_encoding(path: Path, encoding: str) -> None:
    """Raise UsageError unless `encoding` exists and the whole file can be read with it."""
    try:
        for _ in _decoded(path, encoding):
            pass
    except LookupError as error:
        raise UsageError(
            f'there is no text encoding called "{encoding}"', hint="try --encoding utf-8 or --encoding cp1255"
        ) from error
    except UnicodeError as error:
        raise UsageError(
            f"{path.name} cannot be read as {encoding}",
            hint="leave --encoding out, or name the one it was saved with, such as cp1255",
        ) from error


def _refuse_known_binary(path: Path, head: bytes) -> None:
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UsageError(f"{path.name} is {what}, not a text file", hint='save it as "CSV UTF-8" first')


def _binary(path: Path) -> UsageError:
    return UsageError(f"{path.name} is a binary file, not a text file", hint='save the table as "CSV UTF-8" first')


def _utf16_without_bom(head: bytes) -> str:
    """UTF-16 shows as zero bytes in every second place: the digits, commas and line ends."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) // 2 * 0.08
    if odd > enough and even <= odd // 50:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd <= even // 50 else ""


def _is_utf8(path: Path) -> bool:
    """Whether the file is UTF-8, a few damaged bytes allowed: the rows that hold them are refused, one by one."""
    if _decodes(path, "utf-8"):
        return True
    good = bad = 0
    for text in _decoded(path, "utf-8", errors="surrogateescape"):
        escaped = len(_ESCAPED.findall(text))
        bad += escaped
        good += sum(not letter.isascii() for letter in text) - escaped
    return bad * 10 <= good


def _legacy(path: Path) -> GuessedEncoding:
    counts = _ByteCounts(_chunks(path))
    if counts.zero:
        raise _binary(path)
    names = ("cp1255", "iso8859_8", "cp1252") if counts.look_hebrew else ("cp1252",)
    name = next((name for name in names if _decodes(path, name)), "latin-1")
    return GuessedEncoding(name, is_guess=name in ("cp1252", "latin-1"))


def _decodes(path: Path, encoding: str) -> bool:
    try:
        for _ in _decoded(path, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _decoded(path: Path, encoding: str, errors: str = "strict") -> Iterator[str]:
    # open() itself refuses codecs that do not decode to text, such as rot13.
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        while text := file.read(_CHUNK):
            yield text


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
