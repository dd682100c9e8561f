"""`smallcrm trash`: what was deleted, taking it back, and emptying it for good; `smallcrm restore`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, DryRun, KeepGoing, Limit
from smallcrm.errors import NotFoundError, UsageError
from smallcrm.records.references import Reference, parse_reference
from smallcrm.records.tables import Column, ColumnType, Page

if TYPE_CHECKING:
    from smallcrm.records.steps import NamedRecord
    from smallcrm.records.trash import Purged

TRASH = Noun("trash", "What was deleted, and emptying it for good.")

_COLUMNS = (
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("name", "Name"),
    Column("deleted", "Deleted", ColumnType.MOMENT),
)


@TRASH.command("list")
def list_(session: Session, limit: Limit = None, all_: All = False) -> None:
    """List what is in the trash, the newest first."""
    records = session.crm.trash.records()
    page = Page(_COLUMNS, session.out.at_most(session.out.default_limit(limit, all_), records))
    session.out.picked(page)
    if not records:
        session.err.say("the trash is empty")


@TRASH.command("restore")
def restore(
    session: Session,
    which: Annotated[
        list[str], typer.Argument(metavar="REF...", help="References of `smallcrm trash list`; - reads them.")
    ],
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Take contacts, companies, deals, interactions and follow-ups out of the trash."""
    from smallcrm.cli.writes import change_each

    change_each(
        session,
        "record",
        which,
        "restore {} from the trash",
        lambda text: _restorable(session, text),
        lambda ref: bool(session.crm.trash.restore([ref])),
        "restored",
        dry_run=dry_run,
        keep_going=keep_going,
    )


@TRASH.command("empty")
def empty(
    session: Session,
    who: Annotated[list[str] | None, typer.Argument(metavar="[WHO]...", help="Only these; all when left out.")] = None,
    older_than: Annotated[str, typer.Option("--older-than", metavar="30d", help="Only what is older.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Remove what is in the trash for good; a backup is made first, and there is no undo."""
    from smallcrm.values.periods import parse_period

    references = [_trashed(session, item) for item in session.many(who)] if who else None
    days = (parse_period(older_than) or 0) if older_than else 0
    doomed = session.crm.trash.purgeable(references, older_than_days=days)
    if dry_run or not doomed:
        _tell_doomed(session, doomed)
        return
    if not session.confirm(f"remove {len(doomed)} from the trash for good?"):
        session.err.say("nothing was removed")
        return
    purged = session.crm.trash.empty(references, older_than_days=days)
    if purged:
        _tell_purged(session, purged)


def _tell_doomed(session: Session, doomed: "Sequence[NamedRecord]") -> None:
    for record in doomed:
        session.err.say(f"would remove {record}")
    if not doomed:
        session.err.say("there is nothing to remove")
    _print_removed(session, doomed)


def _tell_purged(session: Session, purged: "Purged") -> None:
    session.err.say(f"removed {len(purged.records)} for good")
    for path in purged.holding:
        session.err.say(f"still in the backup {path}")
    _print_removed(session, purged.records, purged)


def _print_removed(session: Session, records: "Sequence[NamedRecord]", purged: "Purged | None" = None) -> None:
    """The removal as one object, for --json; nothing was backed up or removed unless `purged` tells of it."""
    if session.format not in ("json", "ndjson"):
        return
    content = {
        "removed": [{"ref": record.reference, "name": record.name} for record in records],
        "backup": str(purged.backup) if purged else None,
        "holding": [str(path) for path in purged.holding] if purged else [],
        "dry_run": purged is None,
    }
    session.out.object(content)


def _restorable(session: Session, text: str) -> Reference:
    from smallcrm.cli.writes import name_of
    from smallcrm.core.living import RESTORABLE

    reference = _trashed(session, text)
    if reference.noun not in RESTORABLE:
        raise UsageError(f"{reference} is not restored by itself", hint="smallcrm undo takes its deletion back")
    if not name_of(session, reference):
        raise NotFoundError(f"there is no {reference}", hint="smallcrm trash list shows the trash")
    if session.fields:
        session.crm.lists.check_fields(reference.noun, session.fields)
    return reference


def _trashed(session: Session, text: str) -> Reference:
    reference = parse_reference(text)
    if reference is not None:
        return reference
    if text.isascii() and text.isdigit():
        raise UsageError(f"{text} could be anything", hint=f"say which: contact:{text}, company:{text}, …")
    return session.someone(text, restoring=True)
