"""Cells that a spreadsheet would run as formulas, guarded by an apostrophe, and the guard taken off again.

A guarded file shows it in its first column name, which begins with an apostrophe too.
"""

import re
from collections.abc import Sequence

from smallcrm.interchange.shapes import is_phone

GUARD = "'"
_DANGEROUS = "=+-@\t\r\n'＝＋－＠＇"
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def guarded(cell: str) -> str:
    """The cell as it can be opened in a spreadsheet: plain numbers and phone numbers are left as they are."""
    if cell[:1] not in _DANGEROUS or not cell or _NUMBER.fullmatch(cell) or is_phone(cell):
        return cell
    return GUARD + cell


def unguarded(cell: str) -> str:
    """The cell without the one apostrophe that `guarded` wrote."""
    return cell.removeprefix(GUARD)


def is_guarded(headers: Sequence[str]) -> bool:
    """Whether a file with these column names was guarded."""
    return bool(headers) and headers[0].startswith(GUARD)


def guarded_headers(headers: Sequence[str]) -> list[str]:
    """The column names of a guarded file."""
    return [GUARD + headers[0], *headers[1:]]
