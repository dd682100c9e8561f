"""A deal: a sale on its way through the stages of the pipeline."""

from enum import StrEnum
from typing import NamedTuple

LARGEST_AMOUNT = 10**13
"""Minor units; small enough that sums of any pipeline stay whole numbers."""


class StageType(StrEnum):
    """Whether deals in a stage are open, won or lost; also the status of those deals."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class Stage(NamedTuple):
    """A row of table `stage`; `rot_days` are the days after which an untouched deal in it is rotting."""

    id: int
    uid: str
    name: str
    position: int
    type: str
    probability: int
    rot_days: int | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None


class Deal(NamedTuple):
    """A row of table `deal`: `amount` in minor units of `currency`; open as long as `closed_at` is None."""

    id: int
    uid: str
    title: str
    contact_id: int | None
    company_id: int | None
    stage_id: int
    amount: int | None
    currency: str
    probability_override: int | None
    expected_close_on: str | None
    source: str | None
    lost_reason: str | None
    lost_note: str | None
    closed_at: str | None
    last_activity_at: str | None
    next_follow_up_on: str | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None


class StageEvent(NamedTuple):
    """A row of table `stage_event`: a deal entered a stage, with its amount and probability of that moment."""

    id: int
    deal_id: int
    from_stage_id: int | None
    to_stage_id: int
    at: str
    amount_then: int | None
    currency_then: str
    probability_then: int


def probability_of(deal: Deal, stage: Stage) -> int:
    """The probability, in percent, of a deal in a stage: its own while it is open, if it has one, else the stage's."""
    if stage.type != StageType.OPEN or deal.probability_override is None:
        return stage.probability
    return deal.probability_override


def weighted(amount: int, probability: int) -> int:
    """An amount in minor units times a probability in percent, rounded half up."""
    return (amount * probability + 50) // 100
