"""The list of stages."""

from smallcrm.records.deals import StageType
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field, Listing, WordSearch, common_fields

_DEALS = "(SELECT count(*) FROM deal WHERE deal.stage_id = stage.id AND deal.deleted_at IS NULL)"

STAGES = Listing(
    "stage",
    table="stage",
    living="stage.deleted_at IS NULL",
    sort=("position",),
    search=WordSearch(""),
    fields=(
        Field("id", "Id", ColumnType.INTEGER, "stage.id", shown=True),
        Field("name", "Name", ColumnType.TEXT, "stage.name", shown=True),
        Field("type", "Type", ColumnType.CHOICE, "stage.type", shown=True, choices=tuple(StageType)),
        Field("probability", "%", ColumnType.INTEGER, "stage.probability", shown=True),
        Field("rot_days", "Rots after", ColumnType.INTEGER, "stage.rot_days", shown=True),
        Field("position", "Position", ColumnType.INTEGER, "stage.position", shown=True),
        Field("deals", "Deals", ColumnType.INTEGER, _DEALS, shown=True),
        *common_fields("stage"),
    ),
)
