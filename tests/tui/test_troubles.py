"""A database that fails while the screen is open: a message with what to do, no crash, nothing typed is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.store import database as opening
from smallcrm.tui.screens.importing import ImportScreen
from smallcrm.tui.widgets.ordered import Field
from tests.tui import breaking
from tests.tui.breaking import Fault
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

FAULTS = {
    "in use by another program": breaking.locked,
    "cannot": breaking.sealed,
    "is damaged": breaking.damaged,
    "is gone": breaking.deleted,
    "nothing was changed": breaking.full,
}
"""A word of the message, and the fault."""


@pytest.fixture(autouse=True)
def bound_by_permissions() -> Iterator[None]:
    """No test here runs with the rights of root."""
    with breaking.without_override():
        yield


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database in use is waited for a moment only."""
    monkeypatch.setattr(opening, "DEADLINE_SECONDS", 0.05)


@pytest.fixture
def long_patience(monkeypatch: pytest.MonkeyPatch, short_patience: None) -> None:
    """A database in use is waited for until it is free."""
    monkeypatch.setattr(opening, "DEADLINE_SECONDS", 60.0)


async def write_down(driver: Driver) -> None:
    """Type what must not be lost."""
    await driver.press("a")
    await driver.type("emily: half an hour of typing")


every_fault = pytest.mark.parametrize(
    ("told", "fault"), FAULTS.items(), ids=[fault.__name__ for fault in FAULTS.values()]
)


@every_fault
@pytest.mark.parametrize(("screen", "key"), [("today", "a"), ("contacts", "e"), ("pipeline", "n")])
def test_a_form_that_cannot_be_saved_says_why_and_saves_once_the_fault_is_over(
    make_app: MakeApp, database: Path, told: str, fault: Fault, screen: str, key: str
) -> None:
    async def scenario(driver: Driver) -> None:
        before = type(driver.app.screen)
        await driver.press(key)
        await driver.type("half an hour of typing")
        if screen == "pipeline":
            driver.app.screen.query_one("#contact", Field).value = "emily"
        with fault(database):
            await driver.press("ctrl+s")
            assert told in driver.text
            assert "half an hour of typing" in driver.text
        await driver.press("ctrl+s")
        assert type(driver.app.screen) is before
        assert "z to undo" in driver.toasts[-1]

    drive(make_app(screen=screen), scenario)
    assert any("half an hour" in str(row) for row in _everything(database))


@every_fault
def test_a_deal_that_cannot_be_moved_is_told_and_stays_where_it_is(
    make_app: MakeApp, database: Path, told: str, fault: Fault
) -> None:
    async def scenario(driver: Driver) -> None:
        before = driver.lines[1:30]
        with fault(database):
            await driver.press("shift+right")
            assert any(told in toast for toast in driver.toasts)
            assert driver.lines[1:30] == before
        await driver.press("shift+right")
        assert driver.lines[1:30] != before

    drive(make_app(screen="pipeline"), scenario)


@every_fault
def test_an_import_that_cannot_be_written_stays_at_its_plan_and_goes_on_once_the_fault_is_over(
    make_app: MakeApp, database: Path, tmp_path: Path, told: str, fault: Fault
) -> None:
    table = tmp_path / "inbox" / "people.csv"
    table.parent.mkdir()
    table.write_text("name,city\n" + "".join(f"Half an hour {number},London\n" for number in range(40)))

    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        driver.app.screen.query_one(Field).value = str(table)
        await driver.settle()
        await driver.press("enter", "ctrl+s")
        with fault(database):
            await driver.press("ctrl+s")
            assert any(told in toast for toast in driver.toasts)
            assert "Would import 40 rows" in driver.text
        await driver.press("ctrl+s")
        assert isinstance(driver.app.screen, ImportScreen)
        assert "Imported 40 rows" in driver.text

    drive(make_app(), scenario)
    assert sum("Half an hour" in str(row) for row in _everything(database)) == 40


def test_a_form_that_waits_for_another_program_says_so_and_does_not_close_on_escape(
    make_app: MakeApp, database: Path, long_patience: None
) -> None:
    async def scenario(driver: Driver) -> None:
        await write_down(driver)
        with breaking.locked(database):
            await driver.pilot.press("ctrl+s", "escape", "escape")
            await driver.pilot.pause()
            assert "Being saved" in driver.text
            assert "half an hour of typing" in driver.text
            assert driver.app.is_running
        await driver.settle()
        assert type(driver.app.screen).__name__ == "TodayScreen"

    drive(make_app(), scenario)
    assert any("half an hour" in str(row) for row in _everything(database))


def test_quitting_waits_for_a_change_that_waits_for_another_program(
    make_app: MakeApp, database: Path, long_patience: None
) -> None:
    async def scenario(driver: Driver) -> None:
        await write_down(driver)
        with breaking.locked(database):
            await driver.pilot.press("ctrl+s", "ctrl+q")
            await driver.released()
            assert "this leaves once your change is saved" in driver.toasts[-1]
            assert driver.app.is_running
        await driver.app.desk.until_written()
        await driver.pilot.pause()
        assert not driver.app.is_running

    drive(make_app(), scenario)
    assert any("half an hour" in str(row) for row in _everything(database))


def test_quitting_from_a_changed_form_asks_first(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("half an hour of typing")
        await driver.press("ctrl+q")
        assert "Not saved" in driver.text
        assert driver.app.is_running
        await driver.pilot.press("ctrl+q")
        await driver.pilot.pause()
        assert not driver.app.is_running

    drive(make_app(), scenario)


def test_a_setting_that_cannot_be_written_keeps_its_dialog(make_app: MakeApp, database: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("comma", "j", "j", "enter", "backspace", "backspace", "backspace")
        await driver.type("usd")
        with breaking.full(database):
            await driver.press("enter")
            assert "nothing was changed" in driver.text
            assert type(driver.app.screen).__name__ == "SettingDialog"

    drive(make_app(), scenario)


def test_a_database_that_may_only_be_read_is_shown_all_the_same(make_app: MakeApp, database: Path) -> None:
    async def scenario(driver: Driver) -> None:
        assert "Emily Carter" in driver.text
        await driver.press("2", "enter")
        assert "Adi Rosenfeld" in driver.text

    with breaking.sealed(database):
        drive(make_app(), scenario)


def test_a_deleted_database_is_told_at_the_next_look_and_for_as_long_as_it_is_gone(
    make_app: MakeApp, database: Path
) -> None:
    async def scenario(driver: Driver) -> None:
        with breaking.deleted(database):
            await driver.look()
            assert [toast for toast in driver.toasts if "is gone" in toast and "put it back" in toast]
            await driver.look()
            assert len(driver.toasts) == 1
            await driver.press("2")
            assert "! the database is gone" in driver.lines[0]
            assert "Adi Rosenfeld" in driver.text
            assert not database.exists()
        Crm(database).contacts.add({"name": "Aaa Newcomer"})
        await driver.look()
        assert "overdue" in driver.lines[0]
        assert "Aaa Newcomer" in driver.text

    drive(make_app(screen="contacts"), scenario)


def _everything(database: Path) -> list[tuple[object, ...]]:
    crm = Crm(database)
    told = {"contact": "name", "follow-up": "title", "deal": "title", "interaction": "summary"}
    return [tuple(row) for noun, field in told.items() for row in crm.lists.page(noun, fields=(field,)).rows]
