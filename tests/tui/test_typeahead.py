"""Typing ahead: keys that come in one packet are handled by what the keys before them led to."""

import string
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from smallcrm.core.crm import Crm
from smallcrm.tui import typeahead
from smallcrm.tui.app import SmallcrmApp
from smallcrm.tui.dialogs.log import LogDialog
from smallcrm.tui.keys import KEYS
from smallcrm.tui.routes import PUSHED, SCREENS
from smallcrm.tui.screens.card import CardScreen
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

ESCAPE = "\x1b[27u"
CTRL_Q = "\x11"
WRITES_OR_LEAVES = {
    *(f"screen_{name}" for name in SCREENS), *PUSHED, "quit", "suspend_process", "help", "back", "undo", "redo",
    "later", "sooner", "trash", "copy", "open_channel", "stage_on", "stage_back", "won", "reopen", "companies",
}  # fmt: skip
"""Actions after which there is no field to write in."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy is not stuck."""
    monkeypatch.setattr(typeahead, "PATIENCE_SECONDS", 3600.0)
    monkeypatch.setattr(typeahead, "URGENT_PATIENCE_SECONDS", 3600.0)


def field_in_use(driver: Driver) -> Input:
    field = driver.app.focused
    assert isinstance(field, Input), f"{field!r} has the focus"
    return field


def text_in_use(driver: Driver) -> str:
    return field_in_use(driver).value


def steps(crm: Crm) -> list[int]:
    return [entry.group.id for entry in crm.history.groups(limit=None)]


def newest_log(crm: Crm) -> list[str]:
    return list(crm.lists.page("interaction", fields=("summary", "contacts"), sort=("-id",), limit=1).rows[0])


def names_sorted(crm: Crm) -> list[str]:
    return [str(row[0]) for row in crm.lists.page("contact", fields=("name",), sort=("name",), limit=None).rows]


def list_of(driver: Driver) -> ListScreen:
    assert isinstance(driver.app.screen, ListScreen)
    return driver.app.screen


@pytest.mark.parametrize("start", ["/", "1/", "2/", "5/", "4/", "34/", "3/"])
def test_a_filter_takes_the_letters_that_follow_its_key(make_app: MakeApp, crm: Crm, start: str) -> None:
    before = steps(crm)

    async def scenario(driver: Driver) -> None:
        await driver.send(f"{start}dana")
        assert (field_in_use(driver).id, text_in_use(driver)) == ("filter", "dana")

    drive(make_app(screen="contacts"), scenario)
    assert steps(crm) == before


