"""In a real terminal: what it is asked to do and not to do any more, and what signals leave behind."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from tests.tui import breaking
from tests.tui.shell import Shell, shell

ROWS = 3000
WANTED = [b"\x1b[?1049h", b"\x1b[?1000h", b"\x1b[?25l", b"\x1b[?2004h", b"\x1b[8l"]
TAKEN_BACK = [b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[8h"]
"""Another screen, the mouse, no cursor, pasting as one, text in the order in which it is sent."""


@pytest.fixture
def terminal(database: Path, environ: dict[str, str]) -> Iterator[Shell]:
    """A shell beside the sample business."""
    with shell(database.parent, environ) as opened:
        yield opened


def open_screen(terminal: Shell) -> int:
    process = terminal.run("--db", "crm.db")
    before = terminal.expect("Emily Carter")
    assert [mode for mode in WANTED if mode not in before] == []
    return process


def open_plan(terminal: Shell, database: Path) -> int:
    rows = "".join(f"Imported {number},London\n" for number in range(ROWS))
    database.with_name("people.csv").write_text(f"name,city\n{rows}")
    process = open_screen(terminal)
    terminal.type("I")
    terminal.expect("Which file?")
    terminal.type("people.csv\r")
    terminal.expect("the plan")
    terminal.type("\x13")
    terminal.expect("imports this")
    return process


def names(database: Path) -> list[str]:
    return [row[0] for row in Crm(database).lists.page("contact", fields=("name",)).rows]


def imported(database: Path) -> int:
    connection = sqlite3.connect(database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    (count,) = connection.execute("SELECT count(*) FROM contact WHERE name LIKE 'Imported %'").fetchone()
    connection.close()
    Crm(database).contacts.add({"name": "Written afterwards"})
    return int(count)


def test_suspending_and_quitting_leave_the_terminal_as_it_was(terminal: Shell) -> None:
    before = terminal.modes
    open_screen(terminal)
    assert terminal.modes != before
    terminal.type("\x1a")
    left = terminal.prompt()
    assert terminal.modes == before
    terminal.type("fg; echo 'c'ode $?\r")
    back = terminal.expect("Emily Carter")
    terminal.type("\x11")
    ended = terminal.prompt()
    assert b"code 0" in ended
    assert terminal.modes == before
    assert [mode for mode in WANTED if mode not in back] == []
    assert [mode for mode in TAKEN_BACK if mode not in left or mode not in ended] == []


def test_a_terminated_screen_leaves_the_terminal_as_it_was_and_tells_by_its_exit_code(terminal: Shell) -> None:
    before = terminal.modes
    process = open_screen(terminal)
    os.kill(process, signal.SIGTERM)
    ended = terminal.prompt()
    assert b"code 143" in ended
    assert terminal.modes == before
    assert [mode for mode in TAKEN_BACK if mode not in ended] == []


def test_a_pulled_terminal_ends_the_screen_and_leaves_the_data_sound(terminal: Shell, database: Path) -> None:
    open_screen(terminal)
    terminal.type("a")
    terminal.expect("Quick add")
    terminal.type("Zelda: half typed")
    terminal.expect("half typed")
    terminal.pull()
    terminal.wait_for_silence()
    assert imported(database) == 0
    assert "Zelda" not in names(database)


def test_a_screen_ends_with_its_terminal_even_where_the_shell_lives_on(terminal: Shell) -> None:
    terminal.type("trap '' HUP\r")
    terminal.prompt()
    open_screen(terminal)
    terminal.pull()
    terminal.wait_for_silence()


@pytest.mark.parametrize("way", ["terminated", "pulled"])
def test_an_import_that_is_cut_off_is_all_or_nothing(terminal: Shell, database: Path, way: str) -> None:
    process = open_plan(terminal, database)
    terminal.type("\x13")
    terminal.expect("importing")
    if way == "terminated":
        os.kill(process, signal.SIGTERM)
        terminal.prompt()
    terminal.pull()
    terminal.wait_for_silence()
    assert imported(database) in (0, ROWS)


def wait_to_save(terminal: Shell) -> None:
    terminal.type("a")
    terminal.expect("Quick add")
    terminal.type("Zelda: half an hour of typing")
    terminal.expect("half an hour of typing")
    terminal.type("\r")
    terminal.expect("Being saved")


def test_leaving_without_a_change_that_waits_for_another_program_is_told(terminal: Shell, database: Path) -> None:
    open_screen(terminal)
    with breaking.locked(database):
        wait_to_save(terminal)
        terminal.type("\x11")
        terminal.expect("Waiting for another program to finish writing")
        terminal.type("\x11")
        ended = terminal.prompt()
    assert b"smallcrm: the last change was not saved" in ended
    assert b"code 9" in ended
    assert b"Traceback" not in terminal.output
    assert "Zelda" not in names(database)


def test_a_terminated_screen_tells_of_a_change_that_waited_for_another_program(terminal: Shell, database: Path) -> None:
    process = open_screen(terminal)
    with breaking.locked(database):
        wait_to_save(terminal)
        os.kill(process, signal.SIGTERM)
        ended = terminal.prompt()
    assert b"smallcrm: the last change was not saved" in ended
    assert b"code 143" in ended
    assert "Zelda" not in names(database)


def test_a_running_import_is_not_suspended_in_the_middle_of_its_write(terminal: Shell, database: Path) -> None:
    open_plan(terminal, database)
    with breaking.locked(database):
        terminal.type("\x13")
        terminal.expect("importing")
        terminal.type("\x1a")
        terminal.expect("Something is being written")
    terminal.expect(f"Imported {ROWS:,} rows")
    terminal.type("\x1a")
    terminal.prompt()
    assert imported(database) == ROWS
    terminal.type("fg\r")
    terminal.expect("z takes it all back")
