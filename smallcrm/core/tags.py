"""Tags: words that group contacts and companies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.core.channels import owner_column
from smallcrm.core.fields import one_line
from smallcrm.errors import UsageError
from smallcrm.records.references import Reference
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


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
            f" WHERE tagging.{owner_column(owner)} = :owner AND tag.deleted_at IS NULL ORDER BY tag.name_key",
            owner=owner.id,
        )

    def add(self, owner: Reference, names: Sequence[str]) -> list[str]:
        """Put tags on a contact or company, making those that are new; returns the ones it had not."""
        with self._crm.store.write(f"tag {owner} {' '.join(names)}") as work:
            return [name for name in map(tag_name, names) if self._attach(work, owner, name)]

    def remove(self, owner: Reference, names: Sequence[str]) -> list[str]:
        """Take tags off; returns the ones it had."""
        with self._crm.store.write(f"untag {owner} {' '.join(names)}") as work:
            return [name for name in map(tag_name, names) if self._detach(work, owner, name)]

    def _attach(self, work: UnitOfWork, owner: Reference, name: str) -> bool:
        tag_id = self._find(work, name) or work.insert("tag", {"name": name})
        if self._tagging(work, owner, tag_id):
            return False
        work.insert("tagging", {"tag_id": tag_id, owner_column(owner): owner.id})
        return True

    def _detach(self, work: UnitOfWork, owner: Reference, name: str) -> bool:
        tag_id = self._find(work, name)
        tagging = self._tagging(work, owner, tag_id) if tag_id else None
        if tagging:
            work.delete("tagging", tagging)
        return tagging is not None

    @staticmethod
    def _find(work: UnitOfWork, name: str) -> int | None:
        identity: int | None = work.connection.value(
            "SELECT id FROM tag WHERE name_key = :key AND deleted_at IS NULL", key=fold(name)
        )
        return identity

    @staticmethod
    def _tagging(work: UnitOfWork, owner: Reference, tag_id: int) -> int | None:
        identity: int | None = work.connection.value(
            f"SELECT id FROM tagging WHERE tag_id = :tag AND {owner_column(owner)} = :owner",  # noqa: S608
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
