"""What the import wizard shows: how a file was understood, its columns, and what becomes of its rows."""

from collections.abc import Iterator, Mapping, Sequence

from smallcrm.interchange.fields import CHANNEL_TYPES, FIELDS, LABELS
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.mapping import Column
from smallcrm.interchange.report import Action, ImportReport, PlannedRow
from smallcrm.tui.cells import EMPTY, Cell, Tone
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

MAPPING_COLUMNS = (
    TableColumn("Column", 18, 34),
    TableColumn("Field", 16, 24),
    TableColumn("In the file", 24, 90),
)
PLAN_COLUMNS = (
    TableColumn("Line", 6, align="right", base="ltr"),
    TableColumn("What", 10),
    TableColumn("Who", 16, 30),
    TableColumn("Why", 20, 90),
)
FIELD_COLUMNS = (TableColumn("Field", 30, 40),)
DROP = "-"
"""The key of the choice that leaves a column out."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_SAMPLES = 3
_WARNINGS = 4
_TONES: dict[Action, Tone] = {
    Action.CREATE: "good",
    Action.UPDATE: "accent",
    Action.SKIP: "muted",
    Action.UNCHANGED: "muted",
    Action.REJECT: "bad",
}


def file_lines(file: ImportFile) -> Iterator[str]:
    """How the file was understood, and what a person should look at."""
    detected, mapping = file.detected, file.mapping
    yield " · ".join(filter(None, (file.name, mapping.kind, mapping.profile)))
    sign = _DELIMITERS.get(detected.delimiter, repr(detected.delimiter))
    header = f"column names on line {detected.header_line}" if detected.header_line else "no column names"
    yield f"{detected.encoding}   cells end with a {sign}   {header}"
    yield f"known records: {file.options.on_match}   cells without a field: {file.options.unmapped}"
    yield from _warned(file.warnings)


def report_lines(report: ImportReport, *, is_done: bool) -> Iterator[str]:
    """The counts of a plan, or of an import that is done."""
    counts = report.counts
    verb = "Imported" if is_done else "Would import"
    yield f"{verb} {counts.rows:,} row{'' if counts.rows == 1 else 's'}"
    yield (
        f"+ {counts.created:,} new   ~ {counts.updated:,} changed   = {counts.unchanged:,} unchanged"
        f"   · {counts.skipped:,} skipped   ! {counts.rejected:,} rejected"
    )
    if counts.companies_created:
        yield f"+ {counts.companies_created:,} companies that they name"
    if report.rejects_file:
        yield f"! the rejected rows are in {report.rejects_file}: mend them there and import that"
    yield from _warned(report.warnings)


def mapping_rows(file: ImportFile) -> dict[int, Row]:
    """A row for each column, with the first cells of the file in it."""
    return {column.position: _mapping_row(file, column) for column in file.mapping.columns}


def plan_rows(planned: Sequence[PlannedRow]) -> dict[int, Row]:
    """A row for each line, those that are rejected first."""
    ordered = sorted(planned, key=lambda row: row.action is not Action.REJECT)
    return {row.line: _plan_row(row) for row in ordered}


def field_choices(kind: str) -> Mapping[str, Row]:
    """Every field that a column can hold."""
    labelled = [f"{channel}_{label}" for channel in ("phone", "email") for label in LABELS]
    names = [*FIELDS[kind], *CHANNEL_TYPES, "phone_2", "email_2", *labelled]
    return {DROP: (Cell("leave this column out", "muted"),), **{name: (Cell(name),) for name in names}}


def _warned(warnings: Sequence[str]) -> Iterator[str]:
    yield from (f"! {warning}" for warning in warnings[:_WARNINGS])
    if len(warnings) > _WARNINGS:
        yield f"! and {len(warnings) - _WARNINGS} more warnings"


def _mapping_row(file: ImportFile, column: Column) -> Row:
    cells = (row.cells[column.position] for row in file.samples if column.position < len(row.cells))
    shown = list(dict.fromkeys(filter(None, cells)))[:_SAMPLES]
    if column.field:
        field = Cell(f"{column.field} ({column.label})" if column.label else column.field, "good")
    else:
        field = Cell("left out" if column.dropped else file.options.unmapped.value, "muted")
    return Cell(column.header or f"column {column.position + 1}", "strong"), field, Cell(" | ".join(shown), "muted")


def _plan_row(row: PlannedRow) -> Row:
    why = row.reason or ", ".join(f"{change.field}: {change.after}" for change in row.changes)
    mark = "! " if row.action is Action.REJECT else ""
    return (
        Cell(f"{row.line}", "muted"),
        Cell(f"{mark}{row.action}", _TONES[row.action]),
        Cell(row.name),
        (Cell(why, "muted") if why else EMPTY),
    )
