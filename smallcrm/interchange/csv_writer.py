"""Exported records as a table: several values stand in numbered columns, links beside readable names."""

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import IO

from smallcrm.interchange.excel import guarded, guarded_headers
from smallcrm.interchange.export_records import ChannelWidths, ExportedChannel, ExportedRecord
from smallcrm.interchange.fields import CHANNEL_TYPES

Cells = Callable[[ExportedRecord], Iterable[str]]
_FLAGS = ("do_not_contact",)
_BOM = "\ufeff"


class _Columns:
    """Neighbouring columns that one field fills."""

    def __init__(self, headers: Sequence[str], cells: Cells) -> None:
        self.headers = headers
        self.cells = cells


def write_csv(
    file: IO[str],
    records: Iterable[ExportedRecord],
    *,
    fields: Sequence[str],
    widths: ChannelWidths,
    delimiter: str,
    excel: bool,
) -> int:
    """Write a header and the records; returns how many. `widths` is what the channels of a record need.

    With `excel` the file begins with a byte order mark, and cells that would run as formulas are guarded.
    """
    columns = [column for field in fields for column in _columns(field, widths)]
    headers = [header for column in columns for header in column.headers]
    writer = csv.writer(file, delimiter=delimiter)
    file.write(_BOM if excel else "")
    writer.writerow(guarded_headers(headers) if excel else headers)
    written = 0
    for record in records:
        cells = [cell for column in columns for cell in column.cells(record)]
        writer.writerow(map(guarded, cells) if excel else cells)
        written += 1
    return written


def _columns(field: str, widths: ChannelWidths) -> list[_Columns]:
    lists: dict[str, Cells] = {
        "tags": lambda record: [", ".join(record.tags)],
        "contacts": lambda record: ["; ".join(name for name, _ in record.people)],
        "contact_uids": lambda record: ["; ".join(uid for _, uid in record.people)],
    }
    if field == "channels":
        return [_channel_columns(kind, widths) for kind in CHANNEL_TYPES]
    if field in lists:
        return [_Columns([field], lists[field])]
    return [_Columns([field], lambda record: [_cell(field, record)])]


def _cell(field: str, record: ExportedRecord) -> str:
    value = record.values[field] if field in record.values else record.custom.get(field)
    if field in _FLAGS:
        return "yes" if value else ""
    return "" if value is None else str(value)


def _channel_columns(kind: str, widths: ChannelWidths) -> _Columns:
    endings = ("", "_label", *(f"_{mark}" for mark in widths.marks))
    numbers = range(1, widths.widest.get(kind, 0) + 1)
    headers = [f"{kind}_{number}{ending}" for number in numbers for ending in endings]

    def cells(record: ExportedRecord) -> list[str]:
        own = [channel for channel in record.channels if channel.type == kind]
        filled = [cell for channel in own for cell in _channel_cells(channel, widths.marks)]
        return filled + [""] * (len(headers) - len(filled))

    return _Columns(headers, cells)


def _channel_cells(channel: ExportedChannel, marks: Sequence[str]) -> list[str]:
    return [channel.value, channel.label or "", *("yes" if getattr(channel, mark) else "" for mark in marks)]
