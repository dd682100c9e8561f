"""What a terminal of 80 columns and fewer still says in whole words."""

import pytest

from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


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
