"""The 360° card: everything about a contact or a company in one place."""

from typing import TYPE_CHECKING

from smallcrm.records.companies import Company
from smallcrm.records.contacts import Contact
from smallcrm.records.profile import (
    CompanyProfile,
    ContactProfile,
    DealProfile,
    Sales,
    TimelineEntry,
)
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries import profile as queries
from smallcrm.store.queries.deals_with import deals_of, won_totals
from smallcrm.store.queries.names import named
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
            custom=self._crm.lists.custom_values(who.noun, who.id),
            channels=self._crm.channels.of(who),
            cadence_days=cadence,
            cadence_state=self._cadence_state(contact),
            last_touch_summary=counts.last_summary,
            attempts=counts.attempts,
            touches=counts.touches,
            follow_ups=queries.open_follow_ups(connection, who),
            sales=self._sales(who),
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
            custom=self._crm.lists.custom_values(who.noun, who.id),
            channels=self._crm.channels.of(who),
            people=people,
            people_total=total,
            follow_ups=queries.open_follow_ups(connection, who),
            sales=self._sales(who),
            timeline=self.timeline(who, limit=entries),
        )

    def deal(self, deal_id: int) -> DealProfile:
        """The card of a deal; NotFoundError when there is none."""
        connection = self._crm.store.read()
        deal = self._crm.deals.get(deal_id)
        ref = Reference(Noun.DEAL, deal_id)
        owners = (("contact", deal.contact_id), ("company", deal.company_id))
        return DealProfile(
            deal=deal,
            stage=self._crm.stages.get(deal.stage_id),
            owners=[named(connection, table, identity) for table, identity in owners if identity],
            tags=self._crm.tags.of(ref),
            custom=self._crm.lists.custom_values(ref.noun, ref.id),
            follow_ups=queries.open_follow_ups(connection, ref),
            events=self._crm.deals.events(deal_id),
            stages=queries.stage_names(connection),
        )

    def timeline(self, who: Reference, *, limit: int | None = None) -> list[TimelineEntry]:
        """What happened with someone, newest first; without `limit` everything."""
        return timeline(self._crm.store.read(), who, -1 if limit is None else limit)

    def _sales(self, who: Reference) -> Sales:
        connection = self._crm.store.read()
        return Sales(deals_of(connection, who), won_totals(connection, who), queries.stage_names(connection))

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
