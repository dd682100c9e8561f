"""Commands that write while the window reads: neither waits for the other, and the log of the database stays small."""

import asyncio
import gc
import sqlite3
import subprocess
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import Event

import pytest

from smallcrm.core.crm import Crm
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

WRITES = 200
MOST_OF_THE_LOG = 8 << 20
"""Bytes: twice what SQLite writes before it checkpoints."""
_DEADLINE_SECONDS = 60
_ADD_ONE_BY_ONE = """
import pathlib, sys
from smallcrm.core.crm import Crm
for number in range(int(sys.argv[2])):
    crm = Crm(pathlib.Path(sys.argv[1]))
    crm.contacts.add({"name": f"Written {number}"})
    crm.close()
"""


class HeldReading:
    """Lists contacts by a query that stands still at its second row, in the middle of a statement."""

    def __init__(self) -> None:
        self.has_begun = Event()
        self.goes_on = Event()

    def keys(self, crm: Crm, _sort: str) -> Iterator[Sequence[int]]:
        """The ids."""
        connection = crm.store.read()
        connection.raw.create_function("hold", 1, self._hold)
        yield array("q", (identity for identity, _ in connection.each("SELECT id, hold(id) FROM contact ORDER BY id")))

    def _hold(self, identity: int) -> int:
        if identity > 1:
            self.has_begun.set()
            assert self.goes_on.wait(_DEADLINE_SECONDS)
        return identity


@pytest.fixture
def no_collection() -> Iterator[None]:
    """Garbage in cycles stays, as it may for hours in a window that nobody touches."""
    gc.disable()
    yield
    gc.enable()


def table_of(driver: Driver) -> RecordTable[int]:
    return driver.app.screen.query_one(RecordTable)


async def run(*arguments: str) -> None:
    command = [sys.executable, *arguments]
    await asyncio.to_thread(subprocess.run, command, check=True, timeout=_DEADLINE_SECONDS, capture_output=True)


def test_a_command_writes_in_the_middle_of_a_long_read_and_the_window_shows_it(
    make_app: MakeApp, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldReading()

    async def scenario(driver: Driver) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Listed, "keys", held.keys)
            table_of(driver).reload()
            assert await asyncio.to_thread(held.has_begun.wait, _DEADLINE_SECONDS)
            await run("-m", "smallcrm", "--db", str(database), "add", "Aaron Meanwhile")
            assert not held.goes_on.is_set()
        held.goes_on.set()
        await driver.look()
        assert "Aaron Meanwhile" in driver.text

    drive(make_app(screen="contacts"), scenario)


def test_the_log_does_not_grow_with_what_is_written_beside_an_open_window(make_app: MakeApp, database: Path) -> None:
    log = database.with_name("crm.db-wal")

    async def scenario(driver: Driver) -> None:
        await run("-c", _ADD_ONE_BY_ONE, str(database), str(WRITES))
        await driver.look()
        assert log.stat().st_size < MOST_OF_THE_LOG
        assert "Written 0" in driver.text

    drive(make_app(screen="contacts"), scenario)


def test_a_list_that_is_left_in_the_middle_holds_no_checkpoint_back(
    make_app: MakeApp, database: Path, monkeypatch: pytest.MonkeyPatch, no_collection: None
) -> None:
    has_begun, goes_on = Event(), Event()
    rows = Listed.rows

    def keys(_listed: Listed, crm: Crm, _sort: str) -> Iterator[Sequence[int]]:
        ids = crm.store.read().each("SELECT id FROM contact ORDER BY id")
        yield array("q", (identity for (identity,) in islice(ids, 2)))
        yield array("q", (identity for (identity,) in ids))

    def held_rows(listed: Listed, crm: Crm, keys: Sequence[int]) -> Mapping[int, Row]:
        has_begun.set()
        assert goes_on.wait(_DEADLINE_SECONDS)
        return rows(listed, crm, keys)

    async def scenario(driver: Driver) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Listed, "keys", keys)
            patch.setattr(Listed, "rows", held_rows)
            table_of(driver).sort_by("name")
            assert await asyncio.to_thread(has_begun.wait, _DEADLINE_SECONDS)
        table_of(driver).sort_by("-name")
        goes_on.set()
        await driver.settle()
        Crm(database).contacts.add({"name": "Written"})
        beside = sqlite3.connect(database, timeout=0)
        assert beside.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        beside.close()

    drive(make_app(screen="contacts"), scenario)
