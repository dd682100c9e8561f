"""Tags: words that group contacts, companies and deals, perhaps with a cadence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.core.fields import one_line, read_cadence
from smallcrm.core.living import check_living
from smallcrm.errors import ConflictError, NotFoundError, UsageError
from smallcrm.records.references import Noun, Reference, id_in
from smallcrm.records.tags import Tag
from smallcrm.store.queries.rows import fetch, fetch_all
from smallcrm.text.fold import fold

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.store.unit_of_work import UnitOfWork

_LIVING_OF_KEY = "WHERE name_key = :key AND deleted_at IS NULL"
_MOST_NAMED = 10


class Tags:
    """The use cases of tags."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def names(self) -> list[str]:
        """The names of all tags, in order."""
        return self._crm.store.read().column("SELECT name FROM tag WHERE deleted_at IS NULL ORDER BY name_key")

    def of(self, owner: Reference) -> list[str]:
        """The names of an owner's tags, in order."""
        return self._crm.store.read().column(
            f"SELECT tag.name FROM tagging JOIN tag ON tag.id = tagging.tag_id"  # noqa: S608
            f" WHERE tagging.{tagging_column(owner)} = :owner AND tag.deleted_at IS NULL ORDER BY tag.name_key",
            owner=owner.id,
        )

    def add(self, owner: Reference, names: Sequence[str]) -> list[str]:
        """Put tags on a contact, company or deal, making those that are new; returns the ones it had not."""
        with self._crm.store.write(f"tag {owner} {' '.join(names)}") as work:
            check_living(work.connection, owner)
            return [name for name in map(tag_name, names) if self._attach(work, owner, name)]

    def remove(self, owner: Reference, names: Sequence[str]) -> list[str]:
        """Take tags off; returns the ones it had."""
        with self._crm.store.write(f"untag {owner} {' '.join(names)}") as work:
            check_living(work.connection, owner)
            return [name for name in map(tag_name, names) if self._detach(work, owner, name)]

    def get(self, tag_id: int) -> Tag:
        """One tag by its id, living or in the trash."""
        return fetch(self._crm.store.read(), Tag, tag_id)

    def find(self, text: str) -> Tag:
        """The tag of a name, in any case, or by its reference; NotFoundError lists those there are."""
        connection = self._crm.store.read()
        identity = id_in(text, Noun.TAG)
        if identity is not None:
            return fetch(connection, Tag, identity)
        found = fetch_all(connection, Tag, _LIVING_OF_KEY, key=fold(tag_name(text)))
        if not found:
            names = self.names()
            raise NotFoundError(
                f"there is no tag {text!r}", hint="smallcrm tag list shows them", candidates=names[:_MOST_NAMED]
            )
        return found[0]

    def edit(
        self, tag_id: int, *, name: str | None = None, cadence: str | None = None, merge: bool = False
    ) -> tuple[int, bool]:
        """Rename a tag, or set the cadence of those who have it (`90d`, `off`, empty for none).

        Returns the id of the tag, which is another's when it became part of it, and whether anything differs now.
        ConflictError for the name of another tag, unless `merge` makes the two one.
        """
        tag = self.get(tag_id)
        with self._crm.store.write(f"edit tag {tag.name}") as work:
            values = read_cadence(self._crm, one_line(cadence)) if cadence is not None else {}
            if values.get("cadence_days") == tag.cadence_days:
                values = {}
            differs = work.update("tag", tag_id, dict(values))
            if name is None:
                return tag_id, differs
            title = tag_name(name)
            other = self._find(work, title)
            if other in (None, tag_id):
                return tag_id, work.update("tag", tag_id, {"name": title}) or differs
            if not merge:
                raise ConflictError(f"there is a tag {title} already", hint="--merge makes the two one")
            self._unite(work, tag_id, other)
            return other, True

    def delete(self, tag_id: int) -> bool:
        """Move a tag to the trash; nobody has it any more. Returns whether it was alive."""
        with self._crm.store.write(f"delete tag {self.get(tag_id).name}") as work:
            return work.trash("tag", tag_id)

    @staticmethod
    def _unite(work: "UnitOfWork", loser: int, survivor: int) -> None:
        from smallcrm.core.merge import carry_out
        from smallcrm.core.merge_plan import plan_merge

        plan = plan_merge(work.connection, Reference(Noun.TAG, loser), Reference(Noun.TAG, survivor))
        carry_out(work, plan)

    def _attach(self, work: "UnitOfWork", owner: Reference, name: str) -> bool:
        tag_id = self._find(work, name) or work.insert("tag", {"name": name})
        if self._tagging(work, owner, tag_id):
            return False
        work.insert("tagging", {"tag_id": tag_id, tagging_column(owner): owner.id})
        return True

    def _detach(self, work: "UnitOfWork", owner: Reference, name: str) -> bool:
        tag_id = self._find(work, name)
        tagging = self._tagging(work, owner, tag_id) if tag_id else None
        if tagging:
            work.delete("tagging", tagging)
        return tagging is not None

    @staticmethod
    def _find(work: "UnitOfWork", name: str) -> int | None:
        identity: int | None = work.connection.value(
            "SELECT id FROM tag WHERE name_key = :key AND deleted_at IS NULL", key=fold(name)
        )
        return identity

    @staticmethod
    def _tagging(work: "UnitOfWork", owner: Reference, tag_id: int) -> int | None:
        identity: int | None = work.connection.value(
            f"SELECT id FROM tagging WHERE tag_id = :tag AND {tagging_column(owner)} = :owner",  # noqa: S608
            tag=tag_id,
            owner=owner.id,
        )
        return identity


def tag_name(text: str) -> str:
    """A tag's name as it is stored: cleaned, without a leading + or #; UsageError when nothing is left."""
    name = one_line(text).lstrip("+#").strip()
    if not name or "," in name:
        raise UsageError(f"not a tag: {text!r}", hint="a tag is a word or a few, without commas")
    return name


def tagging_column(owner: Reference) -> str:
    """The column of `tagging` that points to an owner of this noun."""
    if owner.noun not in (Noun.CONTACT, Noun.COMPANY, Noun.DEAL):
        raise ConflictError(f"{owner} has no tags")
    return f"{owner.noun.table}_id"
