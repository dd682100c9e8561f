"""The pieces of a QUERY: words, quoted phrases, field tests, tags, `not`, `and`, `or` and parentheses."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.records.query import AnyOf, FieldTest, Operator, Phrase, Query

_NAME = r"[^\W\d][\w-]*"
_QUOTED = r'"[^"]*"'
_VALUE = rf'(?:{_QUOTED}|[^\s(),"][^\s(),]*)'
_VALUES = rf"{_VALUE}(?:,{_VALUE})*"
_FIELD = rf"(?P<field>{_NAME})(?:\.(?P<operator>{_NAME}))?:(?!//)"
_TOKEN = (
    rf"\s*(?:(?P<mark>[()])|{_FIELD}(?P<values>{_VALUES})?|\+(?!\d)(?P<tags>{_VALUES})"
    rf'|(?P<phrase>{_QUOTED})|(?P<open_quote>")|(?P<word>[^\s()]+))'
)
_FIELD_ARGUMENT = rf'{_FIELD}(?P<text>[^"():]*)'
_KEYWORD_OR_TAG = r"(?:^|\s)(?:not|and|or|\+\S+)(?:\s|$)"

_COMPARISONS = (Operator.OVER, Operator.UNDER, Operator.BEFORE, Operator.AFTER)
_PRESENCE = (Operator.HAS, Operator.NO)
_QUOTE_HINT = 'to search for it as it stands, put it in quotes: "10 (ten)"'


class Mark(Enum):
    """A piece that joins or groups others."""

    NOT = "not"
    AND = "and"
    OR = "or"
    OPEN = "("
    CLOSE = ")"


class Word(NamedTuple):
    """A bare word."""

    text: str


Token = Mark | Word | Query


def tokens_of(arguments: Sequence[str]) -> list[Token]:
    """The pieces of a query given as command-line arguments, which are joined with blanks.

    `city:Tel Aviv` given as one argument is one piece. UsageError for what cannot be read.
    """
    tokens: list[Token] = []
    together: list[str] = []
    for argument in arguments:
        if field := _field_argument(argument):
            tokens += [*tokens_of_line(" ".join(together)), _field_test(*field)]
            together = []
        else:
            together.append(argument)
    return [*tokens, *tokens_of_line(" ".join(together))]


def on_one_line(argument: str) -> str:
    """An argument as it is written where blanks always separate: `city:"Tel Aviv"`."""
    given = _field_argument(argument)
    if given is None:
        return argument
    field, operator, values = given
    quoted = ",".join(f'"{value}"' for value in values)
    return f"{field}{'.' if operator else ''}{operator}:{quoted}"


def _field_argument(text: str) -> tuple[str, str, list[str]] | None:
    match = re.fullmatch(_FIELD_ARGUMENT, text.strip(), re.DOTALL)
    if not match or " " not in match["text"].strip() or re.search(_KEYWORD_OR_TAG, match["text"], re.IGNORECASE):
        return None
    return match["field"], match["operator"] or "", [value.strip() for value in match["text"].split(",")]


def tokens_of_line(text: str) -> Iterator[Token]:
    """The pieces of a query in which blanks always separate; UsageError for what cannot be read."""
    text = text.rstrip()
    position = 0
    while match := re.compile(_TOKEN).match(text, position):
        yield _token(match)
        position = match.end()


def _token(match: re.Match[str]) -> Token:
    if match["field"]:
        return _field_test(match["field"], match["operator"] or "", _values(match["values"]))
    if match["tags"]:
        return FieldTest("tag", Operator.IS, tuple(_values(match["tags"])))
    if match["phrase"]:
        return Phrase(match["phrase"][1:-1])
    if match["open_quote"]:
        raise UsageError("a quotation mark is not closed", hint=_QUOTE_HINT)
    if match["mark"]:
        return Mark(match["mark"])
    return _keyword(match["word"]) or Word(match["word"])


def _keyword(word: str) -> Mark | None:
    return next((mark for mark in (Mark.NOT, Mark.AND, Mark.OR) if mark.value == word.lower()), None)


def _values(text: str | None) -> list[str]:
    values = re.findall(_VALUE, text or "")
    return [value[1:-1] if value.startswith('"') else value for value in values]


def _field_test(field: str, operator: str, values: Sequence[str]) -> Query:
    name = _name(field)
    if not values or not all(values):
        raise UsageError(f"{field}: has no value", hint=f"no:{field} finds the records without one")
    if name in _PRESENCE and not operator:
        return _presence(Operator(name), values)
    return FieldTest(name, _operator(field, operator), tuple(values))


def _presence(operator: Operator, fields: Sequence[str]) -> Query:
    tests = tuple(FieldTest(_name(field), operator) for field in fields)
    return tests[0] if len(tests) == 1 else AnyOf(tests)


def _operator(field: str, operator: str) -> Operator:
    if not operator:
        return Operator.IS
    known = next((known for known in _COMPARISONS if known == operator.lower()), None)
    if known is None:
        listed = ", ".join(f"{field}.{name}:" for name in _COMPARISONS)
        raise UsageError(f"unknown operator: {field}.{operator}", hint=f"there are {listed}")
    return known


def _name(field: str) -> str:
    return field.lower().replace("-", "_")
