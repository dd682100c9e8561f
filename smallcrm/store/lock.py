"""The lock file beside the database: keeps writers in turn, across processes and threads."""

import fcntl
import os
import time
from pathlib import Path

from smallcrm.errors import BusyError, ReadOnlyError

DEADLINE_SECONDS = 15.0
_FIRST_PAUSE = 0.001
_LONGEST_PAUSE = 0.02


class WriterLock:
    """An exclusive flock on `<db>.lock`, with a descriptor of its own for each use; the file is never deleted."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(database.name + ".lock")
        self._descriptor: int | None = None

    def acquire(self, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        """Wait for this writer's turn; BusyError after the deadline, ReadOnlyError when the folder refuses."""
        descriptor = self._open()
        deadline = time.monotonic() + deadline_seconds
        pause = _FIRST_PAUSE
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                os.close(descriptor)
                raise BusyError("another program is writing to the database", hint="try again in a moment")
            time.sleep(pause * (0.5 + os.urandom(1)[0] / 255))
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the next writer in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ReadOnlyError(
                f"cannot write beside the database: {self._path.parent}: {error.strerror}",
                hint="give yourself write permission, or choose another file with --db",
            ) from error


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
