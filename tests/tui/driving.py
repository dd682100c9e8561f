"""Drives the full screen in tests: presses keys, waits for workers, reads the lines as they are drawn."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

import pytest
from textual._xterm_parser import XTermParser
from textual.constants import MAX_FPS
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.worker import Worker, WorkerCancelled, WorkerError, WorkerFailed

from smallcrm.core.crm import Crm
from smallcrm.tui.app import SmallcrmApp
from smallcrm.tui.desk import Desk

T = TypeVar("T")
Scenario = Callable[["Driver"], Awaitable[None]]

_DEADLINE_SECONDS = 60.0
_ROUNDS = 200
_FRAME = 1 / MAX_FPS
_FRAMES = 60
_QUIET_ROUNDS = 3
"""What waits for the next drawing, and draws itself, has begun to read within so many."""


class WatchedDesk(Desk):
    """A desk that knows what is still in hand."""

    asked: set["asyncio.Future[Any]"]

    async def read(self, use: Callable[[Crm], T]) -> T:
        """As any desk reads."""
        return await self._watched(super().read(use))

    async def read_long(self, use: Callable[[Crm], T]) -> T:
        """As any desk reads at length."""
        return await self._watched(super().read_long(use))

    async def write(self, use: Callable[[Crm], T]) -> T:
        """As any desk writes."""
        return await self._watched(super().write(use))

    async def _watched(self, asked: Awaitable[T]) -> T:
        self.asked = getattr(self, "asked", set())
        task = asyncio.ensure_future(asked)
        self.asked.add(task)
        try:
            return await task
        finally:
            self.asked.discard(task)


class Driver:
    """A person at the keyboard."""

    def __init__(self, app: SmallcrmApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed = 0
        """Keys other than typed text."""

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each when what the one before began has ended."""
        for key in keys:
            self.pressed += 1
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text, which counts as no key."""
        for letter in text:
            await self.pilot.press("space" if letter == " " else letter)
        await self.settle()

    async def send(self, packet: str) -> None:
        """Send what a terminal sends, all at once, as it comes from a fast typist or a slow line."""
        self.post(packet)
        await self.settle()

    def post(self, packet: str) -> None:
        """Send what a terminal sends, and wait for nothing."""
        driver = self.app._driver
        assert driver is not None
        for event in XTermParser().feed(packet):
            driver.process_message(event)

    async def released(self) -> None:
        """Wait until no key is held back any more, and all are handled."""
        await self.pilot.pause()
        async with asyncio.timeout(_DEADLINE_SECONDS):
            while self.app._is_releasing:
                await asyncio.sleep(0)
        await self.pilot.pause()

    async def click(self, selector: Any, x: int, y: int, *, times: int = 1) -> None:
        """Click inside a widget."""
        await self.pilot.click(selector, offset=(x, y), times=times)
        await self.settle()

    async def point(self, x: int, y: int) -> None:
        """Click where something is drawn that answers at once."""
        await self.pilot.click(offset=(x, y))
        await self.pilot.pause()

    async def wheel(self, x: int, y: int) -> None:
        """Turn the wheel down, with the mouse over a place."""
        await self.pilot._post_mouse_events([MouseScrollDown], offset=(x, y))
        await self.pilot.pause()

    async def settle(self) -> None:
        """Wait until no worker reads or writes and everything is drawn."""
        quiet = 0
        for _ in range(_ROUNDS):
            await self.pilot.pause()
            busy = [worker for worker in self.app.workers if not worker.is_finished and worker.group != "default"]
            asked = list(getattr(self.app.desk, "asked", ())) if isinstance(self.app.desk, WatchedDesk) else ()
            quiet = 0 if busy or asked else quiet + 1
            if quiet == _QUIET_ROUNDS:
                self.app.screen.refresh(layout=True)
                await self.pilot.pause()
                return
            await asyncio.gather(*asked, return_exceptions=True)
            await asyncio.gather(*(_ended(worker) for worker in busy))
        raise AssertionError("the screen never comes to rest")

    async def look(self) -> None:
        """Look now for what was written elsewhere, instead of at the next tick."""
        self.app.look_for_changes()
        await self.settle()

    @property
    def lines(self) -> list[str]:
        """The screen as it is drawn."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips(self.app.size)]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def toasts(self) -> list[str]:
        """What the toasts say, each as one line."""
        return [notification.message.replace("\n", " ") for notification in self.app._notifications]


def drive(app: SmallcrmApp, scenario: Scenario, *, size: tuple[int, int] = (120, 40)) -> None:
    """Run a scenario on an application in a terminal of a size."""

    async def run() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            await scenario(driver)
        app.desk.close()

    with pytest.MonkeyPatch.context() as patch:
        for module in ("textual.app", "textual.pilot"):
            patch.setattr(f"{module}.wait_for_idle", _nothing_left)
        asyncio.run(run())


async def _nothing_left(*_seconds: float) -> None:
    """Wait until the event loop has nothing to do, not even for the next frame.

    Textual's own wait goes by the processor's time: 20 ms at least, and a second where other programs are busy too.
    """
    loop: Any = asyncio.get_running_loop()
    for _ in range(_FRAMES):
        await asyncio.sleep(0)
        while loop._ready:
            await asyncio.sleep(0)
        now = loop.time()
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled() and timer.when() < now + _FRAME]
        if not due:
            return
        await asyncio.sleep(max(due) - now)


async def _ended(worker: Worker[Any]) -> None:
    with suppress(WorkerError, WorkerFailed, WorkerCancelled):
        await worker.wait()
