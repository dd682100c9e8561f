"""A shell on a pseudo-terminal, for what only a real terminal shows: modes, signals, job control."""

import os
import pty
import select
import shlex
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_DEADLINE_SECONDS = 60.0
_PROMPT = "ready-to-go> "
_OPEN = 'exec bash --norc --noprofile -i <"$0" >"$0" 2>&1'
"""The first terminal that the leader of a session opens is its own."""


class Shell:
    """What is typed and what comes back, as bytes; `expect` waits for words that were not seen before."""

    def __init__(self, master: int, alive: int) -> None:
        self._master = master
        self._alive = alive
        self.output = b""
        self._seen = 0

    def run(self, *arguments: str, ahead: str = "") -> int:
        """Start smallcrm in the foreground, with keys that do not wait for it; returns the number of its process."""
        command = shlex.join([sys.executable, "-m", "smallcrm", *arguments])
        self.type(f"""sh -c 'printf "p%s;" "id$$"; exec {command}'; echo "c"ode $?\r{ahead}""")
        self.expect("pid")
        return int(self.expect(";"))

    def type(self, text: str) -> None:
        """Send keys."""
        os.write(self._master, text.encode())

    def expect(self, words: bytes | str) -> bytes:
        """Wait until words come back; returns everything up to them since the last time."""
        wanted = words.encode() if isinstance(words, str) else words
        deadline = time.monotonic() + _DEADLINE_SECONDS
        while (place := self.output.find(wanted, self._seen)) < 0:
            assert time.monotonic() < deadline, f"{wanted!r} did not come: {self.output[self._seen :][-2000:]!r}"
            if select.select([self._master], [], [], 1.0)[0]:
                self.output += os.read(self._master, 65536)
        before, self._seen = self.output[self._seen : place], place + len(wanted)
        return before

    def prompt(self) -> bytes:
        """Wait until the shell asks for a command; returns what came before."""
        return self.expect(_PROMPT)

    @property
    def modes(self) -> list[Any]:
        """How the terminal treats what is typed, as `stty` tells it."""
        return termios.tcgetattr(self._master)

    def wait_for_silence(self) -> None:
        """Wait until the shell and everything that it started have ended."""
        assert select.select([self._alive], [], [], _DEADLINE_SECONDS)[0]
        assert os.read(self._alive, 1) == b""

    def pull(self) -> None:
        """Close the terminal's window, once."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1


@contextmanager
def shell(folder: Path, environ: Mapping[str, str]) -> Iterator[Shell]:
    """A shell in a folder, on a terminal of its own; it is gone at the end."""
    master, slave = pty.openpty()
    alive, living = os.pipe()
    termios.tcsetwinsize(slave, (40, 120))
    whole = {**os.environ, **environ, "TERM": "xterm-256color", "PS1": _PROMPT, "LANG": "C.UTF-8"}
    for name in ("TMUX", "STY", "PROMPT_COMMAND", "COLUMNS", "LINES"):
        whole.pop(name, None)
    command = ["sh", "-c", _OPEN, os.ttyname(slave)]
    process = subprocess.Popen(command, cwd=folder, env=whole, pass_fds=[living], start_new_session=True)
    os.close(living)
    opened = Shell(master, alive)
    try:
        opened.prompt()
        os.close(slave)
        yield opened
    finally:
        opened.pull()
        opened.wait_for_silence()
        process.wait()
        os.close(alive)
