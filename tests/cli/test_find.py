"""`smallcrm find`, as scripts depend on it."""

from collections.abc import Callable

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
