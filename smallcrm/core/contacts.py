"""Contacts: adding, changing, trashing and restoring people."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.core.fields import CONTACT_READERS, one_line, read_record
from smallcrm.core.living import check_living
from smallcrm.core.matching import Match, find_matches
from smallcrm.errors import ConflictError, DuplicateError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.contacts import Contact, ContactKind
from smallcrm.records.duplicates import Certainty
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries.rows import fetch
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Added(NamedTuple):
    """What adding did: the contact, whether it is new, and whom it resembles."""

    id: int
    is_new: bool
    resembles: Sequence[Match]


class Contacts:
    """The use cases of contacts."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def get(self, contact_id: int) -> Contact:
        """One contact by its id, living or in the trash."""
        return fetch(self._crm.store.read(), Contact, contact_id)

    def add(
        self,
        fields: Mapping[str, str],
        *,
        channels: Sequence[NewChannel] = (),
        company: str = "",
        tags: Sequence[str] = (),
        if_missing: bool = False,
        force: bool = False,
    ) -> Added:
        """Add a contact; only a name is required. `company` is a name, made when it is new.

        DuplicateError when someone of an agreeing name has the same e-mail address, unless `if_missing` (which
        returns that contact) or `force`.
        """
        read, custom = read_record(self._crm, "contact", CONTACT_READERS, {"name": "", **fields})
        columns = {"kind": ContactKind.LEAD.value, **read}
        with self._crm.store.write(f"add contact {columns['name']}") as work:
            channels = [self._crm.channels.normalized(channel) for channel in channels]
            company_id = self._crm.companies.find_or_add(work, company) if company.strip() else None
            resembles = self._resembling(work, columns["name"], channels, company_id)
            certain = next((match for match in resembles if match.certainty == Certainty.CERTAIN), None)
            if certain and if_missing:
                return Added(certain.contact_id, False, resembles)
            if certain and not force:
                raise _duplicate(certain)
            identity = work.insert("contact", {**columns, **self._converted(columns), "company_id": company_id})
            owner = Reference(Noun.CONTACT, identity)
            self._crm.channels.add_all(work, owner, channels)
            self._crm.tags.add(owner, tags)
            if custom:
                self._crm.custom_fields.fill(work, owner, custom)
        return Added(identity, True, resembles)

    def edit(
        self, contact_id: int, fields: Mapping[str, str], *, company: str | None = None, version: int | None = None
    ) -> bool:
        """Change fields; an empty text clears one. Returns whether anything differs now.

        `version` is what the caller has seen: ConflictError when the contact changed since.
        """
        contact = self.get(contact_id)
        check_living(self._crm.store.read(), Reference(Noun.CONTACT, contact_id))
        check_version(contact, version)
        columns, custom = read_record(self._crm, "contact", CONTACT_READERS, fields)
        with self._crm.store.write(f"edit contact {contact.name}") as work:
            if company is not None:
                columns["company_id"] = self._crm.companies.find_or_add(work, company) if company.strip() else None
            if contact.converted_at is None:
                columns |= self._converted(columns)
            owner = Reference(Noun.CONTACT, contact_id)
            filled = bool(custom) and self._crm.custom_fields.fill(work, owner, custom)
            return work.update("contact", contact_id, columns) or filled

    def delete(self, contact_id: int) -> bool:
        """Move a contact to the trash, with all that hangs on it; returns whether it was alive."""
        with self._crm.store.write(f"delete contact {self.get(contact_id).name}") as work:
            return work.trash("contact", contact_id)

    def restore(self, contact_id: int, *, force: bool = False) -> bool:
        """Take a contact out of the trash; returns whether it was there.

        DuplicateError, offering the merge, when someone of an agreeing name has the same e-mail by now, unless `force`.
        """
        contact = self.get(contact_id)
        with self._crm.store.write(f"restore contact {contact.name}") as work:
            if contact.deleted_at and not force:
                check_email_free(work.connection, contact)
            return work.restore("contact", contact_id)

    def _converted(self, columns: Mapping[str, Any]) -> dict[str, Any]:
        return {"converted_at": self._crm.clock.stamp()} if columns.get("kind") == ContactKind.CUSTOMER else {}

    def _resembling(
        self, work: UnitOfWork, name: str, channels: Sequence[NewChannel], company_id: int | None
    ) -> list[Match]:
        keys = [(channel.type, self._crm.channels.match_key(channel.type, channel.value)) for channel in channels]
        return find_matches(
            work.connection,
            name=name,
            emails=[key for kind, key in keys if kind == ChannelType.EMAIL],
            phones=[key for kind, key in keys if kind == ChannelType.PHONE and key],
            company_id=company_id,
        )


def check_version(record: Any, seen: int | None) -> None:
    """ConflictError when a record is not of the version that the caller has seen."""
    if seen is not None and record.version != seen:
        raise ConflictError(f"{record.name} was changed meanwhile", hint="look at it again and repeat the change")


def name_of(fields: Mapping[str, str]) -> str:
    """The name in `fields`, or the one that given and family name make."""
    parts = (fields.get("given_name", ""), fields.get("family_name", ""))
    return fields.get("name") or one_line(" ".join(parts))


def check_email_free(connection: Connection, contact: Contact) -> None:
    """DuplicateError when a living contact of an agreeing name has an e-mail address of a trashed one by now."""
    emails = connection.column(
        "SELECT match_key FROM channel WHERE contact_id = :contact AND type = 'email' AND deleted_at IS NULL",
        contact=contact.id,
    )
    found = find_matches(connection, name=contact.name, emails=emails, phones=(), company_id=None)
    certain = next((match for match in found if match.certainty == Certainty.CERTAIN), None)
    if certain and certain.contact_id != contact.id:
        raise DuplicateError(
            f"{certain.shared} is {certain.name}'s by now (contact:{certain.contact_id})",
            hint=f"smallcrm contact merge {contact.id} --into {certain.contact_id} makes them one; --force brings"
            f" {contact.name} back all the same",
            candidates=[f"contact:{certain.contact_id} {certain.name}"],
        )


def _duplicate(match: Match) -> DuplicateError:
    reference = Reference(Noun.CONTACT, match.contact_id)
    return DuplicateError(
        f"{match.name} has {match.shared} already",
        hint=f"smallcrm contact edit {match.contact_id} changes it; --force adds another",
        candidates=[f"{reference} {match.name}"],
    )