def test_keys_after_a_filter_act_on_the_rows_it_leaves(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("/emily\rd")
        assert driver.toasts[-1].startswith("Moved to trash: Emily Carter")

    drive(make_app(screen="contacts"), scenario)
    assert "Emily Carter" not in names_sorted(crm)


def test_a_second_d_goes_to_the_row_that_followed_the_first(make_app: MakeApp, crm: Crm) -> None:
    first, second, third, *_ = names_sorted(crm)

    async def scenario(driver: Driver) -> None:
        await driver.send("dd")
        assert [toast.split(" · ")[0] for toast in driver.toasts] == [
            f"Moved to trash: {first}",
            f"Moved to trash: {second}",
        ]

    drive(make_app(screen="contacts"), scenario)
    assert names_sorted(crm)[0] == third


def test_a_whole_day_in_one_packet_is_what_it_is_key_by_key(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("2/emily\riwants a quote\rfri send it\raemily: xdi" + f"{ESCAPE}{ESCAPE}")
        assert newest_log(crm) == ["wants a quote", "Emily Carter"]

    drive(make_app(), scenario)


def test_quick_add_saves_the_line_and_gives_the_keys_back_to_the_list(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("aemily: likes lemon\rjj")
        assert newest_log(crm) == ["likes lemon", "Emily Carter"]
        assert list_of(driver).table.cursor == 2

    drive(make_app(screen="contacts"), scenario)


def test_a_new_contact_is_written_from_one_packet(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("nZelda Dixit\r\x13j")

    drive(make_app(screen="contacts"), scenario)
    assert "Zelda Dixit" in names_sorted(crm)


def test_keys_after_enter_are_those_of_the_card(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("\riasked")
        assert isinstance(driver.app.screen, LogDialog)
        assert isinstance(driver.app.screen_stack[-2], CardScreen)
        assert text_in_use(driver) == "asked"
        await driver.send(f"{ESCAPE}{ESCAPE}{ESCAPE}j")
        assert list_of(driver).table.cursor == 1

    drive(make_app(screen="contacts"), scenario)


def test_the_palette_is_searched_before_enter_chooses(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("\x10emily car\r\r")
        assert isinstance(driver.app.screen, CardScreen)
        assert "Emily Carter" in driver.text

    drive(make_app(), scenario)


@pytest.mark.parametrize(
    "screen",
    [screen if screen in ("today", "contacts") else pytest.param(screen, marks=pytest.mark.long) for screen in SCREENS],
)
def test_text_after_a_key_that_asks_for_text_lands_in_the_field(make_app: MakeApp, crm: Crm, screen: str) -> None:
    before = steps(crm)
    asked = []

    async def scenario(driver: Driver) -> None:
        for name, sent in keys_to_try(driver.app).items():
            await driver.send(sent)
            if isinstance(driver.app.focused, Input):
                asked.append(name)
                held = text_in_use(driver)
                await back_to(driver, screen)
                await driver.send(f"{sent}xyz")
                assert text_in_use(driver) == f"{held}xyz", name
            await back_to(driver, screen)

    drive(make_app(screen=screen), scenario)
    assert {"filter", "palette", "quick_add", "import_file", "log", "edit", "follow_up", "tags"} <= set(asked)
    assert steps(crm) == before


def keys_to_try(app: SmallcrmApp) -> dict[str, str]:
    """What a terminal sends for one key of each action of a screen that does not write or leave at once."""
    sent = {"ctrl+p": "\x10", **{_character_to_key(character): character for character in string.printable.strip()}}
    active = [(bound, key) for key, bound in reversed(app.screen.active_bindings.items()) if key in sent]
    found = {str(bound.binding.id): sent[key] for bound, key in active if not isinstance(bound.node, RecordTable)}
    return {name: sent for name, sent in found.items() if name in KEYS and name not in WRITES_OR_LEAVES}


async def back_to(driver: Driver, screen: str) -> None:
    """Leave whatever has been opened, and take back what was typed."""
    while len(driver.app.screen_stack) > 1:
        await driver.press("escape")
    await driver.press("escape", KEYS[f"screen_{screen}"].keys)


def test_pasted_text_waits_for_its_field_and_is_no_command_elsewhere(make_app: MakeApp, crm: Crm) -> None:
    before = steps(crm)

    async def scenario(driver: Driver) -> None:
        await driver.send("\x1b[200~/dddana\x1b[201~")
        assert driver.app.focused is list_of(driver).table
        await driver.send("/\x1b[200~dana\x1b[201~x")
        assert text_in_use(driver) == "danax"

    drive(make_app(screen="contacts"), scenario)
    assert steps(crm) == before


def test_keys_typed_before_the_first_screen_stands_go_where_they_lead(make_app: MakeApp, crm: Crm) -> None:
    before = steps(crm)
    app = make_app()
    for letter in "2/dana":
        app.post_message(events.Key("slash" if letter == "/" else letter, letter))

    async def scenario(driver: Driver) -> None:
        assert (field_in_use(driver).id, text_in_use(driver)) == ("filter", "dana")

    drive(app, scenario)
    assert steps(crm) == before


def test_text_after_a_click_lands_where_the_click_led(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.send("j")
        click_ahead(driver, "Log ")
        await driver.send("jab")
        assert isinstance(driver.app.screen, LogDialog)
        assert text_in_use(driver) == "jab"

    drive(make_app(screen="contacts"), scenario)


def click_ahead(driver: Driver, words: str) -> None:
    """Click on words of the lowest line, and wait for nothing."""
    x, y = driver.lines[-1].index(words) + 1, len(driver.lines)
    driver.post(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")


@contextmanager
def stuck_reading(driver: Driver) -> Iterator[None]:
    """Inside, no reading comes to an end."""
    go_on = Event()
    driver.app.desk._reading.submit(go_on.wait)
    try:
        yield
    finally:
        go_on.set()


def test_keys_held_back_too_long_are_dropped_and_told_of(
    make_app: MakeApp, crm: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = steps(crm)

    async def scenario(driver: Driver) -> None:
        with stuck_reading(driver):
            driver.post("i")
            await driver.released()
            monkeypatch.setattr(typeahead, "PATIENCE_SECONDS", 0.05)
            driver.post("ddd")
            await driver.released()
            assert "was dropped" in driver.toasts[-1]
            monkeypatch.setattr(typeahead, "PATIENCE_SECONDS", 3600.0)
            driver.post("j")
            await driver.released()
            assert list_of(driver).table.cursor == 1
        await driver.settle()
        assert text_in_use(driver) == ""

    drive(make_app(screen="contacts"), scenario)
    assert steps(crm) == before


def test_escape_is_not_held_up_by_what_is_stuck(make_app: MakeApp, crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    before = steps(crm)

    async def scenario(driver: Driver) -> None:
        await driver.send("/emily\r")
        with stuck_reading(driver):
            driver.post("i")
            await driver.released()
            monkeypatch.setattr(typeahead, "URGENT_PATIENCE_SECONDS", 0.05)
            driver.post("ddd")
            await driver.pilot.pause()
            driver.post(ESCAPE)
            await driver.released()
            assert list_of(driver).query_one("#filter", Field).value == ""
        await driver.settle()

    drive(make_app(screen="contacts"), scenario)
    assert steps(crm) == before


def test_quitting_is_not_held_up_by_what_is_stuck(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(screen="contacts")

    async def scenario(driver: Driver) -> None:
        with stuck_reading(driver):
            driver.post("i")
            await driver.released()
            monkeypatch.setattr(typeahead, "URGENT_PATIENCE_SECONDS", 0.05)
            driver.post(f"ddd{CTRL_Q}")
            await driver.released()
            assert app._exit

    drive(app, scenario)
