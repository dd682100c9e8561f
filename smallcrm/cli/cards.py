"""Shows one record whole: a card for a person, and one object with everything for a program."""

from collections.abc import Callable, Sequence
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

_LABEL_CELLS = 12
_WIDEST_LABEL = 24

Line = tuple[str, str]
"""A label and what stands behind it; a line with nothing there is not drawn."""


def show_card(
    session: "Session",
    title: str,
    *,
    sections: Callable[[], Sequence[Sequence[Line]]],
    content: Callable[[], dict[str, Any]],
    timeline: Sequence["TimelineEntry"] = (),
) -> None:
    """Draw a card of groups of lines over a timeline; for a program, print its content as one object."""
    if session.format == "table" and not session.fields:
        _draw(session, title, sections(), timeline)
    else:
        _print_object(session, content())


def show_fields(session: "Session", ref: "Reference") -> None:
    """Every field of a record that has no card of its own."""
    from smallcrm.cli.writes import record

    page = session.crm.lists.record(ref.noun, ref.id)
    if not page.rows:
        raise _absent(session, ref)
    show_card(session, str(ref), sections=lambda: [field_lines(session, page)], content=lambda: record(session, ref))


def field_lines(session: "Session", page: Page) -> list[Line]:
    """A line for every column of the one record in a page, or of none."""
    from smallcrm.cli.tables import shown

    clock = session.crm.clock
    return [(column.header, shown(column, value, clock))
            for row in page.rows for column, value in zip(page.columns, row, strict=True)]  # fmt: skip


def _absent(session: "Session", ref: "Reference") -> "NotFoundError":
    from smallcrm.cli.writes import name_of
    from smallcrm.core.living import in_trash
    from smallcrm.errors import NotFoundError

    name = name_of(session, ref)
    if name:
        return in_trash(ref, name)
    return NotFoundError(f"there is no {ref.noun} {ref.id}", hint=f"smallcrm {ref.noun} list shows them")


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
    from smallcrm.cli.timeline import timeline_on_card
    from smallcrm.text.terminal import line_for

    look = session.out.look
    text = look.style(line_for(look.mode, title), "bold") + "\n"
    for section in sections:
        lines = [_line(look, *line) for line in section if line[1]]
        if lines:
            text += "".join(lines) + "\n"
    if timeline:
        table = draw_table(timeline_on_card(timeline), clock=session.crm.clock, look=look, header=False).text
        text += look.style("Timeline", "bold") + "\n" + table
    session.out.styled(text.rstrip("\n") + "\n")


def _line(look: "Look", label: str, value: str) -> str:
    from smallcrm.text.terminal import cell_for, line_for

    first, *rest = safe_lines(value).split("\n")
    indent = " " * (_LABEL_CELLS + 1)
    lines = [line_for(look.mode, first), *(indent + line_for(look.mode, line) for line in rest)]
    shown = cell_for(look.mode, label, min(max(_LABEL_CELLS, width(label)), _WIDEST_LABEL), align="left")
    return look.style(shown, "dim") + " " + "\n".join(lines) + "\n"
