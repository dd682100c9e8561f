"""Dialogs: what keys they take, what they write, and what they keep when something is wrong."""

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.query import FieldTest, Operator
from smallcrm.records.references import Noun
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.widgets.ordered import Field
from tests.tui.conftest import SESSION, MakeApp
from tests.tui.driving import Driver, drive


def agenda_names(crm: Crm) -> list[str]:
    return [row.name for part in crm.agenda.parts() for row in part.rows]


def newest_log(crm: Crm) -> tuple[str, str, str | None]:
    page = crm.lists.page("interaction", fields=("summary", "contacts", "outcome"), sort=("-id",), limit=1)
    summary, contacts, outcome = page.rows[0]
    return summary, contacts, outcome


def shows(driver: Driver, text: str) -> bool:
    return any(text in line for line in driver.lines)


def test_no_answer_takes_two_keys_and_the_row_leaves(make_app: MakeApp, crm: Crm) -> None:
    first, second, *_ = agenda_names(crm)

    async def scenario(driver: Driver) -> None:
        driver.pressed = 0
        await driver.press("space", "n")
        assert driver.pressed == 2
        assert newest_log(crm)[1:] == (first, "no_answer")
        await driver.look()
        screen = driver.app.screen
        assert isinstance(screen, ListScreen)
        targets = await screen.targets()
        assert targets[0].name == second

    drive(make_app(), scenario)


def test_an_answered_call_with_a_next_step_takes_at_most_five_keys_besides_the_text(
    make_app: MakeApp, crm: Crm
) -> None:
    first, *_ = agenda_names(crm)

    async def scenario(driver: Driver) -> None:
        driver.pressed = 0
        await driver.press("space", "r")
        await driver.type("wants a quote")
        await driver.press("enter")
        await driver.type("fri send it")
        assert shows(driver, "Fri 27 Nov (in 4 days): send it")
        await driver.press("enter")
        assert driver.pressed <= 5
        assert newest_log(crm)[0] == "wants a quote"
        planned = crm.lists.page("follow-up", fields=("title", "due"), sort=("-id",), limit=1).rows[0]
        assert list(planned) == ["send it", "2026-11-27"]
        assert first not in agenda_names(crm)

    drive(make_app(), scenario)


def test_z_takes_the_last_step_of_this_window_back_and_capital_z_makes_it_again(make_app: MakeApp, crm: Crm) -> None:
    before = agenda_names(crm)

    async def scenario(driver: Driver) -> None:
        await driver.press("space", "n", "z")
        assert agenda_names(crm) == before
        await driver.press("Z")
        assert newest_log(crm)[2] == "no_answer"
        assert crm.history.undoable(session=SESSION) is not None

    drive(make_app(), scenario)


def test_z_leaves_what_a_command_has_written(make_app: MakeApp, crm: Crm) -> None:
    added = crm.contacts.add({"name": "Written by a command"})

    async def scenario(driver: Driver) -> None:
        await driver.press("z")
        assert crm.contacts.get(added.id).deleted_at is None
        assert "nothing to undo" in driver.toasts[-1]

    drive(make_app(), scenario)


