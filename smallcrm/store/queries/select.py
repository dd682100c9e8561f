"""Rows and counts of any listing: the columns asked for, filtered by a QUERY, sorted, a page at a time."""

import json
from collections.abc import Iterable, Iterator

from smallcrm.records.query import EVERYTHING, Query
from smallcrm.records.tables import Page
from smallcrm.store.connection import Connection
from smallcrm.store.queries.filter import Filter
from smallcrm.store.queries.folding import allow_fold
from smallcrm.store.queries.listing import Listing
from smallcrm.store.queries.ordering import Ordering
from smallcrm.store.queries.parameters import Parameters
from smallcrm.store.queries.viewpoint import Viewpoint


def select(
    connection: Connection,
    listing: Listing,
    *,
    viewpoint: Viewpoint,
    fields: Iterable[str] = (),
    query: Query = EVERYTHING,
    sort: Iterable[str] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Page:
    """The rows of a list, in a stable order; without `fields` its default columns, without `limit` all rows.

    `sort` names fields, `-` before a name for descending order; empty values come last either way.
    UsageError for an unknown field, and for whatever the query asks that cannot be answered.
    """
    chosen = listing.chosen(fields)
    parameters = Parameters()
    condition = Filter(connection, listing, viewpoint, parameters, for_page=limit is not None).condition(query)
    order = Ordering(listing, sort)
    columns = ", ".join(field.sql for field in chosen)
    if limit is None and not offset:
        where = f"{listing.living} AND ({condition})"
        statement = f"SELECT {columns} FROM {listing.source} WHERE {where} ORDER BY {order.terms}"
    else:
        statement = _page_statement(listing, columns, _ids(order, query, condition), order)
    allow_fold(connection, statement)
    rows = connection.rows(statement, **parameters.values, **_present(viewpoint, limit, offset))
    return Page([field.column for field in chosen], rows)


def select_by_id(
    connection: Connection, listing: Listing, ids: Iterable[int], *, viewpoint: Viewpoint, fields: Iterable[str] = ()
) -> Page:
    """The living rows with these ids, in the order of the ids."""
    chosen = listing.chosen(fields)
    columns = ", ".join(field.sql for field in chosen)
    rows = connection.rows(
        f"SELECT {columns} FROM json_each(:ids) AS asked CROSS JOIN {listing.table} ON {listing.table}.id = asked.value"
        f" {listing.joins} WHERE {listing.living} ORDER BY asked.key",
        ids=json.dumps(list(ids)),
        **_present(viewpoint, None, 0),
    )
    return Page([field.column for field in chosen], rows)


def each_id(
    connection: Connection,
    listing: Listing,
    *,
    viewpoint: Viewpoint,
    query: Query = EVERYTHING,
    sort: Iterable[str] = (),
    limit: int | None = None,
) -> Iterator[int]:
    """The ids of the rows that `select` would give, one by one."""
    parameters = Parameters()
    condition = Filter(connection, listing, viewpoint, parameters, for_page=limit is not None).condition(query)
    statement = f"{_ids(Ordering(listing, sort), query, condition)} LIMIT :limit"
    allow_fold(connection, statement)
    for row in connection.each(statement, **parameters.values, **_present(viewpoint, limit, 0)):
        yield row[0]


def count(connection: Connection, listing: Listing, *, viewpoint: Viewpoint, query: Query = EVERYTHING) -> int:
    """How many rows of a list answer to a query."""
    parameters = Parameters()
    condition = Filter(connection, listing, viewpoint, parameters).condition(query)
    statement = f"SELECT count(*) FROM {listing.source} WHERE {listing.living} AND ({condition})"
    allow_fold(connection, statement)
    return int(connection.value(statement, **parameters.values, **_present(viewpoint, None, 0)))


def _ids(order: Ordering, query: Query, condition: str) -> str:
    return order.first_ids() if query == EVERYTHING else order.ids(condition)


def _page_statement(listing: Listing, columns: str, ids: str, order: Ordering) -> str:
    """First the ids of the page, then the columns of its rows alone: sorting would compute them for every row."""
    rows = f"{listing.table} ON {listing.table}.id = page.row_id {listing.joins}"
    page = f"{ids} LIMIT :limit OFFSET :offset"
    return f"WITH page AS ({page}) SELECT {columns} FROM page CROSS JOIN {rows} ORDER BY {order.terms}"


def _present(viewpoint: Viewpoint, limit: int | None, offset: int) -> dict[str, str | int]:
    """The parameters that every statement has; `reach` counts the rows up to the end of the page."""
    within = {"limit": -1, "reach": -1} if limit is None else {"limit": limit, "reach": limit + offset}
    return {**viewpoint.moments, **within, "offset": offset}
