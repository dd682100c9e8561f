"""The trash: what lies in it, taking records out of it, and removing them for good."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from smallcrm.clock import to_stamp
from smallcrm.errors import ConflictError, NotFoundError
from smallcrm.records.references import Reference
from smallcrm.records.steps import NamedRecord
from smallcrm.records.trash import Purged, TrashedRecord
from smallcrm.store.connection import Connection
from smallcrm.store.journal import Values
from smallcrm.store.queries.names import named, present_row
from smallcrm.store.queries.trash import trashed_records, trashed_rows
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

Row = tuple[str, int]


class Trash:
    """The use cases of the trash."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def records(self) -> list[TrashedRecord]:
        """Every record in the trash, the one put there last first."""
        return trashed_records(self._crm.store.read())

    def restore(self, references: Sequence[Reference]) -> list[NamedRecord]:
        """Take records out of the trash, as one step; returns those that were in it.

        DuplicateError as for `Contacts.restore`.
        """
        rows = [_checked(self._crm.store.read(), reference) for reference in references]
        with self._crm.store.write(f"restore {_listed(references)}") as work:
            restored = [row for row in rows if self._restore(work, row)]
            return [named(work.connection, *row) for row in restored]

    def _restore(self, work: UnitOfWork, row: Row) -> bool:
        table, identity = row
        return self._crm.contacts.restore(identity) if table == "contact" else work.restore(table, identity)

    def purgeable(
        self, references: Sequence[Reference] | None = None, *, older_than_days: int = 0
    ) -> list[NamedRecord]:
        """What `empty` would remove, besides all that belongs to it."""
        connection = self._crm.store.read()
        return [named(connection, *row) for row in self._chosen(connection, references, older_than_days)]

    def empty(self, references: Sequence[Reference] | None = None, *, older_than_days: int = 0) -> Purged | None:
        """Remove trashed records for good, with all that belongs to them: these, else all in the trash that long.

        Channels, taggings and follow-ups go too, and interactions with nobody else; living records only lose their
        link, such as the people of a company. A backup is made first, the journal keeps nothing of the content, and
        there is no undo. None when there is nothing to remove; NotFoundError or ConflictError for a reference that is
        not in the trash, ConflictError when something else still needs a record.
        """
        from smallcrm.store import backup
        from smallcrm.store.purge import Purge

        store = self._crm.store
        rows = self._chosen(store.read(), references, older_than_days)
        if not rows:
            return None
        records = tuple(named(store.read(), *row) for row in rows)
        made = backup.create(store.read(), self._crm.clock.stamp())
        with store.write("empty the trash") as work:
            present = [_still_trashed(work.connection, row) for row in rows]
            uids = [row["uid"] for row in present]
            purge = Purge(work)
            purge.carry_out(rows)
        store.compact()
        return Purged(records, purge.unlinked, made, tuple(backup.holding(store.path, uids)))

    def _chosen(
        self, connection: Connection, references: Sequence[Reference] | None, older_than_days: int
    ) -> list[Row]:
        if references is None:
            return trashed_rows(connection, to_stamp(self._crm.clock.now() - timedelta(days=older_than_days)))
        rows = list(dict.fromkeys(_checked(connection, reference) for reference in references))
        for row in rows:
            _still_trashed(connection, row)
        return rows


def _checked(connection: Connection, reference: Reference) -> Row:
    row = (reference.noun.table, reference.id)
    if present_row(connection, *row) is None:
        raise NotFoundError(f"there is no {reference.noun} {reference.id}", hint="smallcrm trash list shows the trash")
    return row


def _still_trashed(connection: Connection, row: Row) -> Values:
    present = present_row(connection, *row)
    if present is None or present["deleted_at"] is None:
        raise ConflictError(
            f"not in the trash: {named(connection, *row)}", hint="delete it first; smallcrm trash list shows the trash"
        )
    return present


def _listed(references: Sequence[Reference]) -> str:
    shown = ", ".join(str(reference) for reference in references[:5])
    return shown if len(references) <= 5 else f"{shown} and {len(references) - 5} more"
