"""What kind of table a file is: its encoding, its delimiter and where its header row stands."""

import io
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from smallcrm.errors import NotFoundError, StorageError, UsageError
from smallcrm.interchange.aliases import is_known_header
from smallcrm.interchange.csv_reader import Record, Row, read_records, read_rows, trim
from smallcrm.interchange.encodings import GuessedEncoding, check_encoding, detect_encoding
from smallcrm.interchange.headers import header_key
from smallcrm.interchange.shapes import is_phone
from smallcrm.values.emails import looks_like_email

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SAMPLE_CHARACTERS = 1 << 18
_SAMPLE_RECORDS = 100
_HEADER_AMONG = 20
_SHOWN_CELLS = 3


class Detected(NamedTuple):
    """How to read a file. `header_line` is the line the header begins on, 0 when there is none."""

    encoding: str
    delimiter: str
    headers: tuple[str, ...]
    header_line: int
    warnings: tuple[str, ...] = ()


class _Table(NamedTuple):
    """The sample of a file as one delimiter reads it."""

    delimiter: str
    records: list[Record]
    header: Record | None
    known: int

    @property
    def width(self) -> int:
        if self.header is not None:
            return len(self.header.cells)
        widths = [len(record.cells) for record in self.records]
        return max(widths, key=widths.count, default=0)

    @property
    def agreement(self) -> float:
        """The share of records that are as wide as the header; one column always agrees, and proves nothing."""
        if self.width < 2:
            return 0.0
        below = [record for record in self.records if self.header is None or record.line >= self.header.line]
        return sum(len(record.cells) == self.width for record in below) / len(below)


def detect(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    has_header: bool = True,
    known_names: Collection[str] = (),
) -> Detected:
    """How to read the table in `path`, a regular file that is read several times but never held whole.

    `known_names` are column names the caller knows to be there (from `--map`). Raises NotFoundError for a
    missing file, StorageError for one that cannot be read, and UsageError for a directory, an empty or binary
    file, one without a recognisable header, and a bad encoding or delimiter.
    """
    try:
        return _detect(path, encoding, delimiter, has_header, frozenset(map(header_key, known_names)))
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {path}", hint="look at the name and the folder") from error
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}", hint="look at its permissions") from error


def rows_of(path: Path, detected: Detected) -> Iterator[Row]:
    """The file's rows of data, read as it was detected."""
    return read_rows(
        path,
        encoding=detected.encoding,
        delimiter=detected.delimiter,
        width=len(detected.headers),
        after_line=detected.header_line,
    )


def _detect(
    path: Path, encoding: str | None, delimiter: str | None, has_header: bool, known_names: frozenset[str]
) -> Detected:
    _refuse_what_is_no_file(path)
    delimiters = list(_DELIMITERS) if delimiter is None else [_read_delimiter(delimiter)]
    found = _encoding(path, encoding)
    sample = _sample(path, found.name)
    if not sample.strip():
        raise UsageError(f"{path.name} is empty", hint="export the table again, with its column names")
    tables = [_table(sample, each, has_header, known_names) for each in delimiters]
    best = max(tables, key=lambda table: (table.known, table.agreement, table.width))
    if has_header and best.header is None:
        raise _no_header(path, sample)
    detected = _as_detected(found.name, best)
    return detected._replace(warnings=_doubtful_cells(path, detected)) if found.is_guess else detected


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder, not a file", hint="name one file in it")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a regular file", hint="pipe it in: smallcrm import - < FILE")


def _encoding(path: Path, encoding: str | None) -> GuessedEncoding:
    if encoding is None:
        return detect_encoding(path)
    check_encoding(path, encoding)
    is_plain_utf8 = encoding.casefold().replace("-", "").replace("_", "") == "utf8"
    return GuessedEncoding("utf-8-sig" if is_plain_utf8 else encoding)


def _read_delimiter(text: str) -> str:
    named = {name: delimiter for delimiter, name in _DELIMITERS.items()} | {"\\t": "\t"}
    delimiter = named.get(text.casefold(), text)
    if len(delimiter) != 1 or delimiter in '"\r\n\0 ':
        raise UsageError(
            f'"{text}" cannot separate cells',
            hint="one character, or a name: comma, semicolon, tab, bar",
        )
    return delimiter


def _sample(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        return file.read(_SAMPLE_CHARACTERS)


def _table(sample: str, delimiter: str, has_header: bool, known_names: frozenset[str]) -> _Table:
    lines = io.StringIO(sample, newline="")
    read = islice(read_records(lines, delimiter), _SAMPLE_RECORDS)
    records = [record for record in read if any(map(trim, record.cells))]
    if not has_header:
        return _Table(delimiter, records, None, 0)
    known = [_known_cells(record.cells, known_names) for record in records[:_HEADER_AMONG]]
    header = _first_near_best(known)
    return _Table(delimiter, records, *((None, 0) if header is None else (records[header], known[header])))


def _first_near_best(known: list[int]) -> int | None:
    """The first row about as well known as the best: a lone word in the notes above a header does not win."""
    best = max(known, default=0)
    return next((index for index, count in enumerate(known) if count and count * 2 >= best), None)


def _known_cells(cells: list[str], known_names: frozenset[str]) -> int:
    """How many cells name columns; none in a row with an e-mail or a phone, or one lucky word: that is data."""
    names = list(filter(None, map(trim, cells)))
    if any(looks_like_email(name) or is_phone(name) for name in names):
        return 0
    expected = sum(header_key(name) in known_names for name in names)
    known = expected + sum(is_known_header(name) for name in names)
    return known if expected or known > 1 or known * 4 >= len(names) else 0


def _as_detected(encoding: str, table: _Table) -> Detected:
    if table.header is None:
        return Detected(encoding, table.delimiter, ("",) * table.width, 0)
    headers = tuple(map(trim, table.header.cells))
    return Detected(encoding, table.delimiter, headers, table.header.line)


def _no_header(path: Path, sample: str) -> UsageError:
    first_line = sample.lstrip().splitlines()[0][:80]
    return UsageError(
        f'{path.name} has no row with column names; its first line is "{first_line}"',
        hint="say which column is which: --no-header --map 1=name --map 2=email",
    )


def _doubtful_cells(path: Path, detected: Detected) -> tuple[str, ...]:
    doubtful = (
        f'"{cell[:40]}" (line {row.line})'
        for row in rows_of(path, detected)
        for cell in row.cells
        if not cell.isascii()
    )
    headers = (f'"{header}"' for header in detected.headers if not header.isascii())
    shown = [*headers, *islice(doubtful, _SHOWN_CELLS)][:_SHOWN_CELLS]
    guess = f"the encoding is a guess ({detected.encoding}): {', '.join(shown)}"
    return (f"{guess}; if that is misread, name the encoding: --encoding cp1255",)
