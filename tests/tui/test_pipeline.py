"""The pipeline: columns, cards, keys, and what they write."""

from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.deals import StageType
from smallcrm.records.query import AllOf, FieldTest, Operator
from smallcrm.text.width import width
from smallcrm.tui.dialogs.lost import LostDialog
from smallcrm.tui.widgets.action_line import ActionLine
from smallcrm.tui.widgets.board import Board
from smallcrm.tui.widgets.ordered import Field
from smallcrm.tui.widgets.stage_column import StageColumn
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive

HOSTILE = [
    "[@click=app.quit]x[/]",
    "\x1b[31mred\x07",
    "[/]",
    "א\u202eב\u2066ג",
    "ח" * 10_000,
    "日本 (שלום) 12",
    "a" * 9_000,
]


def board_of(driver: Driver) -> Board:
    return driver.app.screen.query_one(Board)


def column_of(driver: Driver) -> StageColumn:
    column = board_of(driver).current
    assert column is not None
    return column


def deal_of(driver: Driver) -> int:
    key = column_of(driver).key
    assert key is not None
    return key


def stage_of(crm: Crm, deal: int) -> str:
    return crm.stages.get(crm.deals.get(deal).stage_id).name


def open_stages(crm: Crm) -> list[str]:
    return [stage.name for stage in crm.stages.all() if stage.type == StageType.OPEN]


def deals_in(crm: Crm, stage: str) -> list[int]:
    return list(crm.lists.each_id("deal", query=FieldTest("stage", Operator.IS, (stage,)), sort=("close",)))


