"""Importing a file: the five steps in order, as a plan only or for good."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.errors import ConflictError
from smallcrm.interchange.apply import Writer
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.options import ImportOptions
from smallcrm.interchange.plan import Planner
from smallcrm.interchange.rehearsal import Rehearsal
from smallcrm.interchange.rejects import RejectsFile, rejects_path
from smallcrm.interchange.report import Counts, ImportReport
from smallcrm.interchange.runs import store_counts, store_run
from smallcrm.interchange.tally import OnRow, Progress, Tally
from smallcrm.records.history import Source
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

Confirm = Callable[[ImportReport], bool]
"""Shown the plan; answers whether it is to be carried out."""


class _NotWrittenError(Exception):
    """Ends the transaction without leaving anything: there is nothing to write, or it must not be."""


def run_import(
    crm: "Crm",
    path: Path,
    options: ImportOptions | None = None,
    *,
    dry_run: bool = False,
    confirm: Confirm | None = None,
    progress: Progress | None = None,
    on_row: OnRow | None = None,
) -> ImportReport:
    """Import a file, or with `dry_run` only plan it; `confirm` is shown the plan first.

    Raises what `ImportFile` raises, and ConflictError when the confirmed plan no longer holds.
    """
    file = ImportFile(crm, path, options or ImportOptions())
    if dry_run:
        return plan_import(crm, file, progress=progress, on_row=on_row)
    if confirm is None:
        return apply_import(crm, file, progress=progress, on_row=on_row)
    plan = plan_import(crm, file, progress=progress)
    return apply_import(crm, file, expected=plan.counts, on_row=on_row) if confirm(plan) else plan


def plan_import(
    crm: "Crm", file: ImportFile, *, progress: Progress | None = None, on_row: OnRow | None = None
) -> ImportReport:
    """What importing the file would do; nothing is written."""
    tally = Tally(file, progress=progress, on_row=on_row)
    rehearsal = Rehearsal(crm.clock)
    try:
        planner = Planner(crm, file, [rehearsal.connection, crm.store.read()])
        for batch in planner.batches(tally.watch(file.records())):
            rehearsal.write(batch)
            tally.add(batch)
    finally:
        rehearsal.close()
    return tally.report(tally.counts(planner.employers.made))


def apply_import(
    crm: "Crm",
    file: ImportFile,
    *,
    expected: Counts | None = None,
    progress: Progress | None = None,
    on_row: OnRow | None = None,
) -> ImportReport:
    """Import the file in one transaction and one undo step, all or nothing.

    It is planned anew inside the transaction: ConflictError when the counts are not the `expected` ones. Where there
    is nothing to create or change, or a row is rejected and the import is strict, nothing is written at all.
    """
    tally = Tally(file, progress=progress, on_row=on_row)
    with RejectsFile(_rejects_path(file), file.headers) as rejects:
        run = None
        try:
            with (
                _without_cycle_search(),
                crm.store.write(f"import {file.name}", source=_door(crm.store.source)) as work,
            ):
                run, counts = _write(crm, file, work, tally, rejects)
                _check(counts, expected)
                if not _is_to_be_written(file, counts):
                    run = None
                    raise _NotWrittenError
        except _NotWrittenError:
            pass
    report = tally.report(counts)
    return report._replace(
        rejects_file=str(rejects.path) if rejects.is_used else "",
        run=run,
        group=crm.store.last_group if run else None,
        is_applied=not (file.options.strict and counts.rejected),
    )


def _door(opened_by: Source) -> Source:
    """Where an import is known to have been made: the full screen's is its own, any other has a door for itself."""
    return opened_by if opened_by is Source.TUI else Source.IMPORT


def _write(crm: "Crm", file: ImportFile, work: UnitOfWork, tally: Tally, rejects: RejectsFile) -> tuple[int, Counts]:
    run = store_run(work, name=file.name, mapping=file.mapping, said=file.remembered)
    planner = Planner(crm, file, [work.connection])
    writer = Writer(work, run)
    for batch in planner.batches(tally.watch(file.records())):
        writer.write(batch)
        for rejected in batch.rejected:
            rejects.add(*rejected)
        tally.add(batch)
    writer.finish()
    counts = tally.counts(planner.employers.made)
    store_counts(work, run, counts)
    return run, counts


def _check(counts: Counts, expected: Counts | None) -> None:
    if expected is not None and counts != expected:
        raise ConflictError(
            "the data or the file has changed since the plan was made", hint="nothing was imported; look at it again"
        )


def _is_to_be_written(file: ImportFile, counts: Counts) -> bool:
    is_refused = file.options.strict and counts.rejected
    return not is_refused and bool(counts.created or counts.updated or counts.companies_created)


def _rejects_path(file: ImportFile) -> Path | None:
    options = file.options
    if options.rejects:
        return Path(options.rejects)
    return rejects_path(file.path) if options.keep_rejects else None


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Spare Python the search for cycles among millions of short-lived rows, which have none (a tenth of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
