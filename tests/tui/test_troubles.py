"""A database that refuses to be written: a message with what to do, no crash, nothing typed is lost."""

from pathlib import Path
from typing import NoReturn

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import BusyError, CrmError, NotADatabaseError, ReadOnlyError, StorageError
from smallcrm.store.store import Store
from smallcrm.tui.widgets.ordered import Field
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

TROUBLES = [
    BusyError("the database is busy", hint="another program writes; try again"),
    ReadOnlyError("the database cannot be written", hint="look at its permissions"),
    StorageError("the disk is full", hint="make room and try again"),
    NotADatabaseError("the database is damaged", hint="restore a backup"),
    OSError(5, "input/output error"),
]


@pytest.fixture(params=TROUBLES, ids=lambda error: type(error).__name__)
def trouble(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, crm: Crm) -> str:
    """Every write fails from now on; the message it fails with."""
    error: Exception = request.param

    def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise error

    crm.contacts.add({"name": "before the trouble"})
    monkeypatch.setattr(Store, "write", refuse)
    return error.message if isinstance(error, CrmError) else "input/output error"


@pytest.mark.parametrize("key", ["shift+right", "w", "d"])
def test_a_deal_that_cannot_be_written_is_told_and_stays_where_it_is(make_app: MakeApp, trouble: str, key: str) -> None:
    async def scenario(driver: Driver) -> None:
        before = driver.lines[:30]
        await driver.press(key)
        assert any(trouble in toast for toast in driver.toasts)
        assert driver.lines[:30] == before

    drive(make_app(screen="pipeline"), scenario)


@pytest.mark.parametrize(("screen", "keys"), [("pipeline", ["n"]), ("contacts", ["n"]), ("today", ["a"])])
def test_a_form_that_cannot_be_saved_says_why_and_keeps_what_was_typed(
    make_app: MakeApp, trouble: str, screen: str, keys: list[str]
) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*keys)
        await driver.type("emily: half an hour of typing")
        if screen == "pipeline":
            driver.app.screen.query_one("#contact", Field).value = "emily"
        await driver.press("ctrl+s")
        assert trouble in driver.text
        assert "half an hour of typing" in driver.text

    drive(make_app(screen=screen), scenario)


def test_a_setting_that_cannot_be_written_keeps_its_dialog(make_app: MakeApp, trouble: str) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("comma", "j", "j", "enter", "backspace", "backspace", "backspace")
        await driver.type("usd")
        await driver.press("enter")
        assert trouble in driver.text
        assert type(driver.app.screen).__name__ == "SettingDialog"

    drive(make_app(), scenario)


def test_an_import_that_cannot_be_written_stays_at_its_plan(make_app: MakeApp, trouble: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,city\nAda,London\n")

    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        driver.app.screen.query_one(Field).value = str(path)
        await driver.settle()
        await driver.press("enter", "ctrl+s", "ctrl+s")
        assert any(trouble in toast for toast in driver.toasts)
        assert "Would import 1 row" in driver.text

    drive(make_app(), scenario)
