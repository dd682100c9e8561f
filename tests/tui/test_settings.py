"""Settings: looks, keys, and what belongs to the business."""

import tomllib
from pathlib import Path

import pytest

from smallcrm.config import write_config, write_key
from smallcrm.core.crm import Crm
from smallcrm.tui.screens.settings import SettingsScreen
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


async def go_to(driver: Driver, key: str) -> None:
    """Open the settings with the cursor on one of them."""
    if not isinstance(driver.app.screen, SettingsScreen):
        await driver.press("comma")
    table = driver.app.screen.query_one(RecordTable)
    table.cursor = list(table.window.keys).index(key)
    await driver.settle()


def config_of(environ: dict[str, str]) -> dict[str, object]:
    return tomllib.loads(Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml").read_text())


def test_a_setting_of_the_business_is_changed_in_the_database_and_undone(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "BUSINESS.currency")
        await driver.press("enter", *["backspace"] * 3)
        await driver.type("eur")
        await driver.press("enter")
        assert crm.settings.stored()["currency"] == "EUR"
        assert "EUR" in driver.text
        await driver.press("z")
        assert crm.settings.stored()["currency"] == "ILS"

    drive(make_app(), scenario)


def test_what_a_setting_means_is_told_whole_at_80_columns(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "CADENCE.cadence.customer")
        assert "how often to be in touch with each customer: 30d, 3m, off" in driver.text
        await driver.press("down")
        assert "how often to be in touch with each former: 30d, 3m, off" in driver.text

    drive(make_app(), scenario, size=(80, 24))


def test_a_bad_value_is_told_inside_and_nothing_changes(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "BUSINESS.time_zone")
        await driver.press("e")
        await driver.type("/Nowhere")
        await driver.press("enter")
        assert "/Nowhere" in driver.text
        assert type(driver.app.screen).__name__ == "SettingDialog"
        assert "Nowhere" not in crm.settings.stored()["time_zone"]

    drive(make_app(), scenario)


@pytest.mark.parametrize(
    ("key", "typed", "stored"),
    [
        ("BUSINESS.days_off", "2026-12-25", "2026-12-25"),
        ("BUSINESS.country", "", "IL"),
        ("CADENCE.cadence.customer", "3m", "90"),
    ],
)
def test_every_kind_of_setting_can_be_written(make_app: MakeApp, crm: Crm, key: str, typed: str, stored: str) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, key)
        await driver.press("enter")
        await driver.type(typed)
        await driver.press("enter")
        assert crm.settings.stored()[key.partition(".")[2]] == stored

    drive(make_app(), scenario)


def test_the_order_of_dates_is_one_of_three_and_forms_go_by_it_at_once(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "BUSINESS.date_order")
        await driver.press("enter", "m", "enter", "escape", "f")
        driver.app.screen.query_one("#due", Field).value = "12/1"
        await driver.settle()
        assert "Tue 1 Dec" in driver.text

    drive(make_app(), scenario)


def test_the_theme_is_chosen_from_a_list_and_kept(make_app: MakeApp, environ: dict[str, str]) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "LOOKS.theme")
        await driver.press("enter")
        await driver.type("textual-light")
        await driver.press("enter")
        assert driver.app.theme == "textual-light"
        assert config_of(environ)["theme"] == "textual-light"

    drive(make_app(), scenario)


def test_the_way_hebrew_is_drawn_is_kept(make_app: MakeApp, environ: dict[str, str]) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "LOOKS.bidi")
        await driver.press("enter")
        await driver.type("lro")
        await driver.press("enter")
        assert config_of(environ)["bidi"] == "lro"

    drive(make_app(), scenario)


def test_a_key_is_bound_anew_works_at_once_and_is_given_back(make_app: MakeApp, environ: dict[str, str]) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "KEYS.quick_add")
        await driver.press("enter", "f5")
        assert config_of(environ) == {"keys": {"quick_add": "f5"}}
        await driver.press("escape", "f5")
        assert type(driver.app.screen).__name__ == "QuickAddDialog"
        await driver.press("escape")
        await go_to(driver, "KEYS.quick_add")
        await driver.press("enter", "backspace", "escape", "a")
        assert config_of(environ) == {}
        assert type(driver.app.screen).__name__ == "QuickAddDialog"

    drive(make_app(), scenario)


def test_a_key_that_is_taken_is_refused(make_app: MakeApp, environ: dict[str, str]) -> None:
    async def scenario(driver: Driver) -> None:
        await go_to(driver, "KEYS.quick_add")
        await driver.press("enter", "i")
        assert any("taken by Log" in toast for toast in driver.toasts)
        assert not Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml").exists()

    drive(make_app(), scenario)


def test_the_keys_table_of_the_config_keeps_everything_else(environ: dict[str, str]) -> None:
    path = Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml")
    path.parent.mkdir(parents=True)
    path.write_text('# mine\ntheme = "nord"\n[keys]\nlog = "L"\n[other]\nx = 1\n')
    assert write_key(environ, "quick_add", "f5")
    assert write_config(environ, "bidi", "lro")
    assert config_of(environ) == {
        "theme": "nord", "bidi": "lro", "keys": {"log": "L", "quick_add": "f5"}, "other": {"x": 1},
    }  # fmt: skip
    assert "# mine" in path.read_text()
    assert not write_key(environ, "quick_add", "f5")
    write_key(environ, "quick_add", "")
    write_key(environ, "log", "")
    assert "keys" not in config_of(environ)
