"""`smallcrm deal` and `smallcrm stage`, as scripts depend on them."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def dana(run: Run) -> Run:
    run("add", "Dana Cohen")
    run("deal", "add", "Wedding cake", "--contact", "dana", "--amount", "3,400", "--close", "2026-12-10")
    return run


def test_a_deal_is_added_and_named_on_stderr(run: Run) -> None:
    run("add", "Dana Cohen")
    assert run("deal", "add", "Cake", "--contact", "dana") == (0, "", "created deal:1 Cake\n")


def test_a_deal_needs_somebody(run: Run) -> None:
    code, _, err = run("deal", "add", "Cake")
    assert (code, err) == (
        2, "smallcrm: a deal needs a contact or a company; --contact WHO, --company WHO, or both\n",
    )  # fmt: skip


def test_the_list_has_open_deals_in_documented_columns(dana: Run) -> None:
    assert dana("deal", "list", "--header")[1] == (
        "id\ttitle\tcontact\tcompany\tstage\tamount\tcurrency\tprobability\tweighted\tclose\tage\tnext\trotting\n"
        "1\tWedding cake\tDana Cohen\t\tNew\t3400.00\tILS\t10\t340.00\t2026-12-10\t0\t\tfalse\n"
    )


def test_a_screen_shows_money_with_its_sign(dana: Run) -> None:
    assert "₪3,400.00" in dana("deal", "list", "--format", "table", "--fields", "title,amount")[1]


def test_json_has_amounts_as_decimal_strings_beside_their_currency(dana: Run) -> None:
    (deal,) = json.loads(dana("deal", "list", "--json")[1])
    assert (deal["amount"], deal["weighted"], deal["currency"]) == ("3400.00", "340.00", "ILS")


@pytest.mark.parametrize("amount", ["-5", "many", "1e30", "999999999999", "¤5"])
def test_an_amount_that_cannot_be_is_refused(dana: Run, amount: str) -> None:
    assert dana("deal", "edit", "1", f"--amount={amount}")[0] == 2


def test_winning_makes_a_customer_and_cancels_what_was_planned(dana: Run) -> None:
    assert dana("todo", "dana", "call")[2].splitlines()[1] == "attached to deal:1 Wedding cake"
    assert dana("deal", "win", "dana")[2].splitlines() == [
        "won deal:1 Wedding cake",
        "now a customer: contact:1 Dana Cohen",
        "cancelled follow-up:1 call",
    ]
    dana("undo")
    assert dana("contact", "list", "--fields", "kind")[1] == "lead\n"
    assert dana("follow-up", "list", "--ids")[1] == "1\n"
    assert dana("deal", "list", "--fields", "stage")[1] == "New\n"
    dana("redo")
    assert dana("deal", "list", "--won", "--fields", "stage,weighted")[1] == "Won\t3400.00\n"


def test_follow_ups_are_kept_when_asked(dana: Run) -> None:
    dana("todo", "dana", "call")
    dana("deal", "win", "1", "--keep-follow-ups")
    assert dana("follow-up", "list", "--ids")[1] == "1\n"


def test_losing_needs_a_reason_by_any_command(dana: Run) -> None:
    assert dana("deal", "lose", "1")[0] == 2
    assert dana("deal", "move", "1", "--to", "lost")[0] == 2
    assert dana("deal", "lose", "1", "--reason", "bored")[0] == 2
    assert dana("deal", "lose", "1", "--reason", "other")[0] == 2
    assert dana("deal", "lose", "1", "--reason", "other", "--note", "moved away", "--next", "+30d")[0] == 0
    assert dana("deal", "list", "--lost", "--fields", "lost_reason,lost_note")[1] == "other\tmoved away\n"
    assert dana("follow-up", "list", "--fields", "due")[1] == "2026-12-27\n"


def test_reasons_belong_to_the_business(dana: Run) -> None:
    dana("config", "set", "lost_reasons", "Too far, price")
    assert dana("deal", "lose", "1", "--reason", "timing")[2] == (
        "smallcrm: unknown reason: 'timing'; one of too far, price, other; config set lost_reasons changes them\n"
    )
    assert dana("deal", "lose", "1", "--reason", "too far")[0] == 0


def test_reopening_returns_to_the_stage_it_was_closed_from_and_keeps_the_history(dana: Run) -> None:
    dana("deal", "move", "1", "--to", "proposal")
    dana("deal", "lose", "1", "--reason", "price")
    assert dana("deal", "reopen", "dana")[2] == "reopened deal:1 Wedding cake\n"
    deal = json.loads(dana("deal", "show", "1", "--json")[1])
    assert (deal["stage"], deal["closed"], deal["lost_reason"]) == ("Proposal", None, None)
    assert [(event["from"], event["to"], event["probability"]) for event in deal["events"]] == [
        ("Lost", "Proposal", 50), ("Proposal", "Lost", 0), ("New", "Proposal", 50), (None, "New", 10),
    ]  # fmt: skip


def test_what_is_so_already_is_unchanged(dana: Run) -> None:
    assert dana("deal", "move", "1", "--to", "new") == (0, "", "unchanged deal:1 Wedding cake\n")
    assert dana("deal", "reopen", "1") == (0, "", "unchanged deal:1 Wedding cake\n")


def test_a_dry_run_moves_nothing(dana: Run) -> None:
    assert dana("deal", "win", "1", "-n")[0] == 0
    assert dana("deal", "list", "--ids")[1] == "1\n"


def test_an_unknown_stage_names_those_there_are(dana: Run) -> None:
    assert dana("deal", "move", "1", "--to", "moon")[::2] == (
        3, "smallcrm: there is no stage 'moon'; there are New, Qualified, Proposal, Negotiation, Won, Lost\n",
    )  # fmt: skip


def test_several_open_deals_are_listed_and_none_is_attached(dana: Run) -> None:
    dana("deal", "add", "Party", "--contact", "dana")
    assert dana("log", "dana", "spoke")[2].splitlines()[1:] == [
        "several deals are open, it was attached to none; --deal D names one:",
        "  deal:1 Wedding cake",
        "  deal:2 Party",
    ]
    assert "attached to deal:2 Party" in dana("log", "dana", "spoke", "-d", "2")[2]
    assert dana("deal", "win", "dana")[0] == 4


def test_no_deal_attaches_to_none_and_says_nothing(dana: Run) -> None:
    assert "attached" not in dana("log", "dana", "spoke", "--no-deal")[2]


def test_a_deal_leaves_with_its_contact_and_returns_with_it(dana: Run) -> None:
    dana("contact", "delete", "1")
    assert dana("deal", "list", "--ids")[1] == ""
    assert json.loads(dana("pipeline", "--json")[1])["open"][0]["count"] == 0
    dana("contact", "restore", "1")
    assert dana("deal", "list", "--ids")[1] == "1\n"


def test_a_deal_goes_to_the_trash_and_comes_back(dana: Run) -> None:
    dana("deal", "delete", "1")
    assert dana("trash", "list", "--ids")[1] == "deal:1\n"
    assert dana("deal", "win", "1")[0] == 3
    assert dana("deal", "restore", "1")[2] == "restored deal:1 Wedding cake\n"


def test_a_deal_is_emptied_from_the_trash_with_its_history(dana: Run) -> None:
    dana("deal", "delete", "1")
    assert dana("trash", "empty", "--yes")[0] == 0
    assert dana("deal", "show", "1")[0] == 3


def test_deals_are_tagged_found_and_shown_by_reference(dana: Run) -> None:
    dana("deal", "tag", "1", "urgent")
    assert dana("deal", "list", "+urgent", "--ids")[1] == "1\n"
    assert dana("find", "wedding", "--ids")[1] == "deal:1\n"
    assert json.loads(dana("show", "deal:1", "--json")[1])["tags"] == ["urgent"]


def test_the_card_of_a_contact_has_open_deals_and_what_was_won(dana: Run) -> None:
    dana("deal", "add", "Party", "--contact", "dana", "--amount", "600", "--won", "yesterday")
    card = json.loads(dana("show", "contact:1", "--json")[1])
    assert [deal["title"] for deal in card["deals"]] == ["Wedding cake"]
    assert card["won"] == [{"currency": "ILS", "count": 1, "amount": "600.00"}]
    assert "Party: New → Won" in [entry["text"] for entry in card["timeline"]]


def test_a_currency_changed_alone_keeps_the_number(dana: Run) -> None:
    dana("deal", "edit", "1", "--currency", "JPY")
    assert dana("deal", "list", "--fields", "amount,currency")[1] == "3400\tJPY\n"


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_board_fits_the_screen(dana: Run, width: int) -> None:
    dana("deal", "add", "עוגת חתונה גדולה מאוד עם שלוש קומות ופרחים", "--contact", "dana", "--amount", "$99")
    out = dana("deal", "board", "--format", "table", env={"COLUMNS": str(width)})[1]
    assert max(map(len, out.splitlines())) <= width
    assert all(
        text in out for text in ("New (2)", "₪3,400.00", "≈ ₪340.00", "$99.00", "Wedding cake", "Negotiation (0)")
    )


def test_a_pipe_gets_the_board_as_rows(dana: Run) -> None:
    dana("deal", "add", "Party", "--contact", "dana", "--stage", "proposal")
    assert dana("deal", "board", "--fields", "id,stage")[1] == "1\tNew\n2\tProposal\n"


def test_a_stage_with_deals_is_deleted_only_when_they_have_a_place_to_go(dana: Run) -> None:
    assert dana("stage", "delete", "new")[0] == 4
    assert dana("stage", "delete", "new", "--move-deals-to", "won")[0] == 4
    assert dana("stage", "delete", "new", "--move-deals-to", "qualified")[2].splitlines() == [
        "deleted stage:1 New",
        "1 deal moved to Qualified",
    ]
    assert dana("deal", "list", "--fields", "stage")[1] == "Qualified\n"
    dana("undo")
    assert dana("deal", "list", "--fields", "stage")[1] == "New\n"


def test_stages_are_added_moved_and_changed(run: Run) -> None:
    run("add", "Dana")
    run("stage", "add", "Tasting", "--probability", "40", "--after", "qualified", "--rot-days", "5")
    run("stage", "move", "tasting", "--after", "proposal")
    run("stage", "edit", "tasting", "--probability", "60%")
    rows = run("stage", "list", "--fields", "name,probability,rot_days")[1].splitlines()
    assert rows == [
        "New\t10\t7", "Qualified\t25\t14", "Proposal\t50\t10", "Tasting\t60\t5", "Negotiation\t75\t7",
        "Won\t100\t", "Lost\t0\t",
    ]  # fmt: skip
    assert run("stage", "add", "TASTING", "--probability", "1")[0] == 4
    assert run("stage", "delete", "won")[0] == 4


@pytest.mark.parametrize("won", [["--won"], ["--won", "now"], ["--won", "--tag", "vip"], ["--won=today"]])
def test_a_deal_may_be_won_when_it_is_added(dana: Run, won: list[str]) -> None:
    assert dana("deal", "add", "Party", "--contact", "dana", *won)[0] == 0
    assert dana("deal", "list", "--won", "--fields", "title,closed")[1] == "Party\t2026-11-27T10:00:00Z\n"


@pytest.mark.parametrize("won", [["--won", "-2d"], ["--won", "2026-11-25"]])
def test_the_day_on_which_it_was_won_may_be_given(dana: Run, won: list[str]) -> None:
    assert dana("deal", "add", *won, "--contact", "dana", "--", "Party")[0] == 0
    assert dana("deal", "list", "--won", "--fields", "title,closed")[1] == "Party\t2026-11-25T12:00:00Z\n"


def test_a_title_that_looks_like_an_option_is_a_title(dana: Run) -> None:
    assert dana("deal", "add", "--contact", "dana", "--", "--won")[0] == 0
    assert dana("deal", "list", "--fields", "title")[1] == "Wedding cake\n--won\n"


def test_a_view_of_deals_brings_its_query_its_columns_and_its_order(dana: Run) -> None:
    dana("deal", "add", "Party", "--contact", "dana", "--won")
    dana(
        "view", "save", "sold", "status:won", "or", "amount.over:9", "--of", "deal", "--fields", "title", "--sort", "id"
    )
    assert dana("deal", "list", "--view", "sold") == (0, "Wedding cake\nParty\n", "")
    assert dana("deal", "list", "--view", "sold", "amount:3400", "--fields", "id") == (0, "1\n", "")
    assert dana("contact", "list", "--view", "sold")[0] == 2


def test_a_view_of_follow_ups_may_show_those_that_are_done(dana: Run) -> None:
    dana("todo", "dana", "call", "--due", "+2d")
    dana("todo", "dana", "write", "--no-deal")
    dana("follow-up", "done", "2")
    dana("view", "save", "all", "status:open", "or", "status:done", "--of", "follow-up", "--fields", "deal,title")
    assert dana("follow-up", "list", "--view", "all")[1] == "\twrite\nWedding cake\tcall\n"
    assert dana("follow-up", "list", "--fields", "title")[1] == "call\n"


def test_a_view_of_interactions_knows_their_deal(dana: Run) -> None:
    dana("log", "dana", "tasted")
    dana("log", "dana", "waved", "--no-deal")
    dana("view", "save", "cake", "deal:cake", "--of", "interaction", "--fields", "summary,deal,deal_id")
    assert dana("interaction", "list", "--view", "cake")[1] == "tasted\tWedding cake\t1\n"
    assert dana("interaction", "list", "no:deal", "--fields", "summary")[1] == "waved\n"


def test_the_deal_is_the_last_column_of_what_hangs_on_it(dana: Run) -> None:
    dana("log", "dana", "tasted")
    dana("todo", "dana", "call")
    for noun in ("interaction", "follow-up"):
        (row,) = json.loads(dana(noun, "list", "--json")[1])
        assert list(row.items())[-2:] == [("deal", "Wedding cake"), ("deal_id", 1)]


def test_history_counts_what_was_done_in_its_plural(dana: Run) -> None:
    dana("deal", "add", "Party", "--contact", "dana")
    dana("deal", "delete", "1", "2")
    assert dana("history", "--fields", "label", "--limit", "1")[1] == "deleted 2 deals\n"


def test_stages_are_listed_with_how_many_deals_are_in_each(dana: Run) -> None:
    assert dana("stage", "list", "--fields", "name,deals", "--limit", "2")[1] == "New\t1\nQualified\t0\n"
    assert dana("stage", "list", "--sort", "-probability", "--ids")[1].split() == ["5", "4", "3", "2", "1", "6"]


def test_a_stage_answers_to_the_reference_that_a_write_prints(dana: Run) -> None:
    assert dana("stage", "add", "Tasting", "--probability", "40")[2] == "created stage:7 Tasting\n"
    assert dana("stage", "edit", "stage:7", "--rot-days", "5")[2] == "changed stage:7 Tasting\n"
    assert dana("deal", "move", "1", "--to", "stage:7")[2] == "moved to Tasting: deal:1 Wedding cake\n"
    assert dana("show", "stage:7", "--fields", "name,rot_days,deals") == (0, "Tasting\t5\t1\n", "")
    dana("stage", "delete", "stage:7", "--move-deals-to", "stage:1")
    assert dana("show", "stage:7") == (
        3, "", "smallcrm: stage 7 (Tasting) is in the trash; smallcrm undo takes its deletion back\n"
    )  # fmt: skip
