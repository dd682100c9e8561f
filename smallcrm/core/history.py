"""The history: which steps were taken, what they changed, and the way back and forth."""

from typing import TYPE_CHECKING

from smallcrm.core.undo import Undoing
from smallcrm.errors import ConflictError, NotFoundError
from smallcrm.records.history import ChangeGroup
from smallcrm.records.references import Noun, Reference
from smallcrm.records.steps import ColumnChange, HistoryEntry, NamedRecord, Step
from smallcrm.store.connection import Connection
from smallcrm.store.queries.history import (
    channels_of,
    column_changes,
    entry_of,
    find_group,
    newest_groups,
    newest_redoable,
    newest_undoable,
)
from smallcrm.store.queries.names import named
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_NAMED_CONFLICTS = 20


class History:
    """The use cases of undo, redo and history. A step is one write transaction, named by its number."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def undoable(self, *, session: str | None = None) -> ChangeGroup | None:
        """The step that `undo` would take back: the newest one in effect, or the newest of one session."""
        return newest_undoable(self._crm.store.read(), session)

    def redoable(self, *, session: str | None = None) -> ChangeGroup | None:
        """The step that `redo` would make again."""
        connection = self._crm.store.read()
        undo = newest_redoable(connection, session)
        return _undone_by(connection, undo) if undo else None

    def undo(self, group_id: int | None = None, *, session: str | None = None, dry_run: bool = False) -> Step:
        """Take a step back: the one named, else the newest in effect (of `session`, when one is given).

        NotFoundError when there is none; ConflictError, naming the records and with nothing changed, when they changed
        since or later records depend on them, and for what can never be undone. A dry run names the conflicts.
        """
        group = self._chosen(group_id, session)
        if dry_run:
            return self._preview(group, group)
        with self._crm.store.write(f"undo {group.label}") as work:
            _check_in_effect(self._existing(work.connection, group.id))
            step = self._carry_out(work, group, group)
        self._crm.reload()
        return step

    def redo(self, *, session: str | None = None, dry_run: bool = False) -> Step:
        """Make the step again that was undone last, unless something else was written since.

        NotFoundError when there is none; ConflictError as for `undo`.
        """
        undo = newest_redoable(self._crm.store.read(), session)
        if undo is None:
            raise NotFoundError("there is nothing to redo", hint="redo ends at the next change")
        group = _undone_by(self._crm.store.read(), undo)
        if dry_run:
            return self._preview(undo, group)
        with self._crm.store.write(f"redo {group.label}") as work:
            if newest_redoable(work.connection, session) != undo:
                raise ConflictError("the data has changed meanwhile", hint="redo ends at the next change")
            step = self._carry_out(work, undo, group)
        self._crm.reload()
        return step

    def groups(self, *, limit: int | None = 50) -> list[HistoryEntry]:
        """The newest steps first, undos and redos among them; every step when `limit` is None."""
        connection = self._crm.store.read()
        return [entry_of(connection, group) for group in newest_groups(connection, limit)]

    def changes_of(self, reference: Reference) -> list[ColumnChange]:
        """What happened to a record and its channels, column by column, the newest first."""
        connection = self._crm.store.read()
        found = column_changes(connection, reference.noun.table, reference.id)
        if reference.noun in (Noun.CONTACT, Noun.COMPANY):
            for channel_id in channels_of(connection, reference.noun.table, reference.id):
                found += column_changes(connection, "channel", channel_id)
        return sorted(found, key=lambda change: -change.group_id)

    def _chosen(self, group_id: int | None, session: str | None) -> ChangeGroup:
        connection = self._crm.store.read()
        if group_id is not None:
            return _check_in_effect(self._existing(connection, group_id))
        group = newest_undoable(connection, session)
        if group is None:
            raise NotFoundError("there is nothing to undo", hint="smallcrm history lists the steps")
        return group

    @staticmethod
    def _existing(connection: Connection, group_id: int) -> ChangeGroup:
        group = find_group(connection, group_id)
        if group is None:
            raise NotFoundError(f"there is no step {group_id}", hint="smallcrm history lists the steps")
        return group

    def _preview(self, undone: ChangeGroup, told: ChangeGroup) -> Step:
        connection = self._crm.store.read()
        conflicts = _named_conflicts(connection, Undoing(connection, undone))
        return Step(entry_of(connection, told), None, conflicts)

    def _carry_out(self, work: UnitOfWork, undone: ChangeGroup, told: ChangeGroup) -> Step:
        undoing = Undoing(work.connection, undone)
        _check_possible(work.connection, undoing, told)
        entry = entry_of(work.connection, told)
        undoing.carry_out(work)
        return Step(entry, work.journal.group_id)


def _undone_by(connection: Connection, undo: ChangeGroup) -> ChangeGroup:
    group = find_group(connection, undo.undoes or 0)
    assert group is not None
    return group


def _check_in_effect(group: ChangeGroup) -> ChangeGroup:
    if group.undoes is not None:
        raise ConflictError(f"step {group.id} is itself an undo or a redo: {group.label}", hint="smallcrm redo")
    if group.undone_by is not None:
        raise ConflictError(f"step {group.id} is undone already: {group.label}", hint="smallcrm redo")
    return group


def _named_conflicts(connection: Connection, undoing: Undoing) -> tuple[NamedRecord, ...]:
    rows = undoing.conflicts()[:_NAMED_CONFLICTS]
    return tuple(dict.fromkeys(named(connection, table, identity) for table, identity in rows))


def _check_possible(connection: Connection, undoing: Undoing, group: ChangeGroup) -> None:
    names = tuple(str(record) for record in _named_conflicts(connection, undoing))
    if undoing.is_purged:
        from smallcrm.store import backup

        raise ConflictError(
            f"step {group.id} ({group.label}) is about records that were removed for good: {', '.join(names)}",
            hint=f"a copy of the database in {backup.folder(connection)} may still hold them",
            candidates=names,
        )
    if names:
        raise ConflictError(
            f"step {group.id} ({group.label}) cannot be taken back or made again, later changes are in its way:"
            f" {', '.join(names)}",
            hint="undo the later steps first: smallcrm history lists them",
            candidates=names,
        )
