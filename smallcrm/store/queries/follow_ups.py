"""The list of follow-ups."""

from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, Related, WordSearch, common_fields
from smallcrm.store.queries.parts import TAGGINGS, company_fields, deal_columns, tag_filter, text_field

# Named from the side of the trash, which is small: then a list reads contacts and companies only where it shows them.
_LIVING = """follow_up.deleted_at IS NULL
    AND (follow_up.contact_id IS NULL OR follow_up.contact_id NOT IN
        (SELECT contact.id FROM contact WHERE contact.deleted_at IS NOT NULL))
    AND (follow_up.contact_id IS NOT NULL OR follow_up.company_id IS NULL OR follow_up.company_id NOT IN
        (SELECT company.id FROM company WHERE company.deleted_at IS NOT NULL))"""
_PEOPLE = Related(
    "follow_up.contact_id", "SELECT contact.id AS id FROM contact WHERE contact.deleted_at IS NULL AND {}"
)
_TAGGED_PEOPLE = Related(
    "follow_up.contact_id", f"SELECT tagging.contact_id AS id {TAGGINGS} AND tagging.contact_id IS NOT NULL"
)
_OVERDUE = "follow_up.status = 'open' AND follow_up.due_on < :today"

FOLLOW_UPS = Listing(
    "follow-up",
    table="follow_up",
    joins="LEFT JOIN contact ON contact.id = follow_up.contact_id",
    living=_LIVING,
    sort=("due", "time"),
    search=WordSearch(
        "follow_up_search",
        people="follow_up.contact_id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH {})",
    ),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "follow_up.id", shown=True),
        Field("due", "Due", ColumnType.DAY, "follow_up.due_on", shown=True, ahead=True),
        Field("time", "Time", ColumnType.TEXT, "follow_up.due_time", shown=True),
        Field("title", "Title", ColumnType.TEXT, "follow_up.title", shown=True, key="follow_up.title_key"),
        Field("with", "With", ColumnType.TEXT, "contact.name", shown=True, key="contact.name_key",
              tested="contact.name_key", related=_PEOPLE),
        Field("kind", "Kind", ColumnType.CHOICE, "follow_up.kind", shown=True, choices=tuple(FollowUpKind)),
        Field("priority", "Priority", ColumnType.CHOICE, "follow_up.priority", shown=True, choices=tuple(Priority)),
        Field("status", "Status", ColumnType.CHOICE, "follow_up.status", shown=True, choices=tuple(FollowUpStatus)),
        *company_fields("follow_up", shown=True)[:1],
        Field("overdue", "Overdue", ColumnType.FLAG, f"({_OVERDUE})"),
        Field("first_due", "First due", ColumnType.DAY, "follow_up.first_due_on", ahead=True),
        Field("snoozed", "Snoozed", ColumnType.INTEGER, "follow_up.snooze_count"),
        Field("done", "Done", ColumnType.MOMENT, "follow_up.done_at"),
        text_field("follow_up", "result", "Result"),
        text_field("follow_up", "repeat", "Repeats", column="repeat_rule"),
        text_field("follow_up", "notes", "Notes"),
        Field("contact_id", "Contact id", ColumnType.INTEGER, "follow_up.contact_id"),
        *company_fields("follow_up")[1:],
        *common_fields("follow_up"),
        tag_filter(_TAGGED_PEOPLE),
        *deal_columns("follow_up"),
    ),
)  # fmt: skip
