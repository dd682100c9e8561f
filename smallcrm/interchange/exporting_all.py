"""Exporting everything but the journal and the trash, for leaving at any time."""

import json
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from smallcrm.interchange.exporting import ExportFormat, ExportOptions, export, export_to_file
from smallcrm.interchange.output_file import OutputFile
from smallcrm.text.safe import json_safe

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

RECORDS = ("companies", "contacts", "deals", "interactions", "follow-ups")
"""The entities in the order in which an import takes them: whoever is pointed to comes first."""


class _Rest(NamedTuple):
    """What no list holds: a name, and the SQL of its rows."""

    name: str
    select: str


_REST = (
    _Rest("settings", "SELECT key, value FROM setting ORDER BY key"),
    _Rest("stages", "SELECT uid, name, position, type, probability, rot_days FROM stage WHERE deleted_at IS NULL"
                    " ORDER BY position"),
    _Rest("fields", "SELECT uid, entity, key, label, type, choices FROM custom_field WHERE deleted_at IS NULL"
                    " ORDER BY id"),
    _Rest("tags", "SELECT uid, name, cadence_days, cadence_set_on FROM tag WHERE deleted_at IS NULL ORDER BY name_key"),
    _Rest("views", "SELECT uid, entity, name, query, columns, sort FROM saved_view WHERE deleted_at IS NULL"
                   " ORDER BY name_key"),
    _Rest("stage-events", """SELECT deal.uid AS deal_uid, source.name AS from_stage, target.name AS to_stage, event.at,
        event.amount_then, event.currency_then, event.probability_then FROM stage_event AS event
        JOIN deal ON deal.id = event.deal_id AND deal.deleted_at IS NULL
        JOIN stage AS target ON target.id = event.to_stage_id
        LEFT JOIN stage AS source ON source.id = event.from_stage_id ORDER BY event.id"""),
)  # fmt: skip


def export_all(crm: "Crm", path: Path, *, force: bool = False, excel: bool = False) -> int:
    """Write everything: one JSON document when `path` ends in .json, else a folder with one file an entity.

    Returns how many records of the entities it holds; raises what `export_to_file` raises.
    """
    if path.suffix.casefold() == ".json":
        with OutputFile(path, force=force) as file:
            return _write_document(crm, file)
    path.mkdir(parents=True, exist_ok=True)
    options = ExportOptions(excel=excel)
    written = sum(export_to_file(crm, what, path / f"{what}.csv", options, force=force) for what in RECORDS)
    for rest in _REST:
        with OutputFile(path / f"{rest.name}.json", force=force) as file:
            file.write(_json(_rows(crm, rest)) + "\n")
    return written


def _write_document(crm: "Crm", file: IO[str]) -> int:
    written = 0
    for what in RECORDS:
        file.write(f"{',' if written or what != RECORDS[0] else '{'}\n{_json(what)}: ")
        written += export(crm, what, file, ExportOptions(ExportFormat.JSON))
    for rest in _REST:
        file.write(f",\n{_json(rest.name)}: {_json(_rows(crm, rest))}")
    file.write("\n}\n")
    return written


def _rows(crm: "Crm", rest: _Rest) -> list[dict[str, Any]]:
    cursor = crm.store.read().execute(rest.select)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _json(value: object) -> str:
    return json_safe(json.dumps(value, ensure_ascii=False))
