"""Keeping order: saved views, tags, custom fields, duplicates, the trash, the history."""

import shutil
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


def table_of(driver: Driver) -> RecordTable[object]:
    return driver.app.screen.query_one(RecordTable)


def first_contact(crm: Crm) -> int:
    return next(crm.lists.each_id("contact", sort=("name",)))


# Saved views


def test_a_filter_is_saved_under_a_name_and_chosen_again(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("tag:wedding")
        await driver.press("enter", "B")
        await driver.type("brides")
        await driver.press("enter", "escape")
        assert crm.views.find("brides").query == "tag:wedding"
        await driver.press("b")
        await driver.type("brid")
        await driver.press("enter")
        assert driver.app.screen.query_one("#filter", Field).value == "tag:wedding"
        assert table_of(driver).count == crm.lists.count("contact", crm.views.look("brides", "contact").query)

    drive(make_app(screen="contacts"), scenario)


def test_a_view_of_several_words_is_kept_as_it_was_typed(crm: Crm) -> None:
    line = 'city:"tel aviv" or -tag:vip dana'
    crm.views.save_line("mine", line)
    assert crm.views.find("mine").query == line


def test_a_view_is_deleted_from_the_list_of_views_and_undo_brings_it_back(make_app: MakeApp, crm: Crm) -> None:
    names = [view.name for view in crm.views.all("contact")]

    async def scenario(driver: Driver) -> None:
        await driver.press("b", "ctrl+r")
        assert [view.name for view in crm.views.all("contact")] == names[1:]
        assert any(f"Deleted the view {names[0]}" in toast for toast in driver.toasts)
        await driver.press("escape", "z")
        assert [view.name for view in crm.views.all("contact")] == names

    drive(make_app(screen="contacts"), scenario)


def test_a_list_without_views_says_how_one_is_saved(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("b")
        assert "No view is saved yet.   B on the list saves its filter" in driver.text
        assert "ctrl+r Delete view   Esc Cancel" in driver.text

    drive(make_app(screen="log"), scenario, size=(80, 24))


def test_a_view_gets_another_name_and_filter_from_the_list_of_views(make_app: MakeApp, crm: Crm) -> None:
    first, second, *_ = crm.views.all("contact")

    async def scenario(driver: Driver) -> None:
        await driver.press("b", "f2")
        driver.app.screen.query_one("#name", Field).value = second.name.upper()
        await driver.press("ctrl+s")
        assert "already" in driver.text
        driver.app.screen.query_one("#name", Field).value = "aaa renamed"
        driver.app.screen.query_one("#query", Field).value = "nosuch:thing"
        await driver.press("ctrl+s")
        assert "no field 'nosuch'" in driver.text
        driver.app.screen.query_one("#query", Field).value = "kind:customer"
        await driver.press("ctrl+s")
        changed = crm.views.get(first.id)
        assert (changed.name, changed.query) == ("aaa renamed", "kind:customer")
        await driver.press("enter")
        assert driver.app.screen.query_one("#filter", Field).value == "kind:customer"
        await driver.press("z")
        assert crm.views.get(first.id).name == first.name

    drive(make_app(screen="contacts"), scenario)


def test_only_the_views_of_the_list_that_is_shown_are_offered(make_app: MakeApp, crm: Crm) -> None:
    crm.views.save_line("late ones", "overdue:yes", noun="follow-up")

    async def scenario(driver: Driver) -> None:
        await driver.press("b")
        assert "late ones" in driver.text
        assert "quiet VIPs" not in driver.text

    drive(make_app(screen="follow_ups"), scenario)


def test_the_agenda_says_that_it_has_no_filter_to_save(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("B")
        assert any("no filter" in toast for toast in driver.toasts)

    drive(make_app(), scenario)


# Tags and custom fields


def test_the_tags_dialog_offers_the_tags_that_are_there(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("t")
        await driver.type("wed")
        assert "#wedding" in driver.text
        await driver.type("ding ")
        assert "there are  #" in driver.text

    drive(make_app(screen="contacts"), scenario)


def test_a_custom_field_of_any_script_is_in_the_form_and_on_the_card(make_app: MakeApp, crm: Crm) -> None:
    crm.custom_fields.add("מידת נעל", entity="contact", kind="number")
    crm.custom_fields.add("[b]Mood[/]", entity="contact", kind="choice", key="mood", choices=["[i]good[/]", "רע"])
    key = crm.custom_fields.all("contact")[-2].key

    async def scenario(driver: Driver) -> None:
        await driver.press("e")
        dialog = driver.app.screen
        dialog.query_one(f"#custom-{key.encode().hex()}", Field).value = "42"
        await driver.settle()
        await driver.press("ctrl+s")
        who = first_contact(crm)
        values = crm.lists.custom_values("contact", who)
        assert dict(zip([column.name for column in values.columns], values.rows[0], strict=True))[key] in ("42", 42)
        await driver.press("enter")
        assert any("42" in line for line in driver.lines)

    drive(make_app(screen="contacts"), scenario, size=(120, 60))


def test_a_bad_custom_value_is_told_in_the_form(make_app: MakeApp, crm: Crm) -> None:
    crm.custom_fields.add("Shoes", entity="contact", kind="number")

    async def scenario(driver: Driver) -> None:
        await driver.press("n")
        await driver.type("Zelda")
        driver.app.screen.query_one(f"#custom-{b'shoes'.hex()}", Field).value = "big"
        await driver.press("ctrl+s")
        assert "shoes cannot be 'big'" in driver.text
        assert "Zelda" in driver.text

    drive(make_app(screen="contacts"), scenario, size=(120, 60))


# Duplicates and merging


def test_duplicates_are_listed_and_m_merges_a_group_into_the_one_under_the_cursor(make_app: MakeApp, crm: Crm) -> None:
    group = crm.duplicates.groups(Noun.CONTACT)[0]
    survivor, loser = (suspect.ref for suspect in group.suspects[:2])

    async def scenario(driver: Driver) -> None:
        await driver.press("M")
        assert table_of(driver).key == survivor
        await driver.press("m")
        assert "Stays" in driver.text
        assert "Goes in" in driver.text
        await driver.press("ctrl+s")
        living = set(crm.lists.each_id("contact"))
        assert survivor.id in living
        assert loser.id not in living
        await driver.press("z")
        assert loser.id in set(crm.lists.each_id("contact"))

    drive(make_app(), scenario)


def test_tab_lets_the_other_one_stay(make_app: MakeApp, crm: Crm) -> None:
    group = crm.duplicates.groups(Noun.CONTACT)[0]
    first, second = (suspect.ref for suspect in group.suspects[:2])

    async def scenario(driver: Driver) -> None:
        await driver.press("M", "m", "tab", "ctrl+s")
        living = set(crm.lists.each_id("contact"))
        assert second.id in living
        assert first.id not in living

    drive(make_app(), scenario)


def test_the_other_records_value_is_chosen_field_by_field_and_one_undo_takes_all_back(
    make_app: MakeApp, crm: Crm
) -> None:
    group = crm.duplicates.groups(Noun.CONTACT)[0]
    survivor, loser = (crm.contacts.get(suspect.ref.id) for suspect in group.suspects[:2])

    async def scenario(driver: Driver) -> None:
        await driver.press("M", "m")
        assert f"○ {loser.name}" in driver.text
        await driver.press("space")
        assert f"● {loser.name}" in driver.text
        await driver.press("ctrl+s")
        kept = crm.contacts.get(survivor.id)
        assert (kept.name, kept.city) == (loser.name, survivor.city)
        await driver.press("z")
        assert crm.contacts.get(survivor.id).name == survivor.name
        assert crm.contacts.get(loser.id).name == loser.name

    drive(make_app(), scenario)


def test_a_value_that_was_chosen_stays_chosen_when_the_other_record_stays(make_app: MakeApp, crm: Crm) -> None:
    group = crm.duplicates.groups(Noun.CONTACT)[0]
    first, second = (crm.contacts.get(suspect.ref.id) for suspect in group.suspects[:2])

    async def scenario(driver: Driver) -> None:
        await driver.press("M", "m", "right", "left", "right", "tab", "ctrl+s")
        kept = crm.contacts.get(second.id)
        assert (kept.name, kept.city) == (second.name, second.city)
        assert first.id not in set(crm.lists.each_id("contact"))

    drive(make_app(), scenario)


def test_marked_contacts_are_merged_whatever_they_are_called(make_app: MakeApp, crm: Crm) -> None:
    _, second, *_ = crm.lists.each_id("contact", sort=("name",))

    async def scenario(driver: Driver) -> None:
        await driver.press("v", "v", "m")
        assert "Goes in" in driver.text
        assert "To a note" in driver.text
        await driver.press("ctrl+s")
        assert second not in set(crm.lists.each_id("contact"))

    drive(make_app(screen="contacts"), scenario)


def test_of_many_records_it_is_told_what_they_become_and_how_the_hidden_ones_are_seen(
    make_app: MakeApp, crm: Crm
) -> None:
    names = [crm.contacts.get(each).name for each in list(crm.lists.each_id("contact", sort=("name",)))[:7]]

    async def scenario(driver: Driver) -> None:
        await driver.press(*"vvvvvvv", "m")
        assert "Merge 7 records into one · Tab shows the other 4" in driver.text
        assert "Becomes" in driver.text
        await driver.press("left")
        became = next(line for line in driver.lines if "Name" in line and names[-1] in line)
        assert became.index(names[-1]) < became.index(names[0][:8])
        assert "ctrl+s Save   Space Other value   Esc Cancel" in driver.text
        await driver.press(*["tab"] * 4)
        assert f"● {names[-1]}"[:10] in driver.text

    drive(make_app(screen="contacts"), scenario, size=(80, 24))


def test_someone_without_a_double_is_not_merged(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("m")
        assert any("nothing to merge" in toast for toast in driver.toasts)

    drive(make_app(screen="contacts"), scenario)


# The trash and the history


def test_the_trash_gives_back_and_says_when_it_is_empty(make_app: MakeApp, crm: Crm) -> None:
    who = first_contact(crm)

    async def scenario(driver: Driver) -> None:
        await driver.press("T")
        assert "The trash is empty" in driver.text
        await driver.press("escape", "2", "d", "T")
        assert str(table_of(driver).key) == f"contact:{who}"
        await driver.press("r")
        await driver.look()
        assert crm.contacts.get(who).deleted_at is None
        assert "The trash is empty" in driver.text

    drive(make_app(), scenario)


def test_removing_for_good_asks_first(make_app: MakeApp, crm: Crm) -> None:
    who = first_contact(crm)

    async def scenario(driver: Driver) -> None:
        await driver.press("d", "T", "P")
        assert "for good?" in driver.text
        assert "Nothing brings it back; a backup is made first." in driver.text
        await driver.press("escape")
        assert [record.reference for record in crm.trash.records()] == [f"contact:{who}"]
        await driver.press("P", "enter")
        assert crm.trash.records() == []
        assert any("Removed for good" in toast for toast in driver.toasts)

    drive(make_app(screen="contacts"), scenario)


def test_the_history_takes_any_step_back(make_app: MakeApp, crm: Crm) -> None:
    who = crm.contacts.add({"name": "Zelda Fitz"}).id
    crm.tags.add(Reference(Noun.CONTACT, who), ["dancer"])

    async def scenario(driver: Driver) -> None:
        await driver.press("H")
        assert "dancer" in driver.text
        await driver.press("u")
        await driver.look()
        assert crm.tags.of(Reference(Noun.CONTACT, who)) == []
        assert "× undone" in driver.text

    drive(make_app(), scenario)


def test_a_step_that_later_ones_build_on_is_refused_and_says_why(make_app: MakeApp, crm: Crm) -> None:
    who = crm.contacts.add({"name": "Zelda Fitz"}).id
    crm.contacts.edit(who, {"city": "Paris"})

    async def scenario(driver: Driver) -> None:
        await driver.press("H", "j", "u")
        assert any("later changes are in its way" in toast for toast in driver.toasts)
        assert crm.contacts.get(who).city == "Paris"

    drive(make_app(), scenario)


HOSTILE = ("[@click=app.quit]x[/]", "\x1b[31mred\x07", "[/]", "א\u202eב", "ח" * 9_000)


@pytest.fixture(scope="module")
def hostile_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A business in which everything that can have a name has such a name, twice where it can."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    crm = Crm(path)
    for number, name in enumerate(HOSTILE):
        for _ in range(2):
            identity = crm.contacts.add({"name": name, "city": name[:20]}, company="[b]", tags=["[i]", name]).id
            owner = Reference(Noun.CONTACT, identity)
            crm.channels.add(owner, NewChannel(ChannelType.OTHER, name, name))
            crm.deals.add({"title": name}, contact=identity)
        crm.contacts.delete(crm.contacts.add({"name": name}).id)
        crm.stages.add({"name": name, "probability": "5"})
        crm.custom_fields.add(name, kind="choice", key=f"k{number}", choices=[name, "[b]"])
    crm.views.save_line("[@click=app.quit]v[/]", "tag:x")
    crm.close()
    return path


@pytest.fixture
def hostile(hostile_sample: Path, tmp_path: Path) -> Path:
    """A copy of that business."""
    return Path(shutil.copy(hostile_sample, tmp_path / "hostile.db"))


@pytest.mark.parametrize(
    "keys",
    [
        ["M"], ["T"], ["H"], ["comma"], ["M", "m"], ["M", "m", "space", "tab"], ["b"], ["b", "f2"], ["t"], ["e"],
        ["c", "n"], ["c", "e"], ["C"], ["C", "n"], ["C", "e"], ["L"], ["L", "j", "n"], ["L", "j", "e"], ["L", "d"],
        ["F"], ["F", "e"], ["F", "G", "e"], ["number_sign"], ["number_sign", "e"], ["number_sign", "G", "e"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_hostile_names_break_no_list_and_no_form_of_these(hostile: Path, make_app: MakeApp, keys: list[str]) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(*keys)
        shown = driver.app.screen
        for y in range(3, 12, 2):
            for x in (8, 40, 70):
                await driver.click(None, x, y)
        assert driver.app.screen is shown
        assert driver.app.is_running
        assert not any("\x1b" in line or "\x07" in line for line in driver.lines)

    drive(make_app(hostile, screen="contacts"), scenario)


def test_hostile_deals_break_no_filtered_board(hostile: Path, make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash", *"red", "enter")
        for y in range(3, 12, 2):
            for x in (8, 40, 70):
                await driver.click(None, x, y)
        assert driver.app.is_running
        assert not any("\x1b" in line or "\x07" in line for line in driver.lines)

    drive(make_app(hostile, screen="pipeline"), scenario)
