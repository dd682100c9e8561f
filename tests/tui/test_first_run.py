"""The first run: no database yet."""

from pathlib import Path

import pytest

from smallcrm.tui.dialogs.welcome import WelcomeDialog
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


def test_without_a_database_one_is_asked_what_to_begin_with(make_app: MakeApp, tmp_path: Path) -> None:
    async def scenario(driver: Driver) -> None:
        assert isinstance(driver.app.screen, WelcomeDialog)
        assert str(tmp_path) in driver.text.replace("\n", "")
        for told in ("Start empty", "Import my file", "Look around"):
            assert told in driver.text

    drive(make_app(tmp_path / "new.db"), scenario, size=(160, 40))


@pytest.mark.parametrize("key", ["s", "escape", "ד"])
def test_starting_empty_makes_no_file_until_something_is_written(make_app: MakeApp, tmp_path: Path, key: str) -> None:
    path = tmp_path / "new.db"

    async def scenario(driver: Driver) -> None:
        await driver.press(key)
        assert "a writes down a line" in driver.text
        assert not path.exists()
        await driver.press("a")
        await driver.type("Dana: wants a cake")
        await driver.press("enter")
        assert path.exists()

    drive(make_app(path), scenario)


def test_a_click_begins_as_well_as_a_key(make_app: MakeApp, tmp_path: Path) -> None:
    async def scenario(driver: Driver) -> None:
        row = next(y for y, line in enumerate(driver.lines) if "Start empty" in line)
        column = driver.lines[row].index("Start empty")
        await driver.click(None, column, row)
        assert type(driver.app.screen).__name__ == "TodayScreen"

    drive(make_app(tmp_path / "new.db"), scenario)


def test_importing_leads_to_the_file_picker(make_app: MakeApp, tmp_path: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("i")
        assert type(driver.app.screen).__name__ == "FileDialog"

    drive(make_app(tmp_path / "new.db"), scenario)


def test_looking_around_ends_this_window_for_one_with_sample_data(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(tmp_path / "new.db")

    async def scenario(driver: Driver) -> None:
        await driver.press("l")

    drive(app, scenario)
    assert app.wants_sample
    assert not (tmp_path / "new.db").exists()


def test_a_database_that_is_there_is_opened_without_a_question(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        assert type(driver.app.screen).__name__ == "TodayScreen"

    drive(make_app(), scenario)


def test_the_banner_of_the_sample_business_stands_on_every_screen(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        for key in ("1", "2", "3", "4", "5"):
            await driver.press(key)
            assert "only a sample" in driver.text

    drive(make_app(banner="only a sample"), scenario)
