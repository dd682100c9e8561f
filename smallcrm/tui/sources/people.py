"""The lists of contacts and of companies, as tables show them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from smallcrm.records.query import EVERYTHING, Query
from smallcrm.records.tables import LIST_SEPARATOR
from smallcrm.tui.cells import Cell, Tone
from smallcrm.tui.sources.days import due_cell, touched_cell
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

CONTACT_COLUMNS = (
    TableColumn("Name", 18, 34, sort="name"),
    TableColumn("Phone", 17, 19, rank=1, base="ltr"),
    TableColumn("Company", 14, 30, rank=4, sort="company"),
    TableColumn("Kind", 8, rank=5, sort="kind"),
    TableColumn("Last touch", 11, rank=2, sort="last_touch"),
    TableColumn("Next", 11, rank=3, sort="next"),
    TableColumn("Tags", 10, 40, rank=6),
)
COMPANY_COLUMNS = (
    TableColumn("Company", 20, 40, sort="name"),
    TableColumn("Phone", 17, 19, rank=1, base="ltr"),
    TableColumn("City", 12, 20, rank=3, sort="city"),
    TableColumn("Kind", 8, rank=4, sort="kind"),
    TableColumn("People", 6, rank=2, sort="people", align="right"),
    TableColumn("Tags", 10, 40, rank=5),
)
_KIND_TONES: dict[str, Tone] = {"customer": "good", "prospect": "accent", "former": "muted", "other": "muted"}


def contacts(query: Query = EVERYTHING) -> Listed:
    """The contacts that answer to a query."""
    return Listed("contact", ("name", "phone", "company", "kind", "last_touch", "next", "tags"), _contact, query)


def companies(query: Query = EVERYTHING) -> Listed:
    """The companies that answer to a query."""
    return Listed("company", ("name", "phone", "city", "kind", "people", "tags"), _company, query)


def _contact(crm: "Crm", fields: Mapping[str, Any]) -> Row:
    today = crm.clock.today()
    touched = crm.clock.local(fields["last_touch"]) if fields["last_touch"] else None
    return (
        Cell(fields["name"], "strong"),
        Cell(fields["phone"] or ""),
        Cell(fields["company"] or "", "muted"),
        _kind(fields["kind"]),
        touched_cell(touched, today),
        due_cell(fields["next"], today),
        _tags(fields["tags"]),
    )


def _company(_crm: "Crm", fields: Mapping[str, Any]) -> Row:
    return (
        Cell(fields["name"], "strong"),
        Cell(fields["phone"] or ""),
        Cell(fields["city"] or "", "muted"),
        _kind(fields["kind"]),
        Cell(str(fields["people"] or "")),
        _tags(fields["tags"]),
    )


def _kind(kind: str) -> Cell:
    return Cell(kind, _KIND_TONES.get(kind, "plain"))


def _tags(tags: str | None) -> Cell:
    return Cell(" ".join(f"#{tag}" for tag in (tags or "").split(LIST_SEPARATOR) if tag), "accent")
