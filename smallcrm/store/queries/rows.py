"""Whole rows as records: a record's fields are the columns of the table that bears its name."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from smallcrm.errors import NotFoundError
from smallcrm.records.references import noun_of_table
from smallcrm.store.connection import Connection

R = TypeVar("R", bound=tuple[Any, ...])


def fetch_all(connection: Connection, record: type[R], rest: str = "", **parameters: Any) -> list[R]:
    """The records that `rest` (WHERE, ORDER BY, LIMIT) selects."""
    make: Callable[..., R] = record
    return [make(*row) for row in connection.each(f"{_select(record)} {rest}", **parameters)]


def fetch(connection: Connection, record: type[R], identity: int) -> R:
    """The record with this id, living or in the trash; NotFoundError when there is none."""
    found = fetch_all(connection, record, "WHERE id = :id", id=identity)
    if not found:
        noun = noun_of_table(table_of(record))
        raise NotFoundError(f"there is no {noun} {identity}", hint=f"smallcrm {noun} list shows them")
    return found[0]


@cache
def table_of(record: type) -> str:
    """The table of a record class: FollowUp is a row of follow_up."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower()


@cache
def _select(record: type) -> str:
    return f"SELECT {', '.join(record.__annotations__)} FROM {table_of(record)}"
