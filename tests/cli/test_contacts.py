"""`smallcrm contact`, as scripts depend on it."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

LIST_COLUMNS = ["id", "name", "company", "kind", "phone", "email", "last_touch", "next", "tags"]
DANA = "1\tDana Cohen\tAcme\tcustomer\t050-1234567\tdana@acme.example\t\t\tvip\n"
AVI = "2\tAvi Levi\t\tlead\t03-5551234\t\t\t\tprint, vip\n"
HEBREW_DANA = "3\tדנה לוי\t\tlead\t\tdana.levi@beta.example\t\t\t\n"


def test_a_contact_is_added_and_named_on_stderr(run: Run) -> None:
    assert run("contact", "add", "Dana Cohen") == (0, "", "created contact:1 Dana Cohen\n")


def test_add_at_the_root_is_contact_add(run: Run) -> None:
    assert run("add", "Dana Cohen") == (0, "", "created contact:1 Dana Cohen\n")


def test_quiet_prints_the_bare_id(run: Run) -> None:
    assert run("contact", "add", "Dana Cohen", "-q") == (0, "1\n", "")


def test_json_prints_the_record_that_was_added(run: Run) -> None:
    code, out, err = run("contact", "add", "Dana Cohen", "--cadence", "30d", "--birthday", "12/3/1990", "--json")
    record = json.loads(out)
    assert (code, err) == (0, "created contact:1 Dana Cohen\n")
    assert (record["id"], record["cadence_days"], record["birthday"]) == (1, 30, "1990-03-12")
    assert record["created"] == "2026-11-27T10:00:00Z"
    assert record["email"] is None
    assert record["tags"] == []


def test_one_line_is_taken_apart(run: Run) -> None:
    run("contact", "add", "Dana Cohen 050-1234567 dana@x.example")
    assert run("contact", "list", "--fields", "name,phone,email")[1] == "Dana Cohen\t050-1234567\tdana@x.example\n"


def test_every_option_of_add_fills_its_field(run: Run) -> None:
    options = {
        "--title": ("job_title", "Buyer"),
        "--kind": ("kind", "prospect"),
        "--source": ("source", "fair"),
        "--address": ("address", "Herzl 1"),
        "--city": ("city", "Haifa"),
        "--postal-code": ("postal_code", "31000"),
        "--country": ("country", "Israel"),
        "--language": ("language", "he"),
        "--notes": ("notes", "Likes tea"),
        "--company": ("company", "Acme"),
        "--do-not-contact": ("do_not_contact_reason", "asked"),
    }
    arguments = [text for option, (_, value) in options.items() for text in (option, value)]
    _, out, _ = run("contact", "add", "Dana", *arguments, "--set", "given-name=Dana", "--json")
    record = json.loads(out)
    assert {field: record[field] for field, _ in options.values()} == dict(options.values())
    assert record["given_name"] == "Dana"
    assert record["do_not_contact"] is True


def test_the_name_may_come_from_stdin(run: Run) -> None:
    assert run("contact", "add", "-", stdin="Dana Cohen\n") == (0, "", "created contact:1 Dana Cohen\n")


def test_stdin_cannot_be_two_things(run: Run) -> None:
    code, out, err = run("contact", "add", "-", "--notes", "-", stdin="Dana\n")
    assert (code, out) == (2, "")
    assert err == "smallcrm: - can stand for one thing only; give the other as an argument\n"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "command", [["log", "-", "-"], ["contact", "edit", "-", "--notes", "-"], ["log", "1", "-", "--body", "-"]]
)
def test_ids_and_a_text_cannot_both_come_from_stdin(run: Run, command: list[str]) -> None:
    code, out, err = run(*command, stdin="1\n")
    assert (code, out) == (2, "")
    assert "- can stand for one thing only" in err


@pytest.mark.usefixtures("people")
def test_the_same_person_is_not_added_twice(run: Run) -> None:
    code, out, err = run("contact", "add", "Dana Cohen", "--email", "DANA@acme.example")
    assert (code, out) == (4, "")
    assert err.splitlines() == [
        "smallcrm: Dana Cohen has dana@acme.example already; smallcrm contact edit 1 changes it; --force adds another",
        "  contact:1 Dana Cohen",
    ]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (["--if-missing"], (0, "1\n", "unchanged contact:1 Dana Cohen\n")),
        (["--if-missing", "-q"], (0, "1\n", "")),
        (["--force", "-q"], (0, "4\n", "")),
    ],
)
def test_if_missing_and_force_decide_what_becomes_of_a_duplicate(
    run: Run, flags: list[str], expected: tuple[int, str, str]
) -> None:
    assert run("contact", "add", "Dana Cohen", "--email", "dana@acme.example", *flags) == expected


@pytest.mark.parametrize(
    "bad",
    [
        ["--email", "not an address"],
        ["--kind", "nobody"],
        ["--birthday", "31/2"],
        ["--cadence", "sometimes"],
        ["--set", "city"],
        ["--set", "shoe_size=43"],
    ],
)
def test_a_bad_value_is_refused_and_nothing_is_added(run: Run, bad: list[str]) -> None:
    code, out, err = run("contact", "add", "Dana", *bad)
    assert (code, out) == (2, "")
    assert err.startswith("smallcrm: ")
    assert "; " in err
    assert err.count("\n") == 1
    assert run("contact", "list")[1] == ""


def test_a_name_that_is_empty_is_refused(run: Run) -> None:
    assert run("contact", "add", " ")[:2] == (2, "")


@pytest.mark.usefixtures("people")
def test_the_list_is_tab_separated_without_a_header_when_piped(run: Run) -> None:
    assert run("contact", "list") == (0, AVI + DANA + HEBREW_DANA, "")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (["dana"], [1, 3]),
        (["dana cohen"], [1]),
        (["+vip"], [2, 1]),
        (["--tag", "print"], [2]),
        (["--kind", "customer"], [1]),
        (["--city", "haifa"], [1]),
        (["--company", "acme"], [1]),
        (["email:beta"], [3]),
        (["no:phone"], [3]),
        (["not", "+vip"], [3]),
        (["kind:lead", "--sort", "-id"], [3, 2]),
        (["--limit", "1"], [2]),
        (["nobody"], []),
    ],
)
def test_queries_and_options_choose_rows(run: Run, query: list[str], ids: list[int]) -> None:
    code, out, _ = run("contact", "list", "--ids", *query)
    assert code == 0
    assert [int(line) for line in out.split()] == ids


@pytest.mark.usefixtures("people")
def test_a_limit_that_cut_the_list_is_told(run: Run) -> None:
    assert run("contact", "list", "--limit", "1")[2] == "1 of 3 shown; --all shows every one\n"


@pytest.mark.parametrize("bad", [["shoe:43"], ["--fields", "shoe"], ["--sort", "shoe"], ["kind:nobody"], ["("]])
def test_what_a_list_cannot_answer_is_refused(run: Run, bad: list[str]) -> None:
    code, out, err = run("contact", "list", *bad)
    assert (code, out) == (2, "")
    assert err.startswith("smallcrm: ")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("who", ["1", "id:1", "contact:1", "dana cohen", "DANA@acme.example", "+972 50 123 4567", "-"])
def test_who_is_an_id_a_reference_a_name_an_address_or_a_phone(run: Run, who: str) -> None:
    code, out, _ = run("contact", "show", who, "--json", stdin="1\n")
    assert code == 0
    assert json.loads(out)["id"] == 1


@pytest.mark.usefixtures("people")
def test_a_card_says_everything_in_one_object(run: Run) -> None:
    card = json.loads(run("contact", "show", "1", "--json")[1])
    assert (card["name"], card["company"], card["tags"]) == ("Dana Cohen", "Acme", ["vip"])
    assert [channel["value"] for channel in card["channels"]] == ["dana@acme.example", "050-1234567"]


@pytest.mark.usefixtures("people")
def test_nobody_found_is_three_and_names_the_nearest(run: Run) -> None:
    code, out, err = run("contact", "show", "Danna Cohn")
    assert (code, out) == (3, "")
    assert err.splitlines()[0] == "smallcrm: nobody answers to 'Danna Cohn'; these sound alike"
    assert "  contact:1 Dana Cohen, Acme" in err.splitlines()


@pytest.mark.usefixtures("people")
def test_several_found_are_four_and_listed(run: Run) -> None:
    run("contact", "add", "Dana Cohen", "--email", "other@dana.example")
    code, out, err = run("contact", "show", "Dana Cohen")
    assert (code, out) == (4, "")
    assert err.splitlines() == [
        "smallcrm: 'Dana Cohen' fits 2 records; name one by its id",
        "  contact:1 Dana Cohen, Acme",
        "  contact:4 Dana Cohen",
    ]


@pytest.mark.usefixtures("people")
def test_fields_are_changed_and_cleared(run: Run) -> None:
    assert run("contact", "edit", "1", "--city", "", "--title", "CEO") == (0, "", "changed contact:1 Dana Cohen\n")
    assert run("contact", "list", "id:1", "--fields", "city,job_title")[1] == "\tCEO\n"


@pytest.mark.usefixtures("people")
def test_what_is_so_already_is_unchanged(run: Run) -> None:
    assert run("contact", "edit", "1", "--city", "Haifa") == (0, "", "unchanged contact:1 Dana Cohen\n")
    assert run("contact", "edit", "1") == (0, "", "unchanged contact:1 Dana Cohen\n")


@pytest.mark.usefixtures("people")
def test_channels_are_added_rewritten_and_removed(run: Run) -> None:
    run("contact", "edit", "1", "--add-email", "d@new.example", "--phone", "0501234567=050-7654321")
    run("contact", "edit", "1", "--remove-email", "dana@acme.example", "--add-phone", "home=04-8123456")
    rows = run("channel", "list", "--fields", "value,label", "owner:contact:1", "--sort", "value")
    assert rows[1].splitlines() == ["04-8123456\thome", "050-7654321\t", "d@new.example\t"]


@pytest.mark.usefixtures("people")
def test_a_channel_that_is_not_there_cannot_be_rewritten(run: Run) -> None:
    assert run("contact", "edit", "1", "--phone", "0509999999=050-1111111")[0] == 3
    assert run("contact", "edit", "1", "--remove-email", "nobody@acme.example")[0] == 3


@pytest.mark.usefixtures("people")
def test_an_edit_is_one_step_of_undo(run: Run) -> None:
    run("contact", "edit", "1", "--city", "Eilat", "--add-phone", "04-8123456", "--tag", "gold")
    assert run("undo")[0] == 0
    assert run("contact", "list", "--fields", "city,phone,tags", "id:1")[1] == "Haifa\t050-1234567\tvip\n"


@pytest.mark.usefixtures("people")
def test_deleting_moves_to_the_trash_and_restoring_brings_back(run: Run) -> None:
    assert run("contact", "delete", "1", "2") == (
        0, "", "deleted contact:1 Dana Cohen\ndeleted contact:2 Avi Levi\n"
    )  # fmt: skip
    assert run("contact", "list") == (0, HEBREW_DANA, "")
    assert run("contact", "delete", "1") == (0, "", "unchanged contact:1 Dana Cohen\n")
    assert run("contact", "restore", "1") == (0, "", "restored contact:1 Dana Cohen\n")
    assert run("contact", "list", "id:1") == (0, DANA, "")


@pytest.mark.usefixtures("people")
def test_ids_of_a_list_are_deleted_in_one_step(run: Run) -> None:
    ids = run("contact", "list", "+vip", "--ids")[1]
    assert run("contact", "delete", "-", stdin=ids)[0] == 0
    assert run("contact", "list", "--ids")[1] == "3\n"
    run("undo")
    assert run("contact", "list", "--ids")[1] == "2\n1\n3\n"


@pytest.mark.usefixtures("people")
def test_whole_rows_on_stdin_are_ids_too(run: Run) -> None:
    rows = run("contact", "list", "+vip")[1]
    assert run("contact", "delete", "-", "-q", stdin=rows) == (0, "2\n1\n", "")


@pytest.mark.usefixtures("people")
def test_one_bad_id_stops_everything(run: Run) -> None:
    code, out, err = run("contact", "delete", "-", stdin="1\n99\n2\n")
    assert (code, out, err) == (3, "", "smallcrm: there is no contact 99; smallcrm contact list shows them\n")
    assert run("contact", "list")[1] == AVI + DANA + HEBREW_DANA


@pytest.mark.usefixtures("people")
def test_tagging_keeps_going_too(run: Run) -> None:
    code, _, err = run("contact", "tag", "-", "new", "--keep-going", stdin="1\n99\n2\n")
    assert code == 5
    assert err.splitlines()[-1] == "smallcrm: 1 of 3 failed; the others are done"
    assert run("contact", "list", "+new", "--ids", "--sort", "id")[1] == "1\n2\n"


@pytest.mark.usefixtures("people")
def test_keep_going_does_the_others(run: Run) -> None:
    code, out, err = run("contact", "delete", "-", "--keep-going", stdin="1\n99\n2\n")
    assert (code, out) == (5, "")
    assert err.splitlines() == [
        "smallcrm: there is no contact 99; smallcrm contact list shows them",
        "deleted contact:1 Dana Cohen",
        "deleted contact:2 Avi Levi",
        "smallcrm: 1 of 3 failed; the others are done",
    ]
    assert run("contact", "list", "--ids")[1] == "3\n"


@pytest.mark.usefixtures("people")
def test_a_dry_run_changes_nothing(run: Run) -> None:
    assert run("contact", "delete", "1", "-n") == (0, "", "would have deleted contact:1 Dana Cohen\n")
    assert run("contact", "list", "--ids")[1] == "2\n1\n3\n"


@pytest.mark.usefixtures("people")
def test_no_ids_on_stdin_are_nothing_to_do(run: Run) -> None:
    assert run("contact", "delete", "-", stdin="\n") == (0, "", "no ids were given; nothing to do\n")


@pytest.mark.usefixtures("people")
def test_json_of_several_writes_is_a_list_and_of_one_an_object(run: Run) -> None:
    several = json.loads(run("contact", "delete", "1", "2", "--json")[1])
    assert [record["ref"] for record in several] == ["contact:1", "contact:2"]
    assert json.loads(run("contact", "restore", "1", "--json")[1])["name"] == "Dana Cohen"


@pytest.mark.usefixtures("people")
def test_tags_are_put_on_and_taken_off(run: Run) -> None:
    assert run("contact", "tag", "1", "gold", "vip") == (0, "", "tagged contact:1 Dana Cohen\n")
    assert run("contact", "tag", "1", "gold") == (0, "", "unchanged contact:1 Dana Cohen\n")
    assert run("contact", "tag", "1", "gold", "--remove") == (0, "", "untagged contact:1 Dana Cohen\n")
    assert run("contact", "tag", "-", "x", stdin="1\n2\n")[0] == 0
    assert run("contact", "list", "--fields", "tags")[1].splitlines() == ["print, vip, x", "vip, x", ""]


@pytest.mark.usefixtures("people")
def test_the_timeline_and_the_history_tell_what_changed(run: Run) -> None:
    run("contact", "edit", "1", "--city", "Eilat")
    timeline = run("contact", "timeline", "1", "--fields", "kind,text")
    assert timeline[1].splitlines()[0] == "change\tcity: Haifa → Eilat"
    history = run("contact", "history", "1", "--fields", "field,before,after")
    assert "city\tHaifa\tEilat" in history[1].splitlines()


@pytest.mark.usefixtures("people")
def test_a_company_is_not_a_contact(run: Run) -> None:
    assert run("contact", "show", "company:1") == (
        2, "", "smallcrm: company:1 is not a contact; give a contact\n"
    )  # fmt: skip


@pytest.mark.usefixtures("people")
def test_hostile_names_stay_one_line_and_harmless(run: Run) -> None:
    run("contact", "add", "Eve\x1b[31m\t[@click=app.quit]x[/]")
    code, out, _ = run("contact", "list", "eve", "--fields", "name")
    assert (code, out) == (0, "Eve\\x1b[31m [@click=app.quit]x[/]\n")


def _channels(run: Run, kind: str) -> list[str]:
    return run("channel", "list", f"type:{kind}", "owner:contact:1", "--fields", "value", "--sort", "id")[
        1
    ].splitlines()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("option", "kind", "old", "new", "more"),
    [
        ("email", "email", "dana@acme.example", "d@new.example", "d@more.example"),
        ("phone", "phone", "050-1234567", "050-7654321", "04-8123456"),
    ],
)
def test_a_channel_takes_the_place_of_the_only_one_and_stands_beside_several(
    run: Run, option: str, kind: str, old: str, new: str, more: str
) -> None:
    assert run("contact", "edit", "1", f"--{option}", old)[2] == "unchanged contact:1 Dana Cohen\n"
    run("contact", "edit", "1", f"--{option}", new)
    assert _channels(run, kind) == [new]
    run("contact", "edit", "1", f"--{option}", old, f"--{option}", more)
    assert _channels(run, kind) == [new, old, more]
    run("contact", "edit", "1", f"--{option}", new)
    assert _channels(run, kind) == [new, old, more]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("kind", ["email", "phone"])
def test_an_empty_channel_clears_all_of_its_type_and_no_other(run: Run, kind: str) -> None:
    run("contact", "edit", "1", "--add-email", "d@new.example", "--add-phone", "04-8123456")
    assert run("contact", "edit", "1", f"--{kind}", "") == (0, "", "changed contact:1 Dana Cohen\n")
    assert [len(_channels(run, each)) for each in ("email", "phone")] == ([0, 2] if kind == "email" else [2, 0])
    assert run("contact", "edit", "1", f"--{kind}", "")[2] == "unchanged contact:1 Dana Cohen\n"
    run("undo")
    assert len(_channels(run, kind)) == 2


@pytest.mark.usefixtures("people")
def test_a_reference_of_another_noun_is_refused_in_good_english(run: Run) -> None:
    assert run("interaction", "show", "contact:1")[2] == (
        "smallcrm: contact:1 is not an interaction; give an interaction's id\n"
    )
