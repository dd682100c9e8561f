"""What a table asks of the list that it shows. The listing thread calls `keys`, the reading thread `rows`."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from smallcrm.tui.cells import Cell

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

K = TypeVar("K", bound=Hashable)

Row = Sequence[Cell]


class Source(Protocol[K]):
    """A list as keys in their order and, for some keys at a time, the rows to draw."""

    def keys(self, crm: "Crm", sort: str) -> Iterator[Sequence[K]]:
        """The keys, a bunch at a time; the first bunch comes soon.

        `sort` names fields, commas between them, `-` before one for descending order; "" is the list's own order.
        """

    def rows(self, crm: "Crm", keys: Sequence[K]) -> Mapping[K, Row]:
        """A cell for every column, for those of the keys that are still in the list."""
