"""`smallcrm undo`, `redo` and `history`."""

from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, DryRun, Limit
from smallcrm.cli.wording import counted
from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page

if TYPE_CHECKING:
    from smallcrm.records.history import ChangeGroup
    from smallcrm.records.references import Reference
    from smallcrm.records.steps import HistoryEntry, Step

_MOST_RECORDS = 5
_OTHER_DOORS = {"tui": "on the full screen", "api": "by another program"}

HISTORY = Noun("history", "Undo, redo and history.")

_COLUMNS = (
    Column("id", "Group", ColumnType.INTEGER),
    Column("at", "When", ColumnType.MOMENT),
    Column("source", "From", ColumnType.CHOICE),
    Column("label", "What"),
    Column("records", "Records", ColumnType.LIST),
    Column("changes", "Changes", ColumnType.INTEGER),
    Column("undoes", "Undoes", ColumnType.INTEGER),
    Column("undone_by", "Undone by", ColumnType.INTEGER),
)
_CHANGE_COLUMNS = (
    Column("group", "Group", ColumnType.INTEGER),
    Column("at", "When", ColumnType.MOMENT),
    Column("source", "From", ColumnType.CHOICE),
    Column("ref", "Record", ColumnType.REFERENCE),
    Column("op", "Op", ColumnType.CHOICE),
    Column("field", "Field"),
    Column("before", "Before"),
    Column("after", "After"),
    Column("label", "What"),
)


@HISTORY.command("undo")
def undo(
    session: Session,
    group: Annotated[int | None, typer.Argument(metavar="[GROUP]", help="A step of `smallcrm history`.")] = None,
    dry_run: DryRun = False,
) -> None:
    """Take the last change back, or the one named."""
    history = session.crm.history
    planned = history.undo(group, dry_run=True)
    if not dry_run and group is None and not _wanted(session, planned.entry.group):
        session.err.say("nothing was undone")
        return
    step = planned if dry_run else history.undo(planned.entry.group.id)
    _tell(session, step, "would undo" if dry_run else "undone", "" if dry_run else "smallcrm redo brings it back")


@HISTORY.command("redo")
def redo(session: Session, dry_run: DryRun = False) -> None:
    """Do again what was undone last."""
    step = session.crm.history.redo(dry_run=dry_run)
    _tell(session, step, "would redo" if dry_run else "done again", "" if dry_run else "smallcrm undo takes it back")


@HISTORY.command("history")
def history(session: Session, limit: Limit = None, all_: All = False) -> None:
    """List the changes made, newest first."""
    most = session.out.default_limit(limit, all_)
    entries = session.crm.history.groups(limit=None if most is None else most + 1)
    rows = [_row(entry) for entry in session.out.at_most(most, entries)]
    session.out.picked(Page(_COLUMNS, rows))


def print_changes(session: Session, ref: "Reference") -> None:
    """Print every change of a record's fields, newest first."""
    rows = [
        (
            change.group_id,
            change.at,
            change.source,
            f"{change.entity.replace('_', '-')}:{change.entity_id}",
            change.op,
            change.column,
            change.before,
            change.after,
            change.label,
        )
        for change in session.crm.history.changes_of(ref)
    ]
    page = Page(_CHANGE_COLUMNS, rows)
    session.out.picked(page)


def _wanted(session: Session, group: "ChangeGroup") -> bool:
    """A change made through another door is named and asked about before it is taken back."""
    door = _OTHER_DOORS.get(group.source)
    if door is None:
        return True
    at = session.crm.clock.local(group.at).strftime("%Y-%m-%d %H:%M")
    return session.confirm(f"undo {group.label!r}, made {door} at {at} (group {group.id})?")


def _tell(session: Session, step: "Step", verb: str, hint: str) -> None:
    group = step.entry.group
    if session.format in ("json", "ndjson"):
        content = {
            "group": group.id,
            "label": group.label,
            "source": group.source,
            "at": group.at,
            "changes": step.entry.changes,
            "compensation": step.compensation,
            "conflicts": [str(record) for record in step.conflicts],
        }
        session.out.object(content)
    told = f"{verb}: {group.label} (group {group.id}, {counted(step.entry.changes, 'change')})"
    session.err.say("; ".join(filter(None, (told, hint))))
    for record in step.conflicts:
        session.err.say(f"  refused while this stands: {record}")


def _row(entry: "HistoryEntry") -> tuple[object, ...]:
    group = entry.group
    records = LIST_SEPARATOR.join(str(record) for record in entry.records[:_MOST_RECORDS])
    return (group.id, group.at, group.source, group.label, records, entry.changes, group.undoes, group.undone_by)
