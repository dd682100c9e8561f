"""The list of custom fields."""

from smallcrm.records.custom_fields import CustomEntity, CustomType
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields
from smallcrm.store.queries.parts import SEPARATOR

FIELDS = Listing(
    "field",
    table="custom_field",
    living="custom_field.deleted_at IS NULL",
    sort=("of", "id"),
    search=WordSearch(""),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "custom_field.id", shown=True),
        Field("of", "Of", ColumnType.CHOICE, "custom_field.entity", shown=True, choices=tuple(CustomEntity)),
        Field("key", "Key", ColumnType.TEXT, "custom_field.key", shown=True, exact=True),
        Field("label", "Label", ColumnType.TEXT, "custom_field.label", shown=True),
        Field("type", "Type", ColumnType.CHOICE, "custom_field.type", shown=True, choices=tuple(CustomType)),
        Field("choices", "Choices", ColumnType.LIST, f"replace(custom_field.choices, char(10), {SEPARATOR})",
              shown=True),
        Field("records", "Records", ColumnType.INTEGER,
              "(SELECT count(*) FROM custom_value WHERE custom_value.custom_field_id = custom_field.id)", shown=True),
        *common_fields("custom_field"),
    ),
)  # fmt: skip
