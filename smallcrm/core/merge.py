"""Merging two records that are one: the survivor keeps what it has, and gets all that belongs to the loser."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.core.merge_fields import compare
from smallcrm.core.merge_plan import plan_merge
from smallcrm.core.touches import Touch, record_touch
from smallcrm.errors import ConflictError, NotFoundError, UsageError
from smallcrm.records.interactions import Direction, InteractionChannel
from smallcrm.records.merges import Fate, Merge, MergeField
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries.names import present_row
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

NOBODY_WINS: Mapping[Reference, Collection[str]] = {}


class Merges:
    """The use case of merging contacts and merging companies."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def compare(self, records: Sequence[Reference]) -> list[MergeField]:
        """What the records have in each field that any of them has filled in. Errors as for `merge`."""
        survivor, *losers = records
        connection = self._crm.store.read()
        for loser in losers:
            _check(connection, loser, survivor)
        return compare(connection, records)

    def plan(self, loser: Reference, survivor: Reference, wins: Collection[str] = ()) -> Merge:
        """What merging would do; nothing is changed. Errors as for `merge`."""
        connection = self._crm.store.read()
        _check(connection, loser, survivor)
        return plan_merge(connection, loser, survivor, wins)

    def merge(
        self,
        losers: Sequence[Reference],
        survivor: Reference,
        *,
        wins: Mapping[Reference, Collection[str]] = NOBODY_WINS,
    ) -> list[Merge]:
        """Make the losers part of the survivor, as one step that undo takes back whole.

        The survivor's values win, but for the fields in which a loser `wins`: columns, or keys of custom fields. Values
        that stand back for one that differs go to a note in the timeline, a loser's notes to the notes.
        Channels and tags unite, everything else that belonged to a loser belongs to the survivor, and a loser's uid
        means the survivor from now on. A loser may lie in the trash. UsageError for records that cannot be merged,
        NotFoundError for one that is not there, ConflictError for a survivor in the trash.
        """
        named = ", ".join(str(loser) for loser in losers)
        with self._crm.store.write(f"merge {named} into {survivor}") as work:
            return [self._merge(work, loser, survivor, wins.get(loser, ())) for loser in losers]

    @staticmethod
    def _merge(work: UnitOfWork, loser: Reference, survivor: Reference, wins: Collection[str]) -> Merge:
        _check(work.connection, loser, survivor)
        merge = plan_merge(work.connection, loser, survivor, wins)
        _note(work, merge)
        work.insert("merged_uid", {"uid": merge.loser_uid, f"{survivor.noun.table}_id": survivor.id})
        carry_out(work, merge)
        return merge


def carry_out(work: UnitOfWork, merge: Merge) -> None:
    """Do to the rows what a plan says, and remove the loser; inside the transaction in which it was planned."""
    for row in merge.rows:
        if row.fate is Fate.DROPPED:
            work.delete(row.table, row.id)
        else:
            work.update(row.table, row.id, row.values)
    work.update(merge.survivor.noun.table, merge.survivor.id, merge.taken)
    work.delete(merge.loser.noun.table, merge.loser.id)


def _note(work: UnitOfWork, merge: Merge) -> None:
    touch = Touch(
        summary=f"merged with {merge.loser} {merge.loser_name}",
        at=work.stamp,
        channel=InteractionChannel.NOTE,
        direction=Direction.NONE,
        body="\n".join(merge.noted) or None,
    )
    record_touch(work, [merge.survivor], touch)


def _check(connection: Connection, loser: Reference, survivor: Reference) -> None:
    if loser.noun != survivor.noun or loser.noun not in (Noun.CONTACT, Noun.COMPANY):
        raise UsageError(f"{loser} cannot be merged into {survivor}", hint="merge two contacts, or two companies")
    if loser.id == survivor.id:
        raise UsageError(f"{loser} cannot be merged into itself", hint="name two different records")
    for reference in (loser, survivor):
        row = present_row(connection, reference.noun.table, reference.id)
        if row is None:
            raise NotFoundError(f"there is no {reference.noun} {reference.id}")
        if row["deleted_at"] and reference == survivor:
            raise ConflictError(
                f"{reference} {row['name']} is in the trash",
                hint=f"smallcrm {reference.noun} restore {reference.id} brings it back",
            )
