"""The list of channels: every phone, address and page by which someone is reached."""

from smallcrm.records.channels import ChannelType
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, Related, WordSearch, common_fields

_OWNER = (
    "CASE WHEN channel.contact_id IS NULL THEN 'company:' || channel.company_id"
    " ELSE 'contact:' || channel.contact_id END"
)

CHANNELS = Listing(
    "channel",
    table="channel",
    joins="LEFT JOIN contact ON contact.id = channel.contact_id LEFT JOIN company ON company.id = channel.company_id",
    living="channel.deleted_at IS NULL AND contact.deleted_at IS NULL AND company.deleted_at IS NULL",
    sort=("id",),
    search=WordSearch(
        "",
        people="""(channel.contact_id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH {0})
            OR channel.company_id IN (SELECT rowid FROM company_search WHERE company_search MATCH {0}))""",
        channels=Related("channel.id", "SELECT channel.id AS id FROM channel WHERE {}"),
    ),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "channel.id", shown=True),
        Field("owner", "Owner", ColumnType.REFERENCE, _OWNER, shown=True),
        Field("name", "Name", ColumnType.TEXT, "coalesce(contact.name, company.name)", shown=True,
              key="coalesce(contact.name_key, company.name_key)"),
        Field("type", "Type", ColumnType.CHOICE, "channel.type", shown=True, choices=tuple(ChannelType)),
        Field("value", "Value", ColumnType.TEXT, "channel.value", shown=True),
        Field("label", "Label", ColumnType.TEXT, "channel.label", shown=True),
        Field("primary", "Primary", ColumnType.FLAG, "channel.is_primary", shown=True),
        Field("invalid", "Invalid", ColumnType.FLAG, "channel.invalid", shown=True),
        Field("opted_out", "Opted out", ColumnType.FLAG, "channel.opted_out", shown=True),
        Field("contact_id", "Contact id", ColumnType.INTEGER, "channel.contact_id"),
        Field("company_id", "Company id", ColumnType.INTEGER, "channel.company_id"),
        *common_fields("channel"),
    ),
)  # fmt: skip
