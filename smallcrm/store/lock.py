"""The lock file beside the database: keeps writers in turn, across processes and threads."""

import fcntl
import os
import time
from collections import deque
from pathlib import Path
from threading import Event, Lock

from smallcrm.errors import BusyError, ReadOnlyError

DEADLINE_SECONDS = 15.0
_FIRST_PAUSE = 0.0005
_LONGEST_PAUSE = 0.002


class _Queue:
    """Threads of this process that want the same lock, served in the order in which they came."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    def enter(self, deadline_seconds: float) -> bool:
        """Wait for this thread's turn; returns whether it came before the deadline."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            return turn.acquire(timeout=deadline_seconds) or not self._gave_up(turn)
        except BaseException:
            if not self._gave_up(turn):
                self.leave()
            raise

    def leave(self) -> None:
        """Hand the turn to whoever waits longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _gave_up(self, turn: Lock) -> bool:
        with self._guard:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True


_queues: dict[Path, _Queue] = {}


class WriterLock:
    """An exclusive flock on `<db>.lock`, with a descriptor of its own for each use; the file is never deleted.

    Once `given_up` is set, nobody waits for a turn any more.
    """

    def __init__(self, database: Path, given_up: Event | None = None) -> None:
        self._given_up = given_up or Event()
        self._path = database.absolute().with_name(database.name + ".lock")
        self._queue = _queues.setdefault(self._path, _Queue())
        self._descriptor: int | None = None

    def acquire(self, deadline_seconds: float = DEADLINE_SECONDS) -> None:
        """Wait for this writer's turn; BusyError after the deadline, ReadOnlyError when the folder refuses."""
        deadline = time.monotonic() + deadline_seconds
        if not self._queue.enter(deadline_seconds):
            raise _busy()
        try:
            self._descriptor = self._locked(deadline)
        except BaseException:
            self._queue.leave()
            raise

    def release(self) -> None:
        """Let the next writer in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
            self._queue.leave()

    def _locked(self, deadline: float) -> int:
        descriptor = self._open()
        pause = _FIRST_PAUSE
        try:
            while not _try_lock(descriptor):
                if time.monotonic() > deadline or self._given_up.is_set():
                    raise _busy()
                time.sleep(pause * (0.5 + os.urandom(1)[0] / 255))
                pause = min(pause * 1.5, _LONGEST_PAUSE)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise ReadOnlyError(
                f"cannot write beside the database: {self._path.parent}: {error.strerror}",
                hint="give yourself write permission, or choose another file with --db",
            ) from error


def _busy() -> BusyError:
    return BusyError("another program is writing to the database", hint="try again in a moment")


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
