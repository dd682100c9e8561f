"""Which records of a list are marked."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Marks(Generic[K]):
    """A set of keys, in the order of the list that they are taken from."""

    def __init__(self) -> None:
        self._keys: set[K] = set()

    def __bool__(self) -> bool:
        """Whether anything is marked."""
        return bool(self._keys)

    def __contains__(self, key: object) -> bool:
        """Whether a record is marked."""
        return key in self._keys

    def among(self, keys: Iterable[K]) -> list[K]:
        """The marked ones of the keys, in their order."""
        return [key for key in keys if key in self._keys]

    def toggle(self, key: K) -> None:
        """Mark a record, or take its mark off."""
        self._keys ^= {key}

    def toggle_all(self, keys: Sequence[K]) -> None:
        """Mark all; when all are marked, none."""
        every = set(keys)
        self._keys = set() if self._keys == every else every

    def clear(self) -> None:
        """Take all marks off."""
        self._keys.clear()

    def keep(self, keys: Iterable[K]) -> None:
        """Take the marks off all records but these."""
        if self._keys:
            self._keys.intersection_update(keys)
