"""`smallcrm trash`: what was deleted, and emptying it for good."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import DryRun
from smallcrm.errors import UsageError
from smallcrm.records.references import Reference, parse_reference
from smallcrm.records.tables import Column, ColumnType, Page

TRASH = Noun("trash", "What was deleted, and emptying it for good.")

_COLUMNS = (
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("name", "Name"),
    Column("deleted", "Deleted", ColumnType.MOMENT),
)


@TRASH.command("list")
def list_(session: Session) -> None:
    """List what is in the trash, the newest first."""
    page = Page(_COLUMNS, session.crm.trash.records())
    session.out.picked(page)
    if not page.rows:
        session.err.say("the trash is empty")


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
    if not doomed:
        session.err.say("there is nothing to remove")
        return
    if dry_run:
        for record in doomed:
            session.err.say(f"would remove {record}")
        return
    if not session.confirm(f"remove {len(doomed)} from the trash for good?"):
        session.err.say("nothing was removed")
        return
    purged = session.crm.trash.empty(references, older_than_days=days)
    if purged:
        session.err.say(f"removed {len(purged.records)} for good")
        for path in purged.holding:
            session.err.say(f"still in the backup {path}")


def _trashed(session: Session, text: str) -> Reference:
    reference = parse_reference(text)
    if reference is not None:
        return reference
    if text.isascii() and text.isdigit():
        raise UsageError(f"{text} could be anything", hint=f"say which: contact:{text}, company:{text}, …")
    return session.someone(text, trashed=True)
