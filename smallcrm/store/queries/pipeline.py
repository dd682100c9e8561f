"""The pipeline's questions to the database: sums of every open stage, deals won and lost."""

from smallcrm.records.deals import StageType
from smallcrm.records.pipeline import ClosedSum, StageSum
from smallcrm.store.connection import Connection
from smallcrm.store.queries.deal_terms import LIVING, QUIET, UNPLANNED, WEIGHTED

_OPEN = f"deal.closed_at IS NULL AND {LIVING}"

_HELD = f"""
SELECT deal.stage_id, deal.currency, count(*) AS deals, count(*) - count(deal.amount) AS without_amount,
    sum(deal.amount) AS amount, sum({WEIGHTED}) AS weighted,
    round(max(0, julianday(:now) - avg(julianday(deal.created_at))), 1) AS age
FROM deal JOIN stage ON stage.id = deal.stage_id
WHERE {_OPEN} GROUP BY deal.stage_id, deal.currency
"""

_ROTTING = f"""
SELECT deal.stage_id, deal.currency, count(*) AS deals
FROM stage CROSS JOIN deal ON deal.stage_id = stage.id
WHERE {QUIET} AND {UNPLANNED} AND {_OPEN} GROUP BY deal.stage_id, deal.currency
"""

_STAGES = f"""
SELECT stage.id, stage.name, stage.probability, coalesce(held.currency, :currency), coalesce(held.deals, 0),
    coalesce(held.without_amount, 0), coalesce(held.amount, 0), coalesce(held.weighted, 0), held.age,
    coalesce(rotting.deals, 0)
FROM stage LEFT JOIN ({_HELD}) AS held ON held.stage_id = stage.id
    LEFT JOIN ({_ROTTING}) AS rotting ON rotting.stage_id = held.stage_id AND rotting.currency = held.currency
WHERE stage.type = '{StageType.OPEN}' AND (stage.deleted_at IS NULL OR held.deals > 0)
ORDER BY stage.position, stage.id, held.currency <> :currency, held.currency
"""

# Stage by stage, as the index deal_closed holds them.
_CLOSED = f"""
SELECT currency, sum(won), sum(lost), sum(won_amount), sum(lost_amount)
FROM (
    SELECT deal.currency AS currency,
        sum(stage.type = '{StageType.WON}') AS won, sum(stage.type = '{StageType.LOST}') AS lost,
        coalesce(sum(CASE stage.type WHEN '{StageType.WON}' THEN deal.amount END), 0) AS won_amount,
        coalesce(sum(CASE stage.type WHEN '{StageType.LOST}' THEN deal.amount END), 0) AS lost_amount
    FROM stage CROSS JOIN deal ON deal.stage_id = stage.id
    WHERE deal.closed_at >= :since AND {LIVING}
    GROUP BY stage.id, deal.currency)
GROUP BY currency ORDER BY currency <> :currency, currency
"""


def stage_sums(connection: Connection, *, currency: str, today: str, now: str) -> list[StageSum]:
    """A row for every open stage and currency in it; an empty stage has one in `currency`, which comes first."""
    return [StageSum(*row) for row in connection.each(_STAGES, currency=currency, today=today, now=now)]


def closed_sums(connection: Connection, *, currency: str, since: str) -> list[ClosedSum]:
    """Deals won and lost at the stored moment `since` or later, a row for every currency, `currency` first."""
    return [ClosedSum(*row) for row in connection.each(_CLOSED, currency=currency, since=since)]
