"""Changing a record: its fields as they are, and only what was changed is written."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.records.contacts import ContactKind
from smallcrm.records.follow_ups import FollowUpKind, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.custom_fields import custom_form_fields
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.deal import deal_fields, edit_deal
from smallcrm.tui.dialogs.form import FormField
from smallcrm.values.birthdays import format_birthday
from smallcrm.values.periods import format_period

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class EditDialog(ChangeDialog):
    """The fields of one record."""

    def __init__(self, desk: Desk, record: Reference, title: str, fields: Sequence[FormField]) -> None:
        super().__init__(desk, title, fields)
        self._record = record

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The fields of the record as they are now."""
        return form_fields(crm, self._record)

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change the record."""
        return _edit(crm, self._record, changed)


def edit_dialog(desk: Desk, crm: "Crm", record: Reference) -> EditDialog:
    """The form of a record, filled in."""
    fields = form_fields(crm, record)
    name = next(field.value for field in fields if field.name in ("name", "title", "summary"))
    return EditDialog(desk, record, f"Edit · {name}", fields)


def form_fields(crm: "Crm", record: Reference) -> list[FormField]:
    """The fields of a record as they are now."""
    if record.noun == Noun.CONTACT:
        return _contact_fields(crm, record.id)
    if record.noun == Noun.COMPANY:
        return _company_fields(crm, record.id)
    if record.noun == Noun.DEAL:
        return deal_fields(crm, record.id)
    return _follow_up_fields(crm, record.id) if record.noun == Noun.FOLLOW_UP else _interaction_fields(crm, record.id)


def _contact_fields(crm: "Crm", identity: int) -> list[FormField]:
    contact = crm.contacts.get(identity)
    company = crm.companies.get(contact.company_id).name if contact.company_id else ""
    return [
        FormField("name", "Name", contact.name),
        FormField("company", "Company", company),
        *_plain(contact, ("job_title", "Title")),
        FormField("kind", "Kind", contact.kind, choices=tuple(ContactKind)),
        *_plain(contact, ("source", "Source")),
        FormField("birthday", "Birthday", format_birthday(contact.birthday) if contact.birthday else ""),
        *_plain(
            contact, ("address", "Address"), ("city", "City"), ("postal_code", "Post code"), ("country", "Country")
        ),
        _cadence(contact.cadence_days),
        FormField("do_not_contact", "No contact", contact.do_not_contact_reason or "", "a reason: never contact"),
        *_plain(contact, ("given_name", "Given"), ("family_name", "Family"), ("language", "Language")),
        *_plain(contact, ("notes", "Notes")),
        *custom_form_fields(crm, Noun.CONTACT, Reference(Noun.CONTACT, identity)),
    ]


def _company_fields(crm: "Crm", identity: int) -> list[FormField]:
    company = crm.companies.get(identity)
    return [
        FormField("name", "Name", company.name),
        FormField("kind", "Kind", company.kind, choices=tuple(ContactKind)),
        *_plain(company, ("industry", "Industry"), ("domain", "Domain"), ("website", "Site"), ("tax_id", "Tax id")),
        *_plain(
            company, ("address", "Address"), ("city", "City"), ("postal_code", "Post code"), ("country", "Country")
        ),
        _cadence(company.cadence_days),
        *_plain(company, ("notes", "Notes")),
        *custom_form_fields(crm, Noun.COMPANY, Reference(Noun.COMPANY, identity)),
    ]


def _follow_up_fields(crm: "Crm", identity: int) -> list[FormField]:
    follow_up = crm.follow_ups.get(identity)
    due = " ".join(filter(None, (follow_up.due_on, follow_up.due_time)))
    return [
        FormField("title", "What", follow_up.title),
        FormField("due", "When", due),
        FormField("kind", "Kind", follow_up.kind, choices=tuple(FollowUpKind)),
        FormField("priority", "Priority", follow_up.priority, choices=tuple(Priority)),
        FormField("repeat", "Repeat", follow_up.repeat_rule or ""),
        *_plain(follow_up, ("notes", "Notes")),
    ]


def _interaction_fields(crm: "Crm", identity: int) -> list[FormField]:
    interaction = crm.interactions.get(identity)
    minutes = interaction.duration_minutes
    return [
        FormField("summary", "What", interaction.summary),
        FormField("at", "When", crm.clock.local(interaction.at).strftime("%Y-%m-%d %H:%M")),
        FormField("channel", "How", interaction.channel, choices=tuple(InteractionChannel)),
        FormField("direction", "Who began", interaction.direction, choices=tuple(Direction)),
        FormField("outcome", "Outcome", interaction.outcome or "", choices=("", *Outcome)),
        FormField("topic", "Topic", interaction.topic, choices=tuple(Topic)),
        FormField("minutes", "Minutes", "" if minutes is None else str(minutes)),
        *_plain(interaction, ("body", "More")),
    ]


def _plain(record: Any, *fields: tuple[str, str]) -> list[FormField]:
    return [FormField(name, label, getattr(record, name) or "") for name, label in fields]


def _cadence(days: int | None) -> FormField:
    value = "" if days is None else format_period(days) if days else "off"
    return FormField("cadence", "Rhythm", value, "30d, 3m, off; empty: as tag or kind say")


def _edit(crm: "Crm", record: Reference, changed: Mapping[str, str]) -> bool:
    if record.noun == Noun.CONTACT:
        fields = {name: text for name, text in changed.items() if name != "company"}
        return crm.contacts.edit(record.id, fields, company=changed.get("company"))
    if record.noun == Noun.COMPANY:
        return crm.companies.edit(record.id, changed)
    if record.noun == Noun.DEAL:
        return edit_deal(crm, record.id, changed)
    if record.noun == Noun.FOLLOW_UP:
        return crm.follow_ups.edit(record.id, changed)
    return crm.interactions.edit(record.id, changed)
