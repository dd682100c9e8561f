"""The list of saved views."""

from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields

VIEWS = Listing(
    "view",
    table="saved_view",
    living="saved_view.deleted_at IS NULL",
    sort=("name",),
    search=WordSearch(""),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "saved_view.id", shown=True),
        Field("name", "Name", ColumnType.TEXT, "saved_view.name", shown=True, key="saved_view.name_key"),
        Field("of", "Of", ColumnType.TEXT, "saved_view.entity", shown=True, exact=True),
        Field("query", "Query", ColumnType.TEXT, "saved_view.query", shown=True),
        Field("columns", "Columns", ColumnType.TEXT, "saved_view.columns", shown=True),
        Field("sort", "Sort", ColumnType.TEXT, "saved_view.sort", shown=True),
        *common_fields("saved_view"),
    ),
)
