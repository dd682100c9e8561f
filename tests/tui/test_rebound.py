"""Keys bound anew in the config: whatever names a key names the one it is now."""

from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.screens.importing import ImportScreen
from smallcrm.tui.widgets.page import Page
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive
from tests.tui.test_pictures import PEOPLE

OWN = {
    "undo": "f5", "redo": "f6", "quick_add": "f7", "help": "f8", "screen_contacts": "f9", "follow_up": "f10",
    "new_deal": "f11", "save": "f12", "go_on": "f13", "reached": "f14", "agree": "f15", "mark": "f16", "back": "f17",
}  # fmt: skip


@pytest.fixture(autouse=True)
def config(environ: dict[str, str]) -> None:
    path = Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml")
    path.parent.mkdir(parents=True)
    path.write_text("[keys]\n" + "".join(f'{name} = "{key}"\n' for name, key in OWN.items()))


@pytest.mark.parametrize(
    ("screen", "keys", "told"),
    [
        ("today", [], ["F7 Add", "F8 Keys", "F9 Contacts"]),
        ("contacts", ["slash", *"qqq", "enter"], ["F17 takes it back"]),
        ("contacts", ["d"], ["F5 to undo"]),
        ("contacts", ["d", "f5"], ["F6 to do it again"]),
        ("contacts", ["n", "x", "escape"], ["F12 saves", "F12 Save"]),
        ("contacts", ["v", "f16", "f16", "d"], ["F15"]),
        ("contacts", ["m"], ["F16 marks the records"]),
        ("today", ["space"], ["F14   Reached"]),
        ("today", ["colon", *"write"], ["F7"]),
        ("pipeline", ["enter"], ["F8 Keys"]),
    ],
)
def test_a_key_is_named_as_it_is_bound_now(make_app: MakeApp, screen: str, keys: list[str], told: list[str]) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*keys)
        for words in told:
            assert words in driver.text, driver.text

    drive(make_app(screen=screen), scenario)


def test_the_help_lists_it_so(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("f8")
        lines = {line.choice: line for line in driver.app.screen.query_one(Page).lines}
        assert {name: lines[name].label for name in ("undo", "mark")} == {"undo": "F5", "mark": "F16"}
        assert lines["merge"].text.endswith("F16 marks them")

    drive(make_app(screen="contacts"), scenario)


def test_an_empty_list_and_an_empty_stage_name_the_keys_that_fill_them(make_app: MakeApp, tmp_path: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("escape")
        assert "F7 writes down a line   F9 shows everyone" in driver.text
        await driver.press("3")
        assert "F11 adds a deal" in driver.text

    drive(make_app(tmp_path / "new.db"), scenario)


def test_every_step_of_an_import_names_the_key_of_the_next(make_app: MakeApp, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")

    async def scenario(driver: Driver) -> None:
        driver.app.push_screen(ImportScreen(driver.app.desk, file))
        await driver.settle()
        assert "F13: the plan   F17 leaves" in driver.text
        await driver.press("f13")
        assert "F13 imports this   F17: back to the columns" in driver.text
        await driver.press("f13")
        assert "F5 takes it all back   F13 or F17 closes" in driver.text
        assert driver.toasts[-1].endswith("F5 takes it all back")

    drive(make_app(), scenario)


def test_a_deal_without_a_next_step_names_the_key_that_plans_one(make_app: MakeApp, crm: Crm) -> None:
    deal = next(crm.lists.each_id("deal", query=parse_query(["no:next", "status:open"])))

    async def scenario(driver: Driver) -> None:
        driver.app.show_card(Reference(Noun.DEAL, deal))
        await driver.settle()
        assert "no next step · F10 plans one" in driver.text

    drive(make_app(), scenario)
