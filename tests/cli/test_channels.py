"""`smallcrm channel`, as scripts depend on it."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")


def test_the_list_names_owner_type_and_marks(run: Run) -> None:
    code, out, err = run("channel", "list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "1\tcontact:1\tDana Cohen\temail\tdana@acme.example\t\tfalse\tfalse\tfalse",
        "2\tcontact:1\tDana Cohen\tphone\t050-1234567\t\tfalse\tfalse\tfalse",
        "3\tcontact:2\tAvi Levi\tphone\t03-5551234\twork\tfalse\tfalse\tfalse",
        "4\tcontact:3\tדנה לוי\temail\tdana.levi@beta.example\t\tfalse\tfalse\tfalse",
    ]


@pytest.mark.parametrize(
    ("query", "out"),
    [(["--type", "email"], "1\n4\n"), (["avi"], "3\n"), (["555"], "3\n"), (["label:work"], "3\n"), (["x"], "")],
)
def test_words_and_types_choose_channels(run: Run, query: list[str], out: str) -> None:
    assert run("channel", "list", "--ids", *query) == (0, out, "")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("avi@levi.example", "email"),
        ("052-9876543", "phone"),
        ("https://levi.example", "website"),
        ("@avi", "social"),
        ("Avi at the market", "other"),
    ],
)
def test_the_type_is_seen_from_the_looks(run: Run, value: str, kind: str) -> None:
    assert run("channel", "add", "Avi", value) == (0, "", f"created channel:5 {value} of contact:2\n")
    assert run("channel", "list", "id:5", "--fields", "type,value")[1] == f"{kind}\t{value}\n"


def test_a_type_given_wins(run: Run) -> None:
    assert run("channel", "add", "Avi", "052-9876543", "--type", "whatsapp", "-q") == (0, "5\n", "")
    assert run("channel", "list", "id:5", "--fields", "type")[1] == "whatsapp\n"


def test_companies_have_channels_too(run: Run) -> None:
    assert run("channel", "add", "Beta", "04-8123456") == (0, "", "created channel:5 04-8123456 of company:2\n")


def test_a_channel_that_is_there_is_unchanged_unless_something_new_is_said(run: Run) -> None:
    assert run("channel", "add", "Avi", "+972 3 555 1234") == (
        0, "", "unchanged channel:3 03-5551234 of contact:2\n"
    )  # fmt: skip
    assert run("channel", "add", "Avi", "035551234", "--label", "office")[2] == (
        "changed channel:3 03-5551234 of contact:2\n"
    )
    assert run("channel", "list", "id:3", "--fields", "label")[1] == "office\n"


def test_the_primary_mark_moves(run: Run) -> None:
    run("channel", "edit", "Dana Cohen", "0501234567", "--primary")
    run("channel", "add", "Dana Cohen", "050-7654321", "--primary")
    rows = run("channel", "list", "--type", "phone", "contact_id:1", "--fields", "value,primary")[1]
    assert rows.splitlines() == ["050-1234567\tfalse", "050-7654321\ttrue"]
    assert run("contact", "list", "id:1", "--fields", "phone")[1] == "050-7654321\n"


def test_marks_value_and_label_are_changed(run: Run) -> None:
    edit = ["channel", "edit", "2", "03 555 1234"]
    changed = run(*edit, "--value", "03-5559999", "--label", "", "--invalid", "--opted-out", "--json")
    record = json.loads(changed[1])
    assert changed[2] == "changed channel:3 03-5559999 of contact:2\n"
    assert [record[name] for name in ("value", "label", "invalid", "opted_out")] == ["03-5559999", None, True, True]
    edit[3] = "03-5559999"
    assert run(*edit, "--invalid") == (0, "", "unchanged channel:3 03-5559999 of contact:2\n")
    assert run(*edit, "--no-invalid") == (0, "", "changed channel:3 03-5559999 of contact:2\n")


def test_a_deleted_channel_is_gone_and_undo_brings_it_back(run: Run) -> None:
    assert run("channel", "delete", "Avi", "035551234") == (0, "", "deleted channel:3 03-5551234 of contact:2\n")
    assert run("channel", "list", "--ids")[1] == "1\n2\n4\n"
    run("undo")
    assert run("channel", "list", "--ids")[1] == "1\n2\n3\n4\n"


@pytest.mark.parametrize("verb", ["edit", "delete"])
def test_a_channel_that_is_not_there_is_three_and_the_others_are_named(run: Run, verb: str) -> None:
    code, out, err = run("channel", verb, "Avi", "050-0000000")
    assert (code, out) == (3, "")
    assert err.splitlines()[0] == "smallcrm: contact:2 has no channel '050-0000000'; it has these"
    assert err.splitlines()[1] == "  03-5551234"


@pytest.mark.parametrize("verb", ["add", "edit", "delete"])
def test_who_is_resolved_as_everywhere(run: Run, verb: str) -> None:
    assert run("channel", verb, "Nobody", "x")[0] == 3
    run("contact", "add", "Avi Levi")
    assert run("channel", verb, "Avi Levi", "x")[0] == 4


@pytest.mark.parametrize(
    "bad",
    [
        ["add", "Avi", "nobody@", "--type", "email"],
        ["add", "Avi", "x", "--type", "pigeon"],
        ["add", "Avi", " "],
        ["edit", "Avi", "03-5551234", "--value", ""],
        ["edit", "Avi", "03-5551234", "--type", "pigeon"],
        ["list", "--type", "pigeon"],
    ],
)
def test_bad_values_are_refused(run: Run, bad: list[str]) -> None:
    code, out, err = run("channel", *bad)
    assert (code, out) == (2, "")
    assert err.startswith("smallcrm: ")
