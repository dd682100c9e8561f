"""The terminal: asked to leave the order of text alone while the full screen is shown; and when it goes away."""

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


_GONE_EXIT_CODE = 128 + 1
_SECONDS_TO_LEAVE = 3.0


def exit_when_terminal_goes(leave: Callable[[], None]) -> None:
    """Leave at SIGHUP; when what is left to draw has nowhere to go, end without it. What was written is safe."""
    if not hasattr(signal, "SIGHUP"):
        return

    def hang_up() -> None:
        last_resort = Timer(_SECONDS_TO_LEAVE, os._exit, (_GONE_EXIT_CODE,))
        last_resort.daemon = True
        last_resort.start()
        leave()

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, hang_up)


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
