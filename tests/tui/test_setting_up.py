"""What a business sets up for itself: stages, fields of its own, tags, and the channels of everyone."""

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.deals import StageType
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.screens.settings import SettingsScreen
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.record_table import RecordTable
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


def stage_names(crm: Crm) -> list[str]:
    return [stage.name for stage in crm.stages.all()]


async def fill(driver: Driver, **fields: str) -> None:
    """Type over the fields of a form."""
    for name, text in fields.items():
        driver.app.screen.query_one(f"#{name}", Field).value = text
    await driver.settle()


async def put_cursor(driver: Driver, key: object) -> None:
    """Take the cursor to a row."""
    table = driver.app.screen.query_one(RecordTable)
    table.cursor = list(table.window.keys).index(key)
    await driver.settle()


# Stages


def test_a_new_stage_comes_after_the_one_under_the_cursor_and_is_undone(make_app: MakeApp, crm: Crm) -> None:
    before = stage_names(crm)

    async def scenario(driver: Driver) -> None:
        await driver.press("L", "j", "n")
        await driver.type("Tasting")
        await driver.press("enter")
        await driver.type("40")
        await driver.press("enter")
        await driver.type("2w")
        await driver.press("enter")
        assert stage_names(crm) == [*before[:2], "Tasting", *before[2:]]
        added = crm.stages.named("Tasting")
        assert (added.probability, added.rot_days, added.type) == (40, 14, StageType.OPEN)
        assert "Added the stage Tasting · z to undo" in driver.toasts[-1]
        await driver.press("z")
        assert stage_names(crm) == before

    drive(make_app(), scenario)


