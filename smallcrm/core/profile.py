"""The 360° card: everything about a contact or a company in one place."""

from typing import TYPE_CHECKING

from smallcrm.records.companies import Company
from smallcrm.records.contacts import Contact
from smallcrm.records.profile import (
    CompanyProfile,
    ContactProfile,
    TimelineEntry,
)
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries import profile as queries
from smallcrm.store.queries.rows import fetch
from smallcrm.store.queries.timeline import timeline

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

ENTRIES_ON_CARD = 10


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
        counts = queries.touch_counts(connection, contact_id, contact.last_touch_at)
        return ContactProfile(
            contact=contact,
            company=fetch(connection, Company, contact.company_id) if contact.company_id else None,
            tags=self._crm.tags.of(who),
            channels=self._crm.channels.of(who),
            cadence_days=cadence,
            cadence_state=self._cadence_state(contact),
            last_touch_summary=counts.last_summary,
            attempts=counts.attempts,
            touches=counts.touches,
            follow_ups=queries.open_follow_ups(connection, who),
            sharing=queries.sharing(connection, contact_id),
            timeline=self.timeline(who, limit=entries),
        )

    def company(self, company_id: int, *, entries: int = ENTRIES_ON_CARD) -> CompanyProfile:
        """The card of a company; NotFoundError when there is none."""
        connection = self._crm.store.read()
        company = fetch(connection, Company, company_id)
        who = Reference(Noun.COMPANY, company_id)
        people, total = queries.colleagues(connection, company_id)
        return CompanyProfile(
            company=company,
            tags=self._crm.tags.of(who),
            channels=self._crm.channels.of(who),
            people=people,
            people_total=total,
            follow_ups=queries.open_follow_ups(connection, who),
            timeline=self.timeline(who, limit=entries),
        )

    def timeline(self, who: Reference, *, limit: int | None = None) -> list[TimelineEntry]:
        """What happened with someone, newest first; without `limit` everything."""
        return timeline(self._crm.store.read(), who, -1 if limit is None else limit)

    def _cadence_days(self, contact: Contact) -> int:
        if contact.cadence_days is not None:
            return contact.cadence_days
        of_tags = queries.cadence_of_tags(self._crm.store.read(), contact.id)
        return of_tags or self._crm.business.cadences.get(contact.kind, 0)

    def _cadence_state(self, contact: Contact) -> str | None:
        today = self._crm.clock.today().isoformat()
        if contact.touch_due_on is None:
            return None
        if contact.next_follow_up_on:
            return "planned"
        if contact.touch_overdue_on and contact.touch_overdue_on <= today:
            return "overdue"
        return "due" if contact.touch_due_on <= today else "ok"
