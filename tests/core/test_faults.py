"""Processes killed in the middle of their writes, and disks that fill up: what was told as done is kept, and sound."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import NotFoundError
from smallcrm.store import search_index
from tests.core.owner import Owner, dump

KILLS = 4
MORE_KILLS = 150
DISKS = 4
MORE_DISKS = 100
_MOST_WRITES_BEFORE_THE_KILL = 25
_MOST_MORE_BYTES = 400_000
_FULL = 8


@pytest.fixture
def database(crm: Crm, tmp_path: Path) -> Path:
    """A database with something in it."""
    owner = Owner(crm, 0, tmp_path)
    for _ in range(5):
        owner.add()
    crm.close()
    return tmp_path / "crm.db"


def busy_owner(database: Path, seed: int, *more: str) -> "subprocess.Popen[str]":
    """A process that writes, and says what was kept."""
    command = [sys.executable, "-m", "tests.core.busy_owner", str(database), str(seed), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def kill_in_the_middle(database: Path, seed: int) -> int:
    """Let the process do some writes and kill it, whatever it is at by then; returns what it was told is kept."""
    process = busy_owner(database, seed)
    assert process.stdout is not None
    acknowledged = 0
    for _ in range(random.Random(seed).randint(1, _MOST_WRITES_BEFORE_THE_KILL)):
        acknowledged = int(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()
    return acknowledged


def check_sound(database: Path, acknowledged: int) -> None:
    """All that was acknowledged is there, nothing is half there, and all can be undone to the beginning."""
    crm = Crm(database, environ={"SMALLCRM_NOW": "2026-11-27T10:00"})
    connection = crm.store.read()
    assert connection.value("SELECT max(id) FROM change_group") >= acknowledged
    assert connection.value("PRAGMA integrity_check") == "ok"
    assert connection.rows("PRAGMA foreign_key_check") == []
    assert search_index.mismatches(connection) == []
    now = dump(connection)
    steps = sum(1 for _ in undone(crm))
    assert connection.value("SELECT count(*) FROM contact") == 0
    for _ in range(steps):
        crm.history.redo()
    assert dump(crm.store.read()) == now
    crm.close()


def undone(crm: Crm) -> Iterator[object]:
    """Every step there is, taken back."""
    while True:
        try:
            yield crm.history.undo()
        except NotFoundError:
            return


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_process_killed_while_it_writes_loses_nothing_that_was_told(database: Path, seed: int) -> None:
    check_sound(database, kill_in_the_middle(database, seed))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(KILLS, KILLS + MORE_KILLS))
def test_many_more_killed_processes_lose_nothing(database: Path, seed: int) -> None:
    check_sound(database, kill_in_the_middle(database, seed))


def fill_the_disk(database: Path, seed: int) -> int:
    """Let the process write until its disk is full; returns what it was told is kept."""
    process = busy_owner(database, seed, str(random.Random(seed).randint(4096, _MOST_MORE_BYTES)))
    said, _ = process.communicate()
    assert process.returncode == _FULL
    return int(said.split()[-1]) if said else 0


@pytest.mark.parametrize("seed", range(DISKS))
def test_a_disk_that_fills_up_loses_nothing_that_was_told(database: Path, seed: int) -> None:
    check_sound(database, fill_the_disk(database, seed))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(DISKS, DISKS + MORE_DISKS))
def test_many_more_disks_that_fill_up_lose_nothing(database: Path, seed: int) -> None:
    check_sound(database, fill_the_disk(database, seed))
