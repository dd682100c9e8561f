"""The terminal: asked to leave the order of text alone while the full screen is shown; and left as it was."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from threading import Timer
from typing import TYPE_CHECKING

from smallcrm.text.terminal import Mode, end_sequence, start_sequence

if TYPE_CHECKING:
    from textual.driver import Driver


_SECONDS_TO_LEAVE = 3.0


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Leave with a signal's exit code when the terminal goes away or the system ends: Textual would die as it is.

    When what is left to do has no end, end without it; what was written is safe.
    """
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(number, _leave, leave, 128 + number)


def _leave(leave: Callable[[int], None], code: int) -> None:
    last_resort = Timer(_SECONDS_TO_LEAVE, os._exit, (code,))
    last_resort.daemon = True
    last_resort.start()
    leave(code)


def driver_for(mode: Mode) -> "type[Driver] | None":
    """The driver for this terminal; None leaves the choice to Textual, where nothing is to be asked for."""
    return _ordering_driver(mode) if start_sequence(mode) and sys.platform != "win32" else None


@cache
def _ordering_driver(mode: Mode) -> "type[Driver]":
    from textual.drivers.linux_driver import LinuxDriver

    class OrderingDriver(LinuxDriver):
        """Sends the sequences at the start, after every suspend, and at the end."""

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.write(start_sequence(mode))

        def stop_application_mode(self) -> None:
            self.write(end_sequence(mode))
            super().stop_application_mode()

    return OrderingDriver
