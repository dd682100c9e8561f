"""Every interaction, the newest first."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smallcrm.records.query import EVERYTHING, Query
from smallcrm.records.tables import LIST_SEPARATOR
from smallcrm.tui.cells import Cell, Tone
from smallcrm.tui.sources.days import day_text
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

COLUMNS = (
    TableColumn("Day", 11, sort="at", grouped=True),
    TableColumn("Time", 5, rank=4, base="ltr"),
    TableColumn("With", 16, 24),
    TableColumn("How", 10, rank=2, sort="channel"),
    TableColumn("What", 28, 90, rank=1),
    TableColumn("Topic", 9, rank=3, sort="topic"),
)
_TOPIC_TONES: dict[str, Tone] = {"complaint": "bad", "praise": "good", "sale": "accent"}
_ARROWS = {"in": "←", "out": "→", "none": " "}
_UNANSWERED = ("no_answer", "left_message")


def interactions(query: Query = EVERYTHING) -> Listed:
    """The interactions that answer to a query."""
    fields = ("at", "contacts", "company", "channel", "direction", "outcome", "summary", "topic")
    return Listed("interaction", fields, _interaction, query)


def _interaction(crm: "Crm", fields: Mapping[str, Any]) -> Row:
    moment = crm.clock.local(fields["at"])
    who = (fields["contacts"] or "").replace(LIST_SEPARATOR, ", ") or fields["company"] or ""
    missed = fields["outcome"] in _UNANSWERED
    topic = fields["topic"]
    return (
        Cell(day_text(moment.date(), crm.clock.today()), "muted"),
        Cell(f"{moment:%H:%M}", "muted"),
        Cell(who, "strong"),
        Cell(f"{_ARROWS[fields['direction']]} {fields['channel']}", "muted" if missed else "accent"),
        Cell(fields["summary"], "muted" if missed else "plain"),
        Cell("" if topic == "general" else topic, _TOPIC_TONES.get(topic, "muted")),
    )
