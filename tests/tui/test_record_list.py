"""What the table and the columns of the board have in common: they read, scroll and keep their cursor alike."""

from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.tui.widgets.record_list import RecordList
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

SCREENS = ["contacts", "pipeline"]
MANY = 200


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
