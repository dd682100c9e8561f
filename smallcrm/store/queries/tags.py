"""The list of tags."""

from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields


def _borne_by(table: str, header: str) -> Field:
    """How many living records of a table have the tag."""
    count = (
        f"(SELECT count(*) FROM tagging JOIN {table} ON {table}.id = tagging.{table}_id"
        f" WHERE tagging.tag_id = tag.id AND {table}.deleted_at IS NULL)"
    )
    return Field(header.lower(), header, ColumnType.INTEGER, count, shown=True)


TAGS = Listing(
    "tag",
    table="tag",
    living="tag.deleted_at IS NULL",
    sort=("name",),
    search=WordSearch(""),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "tag.id", shown=True),
        Field("name", "Name", ColumnType.TEXT, "tag.name", shown=True, key="tag.name_key"),
        Field("cadence_days", "Cadence days", ColumnType.INTEGER, "tag.cadence_days", shown=True),
        _borne_by("contact", "Contacts"),
        _borne_by("company", "Companies"),
        _borne_by("deal", "Deals"),
        *common_fields("tag"),
    ),
)
