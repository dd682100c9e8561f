"""The 360° card: everything about a contact or a company in one place."""

from typing import TYPE_CHECKING

from smallcrm.records.companies import Company
from smallcrm.records.contacts import Contact
from smallcrm.records.profile import (
    Colleague,
    CompanyProfile,
    ContactProfile,
    OpenFollowUp,
    Sharing,
    TimelineEntry,
)
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.rows import fetch
from smallcrm.store.queries.timeline import timeline

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

ENTRIES_ON_CARD = 10
_PEOPLE_ON_CARD = 50


class Profiles:
    """Reads cards and timelines."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def contact(self, contact_id: int, *, entries: int = ENTRIES_ON_CARD) -> ContactProfile:
        """The card of a contact; NotFoundError when there is none."""
        connection = self._crm.store.read()
        contact = fetch(connection, Contact, contact_id)
        who = Reference(Noun.CONTACT, contact_id)
        cadence = self._cadence_days(contact)
        summary, attempts, touches = self._touches(contact_id, contact.last_touch_at)
        return ContactProfile(
            contact=contact,
            company=fetch(connection, Company, contact.company_id) if contact.company_id else None,
            tags=self._crm.tags.of(who),
            channels=self._crm.channels.of(who),
            cadence_days=cadence,
            cadence_state=self._cadence_state(contact),
            last_touch_summary=summary,
            attempts=attempts,
            touches=touches,
            follow_ups=self._open_follow_ups(who),
            sharing=self._sharing(contact_id),
            timeline=self.timeline(who, limit=entries),
        )

    def company(self, company_id: int, *, entries: int = ENTRIES_ON_CARD) -> CompanyProfile:
        """The card of a company; NotFoundError when there is none."""
        company = fetch(self._crm.store.read(), Company, company_id)
        who = Reference(Noun.COMPANY, company_id)
        people, total = self._people(company_id)
        return CompanyProfile(
            company=company,
            tags=self._crm.tags.of(who),
            channels=self._crm.channels.of(who),
            people=people,
            people_total=total,
            follow_ups=self._open_follow_ups(who),
            timeline=self.timeline(who, limit=entries),
        )

    def timeline(self, who: Reference, *, limit: int | None = None) -> list[TimelineEntry]:
        """What happened with someone, newest first; without `limit` everything."""
        return timeline(self._crm.store.read(), who, -1 if limit is None else limit)

    def _touches(self, contact_id: int, last_touch: str | None) -> tuple[str | None, int, int]:
        """The last touch's summary, the attempts since it, and the number of all touches."""
        connection = self._crm.store.read()
        attempt = "interaction.outcome IN ('no_answer', 'left_message')"
        together = (
            " FROM interaction_contact AS together JOIN interaction ON interaction.id = together.interaction_id"
            " WHERE together.contact_id = :contact AND interaction.deleted_at IS NULL AND interaction.channel <> 'note'"
        )
        summary = connection.value(
            f"SELECT interaction.summary{together} AND together.at = :last AND NOT coalesce({attempt}, 0)"
            " ORDER BY together.interaction_id DESC LIMIT 1",
            contact=contact_id,
            last=last_touch,
        )
        attempts = connection.value(
            f"SELECT count(*){together} AND {attempt} AND together.at > :last",
            contact=contact_id,
            last=last_touch or "",
        )
        touches = connection.value(
            f"SELECT count(*){together} AND NOT coalesce({attempt}, 0)",
            contact=contact_id,
        )
        return summary, attempts, touches

    def _cadence_days(self, contact: Contact) -> int:
        if contact.cadence_days is not None:
            return contact.cadence_days
        of_tags = self._crm.store.read().value(
            "SELECT min(tag.cadence_days) FROM tagging JOIN tag ON tag.id = tagging.tag_id"
            " WHERE tagging.contact_id = :contact AND tag.cadence_days > 0 AND tag.deleted_at IS NULL",
            contact=contact.id,
        )
        return int(of_tags or self._crm.business.cadences.get(contact.kind, 0))

    def _cadence_state(self, contact: Contact) -> str | None:
        today = self._crm.clock.today().isoformat()
        if contact.touch_due_on is None:
            return None
        if contact.next_follow_up_on:
            return "planned"
        if contact.touch_overdue_on and contact.touch_overdue_on <= today:
            return "overdue"
        return "due" if contact.touch_due_on <= today else "ok"

    def _open_follow_ups(self, who: Reference) -> list[OpenFollowUp]:
        rows = self._crm.store.read().rows(
            "SELECT id, due_on, due_time, title, kind, priority FROM follow_up"
            f" WHERE {who.noun.table}_id = :who AND status = 'open' AND deleted_at IS NULL"
            " ORDER BY due_on, coalesce(due_time, '99'), id",
            who=who.id,
        )
        return [OpenFollowUp(*row) for row in rows]

    def _sharing(self, contact_id: int) -> list[Sharing]:
        rows = self._crm.store.read().rows(
            "SELECT DISTINCT contact.id, contact.name, mine.value FROM channel AS mine"
            " JOIN channel AS theirs ON theirs.match_key = mine.match_key AND theirs.contact_id <> mine.contact_id"
            " JOIN contact ON contact.id = theirs.contact_id"
            " WHERE mine.contact_id = :contact AND mine.type IN ('phone', 'email', 'whatsapp') AND mine.match_key <> ''"
            " AND mine.deleted_at IS NULL AND theirs.deleted_at IS NULL AND contact.deleted_at IS NULL"
            " ORDER BY contact.name_key, contact.id LIMIT 10",
            contact=contact_id,
        )
        return [Sharing(Reference(Noun.CONTACT, identity), name, value) for identity, name, value in rows]

    def _people(self, company_id: int) -> tuple[list[Colleague], int]:
        connection = self._crm.store.read()
        phone = (
            "(SELECT value FROM channel WHERE contact_id = contact.id AND type = 'phone' AND deleted_at IS NULL"
            " ORDER BY is_primary DESC, invalid, id LIMIT 1)"
        )
        rows = connection.rows(
            f"SELECT contact.id, contact.name, contact.job_title, {phone} FROM contact"
            " WHERE contact.company_id = :company AND contact.deleted_at IS NULL"
            " ORDER BY contact.name_key, contact.id LIMIT :limit",
            company=company_id,
            limit=_PEOPLE_ON_CARD,
        )
        total = connection.value(
            "SELECT count(*) FROM contact WHERE company_id = :company AND deleted_at IS NULL", company=company_id
        )
        return [Colleague(Reference(Noun.CONTACT, identity), *rest) for identity, *rest in rows], total
