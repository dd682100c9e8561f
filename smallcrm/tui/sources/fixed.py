"""Rows that are known beforehand, as a table's source."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from smallcrm.tui.sources.source import Row

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

K = TypeVar("K", bound=Hashable)


class Fixed(Generic[K]):
    """A short list that is held whole."""

    def __init__(self, rows: Mapping[K, Row]) -> None:
        self._rows = rows

    def keys(self, _crm: "Crm", sort: str) -> Iterator[Sequence[K]]:  # noqa: ARG002
        """All keys, in the order given."""
        yield list(self._rows)

    def rows(self, _crm: "Crm", keys: Sequence[K]) -> Mapping[K, Row]:
        """The rows of these keys."""
        return {key: self._rows[key] for key in keys if key in self._rows}
