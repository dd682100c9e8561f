"""What the table and the columns of the board have in common: they read, scroll and keep their cursor alike."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import StorageError
from smallcrm.tui.cells import EMPTY, Cell
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.record_list import RecordList
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

SCREENS = ["contacts", "pipeline"]
MANY = 200
DEADLINE_SECONDS = 30


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """As many contacts as deals, all of them in the first stage."""
    path = tmp_path / "many.db"
    crm = Crm(path)
    with crm.store.write("many"):
        for number in range(MANY):
            add(crm, f"Dana {number:03}", close="2027-02-01")
    crm.close()
    return path


def add(crm: Crm, name: str, *, close: str) -> None:
    """Add a contact, and a deal with them."""
    contact = crm.contacts.add({"name": name}).id
    crm.deals.add({"title": "cake", "close": close}, contact=contact)


def list_of(driver: Driver) -> RecordList[int]:
    shown = driver.app.screen.focused
    assert isinstance(shown, RecordList)
    return shown


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_on_and_a_page_back_leave_the_cursor_at_its_place_on_screen(
    many: Path, make_app: MakeApp, screen: str
) -> None:
    async def scenario(driver: Driver) -> None:
        shown = list_of(driver)
        await driver.press("j", "ctrl+d", "ctrl+d")
        assert (shown.top_row, shown.cursor) == (2 * shown.page_rows, 2 * shown.page_rows + 1)
        await driver.press("ctrl+u")
        assert (shown.top_row, shown.cursor) == (shown.page_rows, shown.page_rows + 1)

    drive(make_app(many, screen=screen), scenario)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_last_row_is_whole_at_the_bottom_of_the_screen(many: Path, make_app: MakeApp, screen: str) -> None:
    async def scenario(driver: Driver) -> None:
        shown = list_of(driver)
        await driver.press("G")
        assert shown.cursor == MANY - 1
        room = shown.scrollable_content_region.height - shown.head_lines
        assert shown.scroll_offset.y + room == MANY * shown.ROW_LINES
        assert not [line for line in driver.lines if line.strip() == "·"]

    drive(make_app(many, screen=screen), scenario)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_record_that_comes_above_pushes_nothing_about(many: Path, make_app: MakeApp, screen: str) -> None:
    crm = Crm(many)

    async def scenario(driver: Driver) -> None:
        shown = list_of(driver)
        await driver.press("ctrl+d", "j")
        key, cursor, place = shown.key, shown.cursor, shown.cursor - shown.top_row
        add(crm, "Aaron", close="2027-01-01")
        await driver.look()
        assert (shown.key, shown.cursor) == (key, cursor + 1)
        assert shown.cursor - shown.top_row == place

    drive(make_app(many, screen=screen), scenario)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_click_beside_the_rows_leaves_the_cursor_where_it_is(make_app: MakeApp, screen: str) -> None:
    async def scenario(driver: Driver) -> None:
        shown = list_of(driver)
        below = shown.head_lines + shown.count * shown.ROW_LINES
        await driver.click(shown, 5, below)
        assert shown.count > 1
        assert shown.cursor == 0

    drive(make_app(screen=screen), scenario, size=(120, 60))


class Halves:
    """A list whose second half is read when it is let go on."""

    def __init__(self) -> None:
        self.go_on = Event()

    def keys(self, _crm: Crm, sort: str) -> Iterator[Sequence[int]]:
        yield range(MANY)
        self.go_on.wait()
        yield range(MANY, 2 * MANY)

    def rows(self, _crm: Crm, keys: Sequence[int]) -> Mapping[int, Row]:
        return {key: (Cell(f"row {key}"), *[EMPTY] * 4) for key in keys}


async def show_half(driver: Driver, halves: Halves) -> RecordList[int]:
    shown = list_of(driver)
    shown.show(halves)
    while shown.count != MANY:
        await driver.pilot.pause()
    return shown


def test_the_end_of_a_list_that_is_still_read_is_reached_when_it_is_known(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        halves = Halves()
        shown = await show_half(driver, halves)
        await driver.pilot.press("G")
        assert shown.cursor == MANY - 1
        halves.go_on.set()
        await driver.settle()
        assert shown.cursor == 2 * MANY - 1

    drive(make_app(screen="contacts"), scenario)


def test_who_leaves_the_end_of_a_list_that_is_still_read_is_not_taken_back_to_it(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        halves = Halves()
        shown = await show_half(driver, halves)
        await driver.pilot.press("G", "k")
        halves.go_on.set()
        await driver.settle()
        assert (shown.count, shown.cursor) == (2 * MANY, MANY - 2)

    drive(make_app(screen="contacts"), scenario)


class HardRows(Halves):
    """A list whose rows beyond the first screens are a matter of their own."""

    def __init__(self, beyond: Callable[[], None]) -> None:
        super().__init__()
        self.go_on.set()
        self.times_asked = 0
        self._beyond = beyond

    def rows(self, crm: Crm, keys: Sequence[int]) -> Mapping[int, Row]:
        self.times_asked += 1
        if max(keys) > MANY:
            self._beyond()
        return super().rows(crm, keys)


def assert_set(event: Event) -> None:
    assert event.wait(DEADLINE_SECONDS)


def test_rows_that_are_being_read_are_not_asked_for_again_when_the_list_is_drawn(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        read = Event()
        source = HardRows(lambda: assert_set(read))
        shown = list_of(driver)
        shown.show(source)
        await driver.settle()
        before = source.times_asked
        await driver.pilot.press("G")
        for _ in range(5):
            shown.refresh()
            await driver.pilot.pause()
        read.set()
        await driver.settle()
        assert source.times_asked == before + 1
        assert f"row {2 * MANY - 1}" in driver.text

    drive(make_app(screen="contacts"), scenario)


def test_rows_that_cannot_be_read_are_told_of_once(make_app: MakeApp) -> None:
    def fail() -> None:
        raise StorageError("cannot read")

    async def scenario(driver: Driver) -> None:
        list_of(driver).show(HardRows(fail))
        await driver.settle()
        await driver.press("G")
        assert driver.toasts == ["cannot read"]

    drive(make_app(screen="contacts"), scenario)


def test_the_head_of_a_stage_tells_how_many_deals_answer_once_all_are_read(many: Path, make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("cake")
        await driver.press("enter")
        halves = Halves()
        await show_half(driver, halves)
        halves.go_on.set()
        await driver.settle()
        assert f"{2 * MANY}/{MANY}" in driver.text

    drive(make_app(many, screen="pipeline"), scenario)


def test_marking_all_of_a_list_that_is_still_read_means_the_whole_of_it(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        halves = Halves()
        shown = await show_half(driver, halves)
        assert isinstance(shown, RecordTable)
        await driver.pilot.press("V")
        chosen = asyncio.ensure_future(shown.chosen())
        await driver.pilot.pause()
        assert not chosen.done()
        halves.go_on.set()
        assert await chosen == list(range(2 * MANY))

    drive(make_app(screen="contacts"), scenario)


@pytest.mark.parametrize("screen", SCREENS)
def test_who_scrolled_away_from_the_cursor_stays_there_when_records_come(
    many: Path, make_app: MakeApp, screen: str
) -> None:
    crm = Crm(many)

    async def scenario(driver: Driver) -> None:
        shown = list_of(driver)
        shown.scroll_by_rows(3 * shown.page_rows)
        await driver.settle()
        first = shown.window.key_at(shown.top_row)
        add(crm, "Aaron", close="2027-01-01")
        await driver.look()
        assert shown.cursor == 1
        assert shown.window.key_at(shown.top_row) == first

    drive(make_app(many, screen=screen), scenario)


def test_a_move_made_while_the_list_is_read_anew_is_kept(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        halves = Halves()
        halves.go_on.set()
        shown = list_of(driver)
        shown.show(halves)
        await driver.press("j")
        halves.go_on.clear()
        before = shown.window
        shown.reload()
        await driver.pilot.press("j", "j")
        assert (shown.cursor, shown.window) == (3, before)
        halves.go_on.set()
        await driver.settle()
        assert shown.window is not before
        assert shown.cursor == 3

    drive(make_app(screen="contacts"), scenario)
