"""The keys of a list, and those of its rows that were fetched lately."""

from array import array
from collections.abc import Hashable, Mapping, MutableSequence, Sequence
from typing import Any, Generic, TypeVar

from smallcrm.tui.sources.source import Row

K = TypeVar("K", bound=Hashable)

MARGIN = 60
_MOST_ROWS = 1500


class RowWindow(Generic[K]):
    """All keys in their order; whole numbers take 4 bytes each, or 8 where one needs them."""

    def __init__(self, keys: Sequence[K] = ()) -> None:
        self.keys: MutableSequence[Any] = _narrow(keys) if isinstance(keys, array) else list(keys)
        self.is_complete = False
        """Whether no more keys follow."""
        self._rows: dict[K, Row] = {}

    def extend(self, keys: Sequence[K]) -> None:
        """Add the keys that follow."""
        if not self.keys and isinstance(keys, array):
            self.keys = _narrow(keys)
        elif isinstance(self.keys, array):
            self._extend_numbers(self.keys, keys)
        else:
            self.keys.extend(keys)

    def _extend_numbers(self, numbers: "array[int]", keys: Sequence[Any]) -> None:
        more = _narrow(keys)
        if more.typecode == numbers.typecode:
            numbers.extend(more)
        else:
            self.keys = array("q", numbers)
            self.keys.extend(array("q", keys))

    @property
    def count(self) -> int:
        """How many keys are known."""
        return len(self.keys)

    def key_at(self, index: int) -> K | None:
        """The key of a row; None where there is no row."""
        return self.keys[index] if 0 <= index < len(self.keys) else None

    def row_at(self, index: int) -> Row | None:
        """A row, when it has been fetched."""
        key = self.key_at(index)
        return None if key is None else self._rows.get(key)

    def index_of(self, key: K | None, *, near: int) -> int | None:
        """Where a key is, sought first at the place where it was."""
        if key is None or self.key_at(near) == key:
            return None if key is None else near
        try:
            return self.keys.index(key)
        except ValueError:
            return None

    def around(self, index: int, page: int) -> Sequence[K]:
        """The keys of a screenful before and after a row, and a margin."""
        return list(self.keys[max(0, index - page - MARGIN) : index + page + MARGIN])

    def missing(self, top: int, page: int) -> Sequence[K]:
        """The keys on screen, and around it, whose rows are not there yet."""
        shown = self.keys[max(0, top - MARGIN) : top + page + MARGIN]
        return [key for key in shown if key not in self._rows]

    def keep(self, rows: Mapping[K, Row], asked: Sequence[K]) -> None:
        """Remember rows; one that was asked for and is gone is blank until the list is read anew."""
        if len(self._rows) + len(asked) > _MOST_ROWS:
            self._rows.clear()
        self._rows.update({key: rows.get(key, ()) for key in asked})


def _narrow(numbers: Sequence[int]) -> "array[int]":
    try:
        return array("I", numbers)
    except OverflowError:
        return array("q", numbers)
