"""How a value of a QUERY is compared with a field, for every type of column."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.records.query import Operator
from smallcrm.records.tables import ColumnType
from smallcrm.store.queries.listing import Field
from smallcrm.store.queries.parameters import Parameters
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.text.fold import fold
from smallcrm.values.calendar import days_in_month
from smallcrm.values.hebrew_choices import meanings_in_hebrew

_SYMBOLS = {Operator.IS: "=", Operator.OVER: ">", Operator.UNDER: "<"}
_YES = frozenset({"yes", "true", "1", "כן"})
_NO = frozenset({"no", "false", "0", "לא"})
_TEXTS = (ColumnType.TEXT, ColumnType.LINK)
_EMPTY = "''"
_LONGEST_NUMBER = 15
_SHORTEST_FRAGMENT = 3


class Comparison(NamedTuple):
    """One value to compare a field with."""

    field: Field
    operator: Operator
    value: str
    parameters: Parameters
    viewpoint: Viewpoint

    @property
    def sql(self) -> str:
        """What is compared."""
        return self.field.tested or self.field.key or self.field.sql

    def bind(self, value: str | float) -> str:
        """The parameter that stands for `value`."""
        return self.parameters.bind(value)


def compare(comparison: Comparison) -> str:
    """The SQL condition, whose value is true, false or NULL; UsageError for an operator or value that cannot be."""
    operators, write = _TYPES[comparison.field.type]
    if comparison.operator not in operators:
        name = comparison.field.name
        listed = ", ".join(_spelled(name, operator) for operator in operators)
        raise UsageError(
            f"{name} cannot be tested with {comparison.operator}", hint=f"there are {listed}, has:{name}, no:{name}"
        )
    return write(comparison)


def is_present(field: Field) -> str:
    """The condition that a field is filled in."""
    if field.related and field.filter_only:
        return field.related.exists("TRUE")
    if field.type is ColumnType.FLAG:
        return field.sql
    return f"{field.sql} {'<> ' + _EMPTY if field.type in _TEXTS else 'IS NOT NULL'}"


def fragment_test(fragment: str, parameters: Parameters) -> str:
    """The condition that the match key of a channel contains `fragment`."""
    return f"channel.id IN ({holding_fragment(fragment, parameters)})"


def holding_fragment(fragment: str, parameters: Parameters) -> str:
    """SQL that selects, as `rowid`, the ids of the channels whose match keys contain `fragment`."""
    if len(fragment) < _SHORTEST_FRAGMENT:
        return f"SELECT rowid FROM channel WHERE instr(match_key, {parameters.bind(fragment)}) > 0"
    quoted = '"' + fragment.replace('"', '""') + '"'
    return f"SELECT rowid FROM channel_search WHERE channel_search MATCH {parameters.bind(quoted)}"


def _text(comparison: Comparison) -> str:
    field, value = comparison.field, fold(comparison.value)
    stored = comparison.sql if field.tested or field.key else f"fold({comparison.sql})"
    if field.exact:
        return f"{stored} = {comparison.bind(value)}"
    return f"instr({stored}, {comparison.bind(value)}) > 0"


def _number(comparison: Comparison) -> str:
    number = _integer(comparison.value)
    if number is None:
        raise _cannot(comparison, "a whole number")
    return f"{comparison.sql} {_SYMBOLS[comparison.operator]} {comparison.bind(number)}"


def _decimal(comparison: Comparison) -> str:
    plain = comparison.value.replace(",", "")
    if not re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", plain) or len(plain) > 2 * _LONGEST_NUMBER:
        raise _cannot(comparison, "a number")
    return f"{comparison.sql} {_SYMBOLS[comparison.operator]} {comparison.bind(float(plain))}"


def _integer(text: str) -> int | None:
    plain = text.replace(",", "")
    is_number = re.fullmatch(r"[+-]?[0-9]+", plain) and len(plain) <= _LONGEST_NUMBER
    return int(plain) if is_number else None


def _money(comparison: Comparison) -> str:
    """Amounts of every currency are compared as numbers, unless the value names a currency."""
    from smallcrm.values.currencies import minor_digits
    from smallcrm.values.money import parse_money

    money = parse_money(comparison.value, default_currency="")
    thousandths = money.minor * 10 ** (3 - minor_digits(money.currency))
    condition = f"{comparison.sql} {_SYMBOLS[comparison.operator]} {comparison.bind(thousandths)}"
    if not money.currency:
        return condition
    return f"({condition} AND {comparison.field.currency} = {comparison.bind(money.currency)})"


def _flag(comparison: Comparison) -> str:
    answer = comparison.value.strip().casefold()
    if answer not in _YES | _NO:
        raise _cannot(comparison, "yes or no")
    return comparison.sql if answer in _YES else f"NOT {comparison.sql}"


def _day(comparison: Comparison) -> str:
    first, last = comparison.viewpoint.span(comparison.value, ahead=comparison.field.ahead)
    return _between(comparison, first.isoformat(), last.isoformat(), "<=")


def _moment(comparison: Comparison) -> str:
    first, last = comparison.viewpoint.span(comparison.value, ahead=comparison.field.ahead)
    return _between(comparison, *comparison.viewpoint.clock.day_span(first, last), "<")


def _between(comparison: Comparison, first: str, end: str, until: str) -> str:
    sql, operator = comparison.sql, comparison.operator
    if operator is Operator.BEFORE:
        return f"{sql} < {comparison.bind(first)}"
    if operator is Operator.AFTER:
        return f"{sql} {'>' if until == '<=' else '>='} {comparison.bind(end)}"
    return f"({sql} >= {comparison.bind(first)} AND {sql} {until} {comparison.bind(end)})"


def _birthday(comparison: Comparison) -> str:
    # Said although it follows, since the index holds birthdays that are known.
    return f"{comparison.field.sql} IS NOT NULL AND {_in_days_of_year(comparison)}"


def _in_days_of_year(comparison: Comparison) -> str:
    first, last = _days_of_year(comparison)
    sql, operator = comparison.sql, comparison.operator
    if operator is Operator.BEFORE:
        return f"{sql} < {comparison.bind(first)}"
    if operator is Operator.AFTER:
        return f"{sql} > {comparison.bind(last)}"
    joint = "AND" if first <= last else "OR"
    return f"({sql} >= {comparison.bind(first)} {joint} {sql} <= {comparison.bind(last)})"


def _days_of_year(comparison: Comparison) -> tuple[str, str]:
    """The first and last day as `MM-DD`; 29 February is found on the 28th of a common year."""
    from smallcrm.values.when_words import MONTHS, canonical

    month = canonical(comparison.value)
    if month in MONTHS:
        number = MONTHS.index(month) + 1
        return f"{number:02}-01", f"{number:02}-31"
    first, last = comparison.viewpoint.span(comparison.value, ahead=True)
    if (last - first).days >= 365:
        return "01-01", "12-31"
    return f"{first:%m-%d}", "02-29" if _ends_common_february(last) else f"{last:%m-%d}"


def _ends_common_february(day: date) -> bool:
    return (day.month, day.day) == (2, 28) and days_in_month(day.year, 2) == 28


def _choice(comparison: Comparison) -> str:
    choices = {_choice_key(choice): choice for choice in comparison.field.choices}
    wanted = (_choice_key(comparison.value), *meanings_in_hebrew(comparison.value))
    found = next((choices[key] for key in wanted if key in choices), None)
    if found is None:
        raise UsageError(
            f"{comparison.field.name} has no value {comparison.value!r}",
            hint=f"there are {', '.join(comparison.field.choices)}",
        )
    return f"{comparison.sql} = {comparison.bind(found)}"


def _choice_key(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", fold(text.strip()))


def _phone(comparison: Comparison) -> str:
    digits = re.sub(r"[^\d*]", "", comparison.value)
    if not digits:
        raise _cannot(comparison, "digits of a phone")
    from smallcrm.values.phones import phone_fragment

    return fragment_test(phone_fragment(comparison.value) or digits, comparison.parameters)


def _email(comparison: Comparison) -> str:
    from smallcrm.values.emails import email_key

    return fragment_test(email_key(comparison.value), comparison.parameters)


def _reference(comparison: Comparison) -> str:
    return f"{comparison.sql} = {comparison.bind(comparison.value.strip().lower())}"


def _cannot(comparison: Comparison, wanted: str) -> UsageError:
    return UsageError(f"{comparison.field.name} cannot be {comparison.value!r}", hint=f"give {wanted}")


def _spelled(name: str, operator: Operator) -> str:
    return f"{name}:" if operator is Operator.IS else f"{name}.{operator}:"


_ONLY_IS = (Operator.IS,)
_NUMERIC = (Operator.IS, Operator.OVER, Operator.UNDER)
_DATED = (Operator.IS, Operator.BEFORE, Operator.AFTER)

_TYPES: dict[ColumnType, tuple[tuple[Operator, ...], Callable[[Comparison], str]]] = {
    ColumnType.TEXT: (_ONLY_IS, _text),
    ColumnType.LINK: (_ONLY_IS, _text),
    ColumnType.LIST: (_ONLY_IS, _text),
    ColumnType.INTEGER: (_NUMERIC, _number),
    ColumnType.NUMBER: (_NUMERIC, _decimal),
    ColumnType.MONEY: (_NUMERIC, _money),
    ColumnType.FLAG: (_ONLY_IS, _flag),
    ColumnType.DAY: (_DATED, _day),
    ColumnType.MOMENT: (_DATED, _moment),
    ColumnType.BIRTHDAY: (_DATED, _birthday),
    ColumnType.CHOICE: (_ONLY_IS, _choice),
    ColumnType.PHONE: (_ONLY_IS, _phone),
    ColumnType.EMAIL: (_ONLY_IS, _email),
    ColumnType.REFERENCE: (_ONLY_IS, _reference),
}
