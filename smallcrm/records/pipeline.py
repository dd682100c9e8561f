"""The pipeline as a report: what stands in each open stage, and what was won and lost."""

from collections.abc import Sequence
from typing import NamedTuple


class StageSum(NamedTuple):
    """The open deals of one stage in one currency; money in minor units, ages in days of 24 hours.

    Deals without an amount count, but add nothing. An empty stage has a row in the currency of the business.
    """

    stage_id: int
    stage: str
    probability: int
    currency: str
    deals: int
    without_amount: int
    amount: int
    weighted: int
    average_age: float | None
    rotting: int


class OpenSum(NamedTuple):
    """All open deals in one currency."""

    currency: str
    deals: int
    amount: int
    weighted: int


class ClosedSum(NamedTuple):
    """Deals won and lost in one currency."""

    currency: str
    won: int
    lost: int
    won_amount: int
    lost_amount: int

    @property
    def win_rate(self) -> float | None:
        """Deals won among those won and lost; None for 0/0."""
        return _ratio(self.won, self.lost)

    @property
    def win_rate_by_value(self) -> float | None:
        """The same by the sums of their amounts."""
        return _ratio(self.won_amount, self.lost_amount)


class PipelineReport(NamedTuple):
    """The pipeline now, and what was closed on or after the day `since` (all of it when None)."""

    since: str | None
    stages: Sequence[StageSum]
    closed: Sequence[ClosedSum]

    @property
    def open(self) -> list[OpenSum]:
        """All open deals, a row for every currency."""
        return [_open_sum(currency, self.stages) for currency in dict.fromkeys(row.currency for row in self.stages)]

    @property
    def win_rate(self) -> float | None:
        """Deals won among those won and lost, in whatever currency; None for 0/0."""
        return _ratio(sum(row.won for row in self.closed), sum(row.lost for row in self.closed))


class BoardCard(NamedTuple):
    """A deal as the board shows it; `with_` names whom it is made with."""

    id: int
    title: str
    with_: str | None
    amount: int | None
    currency: str
    close: str | None
    age: int
    rotting: bool


class BoardColumn(NamedTuple):
    """An open stage on the board: its sums, a row for every currency, and its first cards."""

    stage_id: int
    stage: str
    sums: Sequence[StageSum]
    cards: Sequence[BoardCard]

    @property
    def deals(self) -> int:
        """How many deals stand in the stage."""
        return sum(row.deals for row in self.sums)


def _ratio(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None


def _open_sum(currency: str, stages: Sequence[StageSum]) -> OpenSum:
    rows = [row for row in stages if row.currency == currency]
    return OpenSum(
        currency,
        sum(row.deals for row in rows),
        sum(row.amount for row in rows),
        sum(row.weighted for row in rows),
    )
