"""`smallcrm today`: whom to be in touch with, and why."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All
from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smallcrm.cli.look import Look
    from smallcrm.records.agenda import AgendaPart, AgendaRow

TODAY = Noun("today", "Whom to be in touch with today.")
NOTHING_DUE = 10

COLUMNS = (
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("section", "Section", ColumnType.CHOICE),
    Column("name", "Name"),
    Column("reasons", "Why", ColumnType.LIST),
    Column("days_late", "Late", ColumnType.INTEGER),
    Column("phone", "Phone", ColumnType.PHONE),
    Column("last_touch", "Last touch", ColumnType.MOMENT),
    Column("last_summary", "Last"),
    Column("next_step", "Next step"),
    Column("follow_up", "Follow-up", ColumnType.REFERENCE),
    Column("due", "Due", ColumnType.DAY),
    Column("company", "Company"),
    Column("deal", "Deal", ColumnType.REFERENCE),
)
TITLES = {
    "overdue": "Overdue",
    "due": "Due today",
    "cadence": "Keep in touch",
    "deal": "Deals that rot or are late",
    "birthday": "Birthdays",
    "complaint": "Complaints nobody answered",
    "no-next-step": "Deals with no next step",
}
_MORE = {
    "overdue": "overdue",
    "due": "due",
    "cadence": "to keep in touch with",
    "deal": "with deals that rot or are late",
    "birthday": "with a birthday",
    "complaint": "with a complaint nobody answered",
    "no-next-step": "with deals that have no next step",
}
_ON_SCREEN = ("ref", "name", "reasons", "days_late", "phone")
_WITH_ROOM = ((90, "last_touch"), (110, "last_summary"))
"""Further columns, and the cells across from which they leave enough for the reasons."""
_SYMBOLS = {
    "overdue": ("!", "red"),
    "due": ("•", "green"),
    "cadence": ("~", "yellow"),
    "deal": ("$", "yellow"),
    "birthday": ("*", "cyan"),
}


@TODAY.command("today")
def today(
    session: Session,
    days: Annotated[int, typer.Option("--days", metavar="N", min=0, max=3660, help="Look N days further ahead.")] = 0,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=0, help="At most N rows a section; 10, if left out.")
    ] = None,
    all_: All = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 10 when nobody is due.")] = False,
) -> int:
    """Show whom to be in touch with today: overdue, due, gone quiet, birthdays, complaints."""
    from smallcrm.core.agenda import ROWS_A_SECTION

    most = None if all_ else ROWS_A_SECTION if limit is None else limit
    parts = session.crm.agenda.parts(days=days, limit=most)
    if session.format == "table" and not session.fields:
        _show(session, parts)
    else:
        _print(session, parts)
    for part in parts:
        if part.more:
            session.err.say(f"{part.more} more {_MORE[part.section]}: {part.command}")
    if not parts and session.crm.store.exists:
        session.err.say("nobody is due today")
    return NOTHING_DUE if exit_code and not parts else 0


def _print(session: Session, parts: "Sequence[AgendaPart]") -> None:
    page = Page(COLUMNS, [_values(row) for part in parts for row in part.rows])
    session.out.page(page.pick(session.fields) if session.fields else page)


def _show(session: Session, parts: "Sequence[AgendaPart]") -> None:
    from smallcrm.cli.tables import draw_table

    look = session.out.look
    columns = (*_ON_SCREEN, *(name for cells, name in _WITH_ROOM if look.width >= cells))
    page = Page(COLUMNS, [_values(row) for part in parts for row in part.rows]).pick(columns)
    lines = iter(draw_table(page, clock=session.crm.clock, look=look, header=False).text.split("\n"))
    sections = [[_title(part, look), *islice(lines, len(part.rows))] for part in parts]
    session.out.styled("\n".join(f"{line}\n" for line in map("\n".join, sections)))


def _title(part: "AgendaPart", look: "Look") -> str:
    symbol, color = _SYMBOLS.get(part.section, ("!", "red"))
    more = f" ({part.more} more)" if part.more else ""
    return look.style(f"{symbol} {TITLES[part.section]}{more}", color)


def _values(row: "AgendaRow") -> list[object]:
    values = {
        **row._asdict(),
        "ref": str(row.ref),
        "section": row.section.value,
        "reasons": LIST_SEPARATOR.join(row.reasons),
        "follow_up": str(row.follow_up) if row.follow_up else None,
        "deal": str(row.deal) if row.deal else None,
    }
    return [values[column.name] for column in COLUMNS]
