"""The desk: what takes long keeps neither rows nor writes waiting."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import BusyError, CrmError
from smallcrm.tui.desk import Desk
from tests.tui import breaking

_DEADLINE_SECONDS = 30
_ENDLESS = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT max(n) FROM number"


@pytest.fixture
def desk(database: Path, environ: dict[str, str]) -> Desk:
    """A desk over the sample business, for the test to close."""
    return Desk(lambda: Crm(database, environ=environ), mode="app", environ=environ, session="test")


def count(crm: Crm) -> int:
    return crm.lists.count("contact")


def test_rows_are_read_and_a_change_is_written_in_the_middle_of_a_long_list(desk: Desk, database: Path) -> None:
    goes_on = Event()

    def keys(_crm: Crm) -> Iterator[int]:
        yield 1
        assert goes_on.wait(_DEADLINE_SECONDS)
        yield 2

    async def scenario() -> tuple[int, int, list[int]]:
        listed = desk.stream(keys)
        first = await anext(listed)
        second = asyncio.ensure_future(anext(listed))
        before = await desk.read(count)
        await desk.write(lambda crm: crm.contacts.add({"name": "Written meanwhile"}))
        after = await desk.read(count)
        goes_on.set()
        return before, after, [first, await second]

    before, after, listed = asyncio.run(scenario())
    assert desk.close()
    assert after == before + 1 == count(Crm(database))
    assert listed == [1, 2]


def test_closing_gives_up_a_read_that_has_no_end(desk: Desk) -> None:
    has_begun = Event()

    def never_ends(crm: Crm) -> None:
        has_begun.set()
        crm.store.read().value(_ENDLESS)

    async def scenario() -> None:
        reading = asyncio.ensure_future(desk.read_long(never_ends))
        await asyncio.to_thread(has_begun.wait, _DEADLINE_SECONDS)
        assert await asyncio.to_thread(desk.close)
        with pytest.raises(CrmError, match="interrupted"):
            await reading

    asyncio.run(scenario())


def test_closing_without_patience_gives_up_a_write_and_says_so(desk: Desk, database: Path) -> None:
    before = count(Crm(database))

    async def scenario() -> None:
        with breaking.locked(database):
            writing = asyncio.ensure_future(desk.write(lambda crm: crm.contacts.add({"name": "Given up"})))
            await asyncio.sleep(0)
            assert not await asyncio.to_thread(desk.close, patience_seconds=0)
            with pytest.raises(BusyError):
                await writing

    asyncio.run(scenario())
    assert count(Crm(database)) == before


def test_closing_in_the_middle_of_a_write_takes_the_whole_of_it_back(desk: Desk, database: Path) -> None:
    before = count(Crm(database))
    is_written = Event()

    def two_writes(crm: Crm) -> None:
        with crm.store.write("add two"):
            crm.contacts.add({"name": "One"})
            is_written.set()
            while True:
                crm.store.read().value("SELECT count(*) FROM contact")

    async def scenario() -> None:
        writing = asyncio.ensure_future(desk.write(two_writes))
        await asyncio.to_thread(is_written.wait, _DEADLINE_SECONDS)
        assert not await asyncio.to_thread(desk.close, patience_seconds=0)
        with pytest.raises(CrmError):
            await writing

    asyncio.run(scenario())
    assert count(Crm(database)) == before


def test_whoever_waits_for_a_write_learns_whether_it_succeeded(desk: Desk) -> None:
    async def scenario(use: Callable[[Crm], None]) -> bool:
        writing = asyncio.ensure_future(desk.write(use))
        await asyncio.sleep(0)
        is_saved = await desk.until_written()
        await asyncio.gather(writing, return_exceptions=True)
        return is_saved

    def fails(_crm: Crm) -> None:
        raise CrmError("refused")

    assert asyncio.run(scenario(lambda crm: crm.contacts.add({"name": "Added"}) and None))
    assert not asyncio.run(scenario(fails))
    assert desk.close()
