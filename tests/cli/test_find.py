"""`smallcrm find`, as scripts depend on it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["dana"], ["contact:1", "contact:3"]),
        (["beta"], ["company:2", "contact:3"]),
        (["beta", "--kind", "company"], ["company:2"]),
        (["call", "--kind", "follow-up"], ["follow-up:1"]),
        (["call", "--kind", "follow_up"], ["follow-up:1"]),
        (["1234567"], ["contact:1"]),
        (["nothing-like-it"], []),
    ],
)
def test_records_are_found_by_words_and_fragments(run: Run, arguments: list[str], ids: list[str]) -> None:
    run("todo", "Dana Cohen", "Call about the order")
    code, out, _ = run("find", *arguments, "--ids")
    assert (code, sorted(out.split())) == (0, sorted(ids))


def test_what_was_found_can_be_shown(run: Run) -> None:
    reference = run("find", "beta", "--kind", "company", "--ids")[1].strip()
    assert run("show", reference, "--fields", "name")[1] == "Beta\n"


def test_nothing_found_is_no_error_and_is_told(run: Run) -> None:
    assert run("find", "qqqq") == (0, "", "nothing holds 'qqqq'\n")


def test_an_unknown_kind_is_refused(run: Run) -> None:
    assert run("find", "dana", "--kind", "tag") == (
        2,
        "",
        "smallcrm: unknown kind: 'tag'; one of contact, company, deal, interaction, follow-up\n",
    )


def test_every_format_holds_the_same_rows_in_the_same_order(run: Run) -> None:
    assert run("find", "dana cohen") == (0, "contact:1\tDana Cohen\tAcme · 050-1234567\tname\n", "")
    assert run("find", "dana", "--ids")[1] == "contact:1\ncontact:3\n"
    assert [row["ref"] for row in json.loads(run("find", "dana", "--json")[1])] == ["contact:1", "contact:3"]
    assert run("find", "dana", "--csv")[1].splitlines()[0] == "ref,name,detail,found_by"
    assert run("find", "dana", "--format", "table", "--no-header")[1].split()[0] == "contact:1"


def test_one_limit_holds_for_all_kinds_together_and_is_told(run: Run) -> None:
    run("todo", "1", "Call Dana")
    run("log", "1", "Dana wants a quote", "--no-close")
    assert len(run("find", "dana", "--ids")[1].split()) == 4
    assert run("find", "dana", "--limit", "3", "--ids") == (
        0,
        "contact:1\ncontact:3\ninteraction:1\n",
        "the first 3 shown; --all shows every one\n",
    )
    assert run("find", "dana", "--limit", "4", "--ids")[2] == ""


@pytest.fixture
def crowd(run: Run, tmp_path: Path) -> None:
    """1,003 contacts called Zoe."""
    path = tmp_path / "zoes.csv"
    path.write_text("Name\n" + "".join(f"Zoe Number{n}\n" for n in range(1003)))
    assert run("import", str(path), "--yes")[0] == 0


@pytest.mark.usefixtures("crowd")
def test_a_pipe_gets_a_thousand_of_a_kind_and_a_terminal_fifty(run: Run) -> None:
    code, out, err = run("find", "zoe", "--ids")
    assert (code, len(out.splitlines())) == (0, 1000)
    assert err == "the first 1000 of kind contact shown; smallcrm contact list shows every one\n"
    assert len(run("find", "zoe", "--limit", "1003", "--ids")[1].splitlines()) == 1003
    _, out, err = run("find", "zoe", "--fields", "ref", "--no-header", on_terminal=True, env={"SMALLCRM_PAGER": "none"})
    assert out.count("contact:") == 50
    assert err == "the first 50 shown; --all shows every one\n"


def test_words_without_a_letter_are_refused(run: Run) -> None:
    code, out, err = run("find", "...")
    assert (code, out) == (2, "")
    assert err == "smallcrm: nothing to search for in '...'; give letters or digits\n"


@pytest.mark.parametrize(
    ("ref", "name"),
    [("contact:1", "Dana Cohen"), ("company:2", "Beta"), ("follow-up:1", "Call"), ("Dana Cohen", "Dana Cohen")],
)
def test_any_record_is_shown_by_its_reference(run: Run, ref: str, name: str) -> None:
    run("todo", "2", "Call")
    code, out, err = run("show", ref, "--json")
    record = json.loads(out)
    assert (code, err) == (0, "")
    assert record.get("name", record.get("title")) == name


@pytest.mark.parametrize(
    ("ref", "code", "message"),
    [
        ("contact:99", 3, "there is no contact 99"),
        ("follow-up:99", 3, "there is no follow-up 99"),
        ("interaction:99", 3, "there is no interaction 99"),
        ("deal:99", 3, "there is no deal 99"),
        ("qqqq", 3, "nobody answers to 'qqqq'"),
        ("", 2, "WHO is empty"),
    ],
)
def test_what_is_not_there_cannot_be_shown(run: Run, ref: str, code: int, message: str) -> None:
    got, out, err = run("show", ref)
    assert (got, out) == (code, "")
    assert err.startswith(f"smallcrm: {message}")
