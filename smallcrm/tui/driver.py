"""The terminal: asked to leave the order of text alone while the full screen is shown; and left as it was."""

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING, Any, TextIO, cast

from smallcrm.text.terminal import Mode, end_sequence, start_sequence

if TYPE_CHECKING:
    from textual.driver import Driver


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """Leave with a signal's exit code when the terminal goes away or the system ends: Textual would die as it is."""
    for name in ("SIGHUP", "SIGTERM"):
        number = getattr(signal, name, None)
        if number is not None and sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(number, leave, 128 + number)


def driver_for(mode: Mode) -> "type[Driver] | None":
    """The driver for this terminal; None leaves the choice to Textual."""
    return _careful_driver(mode) if sys.platform != "win32" else None


def _leave_with_terminal(descriptor: int) -> None:
    """Wait until a terminal is gone: a shell that outlives it keeps the system's signal to itself."""
    terminal = select.poll()
    terminal.register(descriptor, 0)
    if any(event & select.POLLHUP for _, event in terminal.poll()):
        os.kill(os.getpid(), signal.SIGHUP)


class _LastingFile:
    """A terminal to write to that may go away: what is written then goes nowhere, and ends no thread of Textual's."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, if the terminal is there."""
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush, if the terminal is there."""
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._file.fileno()


@cache
def _careful_driver(mode: Mode) -> "type[Driver]":
    from textual.drivers.linux_driver import LinuxDriver

    class CarefulDriver(LinuxDriver):
        """Sends the mode's sequences at the start, after every suspend, and at the end; outlives its terminal."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._file: Any = _LastingFile(cast("TextIO", self._file))
            Thread(target=_leave_with_terminal, args=(self.fileno,), name="terminal", daemon=True).start()

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.write(start_sequence(mode))

        def stop_application_mode(self) -> None:
            self.write(end_sequence(mode))
            super().stop_application_mode()

        def run_input_thread(self) -> None:
            with suppress(OSError):
                super().run_input_thread()

    return CarefulDriver
