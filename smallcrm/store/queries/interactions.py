"""The list of interactions."""

from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields
from smallcrm.store.queries.parts import SEPARATOR, company_fields, company_join, tag_of_contact_field, text_field

_BY_CONTACT = """interaction.id IN (SELECT interaction_contact.interaction_id FROM interaction_contact
    WHERE interaction_contact.contact_id IN ({}))"""
_LIVING_PEOPLE = "SELECT contact.id FROM contact WHERE contact.deleted_at IS NULL AND {}"
_NAMES = f"""(SELECT group_concat(name, {SEPARATOR}) FROM (SELECT contact.name AS name FROM interaction_contact
    JOIN contact ON contact.id = interaction_contact.contact_id
    WHERE interaction_contact.interaction_id = interaction.id AND contact.deleted_at IS NULL
    ORDER BY interaction_contact.id))"""
# Named from the side of the trash, which is small, so that a long list stays cheap.
_LIVING = """interaction.deleted_at IS NULL AND interaction.id NOT IN (
    SELECT gone.interaction_id FROM contact JOIN interaction_contact AS gone ON gone.contact_id = contact.id
    WHERE contact.deleted_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM interaction_contact AS other
        JOIN contact AS person ON person.id = other.contact_id
        WHERE other.interaction_id = gone.interaction_id AND person.deleted_at IS NULL)
    UNION ALL
    SELECT lone.id FROM company JOIN interaction AS lone ON lone.company_id = company.id
    WHERE company.deleted_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM interaction_contact WHERE interaction_contact.interaction_id = lone.id))"""

_WITH = Field("with", "With", ColumnType.LIST, _NAMES, tested="contact.name_key",
              within=_BY_CONTACT.format(_LIVING_PEOPLE), filter_only=True)  # fmt: skip

INTERACTIONS = Listing(
    "interaction",
    table="interaction",
    joins=company_join("interaction"),
    living=_LIVING,
    sort=("-at",),
    search=WordSearch(
        "interaction_search",
        people=_BY_CONTACT.format("SELECT rowid FROM contact_search WHERE contact_search MATCH {}"),
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
              within=_BY_CONTACT.format(_LIVING_PEOPLE), filter_only=True),
        tag_of_contact_field(_BY_CONTACT),
    ),
)  # fmt: skip
