"""Rows and counts of any listing: the columns asked for, filtered by a QUERY, sorted, a page at a time."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smallcrm.records.query import EVERYTHING, Query
from smallcrm.records.tables import ColumnType, Page
from smallcrm.store.connection import Connection
from smallcrm.store.places import place_of
from smallcrm.store.queries.filter import Filter
from smallcrm.store.queries.folding import allow_fold
from smallcrm.store.queries.listing import Field, Listing
from smallcrm.store.queries.parameters import Parameters
from smallcrm.store.queries.viewpoint import Viewpoint

_TEXTS = (ColumnType.TEXT, ColumnType.LINK, ColumnType.LIST, ColumnType.EMAIL)


class Sorting(NamedTuple):
    """A field to sort by."""

    field: Field
    descending: bool


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
    where = f"{listing.living} AND ({condition})"
    order = _order(listing, sort)
    columns = ", ".join(field.sql for field in chosen)
    if limit is None and not offset:
        statement = f"SELECT {columns} FROM {listing.source} WHERE {where} ORDER BY {order}"
    else:
        statement = _page_statement(listing, columns, where, order)
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
    rows = f"{listing.source} WHERE {listing.living} AND ({condition})"
    statement = f"SELECT {listing.table}.id FROM {rows} ORDER BY {_order(listing, sort)} LIMIT :limit"
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


def _page_statement(listing: Listing, columns: str, where: str, order: str) -> str:
    """First the ids of the page, then the columns of its rows alone: sorting would compute them for every row."""
    key = f"{listing.table}.id"
    page = f"SELECT {key} AS page_id FROM {listing.source} WHERE {where} ORDER BY {order} LIMIT :limit OFFSET :offset"
    rows = f"{listing.table} ON {key} = page.page_id {listing.joins}"
    return f"WITH page AS ({page}) SELECT {columns} FROM page CROSS JOIN {rows} ORDER BY {order}"


def _present(viewpoint: Viewpoint, limit: int | None, offset: int) -> dict[str, str | int]:
    return {**viewpoint.moments, "limit": -1 if limit is None else limit, "offset": offset}


def _order(listing: Listing, names: Iterable[str]) -> str:
    """The terms of ORDER BY, with the id at the end, in the direction of the last, so that one index can serve."""
    sortings = [_sorting(listing, name) for name in names] or [_sorting(listing, name) for name in listing.sort]
    terms = [f"{_sort_key(sorting.field)}{_direction(sorting)}" for sorting in sortings]
    return ", ".join([*terms, f"{listing.table}.id{' DESC' if sortings[-1].descending else ''}"])


def _sorting(listing: Listing, name: str) -> Sorting:
    return Sorting(listing.column(name.strip().removeprefix("-")), name.strip().startswith("-"))


def _sort_key(field: Field) -> str:
    if field.key:
        return field.key
    if field.choices:
        return place_of(field.sql, field.choices)
    return f"fold({field.sql})" if field.type in _TEXTS else field.sql


def _direction(sorting: Sorting) -> str:
    return " DESC" if sorting.descending else " NULLS LAST"
