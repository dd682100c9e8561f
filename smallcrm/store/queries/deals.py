"""The list of deals."""

from smallcrm.records.deals import StageType
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.deal_terms import AGE, INSTANT, LIVING, PROBABILITY, ROTTING, STAGE_AGE, WEIGHTED
from smallcrm.store.queries.listing import Field, Listing, Related, WordSearch, common_fields
from smallcrm.store.queries.parts import company_fields, money_field, tag_fields, text_field

_CONTACT = "(SELECT contact.{} FROM contact WHERE contact.id = deal.contact_id AND contact.deleted_at IS NULL)"
_CONTACTS = Related("deal.contact_id", "SELECT contact.id AS id FROM contact WHERE contact.deleted_at IS NULL AND {}")

DEALS = Listing(
    "deal",
    table="deal",
    joins="JOIN stage ON stage.id = deal.stage_id",
    living=LIVING,
    sort=("stage", "close"),
    search=WordSearch(
        "deal_search",
        people="""(deal.contact_id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH {0})
            OR deal.company_id IN (SELECT rowid FROM company_search WHERE company_search MATCH {0}))""",
    ),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "deal.id", shown=True),
        Field("title", "Title", ColumnType.TEXT, "deal.title", shown=True, key="deal.title_key"),
        Field("contact", "Contact", ColumnType.TEXT, _CONTACT.format("name"), shown=True,
              key=_CONTACT.format("name_key"), tested="contact.name_key", related=_CONTACTS),
        *company_fields("deal", shown=True)[:1],
        Field("stage", "Stage", ColumnType.TEXT, "stage.name", shown=True, key="stage.position",
              tested="stage.name_key"),
        money_field("amount", "Amount", "deal.amount", "deal.currency", shown=True),
        Field("currency", "Currency", ColumnType.TEXT, "deal.currency", shown=True, exact=True),
        Field("probability", "%", ColumnType.INTEGER, PROBABILITY, shown=True),
        money_field("weighted", "Weighted", WEIGHTED, "deal.currency", shown=True),
        Field("close", "Close", ColumnType.DAY, "deal.expected_close_on", shown=True, ahead=True),
        Field("age", "Age", ColumnType.INTEGER, f"CAST({AGE} + {INSTANT} AS INTEGER)", shown=True),
        Field("next", "Next", ColumnType.DAY, "deal.next_follow_up_on", shown=True, ahead=True),
        Field("rotting", "Rotting", ColumnType.FLAG, ROTTING, shown=True),
        Field("status", "Status", ColumnType.CHOICE, "stage.type", choices=tuple(StageType)),
        Field("probability_override", "Own %", ColumnType.INTEGER, "deal.probability_override"),
        text_field("deal", "source", "Source"),
        text_field("deal", "lost_reason", "Lost because"),
        text_field("deal", "lost_note", "Lost note"),
        Field("closed", "Closed", ColumnType.MOMENT, "deal.closed_at"),
        *tag_fields("deal"),
        Field("contact_id", "Contact id", ColumnType.INTEGER, "deal.contact_id"),
        *company_fields("deal")[1:],
        Field("stage_id", "Stage id", ColumnType.INTEGER, "deal.stage_id"),
        *common_fields("deal"),
        money_field("value", "Value", WEIGHTED, "deal.currency")._replace(filter_only=True),
        Field("stage_age", "In stage", ColumnType.INTEGER, f"CAST({STAGE_AGE} + {INSTANT} AS INTEGER)"),
    ),
)  # fmt: skip
