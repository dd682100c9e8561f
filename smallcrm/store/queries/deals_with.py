"""The deals that are made with a contact or a company."""

from smallcrm.records.deals import Deal, StageType
from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries.deal_terms import LIVING
from smallcrm.store.queries.rows import fetch_all
from smallcrm.store.queries.words import exact_query, in_name


def deals_of(connection: Connection, who: Reference, *, is_open: bool = True) -> list[Deal]:
    """The living deals, open or closed, of a contact or a company, the oldest first."""
    return fetch_all(
        connection,
        Deal,
        f"WHERE {who.noun.table}_id = :who AND deleted_at IS NULL"
        f" AND closed_at IS {'' if is_open else 'NOT '}NULL ORDER BY id",
        who=who.id,
    )


def deals_titled(connection: Connection, text: str, *, is_open: bool = True) -> list[Deal]:
    """The living deals, open or closed, whose titles hold every word of `text` in full, the oldest first."""
    terms = exact_query(text)
    if not terms:
        return []
    return fetch_all(
        connection,
        Deal,
        "WHERE id IN (SELECT rowid FROM deal_search WHERE deal_search MATCH :terms)"
        f" AND {LIVING} AND closed_at IS {'' if is_open else 'NOT '}NULL ORDER BY id",
        terms=in_name(terms),
    )


def won_totals(connection: Connection, who: Reference) -> list[tuple[str, int, int]]:
    """Currency, number and sum of the deals won with a contact or a company, deals without an amount counted too."""
    return [
        (currency, count, total)
        for currency, count, total in connection.each(
            "SELECT deal.currency, count(*), coalesce(sum(deal.amount), 0) FROM deal"
            " JOIN stage ON stage.id = deal.stage_id"
            f" WHERE deal.{who.noun.table}_id = :who AND deal.deleted_at IS NULL AND stage.type = :won"
            " GROUP BY deal.currency ORDER BY deal.currency",
            who=who.id,
            won=StageType.WON,
        )
    ]
