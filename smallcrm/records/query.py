"""A QUERY as a tree: what the filter of every list, view and screen means."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Operator(StrEnum):
    """How a field is tested: against any of the values, or for being filled in at all."""

    IS = "is"
    OVER = "over"
    UNDER = "under"
    BEFORE = "before"
    AFTER = "after"
    HAS = "has"
    NO = "no"


class Words(NamedTuple):
    """Words that must all be found, each as the beginning of a word of the record."""

    words: tuple[str, ...]


class Phrase(NamedTuple):
    """Whole words that must be found side by side."""

    text: str


class FieldTest(NamedTuple):
    """`field:value`: one of `values` must pass; `has:` and `no:` have none."""

    field: str
    operator: Operator
    values: tuple[str, ...] = ()


class Not(NamedTuple):
    """What must not hold."""

    query: "Query"


class AllOf(NamedTuple):
    """Queries that must all hold; none of them at all holds for every record."""

    queries: tuple["Query", ...]


class AnyOf(NamedTuple):
    """Queries of which one must hold."""

    queries: tuple["Query", ...]


Query: TypeAlias = Words | Phrase | FieldTest | Not | AllOf | AnyOf

EVERYTHING = AllOf(())


def both(first: Query, second: Query) -> Query:
    """A query that holds where both hold."""
    return AllOf(tuple(query for query in (first, second) if query != EVERYTHING))


def fields_tested(query: Query) -> Iterator[str]:
    """The fields that a query tests, in the order written."""
    if isinstance(query, FieldTest):
        yield query.field
    elif isinstance(query, Not):
        yield from fields_tested(query.query)
    elif isinstance(query, (AllOf, AnyOf)):
        for part in query.queries:
            yield from fields_tested(part)
