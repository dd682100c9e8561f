"""The list of a noun as a table's source: ids by SQL, rows by ids."""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from smallcrm.records.query import EVERYTHING, Query
from smallcrm.tui.sources.source import Row

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

FIRST_KEYS = 120
_KEYS_AT_A_TIME = 20_000

Draw = Callable[["Crm", Mapping[str, Any]], Row]


class Listed:
    """The records of a noun that answer to a query; `draw` makes a row of the fields it names."""

    def __init__(self, noun: str, fields: Sequence[str], draw: Draw, query: Query = EVERYTHING) -> None:
        self.noun = noun
        self._fields = fields
        self._draw = draw
        self._query = query

    def keys(self, crm: "Crm", sort: str) -> Iterator[Sequence[int]]:
        """The ids; 8 bytes each, so that a million of them are 8 MB."""
        order = tuple(sort.split(",")) if sort else ()
        first = array("q", crm.lists.each_id(self.noun, query=self._query, sort=order, limit=FIRST_KEYS))
        yield first
        if len(first) == FIRST_KEYS:
            rest = crm.lists.each_id(self.noun, query=self._query, sort=order)
            next(islice(rest, FIRST_KEYS - 1, None), None)
            while bunch := array("q", islice(rest, _KEYS_AT_A_TIME)):
                yield bunch

    def rows(self, crm: "Crm", keys: Sequence[int]) -> Mapping[int, Row]:
        """The rows of these ids."""
        page = crm.lists.rows(self.noun, keys, fields=("id", *self._fields))
        return {row[0]: self._draw(crm, dict(zip(self._fields, row[1:], strict=True))) for row in page.rows}
