"""QUERY trees for tests: made at random, and judged row by row in Python, as SQL must judge them too."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from smallcrm.records.query import AllOf, AnyOf, Not, Operator, Query
from smallcrm.text.fold import index_words, query_words

_LESS = (Operator.BEFORE, Operator.UNDER)


def trees(leaves: st.SearchStrategy[Query], *, most_leaves: int) -> st.SearchStrategy[Query]:
    """The leaves, and what not, and and or make of them."""

    def joined(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(inner.map(Not), several.map(AllOf), several.map(AnyOf))

    return st.recursive(leaves, joined, max_leaves=most_leaves)


def holds(query: Query, is_true: Callable[[Any], bool]) -> bool:
    """Whether a tree holds where its leaves are true or not."""
    match query:
        case AllOf():
            return all(holds(part, is_true) for part in query.queries)
        case AnyOf():
            return any(holds(part, is_true) for part in query.queries)
        case Not():
            return not holds(query.query, is_true)
    return is_true(query)


def compared(operator: Operator, value: Any, wanted: Any) -> bool:
    """Whether a value that can be ordered is what a test wants."""
    if operator is Operator.IS:
        return bool(value == wanted)
    return bool(value < wanted if operator in _LESS else value > wanted)


def has_word(word: str, text: str) -> bool:
    """Whether every part of a word begins one of the text's words, in one of its forms."""
    known = index_words(text)
    return all(any(one.startswith(form) for one in known for form in forms) for forms in query_words(word))
