"""From the cells of a row to the values of a record, still as text, with the work per column done beforehand."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from smallcrm.interchange.aliases import label_named
from smallcrm.interchange.answers import is_yes
from smallcrm.interchange.csv_reader import Row
from smallcrm.values.emails import looks_like_email

Split = Callable[[str], list[str]]

APPEND, REPETITION = "+", "~"
_PRIMARY = "* "
_SYSTEM_TAG = "* mycontacts"
_JOINED = re.compile(":::")
_SEVERAL = re.compile(r":::|[;\n]")
_SEVERAL_EMAILS = re.compile(r":::|[;,\s]+")
_TAG_SEPARATORS = re.compile(r":::|[,;|\n]")


class RawChannel(NamedTuple):
    """One way to reach somebody; marked only where the file marks it so."""

    type: str
    value: str
    label: str = ""
    primary: bool = False
    invalid: bool = False
    opted_out: bool = False


class RawRecord(NamedTuple):
    """What one row says: values by field, channels and tags in the file's order, and cells that have no field."""

    line: int
    fields: dict[str, str]
    channels: list[RawChannel]
    tags: list[str]
    extra: list[tuple[str, str]]


class FieldColumn(NamedTuple):
    """A column of a field; `rule` says what happens to a field that has a value already."""

    position: int
    header: str
    field: str
    rule: str = ""


class ChannelColumn(NamedTuple):
    """A column of channel values, with the columns its labels and marks stand in (-1: none).

    `verbatim` values and labels are taken as they are, since no other program has dressed them up.
    """

    position: int
    type: str
    label: str
    label_index: int
    mark_indexes: tuple[int, ...]
    split: Split
    verbatim: bool = False


class Layout(NamedTuple):
    """The columns of a file by what is to be done with them."""

    single: tuple[tuple[int, str], ...]
    shared: tuple[FieldColumn, ...]
    channels: tuple[ChannelColumn, ...]
    tags: tuple[int, ...]
    split_tags: Split
    extra: tuple[tuple[int, str], ...]


def lay_out(
    fields: Iterable[FieldColumn],
    channels: Iterable[ChannelColumn],
    extra: Iterable[tuple[int, str]],
    split_tags: Split,
) -> Layout:
    """The layout in which fields of one column, the most frequent, take the shortest way."""
    columns = list(fields)
    names = [column.field for column in columns]
    tags = tuple(column.position for column in columns if column.field == "tags")
    others = [column for column in columns if column.field != "tags"]
    single = tuple((column.position, column.field) for column in others if names.count(column.field) == 1)
    # Repetitions come last: they count only where no other column gave a value.
    shared = sorted((column for column in others if names.count(column.field) > 1), key=lambda c: c.rule == REPETITION)
    return Layout(single, tuple(shared), tuple(channels), tags, split_tags, tuple(extra))


def read_raw(layout: Layout, row: Row) -> RawRecord:
    """The record in a row that has no problem."""
    cells = row.cells
    fields = {field: cells[index] for index, field in layout.single if cells[index]}
    extra = [(header, cells[index]) for index, header in layout.extra if cells[index]]
    if layout.shared:
        _add_shared(layout.shared, cells, fields, extra)
    channels: list[RawChannel] = []
    for column in layout.channels:
        if cells[column.position]:
            _add_channels(column, cells, channels)
    tags = [tag for index in layout.tags if cells[index] for tag in layout.split_tags(cells[index])]
    return RawRecord(row.line, fields, channels, tags, extra)


def tag_splitter(separator: str) -> Split:
    """How a cell of tags comes apart: by one separator, or by any of the usual ones. Google's own group is no tag."""
    pattern = re.compile(re.escape(separator)) if separator else _TAG_SEPARATORS

    def split(cell: str) -> list[str]:
        parts = (part.strip() for part in pattern.split(cell))
        return [part.removeprefix(_PRIMARY) for part in parts if part and part.casefold() != _SYSTEM_TAG]

    return split


def value_splitter(channel: str, joins_values: bool) -> Split:
    """How a cell of a channel type comes apart; a file that never joins values keeps each cell whole."""
    if not joins_values:
        return _whole
    return {"email": _emails, "website": _joined_only}.get(channel, _several)


def _whole(cell: str) -> list[str]:
    return [cell]


def _several(cell: str) -> list[str]:
    """Values joined with ` ::: `, semicolons or line ends."""
    is_single = ";" not in cell and ":::" not in cell and "\n" not in cell
    return [cell] if is_single else _parts(_SEVERAL, cell)


def _joined_only(cell: str) -> list[str]:
    """Values joined with ` ::: `: an address on the web may hold a semicolon."""
    return _parts(_JOINED, cell)


def _emails(cell: str) -> list[str]:
    """Addresses joined with commas or spaces too, where every part is one."""
    if cell.count("@") < 2:
        return _several(cell)
    parts = _parts(_SEVERAL_EMAILS, cell)
    return parts if all(map(looks_like_email, parts)) else _several(cell)


def _parts(separator: re.Pattern[str], cell: str) -> list[str]:
    return [part.strip() for part in separator.split(cell) if part.strip()]


def _add_shared(
    columns: tuple[FieldColumn, ...], cells: list[str], fields: dict[str, str], extra: list[tuple[str, str]]
) -> None:
    for column in columns:
        value = cells[column.position]
        present = fields.get(column.field, "")
        if not value or value == present:
            continue
        if not present:
            fields[column.field] = value
        elif column.rule == APPEND:
            fields[column.field] = f"{present}\n{value}"
        elif column.rule != REPETITION:
            extra.append((column.header, value))


def _add_channels(column: ChannelColumn, cells: list[str], channels: list[RawChannel]) -> None:
    cell = cells[column.position]
    written = cells[column.label_index] if column.label_index >= 0 else ""
    marks = [index >= 0 and is_yes(cells[index]) for index in column.mark_indexes]
    if column.verbatim:
        channels.append(RawChannel(column.type, cell, written or column.label, *marks))
        return
    primary = marks[:1] == [True] or written.startswith(_PRIMARY)
    label = label_named(written.removeprefix(_PRIMARY)) if written else column.label
    for value in column.split(cell):
        marked = value.startswith(_PRIMARY)
        channels.append(RawChannel(column.type, value.removeprefix(_PRIMARY), label, primary or marked, *marks[1:]))
        primary = False
