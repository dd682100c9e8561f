"""What a cell looks like: used for columns whose name says nothing, and to tell data from column names."""

import re
from collections.abc import Iterable

from smallcrm.values.emails import looks_like_email

_PHONE = re.compile(r"(?=.*[+() .\-/])(?:\+|00|0|\()[\d() .\-/]{6,}\d|\+?\d{2,4}[ .\-]\d{3}[ .\-]?\d{3,4}|0\d{8,10}")
_DATE = re.compile(r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}")
_SPREADSHEET_NUMBER = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)


def is_phone(cell: str) -> bool:
    """Whether the whole cell is written the way phone numbers are (a bare row of digits is not)."""
    return _PHONE.fullmatch(cell) is not None and _DATE.fullmatch(cell) is None


def is_spreadsheet_number(cell: str) -> bool:
    """Whether a spreadsheet has cut a long number short: `5.41E+08`."""
    return _SPREADSHEET_NUMBER.fullmatch(cell) is not None


def shape_of(cells: Iterable[str]) -> str:
    """`email` or `phone` when every cell that is not empty has that shape, else ""."""
    filled = [cell for cell in cells if cell]
    if filled and all(map(looks_like_email, filled)):
        return "email"
    return "phone" if filled and all(map(is_phone, filled)) else ""
