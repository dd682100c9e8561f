"""Shows one record whole: a card for a person, and JSON with everything for a program."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page
from smallcrm.text.safe import safe_lines
from smallcrm.text.width import width

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.cli.look import Look
    from smallcrm.errors import NotFoundError
    from smallcrm.records.profile import TimelineEntry
    from smallcrm.records.references import Reference

TIMELINE_COLUMNS = (
    Column("at", "When", ColumnType.MOMENT),
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("kind", "Kind", ColumnType.CHOICE),
    Column("channel", "Channel", ColumnType.CHOICE),
    Column("outcome", "Outcome", ColumnType.CHOICE),
    Column("topic", "Topic", ColumnType.CHOICE),
    Column("text", "What"),
    Column("people", "With"),
)
_LABEL_CELLS = 12
_WIDEST_LABEL = 24

Line = tuple[str, str]
"""A label and what stands behind it."""


def timeline_page(entries: Iterable["TimelineEntry"]) -> Page:
    """A timeline as rows."""
    names = [column.name for column in TIMELINE_COLUMNS]
    rows = [[str(value) if value is not None else None for value in (getattr(entry, name) for name in names)]
            for entry in entries]  # fmt: skip
    return Page(TIMELINE_COLUMNS, rows)


def show_contact(session: "Session", contact_id: int) -> None:
    """The 360° card of a contact, or, for a program, the same as one object."""
    from smallcrm.cli.contact_card import contact_object, contact_sections

    profile = session.crm.profiles.contact(contact_id)
    if _as_person_reads(session):
        _draw(session, profile.contact.name, contact_sections(session, profile), profile.timeline)
    else:
        _print_object(session, contact_object(session, profile))


def show_company(session: "Session", company_id: int) -> None:
    """The card of a company, or, for a program, the same as one object."""
    from smallcrm.cli.company_card import company_object, company_sections

    profile = session.crm.profiles.company(company_id)
    if _as_person_reads(session):
        _draw(session, profile.company.name, company_sections(session, profile), profile.timeline)
    else:
        _print_object(session, company_object(session, profile))


def show_deal(session: "Session", deal_id: int) -> None:
    """The card of a deal, or, for a program, the same as one object."""
    from smallcrm.cli.deal_card import deal_object, deal_sections

    profile = session.crm.profiles.deal(deal_id)
    if _as_person_reads(session):
        _draw(session, profile.deal.title, deal_sections(session, profile), [])
    else:
        _print_object(session, deal_object(session, profile))


def show_fields(session: "Session", ref: "Reference") -> None:
    """Every field of a record that has no card of its own."""
    page = session.crm.lists.record(ref.noun, ref.id)
    if not page.rows:
        raise _absent(session, ref)
    if not _as_person_reads(session):
        from smallcrm.cli.writes import record

        _print_object(session, record(session, ref))
        return
    from smallcrm.cli.tables import shown

    pairs = zip(page.columns, page.rows[0], strict=True)
    lines = [(column.header, shown(column, value, session.crm.clock)) for column, value in pairs]
    _draw(session, str(ref), [[line for line in lines if line[1]]], [])


def _absent(session: "Session", ref: "Reference") -> "NotFoundError":
    from smallcrm.cli.writes import name_of
    from smallcrm.errors import NotFoundError

    name = name_of(session, ref)
    if name:
        return NotFoundError(f"{ref} ({name}) is in the trash", hint=f"smallcrm restore {ref} brings it back")
    return NotFoundError(f"there is no {ref.noun} {ref.id}", hint=f"smallcrm {ref.noun} list shows them")


def timeline_objects(entries: Iterable["TimelineEntry"]) -> list[dict[str, Any]]:
    """A timeline as JSON has it."""
    return [{**entry._asdict(), "ref": str(entry.ref), "kind": entry.kind.value} for entry in entries]


def _as_person_reads(session: "Session") -> bool:
    return session.format == "table" and not session.fields


def _print_object(session: "Session", content: dict[str, Any]) -> None:
    """One object: whole as JSON; in the other formats a row of its plain values, or of the fields asked for."""
    from smallcrm.errors import UsageError

    unknown = [name for name in session.fields if name not in content]
    if unknown:
        raise UsageError(f"show has no field {unknown[0]!r}", hint=f"there are {', '.join(content)}")
    if session.fields:
        content = {name: content[name] for name in session.fields}
    if session.format in ("json", "ndjson"):
        session.out.object(content)
        return
    plain = {name: _plain(value) for name, value in content.items() if not _is_nested(value)}
    columns = [Column(name, name, ColumnType.LIST if isinstance(content[name], list) else ColumnType.TEXT)
               for name in plain]  # fmt: skip
    session.out.page(Page(columns, [list(plain.values())]), identity=list(plain).index("id") if "id" in plain else 0)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return LIST_SEPARATOR.join(value) if isinstance(value, list) else value


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _draw(
    session: "Session", title: str, sections: Sequence[Sequence[Line]], timeline: Sequence["TimelineEntry"]
) -> None:
    from smallcrm.cli.tables import draw_table
    from smallcrm.text.terminal import line_for

    look = session.out.look
    text = look.style(line_for(look.mode, title), "bold") + "\n"
    for section in sections:
        if section:
            text += "".join(_line(look, *line) for line in section) + "\n"
    if timeline:
        page = timeline_page(timeline)
        table = draw_table(_without_refs(page), clock=session.crm.clock, look=look, header=False).text
        text += look.style("Timeline", "bold") + "\n" + table
    session.out.styled(text.rstrip("\n") + "\n")


def _line(look: "Look", label: str, value: str) -> str:
    from smallcrm.text.terminal import cell_for, line_for

    first, *rest = safe_lines(value).split("\n")
    indent = " " * (_LABEL_CELLS + 1)
    lines = [line_for(look.mode, first), *(indent + line_for(look.mode, line) for line in rest)]
    shown = cell_for(look.mode, label, min(max(_LABEL_CELLS, width(label)), _WIDEST_LABEL), align="left")
    return look.style(shown, "dim") + " " + "\n".join(lines) + "\n"


def _without_refs(page: Page) -> Page:
    kept = [at for at, column in enumerate(page.columns) if column.name in ("at", "kind", "channel", "outcome", "text")]
    return Page([page.columns[at] for at in kept], [[row[at] for at in kept] for row in page.rows])
