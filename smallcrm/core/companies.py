"""Companies: adding, changing, trashing and restoring the places where contacts work."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.core.contacts import check_version
from smallcrm.core.fields import COMPANY_READERS, one_line, read_record
from smallcrm.core.living import check_living
from smallcrm.errors import DuplicateError
from smallcrm.records.channels import NewChannel
from smallcrm.records.companies import Company
from smallcrm.records.contacts import ContactKind
from smallcrm.records.references import Noun, Reference, id_in
from smallcrm.store.connection import Connection
from smallcrm.store.queries.rows import fetch
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Companies:
    """The use cases of companies."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def get(self, company_id: int) -> Company:
        """One company by its id, living or in the trash."""
        return fetch(self._crm.store.read(), Company, company_id)

    def add(
        self,
        fields: Mapping[str, str],
        *,
        channels: Sequence[NewChannel] = (),
        tags: Sequence[str] = (),
        if_missing: bool = False,
        force: bool = False,
    ) -> tuple[int, bool]:
        """Add a company; returns its id and whether it is new.

        DuplicateError when a company of the same name exists, unless `if_missing` (which returns it) or `force`.
        """
        read, custom = read_record(self._crm, "company", COMPANY_READERS, {"name": "", **fields})
        columns = {"kind": ContactKind.LEAD.value, **read}
        with self._crm.store.write(f"add company {columns['name']}") as work:
            existing = find_by_name(work.connection, columns["name"])
            if existing and if_missing:
                return existing, False
            if existing and not force:
                raise _duplicate(self.get(existing))
            identity = work.insert("company", columns)
            owner = Reference(Noun.COMPANY, identity)
            self._crm.channels.add_all(work, owner, channels)
            self._crm.tags.add(owner, tags)
            if custom:
                self._crm.custom_fields.fill(work, owner, custom)
        return identity, True

    def find_or_add(self, work: UnitOfWork, text: str) -> int:
        """The company that `text` names, by reference or by name; made, inside the transaction, when it is new."""
        identity = id_in(text, Noun.COMPANY)
        if identity is not None:
            return self.get(identity).id
        name = one_line(text)
        return find_by_name(work.connection, name) or work.insert(
            "company", {"name": name, "kind": ContactKind.LEAD.value}
        )

    def edit(self, company_id: int, fields: Mapping[str, str], *, version: int | None = None) -> bool:
        """Change fields; an empty text clears one. Returns whether anything differs now.

        `version` is what the caller has seen: ConflictError when the company changed since.
        """
        company = self.get(company_id)
        check_living(self._crm.store.read(), Reference(Noun.COMPANY, company_id))
        check_version(company, version)
        columns, custom = read_record(self._crm, "company", COMPANY_READERS, fields)
        with self._crm.store.write(f"edit company {company.name}") as work:
            owner = Reference(Noun.COMPANY, company_id)
            filled = bool(custom) and self._crm.custom_fields.fill(work, owner, custom)
            return work.update("company", company_id, columns) or filled

    def delete(self, company_id: int) -> bool:
        """Move a company to the trash; its people stay. Returns whether it was alive."""
        with self._crm.store.write(f"delete company {self.get(company_id).name}") as work:
            return work.trash("company", company_id)

    def restore(self, company_id: int) -> bool:
        """Take a company out of the trash; returns whether it was there."""
        with self._crm.store.write(f"restore company {self.get(company_id).name}") as work:
            return work.restore("company", company_id)


def _duplicate(company: Company) -> DuplicateError:
    return DuplicateError(
        f"there is a company {company.name} already",
        hint=f"smallcrm company edit {company.id} changes it; --force adds another",
        candidates=[f"{Reference(Noun.COMPANY, company.id)} {company.name}"],
    )


def find_by_name(connection: Connection, name: str) -> int | None:
    """The oldest living company of this name, case and accents aside."""
    identity: int | None = connection.value(
        "SELECT id FROM company WHERE name_key = :key AND deleted_at IS NULL ORDER BY id LIMIT 1", key=fold(name)
    )
    return identity
