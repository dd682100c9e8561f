"""The screens as they are drawn: pages of text beside this file, to be read by a reviewer when they change."""

import os
from functools import partial
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.records.tables import Page
from smallcrm.tui.commands import Actions
from smallcrm.tui.keys import KEYS
from smallcrm.tui.routes import SCREENS
from smallcrm.tui.screens.contacts import ContactsScreen
from smallcrm.tui.screens.filtered import FilteredScreen
from smallcrm.tui.screens.follow_ups import FollowUpsScreen
from smallcrm.tui.screens.log import LogScreen
from smallcrm.tui.screens.pipeline import PipelineScreen
from smallcrm.tui.widgets.key_line import KeyLine
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

PICTURES = Path(__file__).with_name("snapshots")
MOVES = [KEYS[name][1:] for name in ("up", "down", "top", "bottom", "page_up", "page_down")]
SIZES = [(80, 24), (120, 40), (200, 50)]
UPDATE = "SMALLCRM_UPDATE_SNAPSHOTS"


def compare(name: str, size: tuple[int, int], lines: list[str]) -> None:
    """Compare with the picture of this name, or write it where that is asked for."""
    picture = PICTURES / f"{name}_{size[0]}x{size[1]}.txt"
    drawn = "\n".join(lines).rstrip() + "\n"
    if os.environ.get(UPDATE):
        PICTURES.mkdir(exist_ok=True)
        picture.write_text(drawn, encoding="utf-8")
    assert drawn == picture.read_text(encoding="utf-8"), f"{UPDATE}=1 draws {picture.name} anew"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(make_app: MakeApp, name: str, size: tuple[int, int]) -> None:
    async def scenario(driver: Driver) -> None:
        compare(name, size, driver.lines)

    drive(make_app(screen=name), scenario, size=size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("card", ["enter"]),
        ("help", ["question_mark"]),
        ("log_dialog", ["i"]),
        ("follow_up_dialog", ["f"]),
        ("done_dialog", ["space"]),
        ("edit_dialog", ["e"]),
        ("new_contact", ["n"]),
    ],
)
def test_a_dialog_looks_as_it_did(make_app: MakeApp, name: str, keys: list[str], size: tuple[int, int]) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*keys)
        compare(name, size, driver.lines)

    drive(make_app(screen="today"), scenario, size=size)


def test_at_most_seven_keys_stand_at_the_bottom(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        for name in SCREENS:
            driver.app.switch_mode(name)
            await driver.settle()
            line = driver.app.screen.query_one(KeyLine)
            assert 1 < len([part for part in (*line.parts, *line.right) if part.tone == "accent"]) <= 7

    drive(make_app(), scenario)


def test_the_number_keys_lead_to_the_screens_and_each_keeps_its_filter(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("2", "slash")
        await driver.type("emily")
        await driver.press("enter", "5", "2")
        assert "/ emily" in driver.text
        assert "Marc Dubois" not in driver.text

    drive(make_app(), scenario)


def test_an_unknown_field_is_told_under_the_filter(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("adi")
        await driver.type(" nosuch:thing")
        assert "no field 'nosuch'" in driver.text

    drive(make_app(screen="contacts"), scenario)


def test_the_chosen_theme_is_kept(make_app: MakeApp) -> None:
    async def choose(driver: Driver) -> None:
        driver.app.theme = "textual-light"
        await driver.settle()

    async def look(driver: Driver) -> None:
        assert driver.app.theme == "textual-light"

    drive(make_app(), choose)
    drive(make_app(), look)


def test_keys_can_be_bound_anew_in_the_config(make_app: MakeApp, environ: dict[str, str]) -> None:
    config = Path(environ["XDG_CONFIG_HOME"], "smallcrm", "config.toml")
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\nquick_add = "x"\n')

    async def scenario(driver: Driver) -> None:
        await driver.press("a")
        assert type(driver.app.screen).__name__ == "TodayScreen"
        await driver.press("ס")
        assert type(driver.app.screen).__name__ == "QuickAddDialog"

    drive(make_app(), scenario)


def test_the_palette_finds_a_contact_by_name_and_opens_the_card(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.type("emily")
        await driver.press("down", "enter")
        assert type(driver.app.screen).__name__ == "CardScreen"

    drive(make_app(), scenario)


def test_the_palette_lists_every_action_those_of_one_name_too_and_moves_last(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        listed = [(action.label, action.about) for action in Actions(driver.app.screen)._actions()]
        active = {entry.binding.id for entry in driver.app.screen.active_bindings.values()}
        assert {KEYS["log"][1:], KEYS["screen_log"][1:]} <= set(listed)
        assert len(listed) == len(active & set(KEYS))
        assert listed[0] not in MOVES
        assert set(listed[-len(MOVES) :]) == set(MOVES)

    drive(make_app(), scenario)


@pytest.mark.parametrize(
    ("noun", "screen"),
    [("contact", ContactsScreen), ("deal", PipelineScreen), ("follow-up", FollowUpsScreen), ("interaction", LogScreen)],
)
def test_every_example_beside_a_filter_is_understood(
    make_app: MakeApp, noun: str, screen: type[FilteredScreen]
) -> None:
    async def scenario(driver: Driver) -> None:
        for example in screen.PLACEHOLDER.split(", "):
            await driver.app.desk.read(partial(_listed, noun, example))

    drive(make_app(), scenario)


def _listed(noun: str, query: str, crm: Crm) -> Page:
    return crm.lists.page(noun, query=parse_query([query]))
