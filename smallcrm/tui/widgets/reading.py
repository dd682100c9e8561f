"""A list being read through the desk: its keys a bunch at a time, and the rows of those that are in view."""

from collections.abc import AsyncIterator, Hashable, Sequence
from typing import Generic, TypeVar

from smallcrm.tui.desk import Desk
from smallcrm.tui.sources.source import Source
from smallcrm.tui.widgets.row_window import RowWindow

K = TypeVar("K", bound=Hashable)


class Reading(Generic[K]):
    """One source in one order."""

    def __init__(self, desk: Desk, source: Source[K], sort: str) -> None:
        self._desk = desk
        self._source = source
        self._sort = sort

    def bunches(self) -> AsyncIterator[Sequence[K]]:
        """The keys, the first of them soon."""
        return self._desk.stream(lambda crm: self._source.keys(crm, self._sort))

    async def fill(self, window: RowWindow[K], asked: Sequence[K]) -> None:
        """Fetch rows into a window."""
        window.keep(await self._desk.read(lambda crm: self._source.rows(crm, asked)), asked)

    async def whole(self, near: int, key: K | None, page: int) -> tuple[RowWindow[K], int]:
        """All keys, with the rows around the place where `key` is now, or the one at `near` when it is gone."""
        window: RowWindow[K] = RowWindow()
        async for bunch in self.bunches():
            window.extend(bunch)
        found = await self._desk.read_long(lambda _crm: window.index_of(key, near=near))
        place = min(near, max(0, window.count - 1)) if found is None else found
        await self.fill(window, window.around(place, page))
        return window, place
