"""The import wizard: from choosing a file to taking it all back."""

from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.interchange.importing import plan_import
from smallcrm.tui.dialogs.file import FileDialog
from smallcrm.tui.screens.importing import ImportScreen
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

ROWS = "Name,Phone,Town,Shoe size\nAda Byron,050-9990001,London,38\nבת שבע,050-9990002,חיפה,40\n,,,\nTed,5.41E+08,,41\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file of two good rows, an empty one and one with a phone that Excel has spoiled."""
    path = tmp_path / "inbox" / "people.csv"
    path.parent.mkdir()
    path.write_text(ROWS, encoding="utf-8")
    return path


async def choose(driver: Driver, path: Path) -> None:
    """Open the wizard on a file."""
    await driver.press("I")
    driver.app.screen.query_one(Field).value = str(path)
    await driver.settle()
    await driver.press("enter")


def contacts(crm: Crm) -> set[str]:
    return {row[0] for row in crm.lists.page("contact", fields=("name",)).rows}


def test_a_path_completes_itself_folder_by_folder(make_app: MakeApp, table: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        field = driver.app.screen.query_one(Field)
        field.value = str(table.parent.parent / "inb")
        await driver.settle()
        await driver.press("tab")
        assert field.value == f"{table.parent}/"
        await driver.press("tab", "enter")
        assert isinstance(driver.app.screen, ImportScreen)

    drive(make_app(), scenario)


def test_a_path_typed_behind_the_folder_that_stands_there_counts_alone(make_app: MakeApp, table: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        driver.app.screen.query_one(Field).value += str(table)
        await driver.settle()
        await driver.press("enter")
        assert isinstance(driver.app.screen, ImportScreen)

    drive(make_app(), scenario)


def test_a_folder_that_is_not_there_lists_nothing_of_another_one(make_app: MakeApp, table: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        field = driver.app.screen.query_one(Field)
        field.value = f"{table.parent}/"
        await driver.settle()
        assert "people.csv" in driver.text
        field.value = f"{table.parent}/nowhere/"
        await driver.settle()
        assert "people.csv" not in driver.text
        assert "cannot look into" in driver.text

    drive(make_app(), scenario)


def test_the_columns_show_what_they_hold_and_samples(make_app: MakeApp, table: Path) -> None:
    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        lines = "\n".join(driver.lines)
        assert "people.csv · contacts" in lines
        assert "utf-8" in lines
        assert "comma" in lines
        town = next(line for line in driver.lines if "Town" in line)
        assert "city" in town
        assert "London" in town

    drive(make_app(), scenario)


def test_a_column_can_be_given_another_field_and_the_plan_follows(make_app: MakeApp, table: Path, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        driver.app.screen.query_one(RecordTable).cursor = 3
        await driver.settle()
        await driver.press("enter")
        await driver.type("source")
        await driver.press("enter")
        assert "source" in next(line for line in driver.lines if "Shoe size" in line)
        await driver.press("ctrl+s", "ctrl+s")
        ada = crm.resolver.someone("Ada Byron").id
        assert crm.contacts.get(ada).source == "38"
        assert crm.contacts.get(ada).city == "London"

    drive(make_app(), scenario)


def test_a_column_can_be_left_out(make_app: MakeApp, table: Path, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        driver.app.screen.query_one(RecordTable).cursor = 2
        await driver.settle()
        await driver.press("enter", "enter", "ctrl+s", "ctrl+s")
        assert crm.contacts.get(crm.resolver.someone("Ada Byron").id).city is None

    drive(make_app(), scenario)


def test_the_plan_has_counts_and_names_rejected_rows_first_and_writes_nothing(
    make_app: MakeApp, table: Path, crm: Crm
) -> None:
    before = contacts(crm)

    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        await driver.press("ctrl+s")
        assert "Would import" in driver.text
        screen = driver.app.screen
        assert isinstance(screen, ImportScreen)
        assert screen._file is not None
        counts = plan_import(crm, screen._file).counts
        assert f"+ {counts.created} new" in driver.text
        assert f"! {counts.rejected} rejected" in driver.text
        assert counts.rejected == 1
        first = next(line for line in driver.lines if "reject  " in line or "! reject" in line)
        assert "5" in first
        assert contacts(crm) == before

    drive(make_app(), scenario)


def test_done_says_how_to_take_it_back_and_one_key_does(make_app: MakeApp, table: Path, crm: Crm) -> None:
    before = contacts(crm)

    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        await driver.press("ctrl+s", "ctrl+s")
        assert contacts(crm) - before == {"Ada Byron", "בת שבע"}
        assert "z takes it all back" in driver.text
        assert (table.parent / "people.rejected.csv").exists()
        await driver.press("z")
        assert contacts(crm) == before
        await driver.press("ctrl+s")
        assert type(driver.app.screen).__name__ == "TodayScreen"

    drive(make_app(), scenario)


@pytest.mark.parametrize("steps", [[], ["ctrl+s"]])
def test_escape_leaves_from_every_step_with_nothing_written(
    make_app: MakeApp, table: Path, crm: Crm, steps: list[str]
) -> None:
    before = contacts(crm)

    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        await driver.press(*steps)
        await driver.press(*["escape"] * (len(steps) + 1))
        assert type(driver.app.screen).__name__ == "TodayScreen"
        assert contacts(crm) == before

    drive(make_app(), scenario)


def test_escape_leaves_the_file_picker(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("I")
        assert isinstance(driver.app.screen, FileDialog)
        await driver.press("escape")
        assert type(driver.app.screen).__name__ == "TodayScreen"

    drive(make_app(), scenario)


def test_a_stopped_import_writes_nothing(make_app: MakeApp, table: Path, crm: Crm) -> None:
    from smallcrm.interchange.import_file import ImportFile
    from smallcrm.interchange.options import ImportOptions
    from smallcrm.tui.import_run import ImportRun, StoppedError

    before = contacts(crm)
    run = ImportRun(ImportFile(crm, table, ImportOptions()))
    plan = run.plan(crm)
    again = ImportRun(run.file)
    again.stop()
    with pytest.raises(StoppedError):
        again.carry_out(crm, plan.report.counts)
    assert contacts(crm) == before


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03" * 50, b"SQLite format 3\x00" + bytes(100), b"no,header,here\n1,2,3\n", "a" * 10_000],
)
def test_a_bad_file_is_a_message_and_no_crash(make_app: MakeApp, tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    async def scenario(driver: Driver) -> None:
        await choose(driver, path)
        assert isinstance(driver.app.screen, ImportScreen)
        assert any(line.strip().startswith("! ") for line in driver.lines)
        await driver.press("ctrl+s", "e", "escape", "escape")
        assert driver.app.is_running
        assert type(driver.app.screen).__name__ == "TodayScreen"

    drive(make_app(), scenario)


def test_data_that_changed_since_the_plan_is_told_and_nothing_is_imported(
    make_app: MakeApp, table: Path, crm: Crm
) -> None:
    async def scenario(driver: Driver) -> None:
        await choose(driver, table)
        await driver.press("ctrl+s")
        table.write_text(ROWS + "Zoe,050-9990003,,\n", encoding="utf-8")
        await driver.press("ctrl+s")
        assert any("changed since the plan" in toast for toast in driver.toasts)
        assert "Ada Byron" not in contacts(crm)

    drive(make_app(), scenario)


def test_another_way_to_read_the_file_is_tried_before_the_dialog_closes(
    make_app: MakeApp, tmp_path: Path, crm: Crm
) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("name,city\nדנה,חיפה\n".encode("cp1255"))

    async def scenario(driver: Driver) -> None:
        await choose(driver, path)
        await driver.press("e")
        field = driver.app.screen.query_one("#encoding", Field)
        field.value = "nosuch"
        await driver.press("ctrl+s")
        assert "nosuch" in driver.text
        field.value = "cp1255"
        await driver.settle()
        await driver.press("ctrl+s")
        assert isinstance(driver.app.screen, ImportScreen)
        await driver.press("ctrl+s", "ctrl+s")
        assert "דנה" in contacts(crm)

    drive(make_app(), scenario)


def test_hostile_cells_run_nothing_and_stay_in_their_columns(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "[@click=app.quit]x[b].csv"
    names = ["[@click=app.quit]x[/]", "\x1b[31mred", "א\u202eב", "ח" * 5000]
    path.write_text("name,[red]odd[/]\n" + "".join(f"{name},{name}\n" for name in names), encoding="utf-8")

    async def scenario(driver: Driver) -> None:
        await choose(driver, path)
        for y in range(1, 4):
            await driver.click(RecordTable, 30, y)
        await driver.press("escape", "escape")
        await choose(driver, path)
        await driver.press("ctrl+s")
        assert driver.app.is_running
        assert not any("\x1b" in line for line in driver.lines)

    drive(make_app(), scenario)