def test_every_open_stage_is_a_column_with_its_count_and_its_sums(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        assert [column.column.stage for column in board_of(driver).columns] == open_stages(crm)
        for column in board_of(driver).columns:
            assert column.count == len(deals_in(crm, column.column.stage)) == column.column.deals
        assert "₪22,200" in driver.text
        assert "≈ ₪5,550" in driver.text

    drive(make_app(screen="pipeline"), scenario)


def test_letters_and_arrows_go_between_columns_and_cards(make_app: MakeApp, crm: Crm) -> None:
    first, second, *_ = open_stages(crm)

    async def scenario(driver: Driver) -> None:
        await driver.press("j")
        assert deal_of(driver) == deals_in(crm, first)[1]
        await driver.press("l", "down")
        assert deal_of(driver) == deals_in(crm, second)[1]
        await driver.press("k", "left", "k")
        assert deal_of(driver) == deals_in(crm, first)[0]
        await driver.press("ך")
        assert column_of(driver).column.stage == second

    drive(make_app(screen="pipeline"), scenario)


@pytest.mark.parametrize(("on", "back"), [("shift+right", "shift+left"), ("greater_than_sign", "less_than_sign")])
def test_a_deal_moves_to_the_next_stage_and_the_cursor_goes_with_it(
    make_app: MakeApp, crm: Crm, on: str, back: str
) -> None:
    first, second, *_ = open_stages(crm)

    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        await driver.press(on)
        await driver.look()
        assert (stage_of(crm, deal), column_of(driver).column.stage, deal_of(driver)) == (second, second, deal)
        await driver.press(back)
        await driver.look()
        assert (stage_of(crm, deal), column_of(driver).column.stage, deal_of(driver)) == (first, first, deal)
        await driver.press(back)
        assert any("is in the first stage" in toast for toast in driver.toasts)

    drive(make_app(screen="pipeline"), scenario)


def test_a_move_is_undone_by_one_key(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        before = stage_of(crm, deal)
        await driver.press("shift+right", "z")
        assert stage_of(crm, deal) == before

    drive(make_app(screen="pipeline"), scenario)


def test_w_wins_a_deal_which_leaves_the_board_and_says_who_became_a_customer(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("l", "l")
        deal = deal_of(driver)
        await driver.press("w")
        await driver.look()
        assert stage_of(crm, deal) == "Won"
        assert deal not in column_of(driver).window.keys
        assert any("is a customer now" in toast for toast in driver.toasts)

    drive(make_app(screen="pipeline"), scenario)


def test_losing_asks_for_a_reason_and_a_letter_and_two_enters_answer(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        await driver.press("x", "t", "enter", "enter")
        assert (stage_of(crm, deal), crm.deals.get(deal).lost_reason) == ("Lost", "timing")

    drive(make_app(screen="pipeline"), scenario)


def test_the_reason_other_needs_a_note_and_the_dialog_stays(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        await driver.press("x", "o", "enter", "enter")
        assert isinstance(driver.app.screen, LostDialog)
        assert "needs a note" in driver.text
        await driver.type("moved abroad")
        await driver.press("enter")
        assert crm.deals.get(deal).lost_note == "moved abroad"

    drive(make_app(screen="pipeline"), scenario)


def test_n_adds_a_deal_whose_contact_is_read_back(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("n")
        await driver.type("Birthday cake")
        await driver.press("enter")
        await driver.type("emily")
        assert "@ Emily Carter" in driver.text
        await driver.press("enter")
        await driver.type("1250")
        assert "₪1,250.00" in driver.text
        await driver.press("enter", "enter")
        title, contact, amount = crm.lists.page(
            "deal", fields=("title", "contact", "amount"), sort=("-id",), limit=1
        ).rows[0]
        assert (title, contact) == ("Birthday cake", "Emily Carter")
        assert "1250" in str(amount)

    drive(make_app(screen="pipeline"), scenario)


def test_a_deal_without_anybody_is_refused_and_nothing_typed_is_lost(make_app: MakeApp, crm: Crm) -> None:
    count = crm.lists.count("deal")

    async def scenario(driver: Driver) -> None:
        await driver.press("n")
        await driver.type("Birthday cake")
        await driver.press("ctrl+s")
        assert "needs a contact or a company" in driver.text
        assert "Birthday cake" in driver.text
        assert crm.lists.count("deal") == count

    drive(make_app(screen="pipeline"), scenario)


def test_capital_d_adds_a_deal_with_whoever_is_under_the_cursor(make_app: MakeApp, crm: Crm) -> None:
    first = next(crm.lists.each_id("contact", sort=("name",)))

    async def scenario(driver: Driver) -> None:
        await driver.press("D")
        await driver.type("Coffee")
        await driver.press("ctrl+s")
        assert crm.lists.page("deal", fields=("contact_id",), sort=("-id",), limit=1).rows[0][0] == first

    drive(make_app(screen="contacts"), scenario)


def test_enter_opens_the_deal_and_its_card_takes_the_same_keys(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("l")
        deal = deal_of(driver)
        await driver.press("enter")
        assert type(driver.app.screen).__name__ == "DealScreen"
        assert "Weighted" in driver.text
        await driver.press("shift+right")
        await driver.look()
        assert stage_of(crm, deal) == "Proposal"
        assert "Qualified → Proposal" in driver.text
        await driver.press("w", "R", "escape")
        assert stage_of(crm, deal) == "Proposal"
        assert type(driver.app.screen).__name__ == "PipelineScreen"

    drive(make_app(screen="pipeline"), scenario)


def test_editing_a_deal_writes_only_what_was_changed(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        before = crm.deals.get(deal_of(driver))
        await driver.press("e")
        await driver.type(" v2")
        await driver.press("ctrl+s")
        after = crm.deals.get(before.id)
        assert after.title == f"{before.title} v2"
        assert (after.amount, after.contact_id, after.company_id) == (
            before.amount,
            before.contact_id,
            before.company_id,
        )

    drive(make_app(screen="pipeline"), scenario)


def test_a_follow_up_planned_from_a_deal_belongs_to_it_and_takes_its_mark_away(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        assert crm.deals.get(deal).next_follow_up_on is None
        await driver.press("f")
        await driver.type("ask about the day")
        await driver.press("enter", "enter")
        assert crm.deals.get(deal).next_follow_up_on is not None

    drive(make_app(screen="pipeline"), scenario)


def test_a_trashed_deal_leaves_and_returns(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        await driver.press("d")
        await driver.look()
        assert deal not in column_of(driver).window.keys
        await driver.press("z")
        await driver.look()
        assert deal in column_of(driver).window.keys

    drive(make_app(screen="pipeline"), scenario)


def test_tags_of_a_deal_are_put_on_the_deal(make_app: MakeApp, crm: Crm) -> None:
    from smallcrm.records.references import Noun, Reference

    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        await driver.press("t")
        await driver.type("urgent")
        await driver.press("enter")
        assert "urgent" in crm.tags.of(Reference(Noun.DEAL, deal))

    drive(make_app(screen="pipeline"), scenario)


def test_what_a_command_writes_appears_and_the_cursor_stays_on_its_deal(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("j")
        deal = deal_of(driver)
        crm.deals.add({"title": "Sooner than all", "close": "2020-01-01", "amount": "1000000"}, contact=1)
        await driver.look()
        assert deal_of(driver) == deal
        assert "Sooner than all" in driver.text
        assert "₪1,000,850" in driver.text

    drive(make_app(screen="pipeline"), scenario)


def test_a_stage_that_is_added_meanwhile_becomes_a_column(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        crm.stages.add({"name": "Tasting", "probability": "60"})
        await driver.look()
        assert "Tasting" in [column.column.stage for column in board_of(driver).columns]

    drive(make_app(screen="pipeline"), scenario)


def test_a_narrow_terminal_shows_fewer_columns_and_says_how_many_are_not_seen(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        assert "2 more stages ›" in driver.text
        assert "Negotiation" not in driver.text
        await driver.press("l", "l", "l")
        assert "‹ 2 more stages" in driver.text
        assert "Negotiation" in driver.text

    drive(make_app(screen="pipeline"), scenario, size=(48, 24))


def test_a_click_chooses_a_card_and_a_double_click_opens_it(make_app: MakeApp, crm: Crm) -> None:
    _, second, *_ = open_stages(crm)

    async def scenario(driver: Driver) -> None:
        column = board_of(driver).columns[1]
        card = column.head_lines + 5
        await driver.click(column, 5, card)
        assert deal_of(driver) == deals_in(crm, second)[1]
        await driver.click(column, 5, card, times=2)
        assert type(driver.app.screen).__name__ == "DealScreen"

    drive(make_app(screen="pipeline"), scenario)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_every_card_stays_inside_its_column_whatever_it_is_called(
    tmp_path: Path, make_app: MakeApp, size: tuple[int, int]
) -> None:
    path = tmp_path / "hostile.db"
    crm = Crm(path)
    for name in HOSTILE:
        contact = crm.contacts.add({"name": name}).id
        for stage in (stage for stage in crm.stages.all() if stage.type == StageType.OPEN):
            crm.deals.add({"title": name, "amount": "1234567.89"}, contact=contact, stage=stage)
    crm.close()

    async def scenario(driver: Driver) -> None:
        for column in board_of(driver).columns:
            room = column.scrollable_content_region.width
            for y in range(column.scrollable_content_region.height):
                text = column.render_line(y).text
                assert width(text) == room
                assert text[0] == text[-1] == " "
                assert "\x1b" not in text
        await driver.click(board_of(driver).columns[1], 4, board_of(driver).columns[1].head_lines)
        for key in ("enter", "escape", "e", "escape", "x", "escape", "d", "z", "shift+right"):
            await driver.press(key)
        assert driver.app.is_running

    drive(make_app(path, screen="pipeline"), scenario, size=size)


def test_a_column_of_many_deals_fetches_only_what_it_shows(tmp_path: Path, make_app: MakeApp) -> None:
    path = tmp_path / "many.db"
    crm = Crm(path)
    contact = crm.contacts.add({"name": "Dana"}).id
    with crm.store.write("many deals"):
        for number in range(600):
            crm.deals.add({"title": f"deal {number:03}"}, contact=contact)
    crm.close()

    async def scenario(driver: Driver) -> None:
        column = column_of(driver)
        assert column.count == 600
        assert len(column.window._rows) < 200
        await driver.press("G")
        assert not [line for line in driver.lines if line.strip() == "·"]

    drive(make_app(path, screen="pipeline"), scenario)


def test_an_empty_pipeline_says_which_key_fills_it(tmp_path: Path, make_app: MakeApp) -> None:
    path = tmp_path / "empty.db"
    Crm(path).contacts.add({"name": "Dana"})

    async def scenario(driver: Driver) -> None:
        assert "n adds a deal" in driver.text

    drive(make_app(path, screen="pipeline"), scenario)


# The filter


def shown_deals(driver: Driver) -> list[int]:
    return sorted(deal for column in board_of(driver).columns for deal in column.window.keys)


def test_the_filter_narrows_the_board_in_the_words_of_the_commands(make_app: MakeApp, crm: Crm) -> None:
    rotting = AllOf((FieldTest("rotting", Operator.IS, ("yes",)), FieldTest("status", Operator.IS, ("open",))))

    async def scenario(driver: Driver) -> None:
        everything = shown_deals(driver)
        await driver.press("slash")
        await driver.type("rotting:yes")
        await driver.press("enter")
        assert shown_deals(driver) == sorted(crm.lists.each_id("deal", query=rotting)) != everything
        first = board_of(driver).columns[0]
        assert f"{first.count}/{first.column.deals}" in driver.text
        assert driver.app.screen.focused is first
        await driver.press("escape")
        assert shown_deals(driver) == everything

    drive(make_app(screen="pipeline"), scenario)


def test_the_filter_stays_while_deals_move_and_while_others_write(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("rotting:no")
        await driver.press("enter")
        before, deal = shown_deals(driver), deal_of(driver)
        await driver.press("shift+right")
        await driver.look()
        assert shown_deals(driver) == before
        assert deal_of(driver) == deal
        contact = next(crm.lists.each_id("contact"))
        added, _ = crm.deals.add({"title": "Fresh from a command"}, contact=contact)
        await driver.look()
        assert shown_deals(driver) == sorted([*before, added])
        await driver.press("4", "3")
        assert shown_deals(driver) == sorted([*before, added])

    drive(make_app(screen="pipeline"), scenario)


def test_a_live_refresh_leaves_what_is_being_typed_in_the_filter(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("cak")
        crm.contacts.add({"name": "Someone"})
        await driver.look()
        await driver.type("e")
        assert driver.app.screen.query_one("#filter", Field).value == "cake"

    drive(make_app(screen="pipeline"), scenario)


def test_an_unknown_field_is_told_under_the_filter_of_the_board(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("nosuch:thing")
        assert "no field 'nosuch'" in driver.text
        await driver.press("escape")
        assert "no field 'nosuch'" not in driver.text

    drive(make_app(screen="pipeline"), scenario)


def test_a_view_of_deals_is_saved_and_chosen_on_the_board(make_app: MakeApp, crm: Crm) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("rotting:yes")
        narrowed = shown_deals(driver)
        await driver.press("enter", "B")
        await driver.type("going stale")
        await driver.press("enter", "escape")
        assert (crm.views.find("going stale").entity, crm.views.find("going stale").query) == ("deal", "rotting:yes")
        await driver.press("b")
        await driver.type("stale")
        await driver.press("enter")
        assert shown_deals(driver) == narrowed

    drive(make_app(screen="pipeline"), scenario)


# Every field


def test_every_field_of_a_deal_can_be_changed(make_app: MakeApp, crm: Crm) -> None:
    typed = {
        "title": "Another cake", "amount": "1,250.50", "currency": "usd", "close": "2026-12-24", "probability": "35%",
        "source": "fair", "contact": "emily", "company": "",
    }  # fmt: skip

    async def scenario(driver: Driver) -> None:
        deal = deal_of(driver)
        before = crm.deals.get(deal)
        await driver.press("e")
        for name, text in typed.items():
            driver.app.screen.query_one(f"#{name}", Field).value = text
        await driver.settle()
        await driver.press("ctrl+s")
        changed = crm.deals.get(deal)
        assert (changed.title, changed.amount, changed.currency) == ("Another cake", 125050, "USD")
        assert (changed.expected_close_on, changed.probability_override, changed.source) == ("2026-12-24", 35, "fair")
        assert (changed.contact_id, changed.company_id) == (crm.resolver.someone("emily").id, None)
        await driver.press("z")
        assert crm.deals.get(deal)._replace(version=0, updated_at="") == before._replace(version=0, updated_at="")

    drive(make_app(screen="pipeline"), scenario)


def test_a_closed_deal_is_found_by_name_in_the_palette_and_opened_again(make_app: MakeApp, crm: Crm) -> None:
    deal = next(crm.lists.each_id("deal", query=FieldTest("status", Operator.IS, ("lost",))))
    crm.deals.edit(deal, {"title": "Zanzibar buffet"})

    async def scenario(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.type("zanzibar")
        await driver.press("down", "enter", "R")
        assert crm.deals.get(deal).closed_at is None

    drive(make_app(), scenario)


def test_a_click_brings_the_stages_into_sight_that_are_not(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        legend = driver.app.screen.query_one("#legend", ActionLine)
        for sign, shown in (("›", ["Qualified", "Proposal", "Negotiation"]), ("‹", ["New", "Qualified", "Proposal"])):
            left = next(left for left, part in legend.placed() if sign in part.text)
            await driver.click(legend, left, 0)
            assert [column.column.stage for column in board_of(driver).columns if column.display] == shown

    drive(make_app(screen="pipeline"), scenario, size=(60, 24))


@pytest.mark.parametrize("key", ["c", "ב"])
def test_a_letter_on_either_layout_chooses_a_word_that_begins_with_it(make_app: MakeApp, key: str) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("x", key)
        assert "‹competitor›" in driver.text

    drive(make_app(screen="pipeline"), scenario)
