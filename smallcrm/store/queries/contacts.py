"""The list of contacts."""

from collections.abc import Iterable
from enum import StrEnum

from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields
from smallcrm.store.queries.parts import (
    channel_within,
    company_fields,
    company_join,
    email_field,
    kind_field,
    phone_field,
    place_fields,
    tag_fields,
    text_field,
)

CADENCE_STATES = ("ok", "due", "overdue", "planned")

_CADENCE_STATE = """CASE WHEN contact.touch_due_on IS NULL THEN NULL
    WHEN contact.next_follow_up_on IS NOT NULL THEN 'planned'
    WHEN contact.touch_overdue_on <= :today THEN 'overdue'
    WHEN contact.touch_due_on <= :today THEN 'due'
    ELSE 'ok' END"""
_IN_INTERACTIONS = """contact.id IN (SELECT interaction_contact.contact_id FROM interaction
    JOIN interaction_contact ON interaction_contact.interaction_id = interaction.id
    WHERE interaction.deleted_at IS NULL AND {})"""
_IN_OPEN_FOLLOW_UPS = """contact.id IN (SELECT follow_up.contact_id FROM follow_up WHERE follow_up.status = 'open'
    AND follow_up.deleted_at IS NULL AND follow_up.contact_id IS NOT NULL AND {})"""


def _met(name: str, header: str, choices: Iterable[StrEnum]) -> Field:
    """Whether any interaction with the contact has this value."""
    return Field(name, header, ColumnType.CHOICE, f"interaction.{name}", within=_IN_INTERACTIONS,
                 choices=tuple(choices), filter_only=True)  # fmt: skip


CONTACTS = Listing(
    "contact",
    table="contact",
    joins=company_join("contact"),
    living="contact.deleted_at IS NULL",
    sort=("name",),
    search=WordSearch("contact_search", channels=channel_within("contact")),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "contact.id", shown=True),
        Field("name", "Name", ColumnType.TEXT, "contact.name", shown=True, key="contact.name_key"),
        *company_fields("contact", shown=True)[:1],
        kind_field("contact", shown=True),
        phone_field("contact", shown=True),
        email_field("contact", shown=True),
        Field("last_touch", "Last touch", ColumnType.MOMENT, "contact.last_touch_at", shown=True),
        Field("next", "Next", ColumnType.DAY, "contact.next_follow_up_on", shown=True, ahead=True),
        *tag_fields("contact", shown=True),
        text_field("contact", "given_name", "Given name"),
        text_field("contact", "family_name", "Family name"),
        text_field("contact", "job_title", "Title"),
        *company_fields("contact")[1:],
        text_field("contact", "source", "Source"),
        text_field("contact", "language", "Language"),
        Field("birthday", "Birthday", ColumnType.BIRTHDAY, "contact.birthday", key="substr(contact.birthday, -5)"),
        *place_fields("contact"),
        Field("do_not_contact", "Do not contact", ColumnType.FLAG, "contact.do_not_contact"),
        text_field("contact", "do_not_contact_reason", "Reason"),
        Field("cadence", "Cadence", ColumnType.CHOICE, _CADENCE_STATE, choices=CADENCE_STATES,
              within="(contact.touch_due_on IS NOT NULL AND {})"),
        Field("cadence_days", "Cadence days", ColumnType.INTEGER, "contact.cadence_days"),
        Field("touch_due", "Touch due", ColumnType.DAY, "contact.touch_due_on", ahead=True),
        text_field("contact", "notes", "Notes"),
        *common_fields("contact"),
        _met("topic", "Topic", Topic),
        _met("channel", "Channel", InteractionChannel),
        _met("direction", "Direction", Direction),
        _met("outcome", "Outcome", Outcome),
        Field("due", "Due", ColumnType.DAY, "follow_up.due_on", within=_IN_OPEN_FOLLOW_UPS, ahead=True,
              filter_only=True),
    ),
)  # fmt: skip
