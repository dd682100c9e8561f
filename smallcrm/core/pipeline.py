"""The pipeline: its report, and its board."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.clock import to_stamp
from smallcrm.records.pipeline import BoardCard, BoardColumn, PipelineReport, StageSum
from smallcrm.records.query import AllOf, FieldTest, Operator, Query
from smallcrm.store.queries.pipeline import closed_sums, stage_sums
from smallcrm.values.money import stored_money

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_CARD_FIELDS = ("id", "title", "contact", "company", "amount", "currency", "close", "age", "rotting")
_ALL_TIME = ""


class Pipeline:
    """Reads the pipeline."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def report(self, *, since: date | None = None) -> PipelineReport:
        """The open stages as they stand, and what was won and lost on or after a day of the owner's, or ever."""
        beginning = to_stamp(self._crm.clock.at_local(since)) if since else _ALL_TIME
        closed = closed_sums(self._crm.store.read(), currency=self._crm.business.currency, since=beginning)
        return PipelineReport(since.isoformat() if since else None, self._stage_sums(), closed)

    def board(self, *, cards: int, query: Query | None = None) -> list[BoardColumn]:
        """Every open stage with its sums and its first `cards` deals, those that close first on top.

        `query` chooses among the cards; the sums are those of the whole stage.
        """
        sums: dict[int, list[StageSum]] = {}
        for row in self._stage_sums():
            sums.setdefault(row.stage_id, []).append(row)
        return [
            BoardColumn(stage_id, rows[0].stage, rows, self._cards(stage_id, cards, query))
            for stage_id, rows in sums.items()
        ]

    def _stage_sums(self) -> list[StageSum]:
        clock = self._crm.clock
        return stage_sums(
            self._crm.store.read(),
            currency=self._crm.business.currency,
            today=clock.today().isoformat(),
            now=clock.stamp(),
        )

    def _cards(self, stage_id: int, limit: int, query: Query | None) -> list[BoardCard]:
        tests: tuple[Query, ...] = (
            FieldTest("stage_id", Operator.IS, (str(stage_id),)),
            FieldTest("status", Operator.IS, ("open",)),
            *((query,) if query else ()),
        )
        page = self._crm.lists.page("deal", query=AllOf(tests), fields=_CARD_FIELDS, sort=["close"], limit=limit)
        return [_card(row) for row in page.rows]


def _card(row: Sequence[Any]) -> BoardCard:
    identity, title, contact, company, amount, currency, close, age, rotting = row
    minor = stored_money(amount).minor if amount else None
    return BoardCard(identity, title, contact or company, minor, currency, close, age, bool(rotting))
