"""The living tags by name; those that rows name for the first time wait here to be made."""

from collections.abc import Iterable

from smallcrm.interchange.lookup import next_id
from smallcrm.store.connection import Connection
from smallcrm.text.fold import fold


class TagBook:
    """Tags are few, so all of them are held. `made` are the (id, name) of this batch's new ones."""

    def __init__(self, connection: Connection) -> None:
        self._ids: dict[str, int] = dict(connection.rows("SELECT name_key, id FROM tag WHERE deleted_at IS NULL"))
        self._by_spelling: dict[str, int] = {}
        self._next_id = next_id(connection, "tag")
        self.made: list[tuple[int, str]] = []

    def begin(self) -> None:
        """Forget what the last batch made: it is written."""
        self.made = []

    def find(self, name: str) -> int | None:
        """The id of a tag, or None when there is none of this name."""
        return self._ids.get(fold(name))

    def find_or_make(self, names: Iterable[str]) -> list[int]:
        """The ids of these tags, made when they are new."""
        return [self._by_spelling.get(name) or self._remember(name) for name in names]

    def _remember(self, name: str) -> int:
        key = fold(name)
        if key not in self._ids:
            self._ids[key] = self._next_id
            self.made.append((self._next_id, name))
            self._next_id += 1
        self._by_spelling[name] = self._ids[key]
        return self._ids[key]
