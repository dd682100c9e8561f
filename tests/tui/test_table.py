"""The table: rows, columns, cursor, marks, sorting, mouse."""

from pathlib import Path

import pytest
from textual.geometry import Offset

from smallcrm.core.crm import Crm
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


def table_of(driver: Driver) -> RecordTable[int]:
    return driver.app.screen.query_one(RecordTable)


def test_every_contact_is_in_the_list_and_the_first_is_under_the_cursor(make_app: MakeApp, crm: Crm) -> None:
    first, *_ = list(crm.lists.each_id("contact", sort=("name",)))

    async def scenario(driver: Driver) -> None:
        assert table_of(driver).count == crm.lists.count("contact")
        assert table_of(driver).key == first

    drive(make_app(screen="contacts"), scenario)


def test_end_and_home_reach_the_last_and_the_first_row(make_app: MakeApp, crm: Crm) -> None:
    ids = list(crm.lists.each_id("interaction", sort=("-at",)))

    async def scenario(driver: Driver) -> None:
        await driver.press("G")
        assert table_of(driver).key == ids[-1]
        await driver.press("g")
        assert table_of(driver).key == ids[0]

    drive(make_app(screen="log"), scenario)


def test_page_down_brings_rows_and_no_placeholders(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        for _ in range(6):
            await driver.press("ctrl+d")
            assert not [line for line in driver.lines if line.strip() == "·"]

    drive(make_app(screen="log"), scenario)


def test_sorting_by_a_key_and_back_again(make_app: MakeApp, crm: Crm) -> None:
    by_touch = list(crm.lists.each_id("contact", sort=("last_touch",)))
    descending = list(crm.lists.each_id("contact", sort=("-last_touch",)))

    async def scenario(driver: Driver) -> None:
        table = table_of(driver)
        table.sort_by("last_touch")
        await driver.settle()
        assert table.key == by_touch[0]
        await driver.press("S")
        assert table.key == descending[0]

    drive(make_app(screen="contacts"), scenario)


def test_a_click_on_a_header_sorts_and_a_second_click_turns_it_around(make_app: MakeApp, crm: Crm) -> None:
    descending = list(crm.lists.each_id("contact", sort=("-name",)))

    async def scenario(driver: Driver) -> None:
        await driver.click(RecordTable, 4, 0)
        assert "Name ↓" in driver.text
        assert table_of(driver).key == descending[0]

    drive(make_app(screen="contacts"), scenario)


def test_a_click_moves_the_cursor_and_a_double_click_opens_the_card(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.click(RecordTable, 10, 4)
        assert table_of(driver).cursor == 3
        await driver.click(RecordTable, 10, 4, times=2)
        assert type(driver.app.screen).__name__ == "CardScreen"

    drive(make_app(screen="contacts"), scenario)


def test_the_wheel_scrolls_and_leaves_the_cursor(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        table = table_of(driver)
        table.scroll_relative(y=9, animate=False)
        await driver.settle()
        assert table.scroll_offset == Offset(0, 9)
        assert table.cursor == 0

    drive(make_app(screen="log"), scenario)


def test_marks_choose_several_rows_and_marking_all_twice_chooses_none(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        table = table_of(driver)
        await driver.press("v", "v")
        assert len(await table.chosen()) == 2
        assert driver.text.count("●") == 2
        await driver.press("V")
        assert len(await table.chosen()) == table.count
        await driver.press("V")
        assert await table.chosen() == [table.key]

    drive(make_app(screen="contacts"), scenario)


def test_the_cursor_stays_on_its_record_when_rows_come_and_go_above(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("j", "j", "j")
        key = table_of(driver).key
        crm.contacts.add({"name": "Aaron Aaronson"})
        await driver.look()
        assert table_of(driver).key == key
        assert table_of(driver).cursor == 4
        assert "Aaron Aaronson" in driver.text

    drive(make_app(screen="contacts"), scenario)


def test_the_cursor_goes_to_the_next_row_when_its_record_leaves(make_app: MakeApp, crm: Crm) -> None:
    ids = list(crm.lists.each_id("contact", sort=("name",)))

    async def scenario(driver: Driver) -> None:
        await driver.press("j", "d")
        assert table_of(driver).key == ids[2]
        assert table_of(driver).cursor == 1

    drive(make_app(screen="contacts"), scenario)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_every_cell_stays_in_its_column_whatever_its_neighbours_hold(
    tmp_path: Path, make_app: MakeApp, size: tuple[int, int]
) -> None:
    path = tmp_path / "columns.db"
    crm = Crm(path)
    for name in ["אבא גדול (Big) 12", "Abc", "א" * 60, "1. (ב", "e\u0301" * 30, "日本語 שלום"]:
        crm.contacts.add({"name": name}, company='חברה בע"מ 2024')
    crm.close()

    async def scenario(driver: Driver) -> None:
        table = table_of(driver)
        lead = next(placed.left for placed in table._placed if placed.column.header == "Last touch")
        rows = [table.render_line(y) for y in range(1, 7)]
        for strip in rows:
            assert strip.crop(lead, lead + 5).text == "never"

    drive(make_app(path, screen="contacts"), scenario, size=size)
