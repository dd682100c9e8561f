"""The record of past imports: what was imported, and how its columns were mapped."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.interchange.mapping import Mapping
from smallcrm.interchange.report import Counts
from smallcrm.store.connection import Connection
from smallcrm.store.unit_of_work import UnitOfWork

IMPORT_ROW = ("id", "import_run_id", "line", "status", "reason", "cells")


class Remembered(NamedTuple):
    """What was said of the columns of a file: a profile, and choices written `Column=field`."""

    profile: str
    columns: tuple[str, ...]


def remembered_mapping(connection: Connection, fingerprint: str, kind: str) -> Remembered | None:
    """What was said of the last file with these column names, when it was imported as this entity (or `auto`)."""
    stored = connection.value(
        "SELECT mapping FROM import_run WHERE fingerprint = :fingerprint AND :kind IN ('auto', entity)"
        " ORDER BY id DESC LIMIT 1",
        fingerprint=fingerprint, kind=kind,
    )  # fmt: skip
    if stored is None:
        return None
    mapping = json.loads(stored)
    return Remembered(mapping["profile"], tuple(mapping["chosen"]))


def store_run(work: UnitOfWork, *, name: str, mapping: Mapping, said: Remembered) -> int:
    """Note the import of a file, before its counts are known; returns the run's id."""
    columns = {column.header or str(column.position + 1): column.field for column in mapping.columns if column.field}
    stored = {"profile": said.profile, "chosen": list(said.columns), "columns": columns}
    return work.insert(
        "import_run",
        {
            "uid": work.new_uid(),
            "at": work.stamp,
            "file_name": name,
            "entity": mapping.kind,
            "fingerprint": mapping.fingerprint,
            "mapping": json.dumps(stored, ensure_ascii=False),
            "counts": "{}",
        },
    )


def store_counts(work: UnitOfWork, run: int, counts: Counts) -> None:
    """Write the counts of a run that is complete."""
    work.update("import_run", run, {"counts": json.dumps(counts._asdict())})


def stored_cells(cells: Sequence[str]) -> str:
    """The cells of a rejected row as they are kept."""
    return json.dumps(cells, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
