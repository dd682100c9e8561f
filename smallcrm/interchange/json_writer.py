"""Exported records as JSON objects: one list, or one object a line."""

import json
from collections.abc import Iterable, Sequence
from typing import IO, Any

from smallcrm.interchange.export_records import ExportedRecord
from smallcrm.text.safe import json_safe

_FLAGS = ("do_not_contact",)


def write_json(file: IO[str], records: Iterable[ExportedRecord], *, fields: Sequence[str], lines: bool) -> int:
    """Write the records, as a list or as `lines`; returns how many."""
    written = 0
    file.write("" if lines else "[")
    for record in records:
        start = "" if lines else ("," if written else "") + "\n"
        text = json.dumps({field: _value(field, record) for field in fields}, ensure_ascii=False)
        file.write(f"{start}{json_safe(text)}" + ("\n" if lines else ""))
        written += 1
    file.write("" if lines else ("\n]\n" if written else "]\n"))
    return written


def _value(field: str, record: ExportedRecord) -> Any:
    lists: dict[str, Any] = {
        "channels": [channel._asdict() for channel in record.channels],
        "tags": record.tags,
        "contacts": [name for name, _ in record.people],
        "contact_uids": [uid for _, uid in record.people],
    }
    if field in lists:
        return lists[field]
    if field not in record.values:
        return record.custom.get(field)
    return bool(record.values[field]) if field in _FLAGS else record.values[field]
