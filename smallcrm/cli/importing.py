"""`smallcrm import`: a file comes in, as one undo step, and every row is accounted for."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import FROM_STDIN, Session
from smallcrm.cli.options import DryRun
from smallcrm.cli.wording import counted
from smallcrm.errors import RowsRejectedError

if TYPE_CHECKING:
    from smallcrm.interchange.import_file import ImportFile
    from smallcrm.interchange.options import ImportOptions
    from smallcrm.interchange.report import ImportReport, PlannedRow
    from smallcrm.interchange.tally import Progress

IMPORT = Noun("import", "Bring a file in.")

_MOST_REJECTS_TOLD = 10


@IMPORT.command("import")
def import_(
    session: Session,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A CSV or TSV file; - reads stdin.")],
    as_: Annotated[
        str, typer.Option("--as", metavar="WHAT", help="contacts, companies, deals, interactions, follow-ups; or auto.")
    ] = "auto",
    profile: Annotated[str, typer.Option("--profile", metavar="NAME", help="Whose export it is.")] = "auto",
    map_: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="What a column holds; repeatable.")
    ] = None,
    unmapped: Annotated[
        str, typer.Option("--unmapped", metavar="HOW", help="notes, custom (new text fields), drop; or auto.")
    ] = "",
    match: Annotated[
        str, typer.Option("--match", metavar="KEYS", help="uid, email, phone, name+company, name, title, at.")
    ] = "",
    on_match: Annotated[str, typer.Option("--on-match", metavar="HOW", help="update, fill, skip or new.")] = "update",
    encoding: Annotated[str, typer.Option("--encoding", metavar="E", help="Such as cp1255 or utf-16.")] = "",
    delimiter: Annotated[
        str, typer.Option("--delimiter", metavar="D", help="The sign between cells; \\t is a tab.")
    ] = "",
    date_order: Annotated[str, typer.Option("--date-order", metavar="O", help="dmy, mdy or ymd.")] = "",
    create_stages: Annotated[
        bool, typer.Option("--create-stages", help="Make the stages of deals that there are not.")
    ] = False,
    tag: Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="T", help="Tag what comes in.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Take nothing when a row is rejected.")] = False,
    rejects: Annotated[str, typer.Option("--rejects", metavar="FILE", help="Where rejected rows go.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Bring contacts, companies, deals, interactions or follow-ups in from a CSV file; undo takes it all back."""
    from smallcrm.cli.import_options import import_options
    from smallcrm.interchange.dialogue import opened_for_dialogue
    from smallcrm.interchange.import_file import ImportFile
    from smallcrm.interchange.importing import apply_import, plan_import

    asked = any((map_, unmapped, match, dry_run, profile != "auto", as_ != "auto", session.options.get("yes")))
    options = import_options(
        kind=as_,
        profile=profile,
        columns=map_ or (),
        unmapped=unmapped,
        match=match,
        on_match=on_match,
        encoding=encoding,
        delimiter=delimiter,
        has_header=session.options.get("header") is not False,
        date_order=date_order,
        create_stages=create_stages,
        tags=tag or (),
        strict=strict,
        rejects=rejects,
        from_stdin=file == FROM_STDIN,
    )
    with _readable(file) as path, _progress(session) as progress:
        in_dialogue = session.may_ask and not asked
        opened = (opened_for_dialogue if in_dialogue else ImportFile)(session.crm, path, options)
        if dry_run:
            report = plan_import(session.crm, opened, progress=progress)
        elif in_dialogue:
            confirmed = _confirmed(session, opened)
            if confirmed is None:
                return
            report = apply_import(session.crm, opened, expected=confirmed.counts, progress=progress)
        else:
            report = apply_import(session.crm, opened, progress=progress)
    _report(session, report, options, dry_run=dry_run)
    if report.rejected:
        raise RowsRejectedError(
            f"{report.rejected} of {counted(report.rows, 'row')} rejected",
            hint=f"mend them in {report.rejects_file} and import that"
            if report.rejects_file
            else "they are named above",
        )


def _readable(file: str) -> AbstractContextManager[Path]:
    if file != FROM_STDIN:
        return nullcontext(Path(file).expanduser())
    from smallcrm.interchange.spool import spooled

    return spooled(sys.stdin.buffer)


def _progress(session: Session) -> AbstractContextManager["Progress | None"]:
    from smallcrm.cli.progress import row_progress

    return row_progress(shown=sys.stderr.isatty() and not session.quiet)


def _confirmed(session: Session, opened: "ImportFile") -> "ImportReport | None":
    """Show what was understood and what would happen, and ask; the plan, or None for no."""
    from smallcrm.interchange.importing import plan_import

    for warning in opened.warnings:
        session.err.warn(warning)
    detected = opened.detected
    session.err.say(f"{opened.name}: {opened.mapping.kind}, {detected.encoding}, cells end at {detected.delimiter!r}")
    for column in opened.mapping.columns:
        samples = [row.cells[column.position] for row in opened.samples[:20] if column.position < len(row.cells)]
        shown = " | ".join(list(filter(None, samples))[:3])
        header, field = column.header or str(column.position + 1), column.field or "(not mapped)"
        session.err.say_cells(("", 0), (header, 24), (field, 20), (shown, 30))
    plan = plan_import(session.crm, opened)
    _tell_rows(session, plan.planned)
    question = f"import {plan.created}, update {plan.updated}, skip {plan.skipped}, reject {plan.rejected}?"
    if session.err.confirm(question, flag="--yes"):
        return plan
    session.err.say("nothing was imported")
    return None


def _report(session: Session, report: "ImportReport", options: "ImportOptions", *, dry_run: bool) -> None:
    if session.format in ("json", "ndjson"):
        session.out.object(_object(report, dry_run=dry_run))
    for warning in report.warnings:
        session.err.warn(warning)
    _tell_rows(session, report.planned)
    would = "would be " if dry_run else ""
    session.err.say(
        f"{counted(report.rows, 'row')}: {report.created} {would}created, {report.updated} updated,"
        f" {report.unchanged} unchanged, {report.skipped} skipped, {report.rejected} rejected;"
        f" {counted(report.companies_created, 'company')} {would}created"
    )
    if not report.is_applied and not dry_run and options.strict and report.rejected:
        session.err.say("nothing was imported, because of --strict")
    elif report.group:
        session.err.say("smallcrm undo takes it all back")


def _tell_rows(session: Session, planned: "tuple[PlannedRow, ...]") -> None:
    rejected = [row for row in planned if row.action == "reject"]
    for row in rejected[:_MOST_REJECTS_TOLD]:
        session.err.say(f"  line {row.line}: {row.reason}")


def _object(report: "ImportReport", *, dry_run: bool) -> dict[str, object]:
    return {
        "rows": report.rows,
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "rejected": report.rejected,
        "companies_created": report.companies_created,
        "warnings": list(report.warnings),
        "rejects_file": report.rejects_file or None,
        "run": report.run,
        "group": report.group,
        "dry_run": dry_run,
        "planned": [
            {**row._asdict(), "action": row.action.value, "changes": [change._asdict() for change in row.changes]}
            for row in report.planned
        ],
    }
