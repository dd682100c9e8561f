"""A disk that is really full while the screen is open: it tells, keeps what was typed, and works again afterwards."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.tui.widgets.ordered import Field
from tests.tui import breaking
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

FULL = "is full"
ROWS = 400


@pytest.fixture
def database(sample: Path, tmp_path: Path) -> Iterator[Path]:
    """The sample business on a small disk of its own, sound at the end and fit to be written."""
    with breaking.small_disk(tmp_path / "disk") as disk:
        path = Path(shutil.copy(sample, disk / "crm.db"))
        yield path
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        Crm(path).contacts.add({"name": "Written afterwards"})


def contents(database: Path) -> str:
    crm = Crm(database)
    told = {"contact": "name", "follow-up": "title", "interaction": "summary"}
    return str([crm.lists.page(noun, fields=(field,)).rows for noun, field in told.items()])


@pytest.mark.parametrize(("screen", "key"), [("today", "a"), ("contacts", "e"), ("contacts", "i")])
def test_a_form_tells_keeps_what_was_typed_and_saves_once_there_is_space(
    make_app: MakeApp, database: Path, screen: str, key: str
) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(key)
        await driver.type("half an hour of typing")
        with breaking.no_space(database):
            await driver.press("ctrl+s")
            assert FULL in driver.text
            assert "half an hour" in driver.text
        await driver.press("ctrl+s")
        assert "z to undo" in driver.toasts[-1]

    drive(make_app(screen=screen), scenario)
    assert "half an hour" in contents(database)


def test_a_call_that_cannot_be_noted_down_keeps_its_question_until_there_is_space(
    make_app: MakeApp, database: Path
) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("space")
        with breaking.no_space(database):
            await driver.press("n")
            assert FULL in driver.text
            assert "No answer from" not in str(driver.toasts)
        await driver.press("n")
        assert "No answer from" in driver.toasts[-1]

    drive(make_app(), scenario)


def test_an_import_stays_at_its_plan_until_there_is_space(make_app: MakeApp, database: Path, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,city\n" + "".join(f"Half an hour {number},London\n" for number in range(ROWS)))

    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        driver.app.screen.query_one(Field).value = str(table)
        await driver.settle()
        await driver.press("enter", "ctrl+s")
        with breaking.no_space(database):
            await driver.press("ctrl+s")
            assert any(FULL in toast for toast in driver.toasts)
            assert f"Would import {ROWS} rows" in driver.text
        await driver.press("ctrl+s")
        assert f"Imported {ROWS} rows" in driver.text

    drive(make_app(), scenario)
    assert contents(database).count("Half an hour") == ROWS


def test_a_screen_opened_on_a_full_disk_shows_everything(make_app: MakeApp, database: Path) -> None:
    async def scenario(driver: Driver) -> None:
        assert "Emily Carter" in driver.text
        await driver.press("2", "3", "4", "5")
        assert driver.toasts == []

    with breaking.no_space(database):
        drive(make_app(), scenario)
