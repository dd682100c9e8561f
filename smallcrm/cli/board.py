"""Draws the pipeline as a board: a column for every open stage, with its sums and its deals as cards."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from smallcrm.cli.look import Look
from smallcrm.text.terminal import cell_for
from smallcrm.values.money import format_money

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.pipeline import BoardCard, BoardColumn, StageSum

CARDS_A_STAGE = 10
_GAP = " │ "
_NARROWEST = 15
_WIDEST = 40
_RULE = "─"

Line = tuple[str, str]
"""Text, and the style it is drawn in; "" for none."""


def show_board(session: "Session", terms: Sequence[str] | None, limit: int | None) -> None:
    """The board on a screen; for a program the open deals as rows, stage by stage."""
    if session.format != "table" or session.fields:
        _print_rows(session, terms, limit)
        return
    from smallcrm.core.query import parse_query

    cards = CARDS_A_STAGE if limit is None else limit
    columns = session.crm.pipeline.board(cards=cards, query=parse_query(terms or []))
    session.out.styled(draw_board(columns, session.out.look))


def _print_rows(session: "Session", terms: Sequence[str] | None, limit: int | None) -> None:
    from smallcrm.cli.listing import equals, print_list

    print_list(session, "deal", terms, tests=equals("status", "open"), sort="stage,close", limit=limit)


def draw_board(columns: Sequence["BoardColumn"], look: Look) -> str:
    """The board as text; stages that do not fit beside one another stand below."""
    beside = max(1, (look.width + len(_GAP)) // (_NARROWEST + len(_GAP)))
    bands = [columns[at : at + beside] for at in range(0, len(columns), beside)]
    return "\n".join(_band(band, look, _column_width(len(band), look.width)) for band in bands)


def _column_width(columns: int, total: int) -> int:
    return min(_WIDEST, (total - len(_GAP) * (columns - 1)) // columns)


def _band(columns: Sequence["BoardColumn"], look: Look, cells: int) -> str:
    heads = _side_by_side([_head(column) for column in columns], look, cells)
    rule = _RULE * cells
    cards = _side_by_side([list(_cards(column)) for column in columns], look, cells)
    lines = [*heads, "─┼─".join(rule for _ in columns), *cards]
    return "".join(f"{line.rstrip(' ')}\n" for line in lines)


def _side_by_side(columns: Sequence[Sequence[Line]], look: Look, cells: int) -> list[str]:
    return [_GAP.join(_cell(line, look, cells) for line in row) for row in zip_longest(*columns, fillvalue=("", ""))]


def _cell(line: Line, look: Look, cells: int) -> str:
    text, style = line
    drawn = cell_for(look.mode, text, cells)
    return look.style(drawn, style) if style else drawn


def _head(column: "BoardColumn") -> list[Line]:
    return [(f"{column.stage} ({column.deals})", "bold"), *(line for row in column.sums for line in _sum(row))]


def _sum(row: "StageSum") -> list[Line]:
    weighted = format_money(row.weighted, row.currency)
    return [(format_money(row.amount, row.currency), ""), (f"≈ {weighted}", "dim")]


def _cards(column: "BoardColumn") -> Iterator[Line]:
    for card in column.cards:
        yield (f"{'! ' if card.rotting else ''}{card.title}", "red" if card.rotting else "")
        if card.with_:
            yield (card.with_, "")
        yield (_figures(card), "dim")
        yield ("", "")
    more = column.deals - len(column.cards)
    if more > 0:
        yield (f"+ {more}", "dim")


def _figures(card: "BoardCard") -> str:
    amount = format_money(card.amount, card.currency) if card.amount is not None else ""
    return " ".join(filter(None, (f"#{card.id}", amount, card.close[5:] if card.close else "", f"{card.age}d")))
