"""Turns a QUERY tree into the SQL condition of a listing."""

from collections.abc import Sequence

from smallcrm.errors import UsageError
from smallcrm.records.query import AllOf, AnyOf, FieldTest, Not, Operator, Phrase, Query, Words
from smallcrm.records.tables import ColumnType
from smallcrm.store.connection import Connection
from smallcrm.store.queries.field_tests import Comparison, compare, holding_fragment, is_present
from smallcrm.store.queries.folding import allow_fold
from smallcrm.store.queries.listing import Field, Listing, Related
from smallcrm.store.queries.parameters import Parameters
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.store.queries.words import exact_query, fragment_of, in_name, prefix_query
from smallcrm.text.fold import index_text

NEVER = "never"
"""`last_touch:never`: a field that is empty; in free text it is a word like any other."""
_FREQUENT = 6000
"""From here on collecting and sorting costs more than walking past the rows that do not match, at 100,000."""
_UNINDEXED = "+"
"""Before a column: keeps SQLite from beginning with what was found, to sort all of it for one page."""
_FREE_TEXT = (ColumnType.TEXT, ColumnType.LIST, ColumnType.LINK, ColumnType.EMAIL)


class Filter:
    """Writes conditions for one listing and collects their parameters."""

    def __init__(
        self,
        connection: Connection,
        listing: Listing,
        viewpoint: Viewpoint,
        parameters: Parameters,
        *,
        for_page: bool = False,
    ) -> None:
        """`for_page`: only the first rows are wanted, so that walking the list may beat collecting all that matches."""
        self._connection = connection
        self._listing = listing
        self._viewpoint = viewpoint
        self._parameters = parameters
        self._for_page = for_page

    def condition(self, query: Query) -> str:
        """The condition that `query` means; UsageError for a field, operator or value that there is not."""
        match query:
            case AllOf():
                return self._joined(query.queries, " AND ") or "TRUE"
            case AnyOf():
                return self._joined(query.queries, " OR ")
            case Not():
                return f"({self.condition(query.query)}) IS NOT TRUE"
            case FieldTest():
                return self._field_test(query)
            case Words():
                return self._words(query.words)
            case Phrase():
                return self._phrase(query.text)

    def _joined(self, queries: Sequence[Query], joint: str) -> str:
        return joint.join(f"({self.condition(query)})" for query in queries)

    def _field_test(self, test: FieldTest) -> str:
        field = self._listing.filter(test.field)
        if test.operator is Operator.HAS:
            return is_present(field)
        if test.operator is Operator.NO:
            return f"({is_present(field)}) IS NOT TRUE"
        return " OR ".join(f"({self._value_test(field, test.operator, value)})" for value in test.values)

    def _value_test(self, field: Field, operator: Operator, value: str) -> str:
        if value.lower() == NEVER and operator is Operator.IS and field.type not in _FREE_TEXT:
            return self._field_test(FieldTest(field.name, Operator.NO))
        comparison = Comparison(field, operator, value, self._parameters, self._viewpoint)
        condition = compare(comparison)
        return self._related(field.related, condition) if field.related else condition

    def _fragment(self, channels: Related, fragment: str) -> str:
        holding = holding_fragment(fragment, self._parameters)
        return self._related(channels, f"channel.id IN ({holding})", counted=holding)

    def _related(self, related: Related, condition: str, *, counted: str = "") -> str:
        """`counted`: a quicker SELECT that finds about as much."""
        if not self._is_frequent(counted or related.select.format(condition)):
            return related.among(condition)
        return related.exists(condition) if related.by_row else f"{_UNINDEXED}{related.among(condition)}"

    def _is_frequent(self, select: str) -> bool:
        """Whether a SELECT finds so much that a page is sooner made by walking the list until it is full."""
        if not self._for_page:
            return False
        statement = f"SELECT count(*) FROM (SELECT 1 FROM ({select}) LIMIT {_FREQUENT})"
        allow_fold(self._connection, statement)
        found = self._connection.value(statement, **self._viewpoint.moments, **self._parameters.values)
        return bool(found == _FREQUENT)

    def _words(self, words: Sequence[str]) -> str:
        text = " ".join(words)
        conditions = [self._found(group, prefix_query(group), "TRUE") for group in self._groups(words)]
        each = _joined_words(conditions, text)
        number = fragment_of(text) if len(words) > 1 else None
        if not number or not self._listing.search.channels:
            return each
        return f"({each}) OR {self._fragment(self._listing.search.channels, number)}"

    def _groups(self, words: Sequence[str]) -> list[str]:
        """The words to be looked for in one place together: as many as may be, since one search is the fastest."""
        if self._listing.search.people:
            return list(words)
        plain = [word for word in words if not fragment_of(word)]
        return [" ".join(plain), *(word for word in words if fragment_of(word))]

    def _phrase(self, text: str) -> str:
        whole = self._parameters.bind(f" {index_text(text)} ")
        side_by_side = f"(instr(' ' || name || ' ', {whole}) OR instr(' ' || text || ' ', {whole}))"
        return _joined_words([self._found(text, exact_query(text), side_by_side)], text)

    def _found(self, text: str, full_text: str, also: str) -> str:
        """The condition that a row answers to `text`, by its own words, its people's names or its channels."""
        search, ways = self._listing.search, []
        fragment = fragment_of(text)
        if full_text and search.table:
            match = f"{search.table} MATCH {self._parameters.bind(full_text)}"
            ids = f"SELECT rowid FROM {search.table} WHERE {match} AND {also}"
            sign = _UNINDEXED if self._is_frequent(ids) else ""
            ways.append(f"{sign}{self._listing.table}.id IN ({ids})")
        if full_text and search.people:
            ways.append(search.people.format(self._parameters.bind(in_name(full_text))))
        if fragment and search.channels:
            ways.append(self._fragment(search.channels, fragment))
        return " OR ".join(ways)


def _joined_words(conditions: Sequence[str], text: str) -> str:
    """All the conditions; signs between words ask for nothing, but a query of nothing else is a UsageError."""
    asked = [f"({condition})" for condition in conditions if condition]
    if not asked:
        raise UsageError(f"nothing to search for in {text!r}", hint="give letters or digits")
    return " AND ".join(asked)
