"""Names that would run an action, colour the screen or break the layout are just names; trouble ends nothing."""

from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference
from smallcrm.text.terminal import Mode
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

NAMES = [
    "[@click=app.quit]x[/]",
    "[red]r[/red] [link=https://x.example]l[/link]",
    "\x1b[31mred\x1b[0m\x07",
    "[/]",
    "א\u202eב\u2066ג",
    "א" * 10_000,
    "a" * 10_000,
    "👨‍👩‍👧 e\u0301 日本",
    "$(rm -rf /) `id` %s {0}",
]
SIZES = [(80, 24), (200, 50)]


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """People with such names, each with a follow-up due today."""
    path = tmp_path / "hostile.db"
    crm = Crm(path)
    for name in NAMES:
        identity = crm.contacts.add({"name": name, "notes": name}, company=name[:50], tags=["[b]"]).id
        crm.follow_ups.add(Reference(Noun.CONTACT, identity), NextStep(crm.clock.today(), None, f"call {name}"))
    crm.close()
    return path


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", ["today", "contacts", "follow_ups", "log"])
@pytest.mark.parametrize("mode", ["app", "lro", "words"])
def test_clicking_every_cell_of_hostile_names_runs_nothing(
    hostile: Path, make_app: MakeApp, screen: str, mode: Mode, size: tuple[int, int]
) -> None:
    async def scenario(driver: Driver) -> None:
        shown = driver.app.screen
        for row in range(1, len(NAMES) + 1):
            for x in range(6, size[0] // 2, 23):
                await driver.click(RecordTable, x, row)
        assert driver.app.screen is shown
        assert driver.app.is_running
        assert not any("\x1b" in line or "\x07" in line for line in driver.lines)

    drive(make_app(hostile, screen=screen, mode=mode), scenario, size=size)


@pytest.mark.parametrize("key", ["enter", "i", "f", "space", "e", "t", "y", "d", "question_mark", "ctrl+p"])
def test_hostile_names_break_no_dialog(hostile: Path, make_app: MakeApp, key: str) -> None:
    async def scenario(driver: Driver) -> None:
        for row in range(len(NAMES)):
            driver.app.screen.query_one(RecordTable).cursor = row
            await driver.settle()
            await driver.press(key)
            assert all(len(line) <= 300 for line in driver.lines)
            assert driver.app.is_running
            await driver.press("escape")
            if key == "d":
                await driver.press("z")

    drive(make_app(hostile, screen="contacts"), scenario)


def test_a_file_that_is_not_a_database_is_told_and_ends_nothing(tmp_path: Path, make_app: MakeApp) -> None:
    path = tmp_path / "not.db"
    path.write_text("this is no database, " * 50)

    async def scenario(driver: Driver) -> None:
        assert any("not" in toast for toast in driver.toasts)
        assert driver.app.is_running

    drive(make_app(path), scenario)


def test_an_empty_database_says_which_keys_fill_it(tmp_path: Path, make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("escape")
        for key, told in (("1", "a adds a line"), ("2", "n adds one"), ("4", "f plans"), ("5", "i logs")):
            await driver.press(key)
            assert told in driver.text
        assert not (tmp_path / "new.db").exists()

    drive(make_app(tmp_path / "new.db"), scenario)
