"""Names that would run an action, colour the screen or break the layout are just names; trouble ends nothing."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference
from smallcrm.text.safe import safe
from smallcrm.text.terminal import Mode
from smallcrm.text.width import width
from smallcrm.tui.widgets.columns import GAP
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import NOW, MakeApp
from tests.tui.driving import Driver, drive
from tests.tui.tour import tour

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
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
MARKS = " \u202c\u202d\u2066\u2067\u2068\u2069"
"""A blank, and what tells a terminal how to order a cell."""


@pytest.fixture(scope="module")
def hostile_business(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such names on everything that has one; the first of each list carries them all."""
    path = tmp_path_factory.mktemp("hostile") / "crm.db"
    crm = Crm(path, environ={"SMALLCRM_NOW": NOW})
    every = " ".join(["!", *NAMES, *NAMES[:5]])
    crm.custom_fields.add(f"{every[:150]}?")
    stage = crm.stages.get(crm.stages.add({"name": every, "probability": "50"}))
    for number, name in enumerate([every, *NAMES, every]):
        who = crm.contacts.add(
            {"name": name, "notes": name, "job_title": name, "city": name},
            channels=[NewChannel(ChannelType.PHONE, f"050-555000{number % 10}", "[b]")],
            company=name[:500], tags=["[b]", name[:40]],
        ).id  # fmt: skip
        person = Reference(Noun.CONTACT, who)
        due = crm.clock.today() - timedelta(days=30 - number)
        crm.interactions.log([person], Touch(name, crm.clock.stamp(), body=name), next_step=NextStep(due, None, name))
        crm.deals.add({"title": name, "amount": "1000000"}, contact=who, stage=stage if number else None)
        crm.contacts.delete(crm.contacts.add({"name": name, "city": "x"}, force=True).id)
        crm.views.save_line(f"{number}{name[:100]}", "tag:x")
    crm.close()
    return path


@pytest.fixture
def hostile(hostile_business: Path, tmp_path: Path) -> Path:
    """A copy of that business."""
    return Path(shutil.copy(hostile_business, tmp_path / "hostile.db"))


@pytest.mark.parametrize(("mode", "size"), [("app", (80, 24)), ("lro", (200, 50)), ("words", (120, 40))])
@pytest.mark.parametrize("screen", ["today", "contacts", "follow_ups", "log"])
def test_clicking_every_cell_of_hostile_names_runs_nothing(
    hostile: Path, make_app: MakeApp, screen: str, mode: Mode, size: tuple[int, int]
) -> None:
    async def scenario(driver: Driver) -> None:
        shown = driver.app.screen
        table = shown.query_one(RecordTable)
        for row in range(1, len(NAMES) + 1):
            for placed in table._placed:
                await driver.pilot.click(RecordTable, offset=(placed.left + 1, row))
        await driver.settle()
        assert driver.app.screen is shown
        assert driver.app.is_running

    drive(make_app(hostile, screen=screen, mode=mode), scenario, size=size)


@pytest.mark.parametrize("size", [(80, 24), pytest.param((200, 50), marks=pytest.mark.long)])
def test_hostile_text_breaks_no_screen_and_no_dialog(hostile: Path, make_app: MakeApp, size: tuple[int, int]) -> None:
    async def scenario(driver: Driver) -> None:
        async for name in tour(driver):
            assert driver.app.is_running
            assert not [line for line in driver.lines if CONTROLS.search(line)], name
            for strip in driver.app.screen._compositor.render_strips(driver.app.size):
                assert strip.cell_length == width(strip.text) == size[0], name
            for widget in driver.app.screen.query("#hint, Field, Chips"):
                assert widget.region.bottom <= size[1], name
            for table in driver.app.screen.query(RecordTable):
                for told in out_of_column(driver, table):
                    raise AssertionError(f"{name}: {told}")

    drive(make_app(hostile), scenario, size=size)


def out_of_column(driver: Driver, table: RecordTable[Any]) -> Iterator[str]:
    """The cells whose letters stand outside of their columns, or are cut without a …, in any way of drawing."""
    desk, before = driver.app.desk, driver.app.desk.mode
    for mode in get_args(Mode):
        desk.mode = mode
        for y in range(1, min(table.count + 1, table.size.height)):
            row = table.window.row_at(y - 1 + table.scroll_offset.y)
            line = table.render_line(y)
            for placed in table._placed:
                cell = row[placed.number].text if row and placed.number < len(row) else ""
                drawn = line.crop(placed.left, placed.left + placed.width)
                gap = line.crop(placed.left + placed.width, placed.left + placed.width + GAP)
                shown, whole = letters(drawn.text), letters(safe(cell))
                is_cut = bool(shown) and shown != whole
                if drawn.cell_length != placed.width or gap.text.strip(MARKS):
                    yield f"{mode}: {line.text!r} leaves the column of {placed.column.header!r}"
                if shown - whole or (is_cut and "…" not in drawn.text):
                    yield f"{mode}: {drawn.text!r} is not {cell[:50]!r}"
    desk.mode = before


def letters(text: str) -> Counter[str]:
    """How often each letter and digit stands in a text, in whatever order."""
    return Counter(filter(str.isalnum, text))


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
        for key, told in (("1", "a writes down"), ("2", "n adds"), ("4", "f plans"), ("5", "a writes down")):
            await driver.press(key)
            assert told in driver.text
        assert not (tmp_path / "new.db").exists()

    drive(make_app(tmp_path / "new.db"), scenario)
