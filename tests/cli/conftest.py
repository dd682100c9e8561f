"""The command line as tests use it: in this process for speed, as a program, and on a terminal."""

import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from smallcrm.cli import main

Ran = tuple[int, str, str]
"""Exit code, stdout, stderr."""
Run = Callable[..., Ran]

INHERITED = ("PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV")


class Screen(io.StringIO):
    """What a terminal would be given."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which every run gives the same output, with folders of its own."""
    return {
        **{name: os.environ[name] for name in INHERITED if name in os.environ},
        "LANG": "en_IL.UTF-8",
        "PYTHONUTF8": "1",
        "SMALLCRM_DB": str(tmp_path / "business.db"),
        "SMALLCRM_NOW": "2026-11-27T10:00",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }


@pytest.fixture
def run(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command line in this process: `run("contact", "list", stdin="1\n", env={"NO_COLOR": "1"})`.

    With `on_terminal` stdout and stderr say that they are terminals.
    """

    def run_here(
        *arguments: str, stdin: str = "", env: Mapping[str, str] | None = None, on_terminal: bool = False
    ) -> Ran:
        stream = Screen if on_terminal else io.StringIO
        out, err = stream(newline=""), stream(newline="")
        with monkeypatch.context() as patch:
            _set_environment(patch, {**environ, **(env or {})})
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            try:
                code = main.run(arguments)
            except SystemExit as exit_:
                code = int(exit_.code or 0)
        return code, out.getvalue(), err.getvalue()

    with monkeypatch.context() as patch:
        patch.setenv("TZ", environ["TZ"])
        time.tzset()
        yield run_here
    time.tzset()


@pytest.fixture
def program(environ: dict[str, str], tmp_path: Path) -> Run:
    """Run a command line as a program of its own, all streams piped."""

    def run_program(*arguments: str, stdin: str = "", env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "smallcrm", *arguments],
            input=stdin.encode(),
            capture_output=True,
            env={**environ, **(env or {})},
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    return run_program


@pytest.fixture
def terminal(environ: dict[str, str]) -> Run:
    """Run a command line as a program on a terminal `width` columns wide; stderr is piped, unless something is typed.

    What was typed, and stderr then, are part of what the terminal shows.
    """

    def run_there(
        *arguments: str, width: int = 80, height: int = 24, typed: str = "", env: Mapping[str, str] | None = None
    ) -> Ran:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "smallcrm", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs if typed else subprocess.PIPE,
            env={**environ, "SMALLCRM_BIDI": "off", "SMALLCRM_PAGER": "none", **(env or {})},
        )
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = _read_all(ours)
        _, err = process.communicate()
        os.close(ours)
        return process.returncode, shown.replace("\r\n", "\n"), (err or b"").decode()

    return run_there


@pytest.fixture
def people(run: Run) -> None:
    """Three contacts and two companies."""
    commands = [
        ["contact", "add", "Dana Cohen", "--email", "dana@acme.example", "--phone", "050-1234567",
         "--company", "Acme", "--city", "Haifa", "--kind", "customer", "--tag", "vip"],
        ["contact", "add", "Avi Levi", "--phone", "work=03-5551234", "--tag", "vip", "--tag", "print"],
        ["contact", "add", "דנה לוי", "--email", "dana.levi@beta.example", "--city", "חיפה"],
        ["company", "add", "Beta", "--domain", "beta.example", "--city", "Tel Aviv", "--tag", "print"],
    ]  # fmt: skip
    for command in commands:
        code, _, err = run(*command)
        assert code == 0, err


def _set_environment(patch: pytest.MonkeyPatch, environ: Mapping[str, str]) -> None:
    for name in os.environ.keys() - environ.keys() - {"PYTEST_CURRENT_TEST"}:
        patch.delenv(name)
    for name, value in environ.items():
        patch.setenv(name, value)


def _read_all(descriptor: int) -> str:
    parts = []
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # Linux reports the other side's end so
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts).decode()
