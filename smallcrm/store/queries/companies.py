"""The list of companies."""

from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields
from smallcrm.store.queries.parts import (
    channels_of,
    deal_fields,
    email_field,
    kind_field,
    phone_field,
    place_fields,
    tag_fields,
    text_field,
)

_PEOPLE = "(SELECT count(*) FROM contact WHERE contact.company_id = company.id AND contact.deleted_at IS NULL)"
_PLACE = {field.name: field for field in place_fields("company")}

COMPANIES = Listing(
    "company",
    table="company",
    living="company.deleted_at IS NULL",
    sort=("name",),
    search=WordSearch("company_search", channels=channels_of("company")),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "company.id", shown=True),
        Field("name", "Name", ColumnType.TEXT, "company.name", shown=True, key="company.name_key"),
        kind_field("company", shown=True),
        text_field("company", "domain", "Domain")._replace(shown=True),
        phone_field("company", shown=True),
        email_field("company", shown=True),
        _PLACE["city"]._replace(shown=True),
        Field("people", "People", ColumnType.INTEGER, _PEOPLE, shown=True),
        *tag_fields("company", shown=True),
        text_field("company", "tax_id", "Tax id"),
        text_field("company", "industry", "Industry"),
        Field("website", "Website", ColumnType.LINK, "company.website"),
        _PLACE["address"],
        _PLACE["postal_code"],
        _PLACE["country"],
        Field("cadence_days", "Cadence days", ColumnType.INTEGER, "company.cadence_days"),
        text_field("company", "notes", "Notes"),
        *common_fields("company"),
        *deal_fields("company"),
    ),
)
