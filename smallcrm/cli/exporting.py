"""`smallcrm export`: every piece of data goes out."""

import io
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import FROM_STDIN, Session
from smallcrm.cli.options import Terms
from smallcrm.errors import UsageError
from smallcrm.text.safe import safe_lines, without_controls

EXPORT = Noun("export", "Write data out.")


@EXPORT.command("export")
def export_(
    session: Session,
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="contacts, companies, deals, interactions, follow-ups or all.")
    ],
    query: Terms = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="A file; - is stdout; a folder for all.")
    ] = FROM_STDIN,
    excel: Annotated[bool, typer.Option("--excel", help="CSV that Excel opens right, without live formulas.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> None:
    """Write records out as CSV, TSV, JSON or NDJSON; import brings them back."""
    from smallcrm.core.query import parse_query
    from smallcrm.interchange.exporting import ExportOptions, export, export_to_file, format_of

    if what == "all":
        _export_all(session, output, query or [], excel=excel, force=force)
        return
    named = next((name for name in ("json", "tsv", "csv") if session.options.get(name)), "")
    path = Path(output).expanduser()
    options = ExportOptions(
        format=format_of(path, named or str(session.options.get("format", ""))),
        query=parse_query(query or []),
        fields=session.fields,
        excel=excel,
    )
    if output == FROM_STDIN:
        count = export(session.crm, what, _Harmless(sys.stdout), options)
    else:
        count = export_to_file(session.crm, what, path, options, force=force or bool(session.options.get("yes")))
    session.err.say(f"exported {count} {what}" + ("" if output == FROM_STDIN else f" to {path}"))


def _export_all(session: Session, output: str, query: list[str], *, excel: bool, force: bool) -> None:
    from smallcrm.interchange.exporting_all import export_all

    if output == FROM_STDIN:
        raise UsageError("everything does not fit on stdout", hint="smallcrm export all -o FOLDER, or -o FILE.json")
    if query or session.fields:
        raise UsageError("export all takes no query and no fields", hint="export one entity to choose among it")
    path = Path(output).expanduser()
    count = export_all(session.crm, path, force=force or bool(session.options.get("yes")), excel=excel)
    session.err.say(f"exported {count} records to {path}")


class _Harmless(io.StringIO):
    """stdout, given control characters as text; on a terminal the marks that reorder text as well."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream
        self._shown = safe_lines if stream.isatty() else without_controls

    def write(self, text: str) -> int:
        return self._stream.write(self._shown(text))
