"""Collects garbage while nobody types, so that no key waits for it."""

import gc
import time
from enum import IntEnum

from textual.app import App
from textual.events import Event, InputEvent

_POLL_SECONDS = 1.0
_QUIET_SECONDS = 1.0
_AWAY_SECONDS = 60.0


class Tidiness(IntEnum):
    """What was done since the last key or click."""

    NOTHING = 0
    SET_ASIDE = 1
    """What came since the last time was collected, and what is alive was set aside."""
    CLEAN = 2
    """Everything was looked at, also what had been set aside."""


class TidyApp(App[None]):
    """An application that collects garbage in the first quiet second after a key or a click.

    What is alive then is set aside: a collection between two keys would otherwise walk over all of it, which takes as
    long as drawing a screen. Once the person is away everything is looked at again, so that nothing is kept for good.
    """

    _tidiness = Tidiness.NOTHING
    _last_input = 0.0
    """When a key or a click came, by the monotonic clock in seconds."""

    def on_mount(self) -> None:
        """Begin to look for quiet seconds."""
        self._last_input = time.monotonic()
        self.set_interval(_POLL_SECONDS, self.tidy_up)

    def on_unmount(self) -> None:
        """Leave nothing set aside."""
        gc.unfreeze()

    async def on_event(self, event: Event) -> None:
        """Take note of what the person does."""
        if isinstance(event, InputEvent):
            self._last_input = time.monotonic()
            self._tidiness = Tidiness.NOTHING
        await super().on_event(event)

    def tidy_up(self) -> None:
        """Collect what the quiet is long enough for, once."""
        quiet = time.monotonic() - self._last_input
        if quiet >= _AWAY_SECONDS and self._tidiness < Tidiness.CLEAN:
            self._tidiness = Tidiness.CLEAN
            gc.unfreeze()
            _collect_and_set_aside()
        elif quiet >= _QUIET_SECONDS and self._tidiness < Tidiness.SET_ASIDE:
            self._tidiness = Tidiness.SET_ASIDE
            _collect_and_set_aside()


def _collect_and_set_aside() -> None:
    gc.collect()
    gc.freeze()
