"""The numbers of the day: what is due, and what the pipeline is worth."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.records.query import AllOf, FieldTest, Operator

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def due_texts(crm: "Crm") -> tuple[str, str]:
    """How much is overdue and how much is due today: in words, and in signs for where there is no room."""
    still_open = FieldTest("status", Operator.IS, ("open",))
    overdue = crm.lists.count("follow-up", FieldTest("overdue", Operator.IS, ("yes",)))
    due = crm.lists.count("follow-up", AllOf((still_open, FieldTest("due", Operator.IS, ("today",)))))
    counts = [(f"! {overdue}", " overdue", overdue), (f"• {due}", " today", due)]
    words = "   ".join(sign + word for sign, word, count in counts if count)
    signs = "   ".join(sign for sign, _, count in counts if count)
    return words or "✓ nothing due", signs or "✓"


def pipeline_phrases(crm: "Crm") -> list[str]:
    """The open pipeline, its weighted value, and what was won this month; currencies are never added up."""
    report = crm.pipeline.report(since=crm.clock.today().replace(day=1))
    totals = [total for total in report.open if total.deals]
    amounts = [(total.amount, total.currency) for total in totals]
    won = [(closed.won_amount, closed.currency) for closed in report.closed if closed.won]
    parts = [
        f"$ {sum(total.deals for total in totals)} open deals   {_sums(amounts)}" if totals else "",
        f"weighted {_sums([(total.weighted, total.currency) for total in totals])}" if totals else "",
        f"✓ won this month {_sums(won)}" if won else "",
    ]
    return [part for part in parts if part]


def _sums(amounts: Sequence[tuple[int, str]]) -> str:
    from smallcrm.values.money import format_money

    return " + ".join(format_money(minor, currency).removesuffix(".00") for minor, currency in amounts)
