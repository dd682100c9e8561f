"""The pipeline's questions to the database: sums of every open stage, deals won and lost."""

from smallcrm.records.deals import StageType
from smallcrm.records.pipeline import ClosedSum, StageSum
from smallcrm.store.connection import Connection
from smallcrm.store.queries.deal_terms import AGE, LIVING, ROTTING, WEIGHTED

_STAGES = f"""
SELECT stage.id, stage.name, stage.probability, coalesce(deal.currency, :currency), count(deal.id),
    count(deal.id) - count(deal.amount), coalesce(sum(deal.amount), 0), coalesce(sum({WEIGHTED}), 0),
    round(avg({AGE}), 1), coalesce(sum({ROTTING}), 0)
FROM stage LEFT JOIN deal ON deal.stage_id = stage.id AND deal.closed_at IS NULL AND {LIVING}
WHERE stage.type = '{StageType.OPEN}' AND (stage.deleted_at IS NULL OR deal.id IS NOT NULL)
GROUP BY stage.position, stage.id, deal.currency
ORDER BY stage.position, stage.id, deal.currency <> :currency, deal.currency
"""

_CLOSED = f"""
SELECT deal.currency, sum(stage.type = '{StageType.WON}'), sum(stage.type = '{StageType.LOST}'),
    coalesce(sum(CASE stage.type WHEN '{StageType.WON}' THEN deal.amount END), 0),
    coalesce(sum(CASE stage.type WHEN '{StageType.LOST}' THEN deal.amount END), 0)
FROM deal JOIN stage ON stage.id = deal.stage_id
WHERE deal.closed_at >= :since AND {LIVING}
GROUP BY deal.currency ORDER BY deal.currency <> :currency, deal.currency
"""


def stage_sums(connection: Connection, *, currency: str, today: str, now: str) -> list[StageSum]:
    """A row for every open stage and currency in it; an empty stage has one in `currency`, which comes first."""
    return [StageSum(*row) for row in connection.each(_STAGES, currency=currency, today=today, now=now)]


def closed_sums(connection: Connection, *, currency: str, since: str) -> list[ClosedSum]:
    """Deals won and lost at the stored moment `since` or later, a row for every currency, `currency` first."""
    return [ClosedSum(*row) for row in connection.each(_CLOSED, currency=currency, since=since)]
