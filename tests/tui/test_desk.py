"""The desk: what takes long keeps neither rows nor writes waiting."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from smallcrm.core.crm import Crm
from smallcrm.tui.desk import Desk

_DEADLINE_SECONDS = 30


@pytest.fixture
def desk(database: Path, environ: dict[str, str]) -> Iterator[Desk]:
    """A desk over the sample business."""
    opened = Desk(lambda: Crm(database, environ=environ), mode="app", environ=environ, session="test")
    yield opened
    opened.close()


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
    assert after == before + 1 == count(Crm(database))
    assert listed == [1, 2]
