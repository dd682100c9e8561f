"""`smallcrm pipeline`: what stands in each stage, and what was won and lost."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.records.tables import Column, ColumnType, Page

if TYPE_CHECKING:
    from smallcrm.records.pipeline import ClosedSum, PipelineReport, StageSum

PIPELINE = Noun("pipeline", "The sales pipeline.")

COLUMNS = (
    Column("stage", "Stage"),
    Column("status", "Status", ColumnType.CHOICE),
    Column("probability", "%", ColumnType.INTEGER),
    Column("currency", "Currency"),
    Column("count", "Deals", ColumnType.INTEGER),
    Column("amount", "Amount", ColumnType.MONEY),
    Column("weighted", "Weighted", ColumnType.MONEY),
    Column("average_age", "Days old", ColumnType.NUMBER),
    Column("rotting", "Rotting", ColumnType.INTEGER),
    Column("without_amount", "No amount", ColumnType.INTEGER),
    Column("win_rate", "Win rate", ColumnType.INTEGER),
    Column("win_rate_by_value", "By value", ColumnType.INTEGER),
)
_ON_SCREEN = ("stage", "probability", "count", "amount", "weighted", "average_age", "rotting")
_NOTHING = "-"
_KEYS = {"deals": "count"}


@PIPELINE.command("pipeline")
def pipeline(
    session: Session,
    since: Annotated[str, typer.Option("--since", metavar="WHEN", help="Won and lost on this day or later.")] = "",
) -> None:
    """Report the open stages, and the deals won and lost, each currency for itself."""
    report = session.crm.pipeline.report(since=session.crm.when(since, backward=True).day if since else None)
    if session.format in ("json", "ndjson") and not session.fields:
        session.out.object(report_object(report))
    elif session.format == "table" and not session.fields:
        _draw(session, report)
    else:
        page = _page(report)
        session.out.page(page.pick(session.fields) if session.fields else page)


def report_object(report: "PipelineReport") -> dict[str, Any]:
    """The report as JSON has it: amounts as decimal strings beside their currency, rates from 0 to 1."""
    return {
        "since": report.since,
        "stages": [_with_decimals(row._asdict()) for row in report.stages],
        "open": [_with_decimals(row._asdict()) for row in report.open],
        "closed": [_with_decimals(_closed_object(row)) for row in report.closed],
        "win_rate": _rounded(report.win_rate),
    }


def _closed_object(row: "ClosedSum") -> dict[str, Any]:
    return {
        **row._asdict(),
        "win_rate": _rounded(row.win_rate),
        "win_rate_by_value": _rounded(row.win_rate_by_value),
    }


def _with_decimals(row: dict[str, Any]) -> dict[str, Any]:
    from smallcrm.values.money import decimal_string

    money = ("amount", "weighted", "won_amount", "lost_amount")
    return {
        _KEYS.get(key, key): decimal_string(value, row["currency"]) if key in money else value
        for key, value in row.items()
    }


def _rounded(rate: float | None) -> float | None:
    return None if rate is None else round(rate, 4)


def _page(report: "PipelineReport") -> Page:
    rows = [_open_row(row) for row in report.stages]
    for row in report.closed:
        won = _closed_row("won", row.currency, row.won, row.won_amount)
        rates = {"win_rate": _rate(row.win_rate), "win_rate_by_value": _rate(row.win_rate_by_value)}
        rows += [{**won, **rates}, _closed_row("lost", row.currency, row.lost, row.lost_amount)]
    return Page(COLUMNS, [[row.get(column.name) for column in COLUMNS] for row in rows])


def _open_row(row: "StageSum") -> dict[str, Any]:
    amounts = {"amount": f"{row.amount} {row.currency}", "weighted": f"{row.weighted} {row.currency}"}
    return {**row._asdict(), "count": row.deals, "status": "open", **amounts}


def _closed_row(status: str, currency: str, count: int, amount: int) -> dict[str, Any]:
    return {
        "stage": status,
        "status": status,
        "currency": currency,
        "count": count,
        "amount": f"{amount} {currency}",
    }


def _rate(rate: float | None) -> str:
    return _NOTHING if rate is None else f"{round(rate * 100)} %"


def _draw(session: Session, report: "PipelineReport") -> None:
    from smallcrm.cli.tables import draw_table
    from smallcrm.text.terminal import line_for
    from smallcrm.values.money import format_money

    look = session.out.look
    opened = Page(COLUMNS, _page(report).rows[: len(report.stages)]).pick(_ON_SCREEN)
    text = draw_table(opened, clock=session.crm.clock, look=look).text
    lines = [
        f"open {row.deals}: {format_money(row.amount, row.currency)},"
        f" weighted {format_money(row.weighted, row.currency)}"
        for row in report.open
    ]
    since = f" since {report.since}" if report.since else ""
    for row in report.closed:
        won, lost = format_money(row.won_amount, row.currency), format_money(row.lost_amount, row.currency)
        lines.append(f"closed{since}: won {row.won} {won}, lost {row.lost} {lost}")
        lines.append(f"win rate {_rate(row.win_rate)} by count, {_rate(row.win_rate_by_value)} by value")
    if not report.closed:
        lines.append(f"closed{since}: none, win rate {_NOTHING}")
    session.out.styled(text + "\n" + "".join(f"{line_for(look.mode, line)}\n" for line in lines))
