"""What a terminal of 80 columns and fewer still says in whole words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.sources import follow_ups, log, today
from smallcrm.tui.start import KEPT_SAMPLE_BANNER, SAMPLE_BANNER
from smallcrm.tui.widgets.columns import TableColumn, place_columns
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

_ROOM = 76
"""The cells that a table's columns share in a terminal of 80."""


@pytest.mark.parametrize("columns", [60, 72, 80, 96, 120])
@pytest.mark.parametrize("key", ["1", "L", "F", "comma"])
def test_the_numbers_of_the_day_are_whole_at_every_width(make_app: MakeApp, key: str, columns: int) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(key)
        top = driver.lines[0]
        assert "…" not in top
        assert "! 5" in top
        assert "• 5" in top

    drive(make_app(), scenario, size=(columns, 24))


@pytest.mark.parametrize("banner", [SAMPLE_BANNER, KEPT_SAMPLE_BANNER])
def test_the_banner_of_sample_data_is_whole_at_80_columns(make_app: MakeApp, banner: str) -> None:
    async def scenario(driver: Driver) -> None:
        assert driver.lines[1].strip() == banner

    drive(make_app(banner=banner), scenario, size=(80, 24))


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("1", "2 shows everyone"),
        ("2", "n adds a contact   I imports a file"),
        ("2 c", "n adds one   I imports a file"),
        ("4", "f plans a follow-up   a writes down a line"),
        ("5", "a writes down a line, such as dana: wants a quote"),
        ("M", "c looks among companies, or people"),
        ("T", "d on any list moves a record here"),
        ("F", "n adds one"),
        ("number_sign", "t on a contact, a company or a deal puts one on"),
    ],
)
def test_an_empty_list_says_in_whole_words_which_key_fills_it(
    make_app: MakeApp, tmp_path: Path, keys: str, told: str
) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("s", *keys.split())
        assert told in driver.text

    drive(make_app(tmp_path / "new.db"), scenario, size=(80, 24))


@pytest.mark.parametrize("keys", ["2", "2 c", "4", "5"])
def test_a_list_that_a_filter_empties_says_how_to_take_it_back(make_app: MakeApp, keys: str) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*keys.split(), "slash")
        await driver.type("zzz")
        assert "Nothing answers to the filter.   Esc takes it back" in driver.text
        await driver.press("escape")
        assert "Nothing answers" not in driver.text

    drive(make_app(), scenario, size=(80, 24))


@pytest.mark.parametrize(
    ("columns", "header", "cells"),
    [(today.COLUMNS, "Why", 20), (follow_ups.COLUMNS, "What", 30), (log.COLUMNS, "What", 28)],
)
def test_what_it_is_about_keeps_most_of_the_room(columns: Sequence[TableColumn], header: str, cells: int) -> None:
    widths = {place.column.header: place.width for place in place_columns(columns, _ROOM)}
    assert widths[header] >= cells
    assert {"Who", "With"} & set(widths)


def test_a_follow_up_with_a_company_alone_says_with_which(make_app: MakeApp, crm: Crm) -> None:
    company, _ = crm.companies.add({"name": "Mill of the Galilee"})
    crm.follow_ups.add(Reference(Noun.COMPANY, company), NextStep(crm.clock.today(), title="price of flour"))

    async def scenario(driver: Driver) -> None:
        line = next(line for line in driver.lines if "price of flour" in line)
        assert "Mill of the Gal" in line

    drive(make_app(screen="follow_ups"), scenario, size=(80, 24))


def test_a_toast_of_several_lines_reads_from_its_first_line_down_in_hebrew(make_app: MakeApp) -> None:
    words = ["ראשון", *["באמצע"] * 12, "אחרון"]

    async def scenario(driver: Driver) -> None:
        driver.app.tell(" ".join(words))
        await driver.settle()
        rows = {word: next(y for y, line in enumerate(driver.lines) if word[::-1] in line) for word in words}
        assert rows["ראשון"] < rows["אחרון"]

    drive(make_app(), scenario, size=(80, 24))


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_the_sums_of_the_day_are_not_broken_within(make_app: MakeApp, columns: int) -> None:
    async def scenario(driver: Driver) -> None:
        for phrase in ("$ 9 open deals   ₪39,770 + €5,200 + $1,450", "weighted ₪16,550 + €2,600 + $942.50"):
            assert phrase in driver.text
        assert "✓ won this month" in driver.text

    drive(make_app(), scenario, size=(columns, 40))


def test_the_way_back_stands_at_the_end_of_a_toast_whose_second_line_begins_in_hebrew(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        driver.app.tell("Moved to trash: עוגת חתונה ל-120 אורחים, הזמנה · z to undo")
        await driver.settle()
        line = next(line for line in driver.lines if "z to undo" in line)
        assert line.endswith("z to undo")
        assert "הזמנה"[::-1] in line

    drive(make_app(), scenario, size=(80, 24))
