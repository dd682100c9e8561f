"""Custom fields as fields of a list, beside those that every database has."""

from collections.abc import Iterable

from smallcrm.records.custom_fields import CustomField, CustomType
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, Related
from smallcrm.store.queries.parts import thousandths

_COLUMN_TYPES = {
    CustomType.TEXT: ColumnType.TEXT,
    CustomType.NUMBER: ColumnType.NUMBER,
    CustomType.MONEY: ColumnType.MONEY,
    CustomType.DATE: ColumnType.DAY,
    CustomType.BOOL: ColumnType.FLAG,
    CustomType.CHOICE: ColumnType.CHOICE,
    CustomType.URL: ColumnType.LINK,
}
_COMPARED = {
    ColumnType.TEXT: "fold(custom_value.value)",
    ColumnType.LINK: "fold(custom_value.value)",
    ColumnType.NUMBER: "CAST(custom_value.value AS REAL)",
    ColumnType.MONEY: thousandths("custom_value.value", "custom_value.currency"),
    ColumnType.FLAG: "(custom_value.value = '1')",
}
_SHOWN = {
    CustomType.NUMBER: "CAST(value AS NUMERIC)",
    CustomType.MONEY: "value || ' ' || currency",
    CustomType.BOOL: "value = '1'",
}
_CURRENCY_ENDING = "_currency"


def with_custom_fields(listing: Listing, fields: Iterable[CustomField]) -> Listing:
    """The listing with these fields at its end; a name that the listing has already stays what it is."""
    added = [column for field in fields for column in _columns(listing.table, field)]
    known = listing.filters
    fresh = {column.name: column for column in added if column.name not in known}
    return Listing(
        listing.noun,
        table=listing.table,
        joins=listing.joins,
        living=listing.living,
        fields=(*listing.fields, *fresh.values()),
        sort=listing.sort,
        search=listing.search,
    )


def _columns(table: str, field: CustomField) -> list[Field]:
    kind = _COLUMN_TYPES[CustomType(field.type)]
    value = Field(
        field.key,
        field.label,
        kind,
        _of_row(table, field, _shown(field)),
        key=_of_row(table, field, thousandths("value", "currency")) if kind is ColumnType.MONEY else "",
        tested=_COMPARED.get(kind, "custom_value.value"),
        related=_related(table, field),
        choices=field.choice_list,
        currency="custom_value.currency" if kind is ColumnType.MONEY else "",
    )
    return [value, _currency(table, field)] if field.type == CustomType.MONEY else [value]


def _currency(table: str, field: CustomField) -> Field:
    """The currency of an amount, as a column of its own."""
    return Field(
        field.key + _CURRENCY_ENDING,
        f"{field.label} currency",
        ColumnType.TEXT,
        _of_row(table, field, "currency"),
        tested="fold(custom_value.currency)",
        related=_related(table, field),
        exact=True,
    )


def _shown(field: CustomField) -> str:
    return _SHOWN.get(CustomType(field.type), "value")


def _of_row(table: str, field: CustomField, what: str) -> str:
    return f"(SELECT {what} FROM custom_value WHERE {table}_id = {table}.id AND custom_field_id = {field.id})"


def _related(table: str, field: CustomField) -> Related:
    return Related(
        f"{table}.id",
        f"SELECT custom_value.{table}_id AS id FROM custom_value"
        f" WHERE custom_value.{table}_id IS NOT NULL AND custom_value.custom_field_id = {field.id} AND {{}}",
    )
