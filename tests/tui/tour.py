"""A walk through everything the full screen shows, for what must hold everywhere."""

from collections.abc import AsyncIterator, Sequence

from smallcrm.tui.routes import SCREENS
from tests.tui.driving import Driver
from tests.tui.test_pictures import SHOWN

Place = tuple[str, str, list[str]]
PLACES: list[Place] = [
    *((name, name, []) for name in SCREENS),
    ("companies", "contacts", ["c"]),
    ("people_again", "contacts", ["c"]),
    ("card", "today", ["enter"]),
    ("help", "today", ["question_mark"]),
    ("palette", "today", ["ctrl+p"]),
    ("quick_add", "today", ["a"]),
    ("log_dialog", "today", ["i"]),
    ("follow_up_dialog", "today", ["f"]),
    ("done_dialog", "today", ["space"]),
    ("result_dialog", "today", ["space", "r"]),
    ("edit_dialog", "today", ["e"]),
    ("new_contact", "contacts", ["n"]),
    ("file_dialog", "today", ["I"]),
    ("open_dialog", "contacts", ["o"]),
    ("confirm_dialog", "contacts", ["v", "v", "d"]),
    ("marks_off", "contacts", ["escape"]),
    *SHOWN,
    ("filter", "log", ["slash"]),
]
"""A name, the screen to begin at, and the keys that lead there."""


async def tour(driver: Driver, places: Sequence[Place] = tuple(PLACES)) -> AsyncIterator[str]:
    """Go from place to place, each from a bare screen, and give its name while it is shown."""
    for name, screen, keys in places:
        driver.app.switch_mode(screen)
        await driver.settle()
        await driver.press(*keys)
        driver.app.clear_notifications()
        await driver.settle()
        yield name
        while len(driver.app.screen_stack) > 1:
            driver.app.screen.dismiss(None)
            await driver.settle()
