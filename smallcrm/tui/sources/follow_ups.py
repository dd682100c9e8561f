"""The open follow-ups by day, the overdue ones on top."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.records.query import EVERYTHING, FieldTest, Operator, Query, both, fields_tested
from smallcrm.tui.cells import EMPTY, Cell
from smallcrm.tui.sources.days import due_cell
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

COLUMNS = (
    TableColumn("Due", 12, sort="due,time", grouped=True),
    TableColumn("Time", 5, rank=3, base="ltr"),
    TableColumn("What", 30, 80, sort="title"),
    TableColumn("With", 16, 28, rank=1, sort="with"),
    TableColumn("Company", 16, 24, rank=6),
    TableColumn("Kind", 10, rank=4, sort="kind"),
    TableColumn("Moved", 5, rank=5, sort="snoozed", align="right"),
)
_OPEN = FieldTest("status", Operator.IS, ("open",))
_FIELDS = ("due", "time", "title", "with", "company", "kind", "priority", "snoozed", "status")


def follow_ups(query: Query = EVERYTHING) -> Listed:
    """The follow-ups that answer to a query; the open ones, unless it asks about the status."""
    asked = query if "status" in fields_tested(query) else both(query, _OPEN)
    return Listed("follow-up", _FIELDS, _follow_up, asked)


def _follow_up(crm: "Crm", fields: Mapping[str, Any]) -> Row:
    today = crm.clock.today()
    is_open = fields["status"] == "open"
    late = is_open and date.fromisoformat(fields["due"]) < today
    due = due_cell(fields["due"], today) if is_open else Cell(fields["status"], "muted")
    urgent = " !" if fields["priority"] == "high" else ""
    return (
        Cell(f"! {due.text}", due.tone) if late else due,
        Cell(fields["time"] or "", "accent"),
        Cell(fields["title"] + urgent, "strong" if late or urgent else "plain"),
        Cell(fields["with"] or fields["company"] or ""),
        Cell((fields["company"] or "") if fields["with"] else "", "muted"),
        Cell(fields["kind"].replace("_", " "), "muted"),
        Cell(str(fields["snoozed"]), "muted") if fields["snoozed"] else EMPTY,
    )
