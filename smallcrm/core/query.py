"""QUERY: the one language of lists, the TUI's filter and saved views, read into a tree.

query  = every {"or" every}        every = term {["and"] term}
term   = "not" term | "(" query ")" | word | "phrase" | field:value,value | field.before:value | +tag | no:field
"""

from collections.abc import Sequence

from smallcrm.core.query_tokens import Mark, Token, Word, on_one_line, tokens_of, tokens_of_line
from smallcrm.errors import UsageError
from smallcrm.records.query import EVERYTHING, AllOf, AnyOf, FieldTest, Not, Query, Words

LONGEST_QUERY = 4000
"""Letters."""
MOST_TERMS = 200
"""Words and values."""
DEEPEST_NESTING = 30
"""Parentheses and `not` inside one another."""


def parse_query(arguments: Sequence[str]) -> Query:
    """The tree of a query given as command-line arguments; nothing at all means every record.

    Which fields there are is the list's business. UsageError for what cannot be read, is too long or too deep.
    """
    _check_text(arguments)
    return _parse(tokens_of(arguments))


def parse_line(line: str) -> Query:
    """The tree of a query typed on one line, where blanks always separate terms."""
    _check_text([line])
    return _parse(list(tokens_of_line(line)))


def line_of(arguments: Sequence[str]) -> str:
    """One line that `parse_line` reads as `parse_query` reads the arguments."""
    return " ".join(map(on_one_line, arguments))


def _parse(tokens: Sequence[Token]) -> Query:
    if sum(map(_weight, tokens)) > MOST_TERMS:
        raise UsageError(f"the query has more than {MOST_TERMS} terms", hint="ask for less at a time")
    return _Parser(tokens).parse()


def _check_text(arguments: Sequence[str]) -> None:
    if sum(map(len, arguments)) + len(arguments) > LONGEST_QUERY:
        raise UsageError(f"the query is longer than {LONGEST_QUERY} letters", hint="ask for less at a time")
    if any("\0" in argument or not _is_unicode(argument) for argument in arguments):
        raise UsageError("the query holds bytes that are not text", hint="type it anew")


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _weight(token: Token) -> int:
    if isinstance(token, FieldTest):
        return max(1, len(token.values))
    return len(token.queries) if isinstance(token, AnyOf) else 1


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._position = 0
        self._depth = 0

    def parse(self) -> Query:
        if not self._tokens:
            return EVERYTHING
        query = self._any_of()
        if self._next is not None:
            raise UsageError("a closing parenthesis has no partner", hint=_PARENTHESES)
        return query

    @property
    def _next(self) -> Token | None:
        return self._tokens[self._position] if self._position < len(self._tokens) else None

    def _take(self, mark: Mark) -> bool:
        taken = self._next is mark
        self._position += taken
        return taken

    def _any_of(self) -> Query:
        queries = [self._all_of()]
        while self._take(Mark.OR):
            queries.append(self._all_of())
        return queries[0] if len(queries) == 1 else AnyOf(tuple(queries))

    def _all_of(self) -> Query:
        queries = [self._term()]
        while self._take(Mark.AND) or self._next not in (None, Mark.OR, Mark.CLOSE):
            queries.append(self._term())
        queries = _with_words_together(queries)
        return queries[0] if len(queries) == 1 else AllOf(tuple(queries))

    def _term(self) -> Query:
        self._descend()
        if self._take(Mark.NOT):
            term: Query = Not(self._term())
        elif self._take(Mark.OPEN):
            term = self._group()
        else:
            term = self._leaf()
        self._depth -= 1
        return term

    def _descend(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise UsageError("the query is nested too deeply", hint=f"at most {DEEPEST_NESTING} levels")

    def _group(self) -> Query:
        query = self._any_of()
        if not self._take(Mark.CLOSE):
            raise UsageError("an opening parenthesis has no partner", hint=_PARENTHESES)
        return query

    def _leaf(self) -> Query:
        token = self._next
        if isinstance(token, Mark) or token is None:
            found = f"before {token.value!r}" if token else "at the end"
            raise UsageError(f"the query lacks a term {found}", hint=_PARENTHESES)
        self._position += 1
        return Words((token.text,)) if isinstance(token, Word) else token


def _with_words_together(queries: Sequence[Query]) -> list[Query]:
    """Words that follow one another are searched as one, so that `Dana & Sons` is as good as `Dana Sons`."""
    together: list[Query] = []
    for query in queries:
        if isinstance(query, Words) and together and isinstance(last := together[-1], Words):
            together[-1] = Words(last.words + query.words)
        else:
            together.append(query)
    return together


_PARENTHESES = 'to search for such a word or sign itself, put it in quotes: "or"'
