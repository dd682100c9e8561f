"""Lists of every noun: filtered by a QUERY, sorted, a page at a time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from smallcrm.records.query import AllOf, Query, fields_tested
from smallcrm.records.tables import Page
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.text.safe import refuse_unstorable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.records.references import Noun
    from smallcrm.records.search import Found
    from smallcrm.store.queries.listing import Listing


class Lists:
    """The reading side of contacts, companies, channels, interactions and follow-ups."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def page(
        self,
        noun: str,
        *,
        query: Query | None = None,
        fields: Iterable[str] = (),
        sort: Iterable[str] = (),
        limit: int | None = None,
        offset: int = 0,
    ) -> Page:
        """Rows of a noun's list; without `limit` all of them. UsageError for unknown fields."""
        from smallcrm.store.queries.select import select

        fields, sort = tuple(fields), tuple(sort)
        return select(
            self._crm.store.read(),
            self._listing(noun, fields, sort, query),
            viewpoint=self._viewpoint(),
            fields=fields,
            query=query or AllOf(()),
            sort=sort,
            limit=limit,
            offset=offset,
        )

    def each_id(
        self, noun: str, *, query: Query | None = None, sort: Iterable[str] = (), limit: int | None = None
    ) -> Iterator[int]:
        """The ids of a noun's list in its order, one by one, for a screen that shows them a page at a time."""
        from smallcrm.store.queries.select import each_id

        sort = tuple(sort)
        return each_id(
            self._crm.store.read(),
            self._listing(noun, (), sort, query),
            viewpoint=self._viewpoint(),
            query=query or AllOf(()),
            sort=sort,
            limit=limit,
        )

    def rows(self, noun: str, ids: Iterable[int], *, fields: Iterable[str] = ()) -> Page:
        """The living rows with these ids, in the order of the ids."""
        from smallcrm.store.queries.select import select_by_id

        fields = tuple(fields)
        columns = self._listing(noun, fields)
        return select_by_id(self._crm.store.read(), columns, ids, viewpoint=self._viewpoint(), fields=fields)

    def count(self, noun: str, query: Query | None = None) -> int:
        """How many rows of a noun's list answer to a query."""
        from smallcrm.store.queries.select import count

        rows = self._listing(noun, query=query)
        return count(self._crm.store.read(), rows, viewpoint=self._viewpoint(), query=query or AllOf(()))

    def find(self, words: Sequence[str], *, kinds: "Iterable[Noun]", limit: int) -> "list[Found]":
        """Records of several nouns that hold the words, at most `limit` of each; else names that sound like them."""
        from smallcrm.store.queries.search import Search

        refuse_unstorable(" ".join(words))
        return Search(self._crm.store.read(), words, viewpoint=self._viewpoint(), limit=limit).find(kinds)

    def record(self, noun: str, identity: int, fields: Sequence[str] = ()) -> Page:
        """One record with these fields, else with every field of its list; no row when it is not in the list."""
        from smallcrm.records.query import FieldTest, Operator

        test = FieldTest("id", Operator.IS, (str(identity),))
        return self.page(noun, query=test, fields=fields or self.fields(noun))

    def check_fields(self, noun: str, fields: Sequence[str]) -> None:
        """UsageError, naming the fields there are, when a noun's list lacks one of these."""
        self.page(noun, fields=fields, limit=0)

    def fields(self, noun: str) -> Sequence[str]:
        """The names of every column of a noun's list, the custom fields of this database among them."""
        return tuple(self._with_custom_fields(noun).columns)

    def custom_values(self, noun: str, identity: int) -> Page:
        """What a living record has in its custom fields: one row, or none when there are no fields or no record."""
        from smallcrm.records.query import FieldTest, Operator
        from smallcrm.store.queries.custom_fields import fields_of

        keys = [field.key for field in fields_of(self._crm.store.read(), noun)]
        if not keys:
            return Page((), ())
        return self.page(noun, query=FieldTest("id", Operator.IS, (str(identity),)), fields=keys)

    def name(self, table: str, identity: int) -> str | None:
        """What a record is called, living or in the trash; None when there is none."""
        from smallcrm.store.queries.names import name_of

        return name_of(self._crm.store.read(), table, identity)

    def _listing(
        self, noun: str, fields: Iterable[str] = (), sort: Iterable[str] = (), query: Query | None = None
    ) -> "Listing":
        """The listing with all that is named; custom fields are read only when one of the names is none of its own."""
        named = [*fields, *(name.removeprefix("-") for name in sort), *(fields_tested(query) if query else ())]
        own = listing(noun)
        return own if own.filters.keys() >= set(named) else self._with_custom_fields(noun)

    def _with_custom_fields(self, noun: str) -> "Listing":
        own = listing(noun)
        from smallcrm.records.custom_fields import CustomEntity

        if noun not in list(CustomEntity):
            return own
        from smallcrm.store.queries.custom_columns import with_custom_fields
        from smallcrm.store.queries.custom_fields import fields_of

        return with_custom_fields(own, fields_of(self._crm.store.read(), noun))

    def _viewpoint(self) -> Viewpoint:
        return Viewpoint(self._crm.clock, self._crm.business.calendar)


def listing(noun: str) -> "Listing":
    """The listing of a noun."""
    from smallcrm.store.queries.listings import LISTINGS

    return LISTINGS[noun]


def listed_nouns() -> list[str]:
    """The nouns that have a list."""
    from smallcrm.store.queries.listings import LISTINGS

    return list(LISTINGS)
