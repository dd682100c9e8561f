"""Within reach: everything a key does can be done with the mouse alone, is listed in the help, and works in Hebrew."""

from pathlib import Path

import pytest
from textual.binding import ActiveBinding
from textual.dom import DOMNode

from smallcrm.core.crm import Crm
from smallcrm.tui.dialogs.form import FormDialog
from smallcrm.tui.dialogs.help import HelpDialog
from smallcrm.tui.dialogs.key import KeyDialog
from smallcrm.tui.keys import HEBREW_LAYOUT, KEYS, shown_key
from smallcrm.tui.screens.importing import ImportScreen
from smallcrm.tui.widgets.key_line import KeyLine
from smallcrm.tui.widgets.page import Page
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive
from tests.tui.test_pictures import PEOPLE
from tests.tui.tour import tour

Ran = list[tuple[DOMNode | None, str]]
Known = set[tuple[str, type[DOMNode]]]
SIZE = (80, 24)
OF_IMPORTS = ("go_on", "import_options")
OF_FIRST_RUN = ("start_empty", "start_import", "start_sample")
OF_TEXTUAL = ("palette",)
"""What has no keys of ours; a click chooses there, and one beside it leaves."""


def bound(driver: Driver) -> dict[str, ActiveBinding]:
    """The bindings of what is shown, by their ids."""
    every = driver.app.screen.active_bindings.values()
    return {active.binding.id: active for active in reversed(every) if active.binding.id in KEYS}


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """What a help was clicked for; it stays open for the next click."""
    record: Ran = []
    whole = HelpDialog.dismiss

    def note(dialog: HelpDialog, answer: ActiveBinding | None) -> object:
        if answer is None:
            return whole(dialog, None)
        record.append((answer.node, answer.binding.action))
        return None

    monkeypatch.setattr(HelpDialog, "dismiss", note)
    return record


async def click_word(driver: Driver, word: str) -> None:
    """Click a word of the line of keys."""
    line = driver.app.screen.query_one(KeyLine)
    left, _ = next((left, part) for left, part in line.placed() if part.text.strip() == word)
    await driver.point(line.content_region.x + left, line.content_region.y)


async def click_line(driver: Driver, name: str) -> None:
    """Click the line of the help that tells of a key, turning the wheel until it is seen."""
    page = driver.app.screen.query_one(Page)
    told = f"{KEYS[name].label}: {driver.app.desk.keyboard.told(KEYS[name].tooltip)}"[:30]
    left, top, width, height = page.content_region
    while not (seen := [at for at in range(top, top + height) if told in driver.lines[at][left : left + width]]):
        assert page.scroll_offset.y < page.max_scroll_y, f"{told} is not in\n{driver.text}"
        await driver.wheel(left, top)
    await driver.point(driver.lines[seen[0]].index(told), seen[0])


def all_is_listed(page: Page, wanted: dict[str, ActiveBinding]) -> None:
    """The help that is shown tells of every binding, with the keys that run it."""
    lines = {line.choice: line for line in page.lines if line.choice}
    assert set(lines) == set(wanted)
    for name, active in wanted.items():
        assert shown_key(active.binding.key) in lines[name].label.split("  ")
        assert lines[name].text.startswith(KEYS[name].label)


def hebrew_twins_do_the_same(driver: Driver) -> None:
    """Every letter's twin on the Hebrew layout runs the same, in the same place."""
    bindings = driver.app.screen.active_bindings
    for key, active in bindings.items():
        if key in HEBREW_LAYOUT and active.binding.id in KEYS:
            twin = bindings[HEBREW_LAYOUT[key]]
            assert (twin.binding.action, twin.node) == (active.binding.action, active.node), key


async def look_around(driver: Driver, chosen: Ran, known: Known) -> None:
    """All of it, of what is shown; what a click is `known` to choose elsewhere is not clicked once more."""
    hebrew_twins_do_the_same(driver)
    wanted = bound(driver)
    await click_word(driver, "Keys")
    listed = driver.app.screen
    assert isinstance(listed, HelpDialog)
    page = listed.query_one(Page)
    all_is_listed(page, wanted)
    for name in filter(None, [line.choice for line in page.lines]):
        active = wanted[name]
        if (name, type(active.node)) not in known:
            known.add((name, type(active.node)))
            chosen.clear()
            await click_line(driver, name)
            assert chosen == [(active.node, active.binding.action)], name
    listed.dismiss(None)
    await driver.settle()


async def own_keys_stand_at_the_bottom(driver: Driver) -> None:
    """In a dialog that no help can be laid over, each of its keys is a word to click."""
    line = driver.app.screen.query_one(KeyLine)
    drawn = {part.action for _, part in line.placed()}
    own = [active for active in bound(driver).values() if active.node is driver.app.screen]
    assert own
    assert {active.binding.action for active in own} == drawn


def test_everything_a_key_does_is_listed_and_a_click_does_it_too(make_app: MakeApp, chosen: Ran) -> None:
    async def scenario(driver: Driver) -> None:
        known: Known = set()
        async for name in tour(driver):
            if isinstance(driver.app.screen, (HelpDialog, KeyDialog)):
                await own_keys_stand_at_the_bottom(driver)
            elif name not in OF_TEXTUAL:
                await look_around(driver, chosen, known)
        assert set(KEYS) - {name for name, _ in known} == {*OF_IMPORTS, *OF_FIRST_RUN, "default_key"}

    drive(make_app(), scenario, size=SIZE)


def test_it_does_in_every_step_of_an_import(make_app: MakeApp, chosen: Ran, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")

    async def scenario(driver: Driver) -> None:
        known: Known = set()
        driver.app.push_screen(ImportScreen(driver.app.desk, file))
        await driver.settle()
        for keys in ([], ["e"], ["escape", "enter"], ["escape", "ctrl+s"], ["ctrl+s"]):
            await driver.press(*keys)
            await look_around(driver, chosen, known)
        assert {name for name, _ in known} > set(OF_IMPORTS)

    drive(make_app(), scenario, size=SIZE)


def test_it_does_at_the_first_run(make_app: MakeApp, chosen: Ran, tmp_path: Path) -> None:
    async def scenario(driver: Driver) -> None:
        known: Known = set()
        await look_around(driver, chosen, known)
        assert {name for name, _ in known} > set(OF_FIRST_RUN)

    drive(make_app(tmp_path / "new.db"), scenario, size=SIZE)


def test_the_help_runs_what_was_clicked_where_it_belongs(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        table = driver.app.screen.query_one(RecordTable)
        for name in ("bottom", "screen_contacts", "new_contact"):
            await click_word(driver, "Keys")
            await click_line(driver, name)
            await driver.settle()
        assert table.cursor == table.count - 1 > 0
        form = driver.app.screen
        assert isinstance(form, FormDialog)
        await driver.type("Rina Tal")
        await click_word(driver, "Keys")
        await click_line(driver, "save")
        await driver.settle()
        assert crm.resolver.someone("Rina Tal")

    drive(make_app(), scenario, size=SIZE)
