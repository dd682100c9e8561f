"""In which order the rows of a listing come, and the statements that give their ids in it."""

from collections.abc import Iterable
from typing import NamedTuple

from smallcrm.records.tables import ColumnType
from smallcrm.store.places import place_of
from smallcrm.store.queries.listing import Field, Listing

_TEXTS = (ColumnType.TEXT, ColumnType.LINK, ColumnType.LIST, ColumnType.EMAIL)


class Sorting(NamedTuple):
    """A field to sort by; empty values come last either way."""

    field: Field
    descending: bool

    @property
    def term(self) -> str:
        """The term of ORDER BY."""
        return f"{_key(self.field)}{self.direction}"

    @property
    def direction(self) -> str:
        """What follows the key."""
        return " DESC" if self.descending else " NULLS LAST"

    @property
    def direction_of_ids(self) -> str:
        """What follows the id, which is never empty."""
        return " DESC" if self.descending else ""


class Ordering:
    """The order that names of fields ask for, `-` before a name for descending; without names the listing's own."""

    def __init__(self, listing: Listing, names: Iterable[str]) -> None:
        """UsageError for an unknown name."""
        self._listing = listing
        self._sortings = [_sorting(listing, name) for name in list(names) or listing.sort]
        self._last = f"{listing.table}.id{self._sortings[-1].direction_of_ids}"

    @property
    def terms(self) -> str:
        """The terms of ORDER BY, with the id at the end, in the direction of the last, so that one index can serve."""
        return ", ".join([*(sorting.term for sorting in self._sortings), self._last])

    def ids(self, condition: str) -> str:
        """The statement of the ids, as `row_id`, of the living rows that satisfy `condition`; LIMIT may follow."""
        return f"SELECT {self._listing.table}.id AS row_id FROM {self._rows(condition)} ORDER BY {self.terms}"

    def first_ids(self) -> str:
        """The same for all living rows, when only the first `:reach` of them are wanted."""
        sorting = self._sortings[0]
        if len(self._sortings) > 1 or not sorting.field.owner:
            return self.ids("TRUE")
        return self._ids_by_owner(sorting)

    def _ids_by_owner(self, sorting: Sorting) -> str:
        """First the owners by name, each with its rows; then, as far as the page still has room, the rows without."""
        table, field = self._listing.table, sorting.field
        key = f"{table}.id AS row_id"
        owned = f"{field.owner}.deleted_at IS NULL AND {field.owner}.id = {table}.{field.owner}_id"
        with_owner = f"{field.owner} CROSS JOIN {self._rows(owned)}"
        room = f":reach - (SELECT count(*) FROM (SELECT 1 FROM {with_owner} LIMIT max(:reach, 0)))"
        others = self._rows(f"{field.key} IS NULL", hint="NOT INDEXED")
        return (
            f"SELECT {key}, {field.owner}.name_key AS place FROM {with_owner}"
            f" UNION ALL SELECT row_id, NULL FROM (SELECT {key} FROM {others} ORDER BY {self._last} LIMIT {room})"
            f" ORDER BY place{sorting.direction}, row_id{sorting.direction_of_ids}"
        )

    def _rows(self, condition: str, *, hint: str = "") -> str:
        listing = self._listing
        return f"{listing.table} {hint} {listing.joins} WHERE {listing.living} AND ({condition})"


def _sorting(listing: Listing, name: str) -> Sorting:
    return Sorting(listing.column(name.strip().removeprefix("-")), name.strip().startswith("-"))


def _key(field: Field) -> str:
    if field.key:
        return field.key
    if field.choices:
        return place_of(field.sql, field.choices)
    return f"fold({field.sql})" if field.type in _TEXTS else field.sql
