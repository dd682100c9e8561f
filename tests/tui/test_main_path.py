"""The main path as a person walks it, in a real terminal: tmux draws the screen, commands read the same data."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

_DEADLINE_SECONDS = 60.0


class Tmux:
    """A terminal of 120 by 40 in which the full screen runs, and the commands beside it."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self._folder = folder
        self._environ = {**os.environ, **environ, "LANG": "C.UTF-8", "SHELL": "/bin/sh"}
        for name in ("TMUX", "STY", "COLUMNS", "LINES"):
            self._environ.pop(name, None)
        self._socket = str(folder / "tmux")

    def start(self) -> None:
        """Open the full screen on the database."""
        self._tmux("-f", os.devnull, "new-session", "-d", "-x", "120", "-y", "40",
                   f"{sys.executable} -m smallcrm --db crm.db; echo 'c'ode $?; exec cat")  # fmt: skip

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._tmux("send-keys", "-l", text)

    def resize(self, width: int, height: int) -> None:
        """Pull at the corner of the window."""
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    @property
    def text(self) -> str:
        """What the terminal shows."""
        return self._tmux("capture-pane", "-p")

    def expect(self, *words: str) -> str:
        """Wait until all words are seen at once; returns the screen."""
        deadline = time.monotonic() + _DEADLINE_SECONDS
        while not all(word in (shown := self.text) for word in words):
            assert time.monotonic() < deadline, f"{words} did not appear:\n{shown}"
        return shown

    def expect_gone(self, words: str) -> None:
        """Wait until words are not seen any more."""
        deadline = time.monotonic() + _DEADLINE_SECONDS
        while words in (shown := self.text):
            assert time.monotonic() < deadline, f"{words!r} is still there:\n{shown}"

    def command(self, *arguments: str) -> str:
        """What a command prints, run beside the full screen."""
        whole = [sys.executable, "-m", "smallcrm", "--db", "crm.db", *arguments]
        run = subprocess.run(whole, cwd=self._folder, env=self._environ, capture_output=True, text=True, check=True)
        return run.stdout

    def end(self) -> None:
        """Close the terminal."""
        subprocess.run(["tmux", "-S", self._socket, "kill-server"], check=False, capture_output=True)

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", self._socket, *arguments]
        run = subprocess.run(command, cwd=self._folder, env=self._environ, capture_output=True, text=True, check=True)
        return run.stdout


@pytest.fixture
def tmux(database: Path, environ: dict[str, str]) -> Iterator[Tmux]:
    """The full screen on the sample business."""
    terminal = Tmux(database.parent, environ)
    terminal.start()
    try:
        terminal.expect("Emily Carter", "overdue")
        yield terminal
    finally:
        terminal.end()


def stages(tmux: Tmux) -> dict[str, str]:
    """The stage of every open deal, as a command tells it."""
    return {row["uid"]: row["stage"] for row in json.loads(tmux.command("deal", "list", "--json"))}


def test_the_main_path_is_walked_in_a_terminal_and_commands_see_the_same_data(tmux: Tmux) -> None:
    tmux.press("2")
    tmux.expect("Adi Rosenfeld")
    tmux.press("/")
    tmux.type("emily")
    tmux.press("Enter")
    tmux.expect_gone("Adi Rosenfeld")
    tmux.press("i")
    tmux.expect("Log · Emily Carter")
    tmux.type("wants a quote")
    tmux.press("Enter")
    tmux.type("fri send it")
    tmux.expect("send it", "27 Nov")
    tmux.press("Enter")
    tmux.expect("Logged call")
    tmux.expect("wants a quote", "4 overdue")
    tmux.press("3")
    tmux.expect("rotting")
    before = stages(tmux)
    tmux.press(">")
    tmux.expect("Now in")
    after = stages(tmux)
    assert len([deal for deal in before if after[deal] != before[deal]]) == 1
    tmux.press("z")
    tmux.expect("Undone")
    assert stages(tmux) == before
    tmux.press("C-q")
    tmux.expect("code 0")
    assert "wants a quote" in tmux.command("interaction", "list", "--with", "Emily Carter", "--limit", "1")
    assert "send it" in tmux.command("follow-up", "list", "--with", "Emily Carter")


def test_what_a_command_writes_appears_and_keeps_the_filter_and_a_half_typed_form(tmux: Tmux) -> None:
    tmux.press("2")
    tmux.expect("Adi Rosenfeld")
    tmux.press("/")
    tmux.type("050")
    tmux.press("Enter")
    tmux.expect_gone("Adi Rosenfeld")
    tmux.press("a")
    tmux.expect("Quick add")
    tmux.type("emily: half typed")
    tmux.expect("half typed")
    tmux.command("add", "Aaa Newcomer", "--phone", "050-1234567")
    tmux.command("add", "Abc Not Asked For", "--phone", "03-7654321")
    tmux.expect("half typed")
    tmux.press("Escape")
    tmux.expect("Not saved")
    tmux.press("Escape")
    shown = tmux.expect("Aaa Newcomer")
    assert "/ 050" in shown
    assert "Abc Not" not in shown


def test_a_window_pulled_small_and_large_again_shows_what_it_showed(tmux: Tmux) -> None:
    before = tmux.text
    tmux.resize(20, 5)
    tmux.expect_gone("Emily Carter")
    tmux.press("j")
    tmux.resize(300, 90)
    tmux.expect("Emily Carter")
    tmux.press("k")
    tmux.resize(120, 40)
    tmux.expect(*before.splitlines())
