"""The rows of a CSV file, one at a time, with the line each begins on and what is wrong with it."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

# Notes of any length are legitimate; csv's own limit of 131,072 characters would end the import.
_FIELD_LIMIT = 2**31 - 1
# What str.strip() leaves at the ends of cells: direction marks and the byte order mark.
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"
_SPACES_AND_MARKS = (
    _MARKS
    + " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Record(NamedTuple):
    """One record as the file has it; `problem` says why its cells cannot be trusted."""

    line: int
    cells: list[str]
    problem: str = ""


class Row(NamedTuple):
    """One row of data: as many cells as the header (more when `problem` says so), trimmed.

    `line` is the line of the file where the row begins, counted from 1.
    """

    line: int
    cells: list[str]
    problem: str = ""


class _LinesWithMemory:
    """Lines passed on to the csv module, remembering the last one given."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.last = ""

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.last = line
            yield line


def read_rows(path: Path, *, encoding: str, delimiter: str, width: int, after_line: int = 0) -> Iterator[Row]:
    """The rows below `after_line` (the header's line), wholly empty ones left out.

    Bytes that the encoding does not know make a problem of their row, never of the file.
    """
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        for record in read_records(file, delimiter):
            if record.line > after_line:
                row = _row(record, width)
                if row is not None:
                    yield row


def read_records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The records of CSV lines that kept their line ends; quoting mistakes become problems of one record."""
    csv.field_size_limit(_FIELD_LIMIT)
    remembered = _LinesWithMemory(lines)
    reader = csv.reader(remembered, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield Record(line, next(reader))
        except StopIteration:
            return
        except csv.Error:
            yield _mended(line, reader.line_num, remembered.last, delimiter)


def trim(cell: str) -> str:
    """The cell without white space (NBSP, U+3000 too) and direction marks at its ends."""
    return cell.strip() if cell.isascii() else cell.strip(_SPACES_AND_MARKS)


def _mended(first: int, last: int, text: str, delimiter: str) -> Record:
    """A record with a stray quotation mark: readable within its line, and not to be trusted across lines."""
    if first == last and _is_closed(text, delimiter):
        return Record(first, next(csv.reader([text], delimiter=delimiter, skipinitialspace=True)))
    where = f"in line {first}" if first == last else f"in lines {first} to {last}, which were read as one row"
    return Record(first, [], f"a quotation mark is not closed {where}")


def _is_closed(text: str, delimiter: str) -> bool:
    """Whether a lenient reader would end this line outside quotation marks."""
    marker = "end"
    return [marker] in csv.reader([text, marker], delimiter=delimiter, skipinitialspace=True)


def _row(record: Record, width: int) -> Row | None:
    line, cells, problem = record
    text = "".join(cells)
    # Printable text, by far the most, holds none of what the slower way looks for.
    if text.isprintable():
        cells = [cell.strip() for cell in cells]
    else:
        cells = [trim(cell) for cell in cells]
        problem = problem or _unstorable(text)
    if not problem and not any(cells):
        return None
    if len(cells) != width:
        cells, problem = _fitted(cells, width, problem)
    return Row(line, cells, problem)


def _unstorable(text: str) -> str:
    """What in a row's text must never be stored: a NUL, or bytes that could not be decoded."""
    if "\0" in text:
        return "a cell holds a NUL character"
    bad = _SURROGATE.search(text)
    if bad is None:
        return ""
    shown = text[max(0, bad.start() - 20) : bad.end() + 20].encode("utf-8", "backslashreplace").decode()
    return f'a cell holds bytes that its encoding does not know: "{shown}"'


def _fitted(cells: list[str], width: int, problem: str) -> tuple[list[str], str]:
    extra = [cell for cell in cells[width:] if cell]
    if extra:
        return cells, problem or f'{len(cells)} cells under {width} column names: "{extra[0][:40]}" has no column'
    return cells[:width] + [""] * (width - len(cells)), problem