def test_quick_add_reads_the_line_back_and_logs_it(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("emily: likes the lemon one #cakes @whatsapp > sun call her")
        for told in ("Emily Carter", "whatsapp likes the lemon one", "cakes", "Sun 29 Nov (in 6 days): call her"):
            assert shows(driver, told)
        await driver.press("enter")
        assert newest_log(crm)[:2] == ("likes the lemon one", "Emily Carter")

    drive(make_app(), scenario)


def test_quick_add_says_that_someone_unknown_is_a_new_contact(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Zerubavel Katz: met at the market")
        assert shows(driver, "+ new      Zerubavel Katz")
        await driver.press("enter")
        assert newest_log(crm)[:2] == ("met at the market", "Zerubavel Katz")

    drive(make_app(), scenario)


def test_a_mistake_is_told_inside_the_form_and_nothing_typed_is_lost(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("i")
        await driver.type("talked")
        await driver.press("enter")
        await driver.type("31/2 later")
        await driver.press("enter")
        assert shows(driver, "does not exist")
        assert shows(driver, "talked")
        assert shows(driver, "31/2 later")

    drive(make_app(), scenario)


def test_escape_in_a_changed_form_asks_and_a_second_one_leaves(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("i")
        await driver.type("talked")
        await driver.press("escape")
        assert shows(driver, "Not saved")
        await driver.press("escape")
        assert isinstance(driver.app.screen, ListScreen)

    drive(make_app(), scenario)


def test_a_new_contact_is_taken_apart_from_one_line(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("n")
        await driver.type("Rina Tal 050-1112223 rina@tal.example")
        await driver.press("ctrl+s")
        found = crm.resolver.someone("rina@tal.example")
        assert [channel.value for channel in crm.channels.of(found)] == ["rina@tal.example", "050-1112223"]

    drive(make_app(screen="contacts"), scenario)


def test_someone_who_seems_to_be_there_is_added_only_when_it_is_asked_again(make_app: MakeApp, crm: Crm) -> None:
    count = crm.lists.count("contact")

    async def scenario(driver: Driver) -> None:
        await driver.press("n")
        await driver.type("Noa Shalev noa@shalev.example")
        await driver.press("ctrl+s")
        assert shows(driver, "ctrl+s again adds it all the same")
        assert crm.lists.count("contact") == count
        await driver.press("ctrl+s")
        assert crm.lists.count("contact") == count + 1

    drive(make_app(screen="contacts"), scenario)


def test_n_adds_a_company_where_companies_are_shown_and_a_contact_elsewhere(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("c", "n")
        await driver.type("Aaron Bakeries")
        await driver.press("enter")
        await driver.type("04-5550199")
        await driver.press("enter", "tab")
        await driver.type("aaron.example")
        await driver.press("ctrl+s")
        company = crm.resolver.someone("Aaron Bakeries", nouns=(Noun.COMPANY,))
        assert crm.companies.get(company.id).website == "https://aaron.example"
        assert [channel.value for channel in crm.channels.of(company)] == ["04-5550199"]
        assert shows(driver, "Aaron Bakeries")
        await driver.press("z")
        assert company.id not in set(crm.lists.each_id("company"))
        await driver.press("c", "n")
        assert shows(driver, "New contact")

    drive(make_app(screen="contacts"), scenario)


def test_every_field_of_a_company_can_be_changed(make_app: MakeApp, crm: Crm) -> None:
    first = next(crm.lists.each_id("company", sort=("name",)))
    typed = {
        "name": "Aa", "industry": "food", "domain": "aa.example", "website": "https://aa.example", "tax_id": "51",
        "address": "Herzl 1", "city": "Haifa", "postal_code": "3100", "country": "IL", "cadence": "30d", "notes": "!",
    }  # fmt: skip

    async def scenario(driver: Driver) -> None:
        await driver.press("c", "e")
        for name, text in typed.items():
            driver.app.screen.query_one(f"#{name}", Field).value = text
        await driver.settle()
        await driver.press("tab", "s", "ctrl+s")
        company = crm.companies.get(first)
        assert {name: getattr(company, name) for name in typed if name != "cadence"} == {
            name: text for name, text in typed.items() if name != "cadence"
        }
        assert (company.kind, company.cadence_days) == ("supplier", 30)

    drive(make_app(screen="contacts"), scenario)


@pytest.mark.parametrize("screen", ["log", "follow_ups"])
def test_e_changes_and_d_deletes_an_interaction_and_a_follow_up(make_app: MakeApp, crm: Crm, screen: str) -> None:
    typed = {
        "log": {"summary": "talked again", "at": "2026-11-20 10:30", "minutes": "12", "body": "more"},
        "follow_ups": {"title": "another thing", "due": "2026-12-03 16:00", "repeat": "2w", "notes": "more"},
    }[screen]
    noun = "interaction" if screen == "log" else "follow-up"

    async def scenario(driver: Driver) -> None:
        shown = driver.app.screen
        assert isinstance(shown, ListScreen)
        key = shown.table.window.keys[shown.table.cursor]
        await driver.press("e")
        for name, text in typed.items():
            driver.app.screen.query_one(f"#{name}", Field).value = text
        await driver.settle()
        await driver.press("ctrl+s")
        if screen == "log":
            changed = crm.interactions.get(key)
            assert (changed.summary, changed.duration_minutes, changed.body) == ("talked again", 12, "more")
            assert f"{crm.clock.local(changed.at):%Y-%m-%d %H:%M}" == "2026-11-20 10:30"
        else:
            planned = crm.follow_ups.get(key)
            assert (planned.title, planned.due_on, planned.due_time) == ("another thing", "2026-12-03", "16:00")
            assert (planned.repeat_rule, planned.notes) == ("2w", "more")
        await driver.look()
        shown.table.cursor = list(shown.table.window.keys).index(key)
        await driver.press("d")
        assert key not in set(crm.lists.each_id(noun))
        await driver.press("z")
        assert key in set(crm.lists.each_id(noun))

    drive(make_app(screen=screen), scenario)


def test_plus_and_minus_move_a_follow_up_by_a_day(make_app: MakeApp, crm: Crm) -> None:
    first = next(crm.lists.each_id("follow-up", query=FieldTest("due", Operator.AFTER, ("today",)), sort=("due",)))
    due = crm.follow_ups.get(first).due_on

    async def scenario(driver: Driver) -> None:
        screen = driver.app.screen
        assert isinstance(screen, ListScreen)
        screen.table.cursor = list(screen.table.window.keys).index(first)
        await driver.press("plus")
        assert crm.follow_ups.get(first).due_on > due
        await driver.press("minus")
        assert crm.follow_ups.get(first).due_on == due

    drive(make_app(screen="follow_ups"), scenario)


def test_tags_go_on_and_off_all_marked_rows_in_one_step(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("v", "v", "t")
        await driver.type("spring")
        await driver.press("enter")
        assert crm.lists.count("contact", FieldTest("tag", Operator.IS, ("spring",))) == 2
        await driver.press("z")
        assert crm.lists.count("contact", FieldTest("tag", Operator.IS, ("spring",))) == 0

    drive(make_app(screen="contacts"), scenario)


def test_one_record_goes_to_the_trash_unasked_and_several_are_asked_about(make_app: MakeApp, crm: Crm) -> None:
    count = crm.lists.count("contact")

    async def scenario(driver: Driver) -> None:
        await driver.press("d")
        assert crm.lists.count("contact") == count - 1
        assert "Moved to trash: Adi Rosenfeld · z to undo" in driver.toasts[-1]
        await driver.press("v", "v", "d")
        assert shows(driver, "Move 2 records to the trash?")
        await driver.press("escape")
        assert crm.lists.count("contact") == count - 1
        await driver.press("d", "enter")
        assert crm.lists.count("contact") == count - 3

    drive(make_app(screen="contacts"), scenario)


def test_a_form_saved_over_a_change_shows_it_first(make_app: MakeApp, crm: Crm) -> None:
    first = next(crm.lists.each_id("contact", sort=("name",)))

    async def scenario(driver: Driver) -> None:
        await driver.press("e")
        crm.contacts.edit(first, {"name": "Changed elsewhere"})
        await driver.type("!")
        await driver.press("ctrl+s")
        assert shows(driver, "Changed elsewhere")
        assert crm.contacts.get(first).name == "Changed elsewhere"
        await driver.press("ctrl+s")
        assert crm.contacts.get(first).name == "Adi Rosenfeld!"

    drive(make_app(screen="contacts"), scenario)


def test_what_another_program_writes_appears_and_a_half_typed_form_stays(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("half a li")
        crm.contacts.add({"name": "Aaa Newcomer"})
        await driver.look()
        assert shows(driver, "half a li")
        await driver.press("escape", "escape")
        assert shows(driver, "Aaa Newcomer")

    drive(make_app(screen="contacts"), scenario)


@pytest.mark.parametrize("letter", ["ש", "ן", "כ"])
def test_letters_work_on_the_hebrew_layout(make_app: MakeApp, letter: str) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press(letter)
        assert not isinstance(driver.app.screen, ListScreen)

    drive(make_app(), scenario)
