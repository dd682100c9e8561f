"""Two windows on one database: neither writes unseen over what the other wrote."""

from typing import NamedTuple

import pytest

from smallcrm.core.crm import Crm
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.widgets.ordered import Field
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


class Form(NamedTuple):
    """A form, where it is opened, and what two windows write."""

    name: str
    screen: str
    keys: list[str]
    shared: str
    """The field that both change."""
    other: str = ""
    """A field that only the other window changes."""
    elsewhere: str = "77"
    mine: str = "EUR"
    theirs: str = "USD"


FORMS = [
    Form("contact", "contacts", ["e"], "name", "city"),
    Form("company", "contacts", ["c", "e"], "name", "city"),
    Form("deal", "pipeline", ["e"], "title", "source"),
    Form("follow-up", "follow_ups", ["e"], "title", "notes"),
    Form("interaction", "log", ["e"], "summary", "body"),
    Form("stage", "pipeline", ["L", "e"], "name", "probability"),
    Form("tag", "contacts", ["number_sign", "e"], "name", "cadence", elsewhere="77d"),
    Form("own field", "contacts", ["F", "j", "e"], "label"),
    Form("channel", "contacts", ["C", "e"], "value", "label", mine="me@here.example", theirs="you@there.example"),
    Form("view", "contacts", ["b", "f2"], "name", "query"),
    Form("setting", "today", ["comma", "j", "j", "enter"], "value"),
]


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_the_later_form_shows_both_values_and_asks(make_app: MakeApp, crm: Crm, form: Form) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*form.keys)
        dialog = driver.app.screen
        assert isinstance(dialog, ChangeDialog)
        dialog.query_one(f"#{form.shared}", Field).value = form.mine
        await driver.settle()
        theirs = {form.shared: form.theirs} | ({form.other: form.elsewhere} if form.other else {})
        assert dialog.write(crm, theirs)
        await driver.press("ctrl+s")
        assert f"is now '{form.theirs}', here '{form.mine}'" in " ".join(driver.text.split())
        assert now(dialog, crm).items() >= theirs.items()
        await driver.press("ctrl+s")
        assert not dialog.is_running
        assert now(dialog, crm).items() >= (theirs | {form.shared: form.mine}).items()

    drive(make_app(screen=form.screen), scenario)


def now(dialog: ChangeDialog, crm: Crm) -> dict[str, str]:
    return {field.name: field.value for field in dialog.fields_now(crm)}
