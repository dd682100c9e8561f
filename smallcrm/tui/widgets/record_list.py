"""The records of a Source below one another: only what is on screen is fetched, drawn and kept."""

from collections.abc import Awaitable, Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from textual import work
from textual.message import Message
from textual.worker import Worker, WorkerError

from smallcrm.errors import CrmError
from smallcrm.tui.cells import TONES
from smallcrm.tui.desk import Desk
from smallcrm.tui.sources.source import Row, Source
from smallcrm.tui.widgets.cursor_view import CursorView
from smallcrm.tui.widgets.reading import Reading
from smallcrm.tui.widgets.row_window import RowWindow

K = TypeVar("K", bound=Hashable)

_KEYS = "keys"


class RecordList(CursorView, Generic[K]):
    """Reads its rows as they come into view; the cursor stays on its record when the list changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"table--{tone}" for tone in TONES}

    class CursorMoved(Message):
        """The cursor is on another record, or on none."""

        def __init__(self, key: Any) -> None:
            super().__init__()
            self.key = key

    class Opened(Message):
        """A record was chosen, with Enter or a double click."""

        def __init__(self, key: Any) -> None:
            super().__init__()
            self.key = key

    class Counted(Message):
        """The list has been read to its end."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class Failed(Message):
        """The list could not be read; what stood there stays."""

        def __init__(self, error: CrmError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, desk: Desk, *, sort: str = "", identity: str | None = None) -> None:
        super().__init__(id=identity)
        self.window: RowWindow[K] = RowWindow()
        self._desk = desk
        self._sort = sort
        self._source: Source[K] | None = None
        self._is_behind = False
        self._is_asking = False
        self._at_bottom = False

    @property
    def is_ready(self) -> bool:
        """Whether the rows are those that were asked for last, read to where the cursor was sent."""
        return not self._is_behind and not self._at_bottom

    @property
    def key(self) -> K | None:
        """The record under the cursor."""
        return self.window.key_at(self.cursor)

    @property
    def count(self) -> int:
        """How many rows are known of."""
        return self.window.count

    @property
    def is_complete(self) -> bool:
        """Whether the list that is shown has been read to its end."""
        return self.window.is_complete

    def show(self, source: Source[K]) -> None:
        """Show another list, from its top; the old rows stay until the first new ones are there."""
        self._source = source
        self._load(self._read_from_top)

    def swap_source(self, source: Source[K], *, seek: K | None = None) -> None:
        """Show the same list with other content; the cursor goes to `seek`, else stays on its record."""
        self._source = source
        self._load(partial(self._read_whole, seek))

    def reload(self) -> None:
        """Read the list anew; the cursor stays on its record, or goes to the one that followed it."""
        self._load(partial(self._read_whole, None))

    def sort_by(self, sort: str) -> None:
        """Show the list in the order of a field, `-` before it for descending, from its top."""
        self._sort = sort
        self._load(self._read_from_top)
        self.refresh()

    # Reading

    @work(exclusive=True, group=_KEYS, exit_on_error=False)
    async def _load(self, read: Callable[[Reading[K]], Awaitable[None]]) -> None:
        self._is_behind = True
        reading = self._reading()
        if reading is not None:
            with self._errors_posted():
                await read(reading)
                self._completed()

    async def until_read(self) -> None:
        """Wait until the list is read to its end, or cannot be."""
        while workers := [worker for worker in self.workers if self._is_reading_keys(worker)]:
            with suppress(WorkerError):
                await workers[0].wait()

    def _is_reading_keys(self, worker: Worker[Any]) -> bool:
        return worker.node is self and worker.group == _KEYS and not worker.is_finished

    def _reading(self) -> Reading[K] | None:
        return None if self._source is None else Reading(self._desk, self._source, self._sort)

    @contextmanager
    def _errors_posted(self) -> Iterator[None]:
        try:
            yield
        except CrmError as error:
            self.post_message(self.Failed(error))

    async def _read_whole(self, seek: K | None, reading: Reading[K]) -> None:
        began, key = self.cursor, self.key if seek is None else seek
        window, place = await reading.whole(began, key, self.page_rows)
        if seek is None:
            moved_meanwhile = self.cursor - began
            place = max(0, min(place + moved_meanwhile, window.count - 1))
        self._swap(window, place, follow=seek is not None or self.sees_cursor)

    async def _read_from_top(self, reading: Reading[K]) -> None:
        window: RowWindow[K] | None = None
        async for bunch in reading.bunches():
            if window is None:
                window = RowWindow(bunch)
                await reading.fill(window, window.around(0, self.page_rows))
                self._swap(window, 0, follow=True)
            else:
                window.extend(bunch)
                self.fit_rows()

    def _swap(self, window: RowWindow[K], cursor: int, *, follow: bool) -> None:
        """Show another window; without `follow` whoever scrolled away from the cursor stays there."""
        moved = cursor - self.cursor
        self.window = window
        self._is_behind = False
        self.fit_rows()
        self.set_reactive(RecordList.cursor, cursor)
        if moved and self.scroll_offset.y:
            self.scroll_by_rows(moved)
        if follow:
            self.show_cursor()
        self.refresh()
        self.post_message(self.CursorMoved(self.key))

    def _completed(self) -> None:
        self.window.is_complete = True
        if not self.count:
            self.refresh()
        if self._at_bottom:
            self._at_bottom = False
            self.action_bottom()
        self.post_message(self.Counted(self.count))

    def row_at(self, index: int) -> Row | None:
        """A row; one that is not there yet is fetched, and drawn once it is."""
        row = self.window.row_at(index)
        if row is None and not self._is_asking:
            self._is_asking = True
            self.call_later(self._fetch)
        return row

    @work(group="rows", exit_on_error=False)
    async def _fetch(self) -> None:
        """Fetch what is in view; what is drawn meanwhile asks for nothing, since a thread cannot be called back."""
        reading, window = self._reading(), self.window
        asked = window.missing(self.top_row, self.page_rows)
        with self._errors_posted():
            if reading is not None and asked:
                await reading.fill(window, asked)
                self.refresh()
        self._is_asking = False

    # Moving

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in view and tell the screen."""
        super().watch_cursor(before, after)
        self._at_bottom = False
        self.post_message(self.CursorMoved(self.key))

    def action_bottom(self) -> None:
        """Go to the last row, once it is known, unless the cursor goes elsewhere meanwhile."""
        super().action_bottom()
        self._at_bottom = not self.is_complete

    def action_open_card(self) -> None:
        """Tell the screen that the record under the cursor is wanted."""
        if self.key is not None:
            self.post_message(self.Opened(self.key))