def test_a_stage_gets_another_name_probability_and_rot_days(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("L", "enter")
        await fill(driver, name="Fresh", probability="12 %", rot_days="")
        await driver.press("ctrl+s")
        stage = crm.stages.all()[0]
        assert (stage.name, stage.probability, stage.rot_days) == ("Fresh", 12, None)
        assert "Fresh" in driver.text

    drive(make_app(), scenario)


def test_of_a_closed_stage_only_the_name_is_asked(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("L", "G", "e")
        assert [field.id for field in driver.app.screen.query(Field)] == ["name"]

    drive(make_app(), scenario)


def test_stages_change_places_and_the_cursor_stays_on_the_one_that_moved(make_app: MakeApp, crm: Crm) -> None:
    first, second, *others = stage_names(crm)

    async def scenario(driver: Driver) -> None:
        await driver.press("L", "shift+down")
        await driver.look()
        assert stage_names(crm) == [second, first, *others]
        await driver.press("K")
        await driver.look()
        assert stage_names(crm) == [first, second, *others]
        await driver.press("K")
        assert f"{first} is the first stage" in driver.toasts[-1]

    drive(make_app(), scenario)


def test_the_deals_of_a_deleted_stage_go_where_one_says_and_undo_takes_it_all_back(make_app: MakeApp, crm: Crm) -> None:
    first, second, third, *_ = crm.stages.all()
    deals = {deal.id for deal in crm.stages.deals_in(first.id)}

    async def scenario(driver: Driver) -> None:
        await driver.press("L", "d")
        assert f"Delete {first.name} · {len(deals)} deals" in driver.text
        await driver.press("right", "enter")
        assert first.name not in stage_names(crm)
        assert deals <= {deal.id for deal in crm.stages.deals_in(third.id)}
        assert not deals & {deal.id for deal in crm.stages.deals_in(second.id)}
        await driver.press("z")
        assert {deal.id for deal in crm.stages.deals_in(first.id)} == deals

    drive(make_app(), scenario)


def test_a_stage_without_deals_is_deleted_unasked_and_the_last_of_its_kind_is_kept(make_app: MakeApp, crm: Crm) -> None:
    added = crm.stages.add({"name": "Empty", "probability": "5"})

    async def scenario(driver: Driver) -> None:
        await driver.press("L")
        await put_cursor(driver, added)
        await driver.press("d")
        assert "Empty" not in stage_names(crm)
        await driver.press("G", "d")
        assert "only stage of lost deals" in driver.toasts[-1]

    drive(make_app(), scenario)


# Fields of one's own


def test_a_field_is_defined_and_stands_in_the_forms_at_once(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("F", "n")
        await driver.type("Shoe size")
        await driver.press("tab", "tab", "n", "ctrl+s")
        field = crm.custom_fields.find("shoe_size")
        assert (field.entity, field.type, field.label) == ("contact", "number", "Shoe size")
        assert "Every contact has a field Shoe size now" in driver.toasts[-1]
        await driver.press("escape", "2", "n")
        assert "Shoe size" in "\n".join(str(label.render()) for label in driver.app.screen.query(".label"))

    drive(make_app(), scenario)


def test_a_choice_gets_choices_and_one_in_use_is_not_taken_away(make_app: MakeApp, crm: Crm) -> None:
    field = crm.custom_fields.get(
        crm.custom_fields.add("Colour", entity="deal", kind="choice", choices=["red, dark", "blue"])
    )
    deal = next(crm.lists.each_id("deal"))
    crm.deals.edit(deal, {"colour": "blue"})

    async def scenario(driver: Driver) -> None:
        await driver.press("F")
        await put_cursor(driver, field.id)
        await driver.press("e")
        assert driver.app.screen.query_one("#choices", Field).value == "red, dark | blue"
        await fill(driver, choices="red, dark | green")
        await driver.press("ctrl+s")
        assert "1 records have colour 'blue'" in driver.text
        await fill(driver, choices="red, dark | blue | green", label="Icing")
        await driver.press("ctrl+s")
        changed = crm.custom_fields.get(field.id)
        assert (changed.label, changed.choice_list) == ("Icing", ("red, dark", "blue", "green"))

    drive(make_app(), scenario)


def test_a_deleted_field_comes_back_with_its_values(make_app: MakeApp, crm: Crm) -> None:
    field = crm.custom_fields.find("flavour")

    async def scenario(driver: Driver) -> None:
        await driver.press("F")
        await put_cursor(driver, field.id)
        await driver.press("d")
        assert field.key not in [each.key for each in crm.custom_fields.all("contact")]
        assert "filled in 6 times · z to undo" in driver.toasts[-1]
        await driver.press("z")
        assert field.key in [each.key for each in crm.custom_fields.all("contact")]

    drive(make_app(), scenario)


# Tags


def test_a_tag_is_renamed_gets_a_rhythm_and_is_deleted(make_app: MakeApp, crm: Crm) -> None:
    tag = crm.tags.find("delivery")

    async def scenario(driver: Driver) -> None:
        await driver.press("number_sign")
        await put_cursor(driver, tag.id)
        await driver.press("enter")
        await fill(driver, name="door to door", cadence="2w")
        await driver.press("ctrl+s")
        changed = crm.tags.get(tag.id)
        assert (changed.name, changed.cadence_days) == ("door to door", 14)
        await driver.press("d")
        assert "door to door" not in crm.tags.names()
        await driver.press("z", "z")
        assert "delivery" in crm.tags.names()

    drive(make_app(), scenario)


def test_a_tag_that_gets_the_name_of_another_becomes_part_of_it_once_that_is_agreed_to(
    make_app: MakeApp, crm: Crm
) -> None:
    tag = crm.tags.find("delivery")

    async def scenario(driver: Driver) -> None:
        await driver.press("number_sign")
        await put_cursor(driver, tag.id)
        await driver.press("e")
        await fill(driver, name="vip")
        await driver.press("ctrl+s")
        assert "ctrl+s again makes the two one" in driver.text
        assert "delivery" in crm.tags.names()
        await driver.press("ctrl+s")
        assert "delivery" not in crm.tags.names()

    drive(make_app(), scenario)


# Channels


@pytest.fixture
def adi(crm: Crm) -> Reference:
    """The first contact of the list."""
    return Reference(Noun.CONTACT, next(crm.lists.each_id("contact", sort=("name",))))


def test_a_channel_is_added_corrected_marked_and_deleted(make_app: MakeApp, crm: Crm, adi: Reference) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("C", "n")
        await driver.type("adi@home.example")
        assert "email" in driver.text
        await driver.press("tab", "tab")
        await driver.type("home")
        await driver.press("tab", "y", "ctrl+s")
        added = crm.channels.find(adi, "adi@home.example")
        assert (added.type, added.label, added.is_primary) == ("email", "home", 1)
        await put_cursor(driver, added.id)
        await driver.press("e")
        await fill(driver, value="adi@house.example", label="")
        await driver.press(*["tab"] * 4, "y", "tab", "y", "ctrl+s")
        changed = crm.channels.get(added.id)
        assert (changed.value, changed.label) == ("adi@house.example", None)
        assert (changed.is_primary, changed.invalid, changed.opted_out) == (1, 1, 1)
        assert "first, invalid, opted out" in driver.text
        await driver.press("d")
        assert "adi@house.example" not in [channel.value for channel in crm.channels.of(adi)]
        await driver.press("z")
        assert "adi@house.example" in [channel.value for channel in crm.channels.of(adi)]

    drive(make_app(screen="contacts"), scenario)


def test_a_channel_that_is_there_is_not_added_twice(make_app: MakeApp, crm: Crm, adi: Reference) -> None:
    there = crm.channels.of(adi)

    async def scenario(driver: Driver) -> None:
        await driver.press("C", "n")
        await driver.type(there[0].value.upper())
        await driver.press("enter")
        assert "is there already" in driver.text
        assert crm.channels.of(adi) == there

    drive(make_app(screen="contacts"), scenario)


# Ways to get there


@pytest.mark.parametrize("name", ["stages", "own_fields", "all_tags"])
def test_the_settings_lead_to_the_lists(make_app: MakeApp, name: str) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("comma")
        await put_cursor(driver, f"LISTS.{name}")
        await driver.press("enter")
        assert type(driver.app.screen).__name__.lower() == f"{name.replace('_', '')}screen"
        await driver.press("escape")
        assert isinstance(driver.app.screen, SettingsScreen)

    drive(make_app(), scenario)


def test_the_palette_leads_to_the_lists(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.type("own fie")
        await driver.press("down", "enter")
        assert "› Own fields" in driver.text

    drive(make_app(), scenario)


def test_what_another_program_changes_appears_in_the_lists(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("L", "j")
        crm.stages.edit(crm.stages.all()[0].id, {"name": "Renamed elsewhere"})
        await driver.look()
        assert "Renamed elsewhere" in driver.text
        assert driver.app.screen.query_one(RecordTable).cursor == 1

    drive(make_app(), scenario)


def test_a_form_of_a_stage_saved_over_a_change_shows_both_first(make_app: MakeApp, crm: Crm) -> None:
    first = crm.stages.all()[0]

    async def scenario(driver: Driver) -> None:
        await driver.press("L", "e")
        await fill(driver, name="Mine")
        crm.stages.edit(first.id, {"name": "Theirs"})
        await driver.press("ctrl+s")
        assert "Name is now 'Theirs', here 'Mine'" in driver.text
        assert crm.stages.get(first.id).name == "Theirs"
        await driver.press("ctrl+s")
        assert crm.stages.get(first.id).name == "Mine"

    drive(make_app(), scenario)
