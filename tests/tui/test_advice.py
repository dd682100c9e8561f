"""Errors on the full screen advise what can be done there."""

import pytest

from smallcrm.errors import UsageError
from smallcrm.tui.advice import advice
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("--choice gold --choice silver", ""),
        ("smallcrm contact list shows them", ""),
        ("one of price, other; config set lost_reasons changes them", "one of price, other"),
        ("in the trash; smallcrm restore contact:5 brings it back", "in the trash; {trash_screen} shows the trash"),
        ("leave --encoding out, or name the one it was saved with", ""),
        ("choose another file with --db", "choose another file with --db"),
        ("f plans one", "f plans one"),
        ("merge two contacts, or two companies", "merge two contacts, or two companies"),
        ("", ""),
    ],
)
def test_what_only_a_command_can_do_is_not_advised(hint: str, told: str) -> None:
    assert advice(UsageError("no", hint=hint)) == told


def test_a_choice_without_choices_is_refused_without_naming_an_option(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("F", "n")
        await driver.type("Size")
        await driver.press("tab", "tab")
        await driver.type("c")
        await driver.press("ctrl+s")
        assert "a choice needs choices" in driver.text
        assert "--choice" not in driver.text

    drive(make_app(), scenario)
