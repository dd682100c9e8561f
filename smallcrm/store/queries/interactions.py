"""The list of interactions."""

from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, Related, WordSearch, common_fields
from smallcrm.store.queries.parts import SEPARATOR, company_fields, deal_columns, tag_filter, text_field

_PEOPLE = Related(
    "interaction.id",
    "SELECT interaction_contact.interaction_id AS id FROM contact"
    " JOIN interaction_contact ON interaction_contact.contact_id = contact.id"
    " WHERE contact.deleted_at IS NULL AND {}",
)
_TAGGED_PEOPLE = Related(
    "interaction.id",
    "SELECT interaction_contact.interaction_id AS id FROM tag JOIN tagging ON tagging.tag_id = tag.id"
    " JOIN interaction_contact ON interaction_contact.contact_id = tagging.contact_id"
    " WHERE tag.deleted_at IS NULL AND {}",
)
_NAMES = f"""(SELECT group_concat(name, {SEPARATOR}) FROM (SELECT contact.name AS name FROM interaction_contact
    JOIN contact ON contact.id = interaction_contact.contact_id
    WHERE interaction_contact.interaction_id = interaction.id AND contact.deleted_at IS NULL
    ORDER BY interaction_contact.id))"""
# Named from the side of the trash, which is small, so that a long list stays cheap.
_LIVING = """interaction.deleted_at IS NULL AND interaction.id NOT IN (
    SELECT gone.interaction_id FROM contact CROSS JOIN interaction_contact AS gone ON gone.contact_id = contact.id
    WHERE contact.deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM interaction_contact AS other
        JOIN contact AS person ON person.id = other.contact_id
        WHERE other.interaction_id = gone.interaction_id AND person.deleted_at IS NULL)
    UNION ALL
    SELECT lone.id FROM company CROSS JOIN interaction AS lone ON lone.company_id = company.id
    WHERE company.deleted_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM interaction_contact WHERE interaction_contact.interaction_id = lone.id))"""

_WITH = Field("with", "With", ColumnType.LIST, _NAMES, tested="contact.name_key", related=_PEOPLE, filter_only=True)

INTERACTIONS = Listing(
    "interaction",
    table="interaction",
    living=_LIVING,
    sort=("-at",),
    search=WordSearch(
        "interaction_search",
        people=_PEOPLE.among("contact.id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH {})"),
    ),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "interaction.id", shown=True),
        Field("at", "At", ColumnType.MOMENT, "interaction.at", shown=True),
        Field("channel", "Channel", ColumnType.CHOICE, "interaction.channel", shown=True,
              choices=tuple(InteractionChannel)),
        Field("direction", "Direction", ColumnType.CHOICE, "interaction.direction", shown=True,
              choices=tuple(Direction)),
        Field("topic", "Topic", ColumnType.CHOICE, "interaction.topic", shown=True, choices=tuple(Topic)),
        Field("outcome", "Outcome", ColumnType.CHOICE, "interaction.outcome", shown=True, choices=tuple(Outcome)),
        _WITH._replace(name="contacts", header="Contacts", shown=True, filter_only=False),
        *company_fields("interaction", shown=True)[:1],
        text_field("interaction", "summary", "Summary")._replace(shown=True),
        text_field("interaction", "body", "Body"),
        Field("minutes", "Minutes", ColumnType.INTEGER, "interaction.duration_minutes"),
        *company_fields("interaction")[1:],
        *common_fields("interaction"),
        _WITH,
        Field("contact_id", "Contact id", ColumnType.INTEGER, "NULL", tested="contact.id",
              related=_PEOPLE, filter_only=True),
        tag_filter(_TAGGED_PEOPLE),
        *deal_columns("interaction"),
    ),
)  # fmt: skip
