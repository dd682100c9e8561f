"""Fields and SQL that the listings of several nouns share."""

from smallcrm.records.contacts import ContactKind
from smallcrm.records.tables import LIST_SEPARATOR, ColumnType
from smallcrm.store.queries.listing import Field

SEPARATOR = f"char({ord(LIST_SEPARATOR)})"

_PHONES = "channel.type IN ('phone', 'whatsapp')"
_EMAILS = "channel.type = 'email'"
_COMPANY_WITHIN = "{table}.company_id IN (SELECT company.id FROM company WHERE company.deleted_at IS NULL AND {{}})"


def text_field(table: str, name: str, header: str, *, column: str = "") -> Field:
    """A text column of the listing's own table, found by what it contains."""
    return Field(name, header, ColumnType.TEXT, f"{table}.{column or name}")


def place_fields(table: str) -> list[Field]:
    """The parts of an address."""
    names = (("address", "Address"), ("city", "City"), ("postal_code", "Postal code"), ("country", "Country"))
    return [text_field(table, name, header) for name, header in names]


def kind_field(table: str, *, shown: bool = False) -> Field:
    """What a contact or a company is to the business."""
    return Field("kind", "Kind", ColumnType.CHOICE, f"{table}.kind", shown=shown, choices=tuple(ContactKind))


def phone_field(table: str, *, shown: bool = False) -> Field:
    """The primary phone; filtered by any phone."""
    return _channel_field("phone", "Phone", ColumnType.PHONE, table, _PHONES, shown=shown)


def email_field(table: str, *, shown: bool = False) -> Field:
    """The primary e-mail address; filtered by any address."""
    return _channel_field("email", "E-mail", ColumnType.EMAIL, table, _EMAILS, shown=shown)


def channel_within(table: str) -> str:
    """The condition that one of a row's living channels satisfies another."""
    owned = f"channel.{table}_id IS NOT NULL AND channel.deleted_at IS NULL"
    return f"{table}.id IN (SELECT channel.{table}_id FROM channel WHERE {owned} AND {{}})"


def tag_fields(table: str, *, shown: bool = False) -> list[Field]:
    """`tags`, the column, and `tag`, what `+vip` tests: one whole tag."""
    within = f"""{table}.id IN (SELECT tagging.{table}_id FROM tag JOIN tagging ON tagging.tag_id = tag.id
        WHERE tag.deleted_at IS NULL AND tagging.{table}_id IS NOT NULL AND {{}})"""
    listed = f"""(SELECT group_concat(name, {SEPARATOR}) FROM (SELECT tag.name AS name FROM tagging
        JOIN tag ON tag.id = tagging.tag_id WHERE tagging.{table}_id = {table}.id AND tag.deleted_at IS NULL
        ORDER BY tag.name_key))"""
    tag = Field("tag", "Tag", ColumnType.LIST, listed, tested="tag.name_key", within=within, exact=True)
    return [tag._replace(name="tags", header="Tags", shown=shown), tag._replace(filter_only=True)]


def company_fields(table: str, *, shown: bool = False) -> list[Field]:
    """The company's name, and its id; `companies` must be joined."""
    within = _COMPANY_WITHIN.format(table=table)
    return [
        Field("company", "Company", ColumnType.TEXT, "company.name", shown=shown, key="company.name_key",
              tested="company.name_key", within=within),
        Field("company_id", "Company id", ColumnType.INTEGER, f"{table}.company_id"),
    ]  # fmt: skip


def company_join(table: str) -> str:
    """The living company of a row, if it has one."""
    return f"LEFT JOIN company ON company.id = {table}.company_id AND company.deleted_at IS NULL"


def tag_of_contact_field(contacts: str) -> Field:
    """`+vip` in a list of what hangs on people; `contacts` is a condition on the ids of tagged contacts."""
    tagged = """SELECT tagging.contact_id FROM tag JOIN tagging ON tagging.tag_id = tag.id
        WHERE tag.deleted_at IS NULL AND tagging.contact_id IS NOT NULL AND {}"""
    return Field("tag", "Tag", ColumnType.LIST, "NULL", tested="tag.name_key", within=contacts.format(tagged),
                 exact=True, filter_only=True)  # fmt: skip


def _channel_field(name: str, header: str, kind: ColumnType, table: str, types: str, *, shown: bool) -> Field:
    first = f"""(SELECT channel.value FROM channel WHERE channel.{table}_id = {table}.id AND {types}
        AND channel.deleted_at IS NULL ORDER BY channel.is_primary DESC, channel.invalid, channel.id LIMIT 1)"""
    within = channel_within(table).format(f"{types} AND {{}}")
    return Field(name, header, kind, first, shown=shown, tested="channel", within=within)
