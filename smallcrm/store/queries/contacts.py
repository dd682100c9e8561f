"""The list of contacts."""

from collections.abc import Iterable
from enum import StrEnum

from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, Related, WordSearch, common_fields
from smallcrm.store.queries.parts import (
    channels_of,
    company_fields,
    deal_fields,
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
_INTERACTIONS = Related(
    "contact.id",
    "SELECT interaction_contact.contact_id AS id FROM interaction_contact"
    " JOIN interaction ON interaction.id = interaction_contact.interaction_id"
    " WHERE interaction.deleted_at IS NULL AND {}",
)
_OPEN_FOLLOW_UPS = Related(
    "contact.id",
    "SELECT follow_up.contact_id AS id FROM follow_up WHERE follow_up.status = 'open'"
    " AND follow_up.deleted_at IS NULL AND follow_up.contact_id IS NOT NULL AND {}",
)
# One step of the index from each city to the next: there are few cities, and folding every row's would be slow.
_CITIES = Related(
    "contact.city",
    "WITH RECURSIVE known(id) AS (SELECT min(city) FROM contact UNION ALL"
    " SELECT (SELECT min(city) FROM contact WHERE city > known.id) FROM known WHERE known.id IS NOT NULL)"
    " SELECT id FROM known WHERE id IS NOT NULL AND {}",
    by_row=False,
)


def _met(name: str, header: str, choices: Iterable[StrEnum]) -> Field:
    """Whether any interaction with the contact has this value."""
    return Field(name, header, ColumnType.CHOICE, f"interaction.{name}", tested=f"interaction.{name}",
                 related=_INTERACTIONS, choices=tuple(choices), filter_only=True)  # fmt: skip


def _place_fields() -> list[Field]:
    return [
        field._replace(tested="fold(known.id)", related=_CITIES) if field.name == "city" else field
        for field in place_fields("contact")
    ]


CONTACTS = Listing(
    "contact",
    table="contact",
    living="contact.deleted_at IS NULL",
    sort=("name",),
    search=WordSearch("contact_search", channels=channels_of("contact")),
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
        *_place_fields(),
        Field("do_not_contact", "Do not contact", ColumnType.FLAG, "contact.do_not_contact"),
        text_field("contact", "do_not_contact_reason", "Reason"),
        Field("cadence", "Cadence", ColumnType.CHOICE, _CADENCE_STATE, choices=CADENCE_STATES),
        Field("cadence_days", "Cadence days", ColumnType.INTEGER, "contact.cadence_days"),
        Field("touch_due", "Touch due", ColumnType.DAY, "contact.touch_due_on", ahead=True),
        text_field("contact", "notes", "Notes"),
        *common_fields("contact"),
        *deal_fields("contact"),
        _met("topic", "Topic", Topic),
        _met("channel", "Channel", InteractionChannel),
        _met("direction", "Direction", Direction),
        _met("outcome", "Outcome", Outcome),
        Field("due", "Due", ColumnType.DAY, "follow_up.due_on", tested="follow_up.due_on",
              related=_OPEN_FOLLOW_UPS, ahead=True, filter_only=True),
    ),
)  # fmt: skip
