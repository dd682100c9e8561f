"""Exporting records as CSV, TSV, JSON or one JSON object a line."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from smallcrm.errors import UsageError
from smallcrm.interchange.csv_writer import write_csv
from smallcrm.interchange.export_records import exported_records, widths_of
from smallcrm.interchange.export_tables import TABLES, ExportTable
from smallcrm.interchange.json_writer import write_json
from smallcrm.interchange.output_file import OutputFile
from smallcrm.records.query import EVERYTHING, Query

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class ExportFormat(StrEnum):
    """How an export is written."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    NDJSON = "ndjson"


class ExportOptions(NamedTuple):
    """What to export of an entity and how: no `fields` are all of them; `excel` guards a CSV for spreadsheets."""

    format: ExportFormat = ExportFormat.CSV
    query: Query = EVERYTHING
    fields: Sequence[str] = ()
    excel: bool = False


def export_to_file(
    crm: "Crm", what: str, path: Path, options: ExportOptions | None = None, *, force: bool = False
) -> int:
    """Write an export to a file that appears when it is complete; returns how many records it holds.

    ConflictError when the file exists and `force` is not given; raises what `export` raises.
    """
    with OutputFile(path, force=force) as file:
        return export(crm, what, file, options)


def export(crm: "Crm", what: str, file: IO[str], options: ExportOptions | None = None) -> int:
    """Write an export to an open file (UTF-8, `newline=""`); returns how many records it holds.

    UsageError for an entity, a field or a query that there is not.
    """
    options = options or ExportOptions()
    table = _table(what)
    connection = crm.store.read()
    custom = [field.key for field in crm.custom_fields.all(table.noun.value)] if table.has_tags else []
    fields = table.chosen(options.fields, custom)
    ids = list(crm.lists.each_id(table.noun.value, query=options.query))
    records = exported_records(connection, table, ids)
    if options.format in (ExportFormat.JSON, ExportFormat.NDJSON):
        return write_json(file, records, fields=fields, lines=options.format is ExportFormat.NDJSON)
    return write_csv(
        file,
        records,
        fields=fields,
        widths=widths_of(connection, table, ids if "channels" in fields else ()),
        delimiter="\t" if options.format is ExportFormat.TSV else ",",
        excel=options.excel,
    )


def format_of(path: Path, named: str = "") -> ExportFormat:
    """The format that is named, else the one that a file's ending means, else CSV; UsageError for an unknown one."""
    known = [each.value for each in ExportFormat]
    if named and named not in known:
        raise UsageError(f'there is no export format "{named}"', hint=f"formats: {', '.join(known)}")
    ending = path.suffix.removeprefix(".").casefold()
    return ExportFormat(named or (ending if ending in known else "csv"))


def _table(what: str) -> ExportTable:
    if what not in TABLES:
        raise UsageError(f'"{what}" cannot be exported', hint=f"one of {', '.join(TABLES)}")
    return TABLES[what]
