"""Fields and SQL that the listings of several nouns share."""

from smallcrm.records.contacts import ContactKind
from smallcrm.records.tables import LIST_SEPARATOR, ColumnType
from smallcrm.store.queries.listing import Field, Related
from smallcrm.values.currencies import WITH_THREE, WITHOUT_MINOR

SEPARATOR = f"char({ord(LIST_SEPARATOR)})"

_PHONES = "channel.type IN ('phone', 'whatsapp')"
_EMAILS = "channel.type = 'email'"
_COMPANIES = "SELECT company.id AS id FROM company WHERE company.deleted_at IS NULL AND {}"

TAGGINGS = "FROM tag JOIN tagging ON tagging.tag_id = tag.id WHERE tag.deleted_at IS NULL AND {}"
_DEALS = """SELECT deal.{0}_id AS id FROM deal JOIN stage ON stage.id = deal.stage_id
    WHERE deal.{0}_id IS NOT NULL AND deal.deleted_at IS NULL AND {1} AND {{}}"""


def text_field(table: str, name: str, header: str, *, column: str = "") -> Field:
    """A text column of the listing's own table, found by what it contains."""
    return Field(name, header, ColumnType.TEXT, f"{table}.{column or name}")


def money_field(name: str, header: str, amount: str, currency: str, *, shown: bool = False) -> Field:
    """An amount, given by SQL of its minor units and of its currency."""
    return Field(name, header, ColumnType.MONEY, f"({amount}) || ' ' || {currency}", shown=shown,
                 key=f"({amount}) * {_thousandths(currency)}", currency=currency)  # fmt: skip


def deal_fields(table: str) -> list[Field]:
    """Tests of a row's deals: the titles of the open ones, and the stages of all."""
    is_open = Related(f"{table}.id", _DEALS.format(table, "deal.closed_at IS NULL"))
    deals = Related(f"{table}.id", _DEALS.format(table, "TRUE"))
    return [
        Field("deal", "Deal", ColumnType.TEXT, "NULL", tested="deal.title_key", related=is_open, filter_only=True),
        Field("stage", "Stage", ColumnType.TEXT, "NULL", tested="stage.name_key", related=deals, filter_only=True),
    ]


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


def channels_of(table: str, types: str = "TRUE") -> Related:
    """The living channels of a row whose type satisfies `types`."""
    return Related(
        f"{table}.id",
        f"SELECT channel.{table}_id AS id FROM channel WHERE channel.{table}_id IS NOT NULL"
        f" AND channel.deleted_at IS NULL AND {types} AND {{}}",
        by_row=False,
    )


def tag_fields(table: str, *, shown: bool = False) -> list[Field]:
    """`tags`, the column, and `tag`, what `+vip` tests: one whole tag."""
    listed = f"""(SELECT group_concat(name, {SEPARATOR}) FROM (SELECT tag.name AS name FROM tagging
        JOIN tag ON tag.id = tagging.tag_id WHERE tagging.{table}_id = {table}.id AND tag.deleted_at IS NULL
        ORDER BY tag.name_key))"""
    tag = tag_filter(Related(f"{table}.id", f"SELECT tagging.{table}_id AS id {TAGGINGS}"))
    return [tag._replace(name="tags", header="Tags", sql=listed, shown=shown, filter_only=False), tag]


def tag_filter(related: Related) -> Field:
    """What `+vip` tests: one whole tag of whatever `related` leads to."""
    return Field("tag", "Tag", ColumnType.LIST, "NULL", tested="tag.name_key", related=related, exact=True,
                 filter_only=True)  # fmt: skip


def company_fields(table: str, *, shown: bool = False) -> list[Field]:
    """The name of a row's living company, and its id."""
    name = "(SELECT company.{} FROM company WHERE company.id = {}.company_id AND company.deleted_at IS NULL)"
    related = Related(f"{table}.company_id", _COMPANIES)
    return [
        Field("company", "Company", ColumnType.TEXT, name.format("name", table), key=name.format("name_key", table),
              owner="company", shown=shown, tested="company.name_key", related=related),
        Field("company_id", "Company id", ColumnType.INTEGER, f"{table}.company_id"),
    ]  # fmt: skip


def deal_columns(table: str) -> list[Field]:
    """The title of a row's living deal, and its id."""
    title = "(SELECT deal.{} FROM deal WHERE deal.id = {}.deal_id AND deal.deleted_at IS NULL)"
    related = Related(f"{table}.deal_id", "SELECT deal.id AS id FROM deal WHERE deal.deleted_at IS NULL AND {}")
    return [
        Field("deal", "Deal", ColumnType.TEXT, title.format("title", table), key=title.format("title_key", table),
              tested="deal.title_key", related=related),
        Field("deal_id", "Deal id", ColumnType.INTEGER, f"{table}.deal_id"),
    ]  # fmt: skip


def thousandths(amount: str, currency: str) -> str:
    """SQL for an amount of minor units in thousandths of its unit, alike in every currency."""
    from smallcrm.values.currencies import WITH_THREE, WITHOUT_MINOR

    whole, three = (", ".join(f"'{code}'" for code in sorted(codes)) for codes in (WITHOUT_MINOR, WITH_THREE))
    return f"({amount} * CASE WHEN {currency} IN ({whole}) THEN 1000 WHEN {currency} IN ({three}) THEN 1 ELSE 10 END)"


def _channel_field(name: str, header: str, kind: ColumnType, table: str, types: str, *, shown: bool) -> Field:
    first = f"""(SELECT channel.value FROM channel WHERE channel.{table}_id = {table}.id AND {types}
        AND channel.deleted_at IS NULL ORDER BY channel.is_primary DESC, channel.invalid, channel.id LIMIT 1)"""
    return Field(name, header, kind, first, shown=shown, tested="channel.match_key", related=channels_of(table, types))


def _thousandths(currency: str) -> str:
    whole, three = (", ".join(f"'{code}'" for code in sorted(codes)) for codes in (WITHOUT_MINOR, WITH_THREE))
    return f"CASE WHEN {currency} IN ({whole}) THEN 1000 WHEN {currency} IN ({three}) THEN 1 ELSE 10 END"


def decimal_sql(amount: str, currency: str) -> str:
    """SQL of an amount of minor units, none below zero, as digits and a point."""
    whole, three = (", ".join(f"'{code}'" for code in sorted(codes)) for codes in (WITHOUT_MINOR, WITH_THREE))
    return (
        f"CASE WHEN {amount} IS NULL THEN NULL WHEN {currency} IN ({whole}) THEN CAST({amount} AS TEXT)"
        f" WHEN {currency} IN ({three}) THEN printf('%d.%03d', {amount} / 1000, {amount} % 1000)"
        f" ELSE printf('%d.%02d', {amount} / 100, {amount} % 100) END"
    )
