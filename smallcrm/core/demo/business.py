"""Builds the made-up business: a cake studio in Haifa with a year behind it, ending today."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.core.demo.companies import FIRMS
from smallcrm.core.demo.company_people import COMPANY_PEOPLE
from smallcrm.core.demo.days import Days
from smallcrm.core.demo.firm_stories import FIRM_STORIES
from smallcrm.core.demo.own_fields import ENTERED_TWICE, OWN_FIELDS, OWN_VALUES, VIEWS
from smallcrm.core.demo.people import PRIVATE_PEOPLE
from smallcrm.core.demo.plans import PLANS
from smallcrm.core.demo.routines import ROUTINES
from smallcrm.core.demo.sales import SALES
from smallcrm.core.demo.selling import add_sale
from smallcrm.core.demo.shapes import Birthday, Firm, Person, Plan
from smallcrm.core.demo.stories import PRIVATE_STORIES
from smallcrm.core.demo.telling import Told, first_days, tell
from smallcrm.core.fields import COMPANY_READERS, CONTACT_READERS, read_fields
from smallcrm.core.touches import record_touch
from smallcrm.errors import ConflictError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.contacts import ContactKind
from smallcrm.records.follow_ups import FollowUpStatus
from smallcrm.records.references import Noun, Reference
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.values.phones import parse_labelled

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

PEOPLE = (*PRIVATE_PEOPLE, *COMPANY_PEOPLE, *ENTERED_TWICE)
STORIES = (*PRIVATE_STORIES, *FIRM_STORIES, *(routine.story for routine in ROUTINES))
SETTINGS = {
    "currency": "ILS",
    "country": "IL",
    "date_order": "dmy",
    "week_start": "sun",
    "working_days": "sun,mon,tue,wed,thu,fri",
}
"""The studio is closed on Saturday. The time zone stays the machine's, so that today is today."""

TAG_CADENCES = {"vip": 60}


def build_demo(crm: "Crm") -> None:
    """Fill an empty database with a believable small business, as one undo step; the same moment gives the same rows.

    The business settings become those of the studio. ConflictError when there are contacts or companies already.
    """
    try:
        with crm.store.write("demo business") as work:
            _check_empty(work)
            for key, value in SETTINGS.items():
                crm.settings.set(key, value)
            crm.reload()
            _Builder(crm, work).build()
    finally:
        crm.reload()


def _check_empty(work: UnitOfWork) -> None:
    held = work.connection.value("SELECT (SELECT count(*) FROM contact) + (SELECT count(*) FROM company)")
    if held:
        raise ConflictError(
            f"the database holds {held} contacts and companies already",
            hint="sample data needs an empty database: choose another file with --db",
        )


