"""The screens of deals, imports, settings and order as they are drawn at three sizes."""

from pathlib import Path

import pytest

from smallcrm.tui.widgets.ordered import Field
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive
from tests.tui.test_screens import SIZES, compare

PEOPLE = "Name,Phone,Town,Shoe size\nAda Byron,050-9990001,London,38\nבת שבע,050-9990002,חיפה,40\nTed,5.41E+08,,41\n"

SHOWN = [
    ("deal_card", "pipeline", ["l", "enter"]),
    ("new_deal", "pipeline", ["n"]),
    ("lost_dialog", "pipeline", ["x"]),
    ("settings", "today", ["comma"]),
    ("setting_dialog", "today", ["comma", "j", "j", "enter"]),
    ("theme_dialog", "today", ["comma", "enter"]),
    ("key_dialog", "today", ["comma", "G", "enter"]),
    ("views", "contacts", ["b"]),
    ("save_view", "contacts", ["B"]),
    ("tags_dialog", "contacts", ["t"]),
    ("duplicates", "contacts", ["M"]),
    ("merge_dialog", "contacts", ["M", "m"]),
    ("merge_chosen", "contacts", ["M", "m", "tab", "space"]),
    ("view_dialog", "contacts", ["b", "f2"]),
    ("new_company", "contacts", ["c", "n"]),
    ("edit_company", "contacts", ["c", "e"]),
    ("edit_deal", "pipeline", ["e"]),
    ("edit_follow_up", "follow_ups", ["e"]),
    ("edit_interaction", "log", ["e"]),
    ("pipeline_filtered", "pipeline", ["slash", *"cake", "enter"]),
    ("stages", "pipeline", ["L"]),
    ("new_stage", "pipeline", ["L", "j", "n"]),
    ("stage_dialog", "pipeline", ["L", "e"]),
    ("delete_stage", "pipeline", ["L", "d"]),
    ("own_fields", "contacts", ["F"]),
    ("new_own_field", "contacts", ["F", "n"]),
    ("own_field_dialog", "contacts", ["F", "j", "e"]),
    ("all_tags", "contacts", ["number_sign"]),
    ("tag_dialog", "contacts", ["number_sign", "e"]),
    ("channels", "contacts", ["C"]),
    ("new_channel", "contacts", ["C", "n"]),
    ("channel_dialog", "contacts", ["C", "e"]),
    ("trash", "contacts", ["d", "T"]),
    ("history", "contacts", ["d", "H"]),
]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("name", "screen", "keys"), SHOWN, ids=[name for name, _, _ in SHOWN])
def test_it_looks_as_it_did(make_app: MakeApp, name: str, screen: str, keys: list[str], size: tuple[int, int]) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*keys)
        driver.app.clear_notifications()
        await driver.settle()
        compare(name, size, driver.lines)

    drive(make_app(screen=screen), scenario, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_every_step_of_an_import_looks_as_it_did(
    make_app: MakeApp, tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(folder)

    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        driver.app.screen.query_one(Field).value = "people.csv"
        await driver.settle()
        await driver.press("enter")
        compare("import_columns", size, driver.lines)
        await driver.press("ctrl+s")
        compare("import_plan", size, driver.lines)
        await driver.press("escape", "enter")
        compare("import_field", size, driver.lines)

    drive(make_app(), scenario, size=size)
