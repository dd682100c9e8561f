"""`find`: records of every noun that hold the words, and names that sound like them when nothing does."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.records.query import Words
from smallcrm.records.references import Noun, Reference
from smallcrm.records.search import Found, FoundBy
from smallcrm.records.tables import LIST_SEPARATOR, ColumnType
from smallcrm.store.connection import Connection
from smallcrm.store.queries.field_tests import holding_fragment
from smallcrm.store.queries.listing import Listing
from smallcrm.store.queries.listings import LISTINGS
from smallcrm.store.queries.parameters import Parameters
from smallcrm.store.queries.select import select, select_by_id
from smallcrm.store.queries.sounding import ids_sounding_like
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.store.queries.words import fragment_of, prefix_query, typed_query
from smallcrm.text.fold import fold


class Card(NamedTuple):
    """How a noun shows in a mixed list: the field that names it, and those that tell it from others."""

    name: str
    details: tuple[str, ...]


CARDS = {
    Noun.CONTACT: Card("name", ("company", "phone")),
    Noun.COMPANY: Card("name", ("city", "phone")),
    Noun.INTERACTION: Card("summary", ("at", "channel", "contacts")),
    Noun.FOLLOW_UP: Card("title", ("due", "status", "with")),
    Noun.DEAL: Card("title", ("stage", "contact", "company")),
}
_NAMED_NOUNS = (Noun.CONTACT, Noun.COMPANY)


class Search:
    """One question to the whole database; at most `limit` records of each noun."""

    def __init__(self, connection: Connection, words: Sequence[str], *, viewpoint: Viewpoint, limit: int = 20) -> None:
        self._connection = connection
        self._words = tuple(words)
        self._full_text = prefix_query(" ".join(words))
        self._as_typed = typed_query(" ".join(words))
        self._viewpoint = viewpoint
        self._limit = limit

    def find(self, nouns: Iterable[Noun] = tuple(CARDS)) -> list[Found]:
        """Records called exactly so, then those that hold the words as typed, then without particles.

        Where there are none, those whose names sound like them.

        UsageError when the words hold neither letters nor digits.
        """
        if not self._full_text:
            raise UsageError(f"nothing to search for in {' '.join(self._words)!r}", hint="give letters or digits")
        asked = list(nouns)
        named = {noun: self._called(noun) for noun in asked if noun in _NAMED_NOUNS}
        found = [record for noun in named for record in self._records(noun, named[noun], FoundBy.NAME)]
        for noun in asked:
            others = [key for key in self._holding(noun) if key not in named.get(noun, ())]
            found += self._records(noun, others[: self._limit - len(named.get(noun, ()))], FoundBy.WORDS)
        return found or [record for noun in asked if noun in _NAMED_NOUNS for record in self._sounding(noun)]

    def _called(self, noun: Noun) -> list[int]:
        return self._connection.column(
            f"SELECT id FROM {noun.table} WHERE name_key = :key AND deleted_at IS NULL ORDER BY id LIMIT :limit",
            key=fold(" ".join(self._words)),
            limit=self._limit,
        )

    def _holding(self, noun: Noun) -> list[int]:
        listing = LISTINGS[noun]
        if not listing.search.channels:
            return self._holding_words(noun, listing)
        fragment = fragment_of(" ".join(self._words))
        if len(self._words) > 1 and (fragment or any(map(fragment_of, self._words))):
            return self._holding_words_and_fragments(listing)
        found = self._holding_words(noun, listing)
        return sorted({*found, *self._holding_fragment(listing, fragment)}) if fragment else found

    def _holding_words(self, noun: Noun, listing: Listing) -> list[int]:
        queries = dict.fromkeys((self._as_typed, self._full_text))
        return list(dict.fromkeys(key for query in queries for key in self._matching(noun, listing, query)))

    def _matching(self, noun: Noun, listing: Listing, query: str) -> list[int]:
        """The first by id, but of interactions the last: ordering by rank would read everything that matches."""
        direction = "DESC" if noun is Noun.INTERACTION else "ASC"
        index = listing.search.table
        return self._connection.column(
            f"SELECT {index}.rowid FROM {index}"
            f" CROSS JOIN {listing.table} ON {listing.table}.id = {index}.rowid {listing.joins}"
            f" WHERE {index} MATCH :words AND {listing.living} ORDER BY {index}.rowid {direction} LIMIT :limit",
            words=query,
            limit=2 * self._limit,
        )

    def _holding_fragment(self, listing: Listing, fragment: str) -> list[int]:
        """The first owners in the order in which their channels were added: to sort them would read all of them."""
        parameters = Parameters()
        holding = holding_fragment(fragment, parameters)
        return self._connection.column(
            f"SELECT DISTINCT {listing.table}.id FROM ({holding}) AS held CROSS JOIN channel ON channel.id = held.rowid"
            f" CROSS JOIN {listing.table} ON {listing.table}.id = channel.{listing.table}_id {listing.joins}"
            f" WHERE channel.deleted_at IS NULL AND {listing.living} LIMIT :limit",
            limit=2 * self._limit,
            **parameters.values,
        )

    def _holding_words_and_fragments(self, listing: Listing) -> list[int]:
        query = Words(self._words)
        page = select(
            self._connection,
            listing,
            viewpoint=self._viewpoint,
            fields=["id"],
            query=query,
            sort=["id"],
            limit=2 * self._limit,
        )
        return [row[0] for row in page.rows]

    def _sounding(self, noun: Noun) -> list[Found]:
        ids = ids_sounding_like(self._connection, noun, " ".join(self._words), limit=self._limit)
        return self._records(noun, ids, FoundBy.SOUND)

    def _records(self, noun: Noun, ids: Sequence[int], found_by: FoundBy) -> list[Found]:
        listing, card = LISTINGS[noun], CARDS[noun]
        fields = ("id", card.name, *card.details)
        page = select_by_id(self._connection, listing, ids, viewpoint=self._viewpoint, fields=fields)
        return [
            Found(Reference(noun, row[0]), row[1], self._detail(listing, card, row[2:]), found_by) for row in page.rows
        ]

    def _detail(self, listing: Listing, card: Card, values: Sequence[str | None]) -> str:
        said = [self._said(listing.column(name).type, value) for name, value in zip(card.details, values, strict=True)]
        return " · ".join(filter(None, said))

    def _said(self, kind: ColumnType, value: str | None) -> str:
        if value is None:
            return ""
        if kind is ColumnType.MOMENT:
            return self._viewpoint.clock.local(value).date().isoformat()
        return value.replace(LIST_SEPARATOR, ", ")