class _Builder:
    """Writes the tables of the business; `handles` says which record each short name became."""

    def __init__(self, crm: "Crm", work: UnitOfWork) -> None:
        self._crm = crm
        self._work = work
        self._days = Days(crm)
        self.handles: dict[str, Reference] = {}

    def build(self) -> None:
        for name, days in TAG_CADENCES.items():
            set_on = self._days.past(365).isoformat()
            self._work.insert("tag", {"name": name, "cadence_days": days, "cadence_set_on": set_on})
        for firm in FIRMS:
            self._add_firm(firm)
        known = first_days(STORIES)
        for person in PEOPLE:
            self._add_person(person, max(person.known_for, known.get(person.handle, 0)))
        for told in tell(STORIES, self._days):
            self._add_interaction(told)
        for plan in sorted(PLANS, key=lambda plan: plan.planned):
            self._add_follow_up(plan)
        for sale in SALES:
            who = self.handles[sale.who]
            self.handles[sale.handle] = add_sale(self._crm, self._work, sale, who, self._days)
        self._add_own_fields()

    def _add_own_fields(self) -> None:
        fields = self._crm.custom_fields
        for field in OWN_FIELDS:
            fields.add(field.label, entity=field.entity, kind=field.type, choices=field.choices)
        for handle, texts in OWN_VALUES.items():
            fields.fill(self._work, self.handles[handle], texts)
        for view in VIEWS:
            self._crm.views.save(view.name, view.query, noun=view.noun, fields=view.fields, sort=view.sort)

    def _add_firm(self, firm: Firm) -> None:
        fields = ("name", "domain", "industry", "city", "address", "tax_id", "notes")
        columns = read_fields(self._crm, COMPANY_READERS, _texts(firm._asdict(), *fields, "kind"))
        created = {"country": "IL", "created_at": self._days.opening(firm.known_for)}
        identity = self._work.insert("company", {**columns, **created})
        self._add_owner(firm.handle, Reference(Noun.COMPANY, identity), firm.tags, _channels(phones=firm.phones))

    def _add_person(self, person: Person, known_for: int) -> None:
        fields = ("name", "kind", "job_title", "source", "language", "city", "country", "notes")
        texts = _texts(person._asdict(), *fields, "cadence", "do_not_contact")
        columns = read_fields(self._crm, CONTACT_READERS, texts | {"birthday": self._birthday(person.birthday)})
        created = self._days.opening(known_for)
        identity = self._work.insert(
            "contact",
            {
                **columns,
                "company_id": self.handles[person.company].id if person.company else None,
                "cadence_set_on": self._days.past(known_for).isoformat() if person.cadence else None,
                "converted_at": created if person.kind == ContactKind.CUSTOMER else None,
                "created_at": created,
            },
        )
        channels = _channels(person.phones, person.whatsapp, person.email, person.social)
        self._add_owner(person.handle, Reference(Noun.CONTACT, identity), person.tags, channels)

    def _add_owner(self, handle: str, owner: Reference, tags: Sequence[str], channels: Sequence[NewChannel]) -> None:
        self.handles[handle] = owner
        self._crm.channels.add_all(self._work, owner, channels)
        if tags:
            self._crm.tags.add(owner, tags)

    def _add_interaction(self, told: Told) -> None:
        record_touch(self._work, [self.handles[handle] for handle in told.people], told.touch)

    def _add_follow_up(self, plan: Plan) -> None:
        due = self._days.due(plan.due).isoformat()
        who = self.handles[plan.who] if plan.who else None
        self._work.insert(
            "follow_up",
            {
                "title": plan.title,
                "due_on": due,
                "due_time": plan.time,
                "first_due_on": due if plan.first_due is None else self._days.due(plan.first_due).isoformat(),
                "snooze_count": plan.snoozes,
                "kind": plan.kind.value,
                "priority": plan.priority.value,
                "status": plan.status.value,
                "done_at": self._days.closing(-plan.due) if plan.status == FollowUpStatus.DONE else None,
                "result": plan.result,
                "repeat_rule": plan.repeat,
                "repeat_from": due if plan.repeat else None,
                "notes": plan.notes,
                "created_at": self._days.opening(-plan.planned),
                **({f"{who.noun.table}_id": who.id} if who else {}),
            },
        )

    def _birthday(self, birthday: Birthday | str) -> str:
        if isinstance(birthday, str):
            return birthday
        day = self._days.ahead(birthday.days_ahead)
        year = str(birthday.year) if birthday.year else "-"
        return f"{year}-{day:%m-%d}"


def _texts(values: Mapping[str, str], *fields: str) -> dict[str, str]:
    """The fields that say something, by name."""
    return {field: values[field] for field in fields if values[field]}


def _channels(
    phones: Sequence[str] = (), whatsapp: Sequence[str] = (), email: str = "", social: str = ""
) -> list[NewChannel]:
    typed = [
        *((ChannelType.PHONE, phone) for phone in phones),
        *((ChannelType.WHATSAPP, number) for number in whatsapp),
        *((ChannelType.EMAIL, address) for address in [email] if address),
        *((ChannelType.SOCIAL, name) for name in [social] if name),
    ]
    labelled = [(kind, *parse_labelled(text)) for kind, text in typed]
    return [NewChannel(kind, value, label) for kind, label, value in labelled]
