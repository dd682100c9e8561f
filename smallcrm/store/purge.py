"""Removing records for good, with all that belongs to them and with what the journal says of them."""

from collections.abc import Iterable

from smallcrm.errors import ConflictError
from smallcrm.records.steps import NamedRecord
from smallcrm.store import scrub
from smallcrm.store.affected import id_list
from smallcrm.store.foreign_keys import ForeignKey, foreign_keys
from smallcrm.store.queries.dependents import Span, merged, referring_rows
from smallcrm.store.queries.names import named, present_row
from smallcrm.store.unit_of_work import UnitOfWork

BELONGING = frozenset(
    {
        ("channel", "contact_id"),
        ("channel", "company_id"),
        ("tagging", "contact_id"),
        ("tagging", "company_id"),
        ("tagging", "deal_id"),
        ("tagging", "tag_id"),
        ("interaction_contact", "contact_id"),
        ("interaction_contact", "interaction_id"),
        ("stage_event", "deal_id"),
        ("custom_value", "contact_id"),
        ("custom_value", "company_id"),
        ("custom_value", "deal_id"),
        ("custom_value", "custom_field_id"),
        ("merged_uid", "contact_id"),
        ("merged_uid", "company_id"),
    }
)
"""References of rows that have no sense without what they refer to."""

LINKING = frozenset(
    {
        ("contact", "company_id"),
        ("interaction", "company_id"),
        ("interaction", "deal_id"),
        ("follow_up", "contact_id"),
        ("follow_up", "company_id"),
        ("follow_up", "deal_id"),
        ("deal", "contact_id"),
        ("deal", "company_id"),
    }
)
"""References that are cleared in rows that stay."""

NEEDED = frozenset({("deal", "stage_id"), ("stage_event", "from_stage_id"), ("stage_event", "to_stage_id")})
"""References that keep what they refer to: a stage stays in the trash as long as the history of a deal names it."""


class Purge:
    """The removal of some records within one transaction."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self._connection = work.connection
        self._keys = foreign_keys(work.connection)
        self._doomed: dict[str, set[int]] = {}
        self.unlinked: tuple[NamedRecord, ...] = ()

    def carry_out(self, rows: Iterable[tuple[str, int]]) -> None:
        """Remove these rows and what belongs to them; ConflictError, naming them, when others still need them."""
        for table, identity in rows:
            self._doomed.setdefault(table, set()).add(identity)
        self._doom_belongings()
        self._doom_ownerless("deal")
        self._doom_ownerless("follow_up")
        self._doom_interactions()
        self._doom_belongings()
        self._unlink()
        scrub.scrub(self._connection, self._work.journal, self._doomed)
        self._remove()

    def _doom_belongings(self) -> None:
        for key in self._parents_first():
            if (key.table, key.column) in BELONGING:
                self._doomed.setdefault(key.table, set()).update(self._referring(key))

    def _doom_ownerless(self, table: str) -> None:
        for key in self._owners(table):
            alone = {identity for identity in self._referring(key) if not self._has_owner(table, identity)}
            self._doomed.setdefault(table, set()).update(alone)

    def _doom_interactions(self) -> None:
        left = set(
            self._connection.column(
                "SELECT interaction_id FROM interaction_contact WHERE id IN (SELECT value FROM json_each(:ids))",
                ids=id_list(self._doomed.get("interaction_contact", ())),
            )
        )
        for key in self._owners("interaction"):
            left |= self._referring(key)
        alone = {
            identity
            for identity in left
            if not self._has_owner("interaction", identity) and not self._has_people(identity)
        }
        self._doomed.setdefault("interaction", set()).update(alone)

    def _has_owner(self, table: str, identity: int) -> bool:
        owners = ((key.parent, self._column(table, identity, key.column)) for key in self._owners(table))
        return any(owner is not None and owner not in self._doomed.get(parent, ()) for parent, owner in owners)

    def _owners(self, table: str) -> list[ForeignKey]:
        return [key for key in self._keys if key.table == table and (key.table, key.column) in LINKING]

    def _has_people(self, interaction_id: int) -> bool:
        links = self._connection.column(
            "SELECT id FROM interaction_contact WHERE interaction_id = :id", id=interaction_id
        )
        return not self._doomed.get("interaction_contact", set()).issuperset(links)

    def _unlink(self) -> None:
        blocking, unlinked = [], []
        for key in self._keys:
            for identity in self._referring(key):
                record = named(self._connection, key.table, identity)
                if (key.table, key.column) in LINKING:
                    self._work.update(key.table, identity, {key.column: None})
                    unlinked.append(record)
                else:
                    blocking.append(str(record))
        if blocking:
            raise ConflictError(
                f"still needed by {', '.join(blocking)}", hint="delete or change those first", candidates=blocking
            )
        self.unlinked = tuple(dict.fromkeys(unlinked))

    def _remove(self) -> None:
        children_first = [key.table for key in reversed(self._parents_first())]
        for table in dict.fromkeys([*children_first, *self._doomed]):
            for identity in sorted(self._doomed.get(table, ())):
                self._work.purge(table, identity)

    def _parents_first(self) -> list[ForeignKey]:
        ordered: list[ForeignKey] = []
        waiting = list(self._keys)
        while waiting:
            children = {key.table for key in waiting}
            ready = [key for key in waiting if key.parent not in children]
            ordered += ready
            waiting = [key for key in waiting if key not in ready]
        return ordered

    def _referring(self, key: ForeignKey) -> set[int]:
        parents = _spans(self._doomed.get(key.parent, ()))
        return set(referring_rows(self._connection, key, parents, _spans(self._doomed.get(key.table, ()))))

    def _column(self, table: str, identity: int, column: str) -> int | None:
        value: int | None = (present_row(self._connection, table, identity) or {}).get(column)
        return value


def _spans(ids: Iterable[int]) -> list[Span]:
    return merged((identity, identity) for identity in ids)
