"""Which records of a list are marked."""

from collections.abc import Collection, Hashable, Iterable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Marks(Generic[K]):
    """The marked records, or, once all were marked, those that are not: marking a million costs nothing."""

    def __init__(self) -> None:
        self._keys: set[K] = set()
        self._is_all_but = False

    def __bool__(self) -> bool:
        """Whether anything may be marked."""
        return self._is_all_but or bool(self._keys)

    def __contains__(self, key: object) -> bool:
        """Whether a record is marked."""
        return (key in self._keys) is not self._is_all_but

    def among(self, keys: Iterable[K]) -> list[K]:
        """The marked ones of the keys, in their order; of a million, in a thread: it lets others in."""
        return [key for key in keys if key in self]

    def toggle(self, key: K) -> None:
        """Mark a record, or take its mark off."""
        self._keys ^= {key}

    def toggle_all(self, count: int) -> None:
        """Mark all of so many records, and whatever joins them; when all are marked, none."""
        self._is_all_but = len(self._keys) > 0 if self._is_all_but else len(self._keys) < count
        self._keys.clear()

    def clear(self) -> None:
        """Take all marks off."""
        self._is_all_but = False
        self._keys.clear()

    def missing_in(self, keys: Iterable[K]) -> Collection[K]:
        """The records known here that are not among the keys; of a million, in a thread: it lets others in."""
        missing = set(self._keys)
        for key in keys:
            missing.discard(key)
        return missing

    def forget(self, keys: Collection[K]) -> None:
        """Know no more of records that are gone."""
        self._keys.difference_update(keys)
