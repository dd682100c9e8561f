"""What every screen works with: the core on threads of its own, and how this terminal is drawn on."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from smallcrm.errors import CrmError
from smallcrm.text.terminal import Mode
from smallcrm.tui.keyboard import Keyboard

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

T = TypeVar("T")
_END: Any = object()
_MOMENT_SECONDS = 0.05


class Desk:
    """Threads that read, list and write, so that the screen never waits for them, and none of them for another.

    Whatever takes its time lists: the rows that someone scrolls to are read beside it.

    `open_crm` is called in one of the threads when the core is first needed: the first paint does without it.
    """

    def __init__(self, open_crm: "Callable[[], Crm]", *, mode: Mode, environ: Mapping[str, str], session: str) -> None:
        self.mode = mode
        self.environ = environ
        self.session = session
        """Names the steps taken in this window, which `z` undoes."""
        self.keyboard = Keyboard()
        self._open_crm = open_crm
        self._crm: Crm | None = None
        self._opening = Lock()
        self._last_write: Future[Any] | None = None
        self._reading = ThreadPoolExecutor(1, "reading")
        self._listing = ThreadPoolExecutor(1, "listing")
        self._writing = ThreadPoolExecutor(1, "writing")
        self._executors = (self._writing, self._listing, self._reading)

    async def read(self, use: "Callable[[Crm], T]") -> T:
        """What `use` makes of the core, in the reading thread; soon, since the rows on screen come from there."""
        return await asyncio.wrap_future(self._submit(self._reading, use))

    async def read_long(self, use: "Callable[[Crm], T]") -> T:
        """What `use` makes of the core, however long it takes, in the listing thread."""
        return await asyncio.wrap_future(self._submit(self._listing, use))

    async def write(self, use: "Callable[[Crm], T]") -> T:
        """What `use` does with the core, in the writing thread; writes stay in the order in which they were asked."""
        future = self._last_write = self._submit(self._writing, use)
        return await asyncio.shield(asyncio.wrap_future(future))

    @property
    def is_writing(self) -> bool:
        """Whether a write is in hand or waits for its turn."""
        return self._last_write is not None and not self._last_write.done()

    async def stream(self, make: "Callable[[Crm], Iterator[T]]") -> AsyncIterator[T]:
        """The items of an iterator that runs in the listing thread; other lists come in between two items."""
        items = await self.read_long(make)
        try:
            while (item := await self.read_long(lambda _crm: next(items, _END))) is not _END:
                yield item
        finally:
            self._submit(self._listing, lambda _crm: getattr(items, "close", lambda: None)())

    @property
    def is_waiting(self) -> bool:
        """Whether a write waits for another program to end its own."""
        return self._crm is not None and self._crm.store.is_waiting

    async def until_written(self) -> bool:
        """Wait for the writes in hand; returns whether the last of them succeeded."""
        while self._last_write is not None and not self._last_write.done():
            with suppress(CrmError):
                await asyncio.shield(asyncio.wrap_future(self._last_write))
        return self._last_write is None or self._last_write.exception() is None

    def close(self, *, patience_seconds: float | None = None) -> bool:
        """Close the connections once the writes in hand have ended, within the patience, if it has an end.

        What is still read then, or written, is given up: returns whether everything was written.
        """
        in_hand = [self._last_write] if self.is_writing and self._last_write is not None else []
        wait(in_hand, timeout=patience_seconds)
        closing = [executor.submit(self._close_connections) for executor in self._executors]
        while wait(closing, timeout=_MOMENT_SECONDS).not_done:
            self._give_up()
        for executor in self._executors:
            executor.shutdown()
        return all(write.exception() is None for write in in_hand)

    def _close_connections(self) -> None:
        if self._crm is not None:
            self._crm.close()

    def _give_up(self) -> None:
        if self._crm is not None:
            self._crm.store.give_up()

    def _submit(self, executor: ThreadPoolExecutor, use: "Callable[[Crm], T]") -> "Future[T]":
        return executor.submit(self._use, use)

    def _use(self, use: "Callable[[Crm], T]") -> T:
        """Call `use`; a fault of the program becomes an error to be told, so that no fault closes the screen."""
        try:
            return use(self._opened())
        except CrmError:
            raise
        except Exception as error:
            raise CrmError(f"{type(error).__name__}: {error}", hint="nothing was written; please report it") from error

    def _opened(self) -> "Crm":
        with self._opening:
            if self._crm is None:
                self._crm = self._open_crm()
            return self._crm
