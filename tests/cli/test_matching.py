"""How `find`, lists and WHO match what people type, in Hebrew, Latin and between."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallcrm.cli.search import KINDS
from smallcrm.core.crm import Crm
from smallcrm.errors import UsageError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.history import Source

Run = Callable[..., tuple[int, str, str]]

RANDOM_QUERIES = 10_000
NAMES = (
    "אַבְרָהָם לֵוִי",
    'אלפא בע"מ',
    "רוני מאלפא",
    "הזמנה ובאלפא",
    "שלום כהן",
    "José Núñez",
    "Dana כהן-Levi",
    "שרון לוי־ברק",
    "Ruth O'Hara",
    'סא"ל דוד',
    "צה״ל",
    "NEAR the sea",
    "Smith & Sons (50%)",
    "Müller Straße",
    "ג'ורג' מזרחי",
)
PHONE = "050-123-4567"


@pytest.fixture
def crm(environ: dict[str, str]) -> Iterator[Crm]:
    """Contacts of these names; the first has a phone and an e-mail."""
    opened = Crm(Path(environ["SMALLCRM_DB"]), source=Source.CLI, environ=environ)
    channels = [NewChannel(ChannelType.PHONE, PHONE), NewChannel(ChannelType.EMAIL, "avi@alpha.example")]
    for name in NAMES:
        opened.contacts.add({"name": name}, channels=channels, force=True)
        channels = []
    yield opened
    opened.close()


pytestmark = pytest.mark.usefixtures("crm")


def found(run: Run, *words: str) -> set[str]:
    code, out, err = run("find", "--kind", "contact", "--fields", "name,found_by", *words)
    assert code == 0, err
    rows = [line.split("\t") for line in out.splitlines()]
    assert all(found_by != "sound" for _, found_by in rows), rows
    return {name for name, _ in rows}


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["אברהם"], {"אַבְרָהָם לֵוִי"}),
        (["אַבְרָהָם"], {"אַבְרָהָם לֵוִי"}),
        (["לוי"], {"אַבְרָהָם לֵוִי", "שרון לוי־ברק"}),
        (["אלפא"], {'אלפא בע"מ', "רוני מאלפא", "הזמנה ובאלפא"}),
        (["לאלפא"], {'אלפא בע"מ', "רוני מאלפא", "הזמנה ובאלפא"}),
        (["אלפ"], {'אלפא בע"מ', "רוני מאלפא", "הזמנה ובאלפא"}),
        (['בע"מ'], {'אלפא בע"מ'}),
        (["בע״מ"], {'אלפא בע"מ'}),
        (["בעמ"], {'אלפא בע"מ'}),
        (["צהל"], {"צה״ל"}),
        (['צה"ל'], {"צה״ל"}),
        (["צה''ל"], {"צה״ל"}),
        (["סאל", "דוד"], {'סא"ל דוד'}),
        (["שלומ"], {"שלום כהן"}),
        (["כהנ"], {"שלום כהן", "Dana כהן-Levi"}),
        (["jose"], {"José Núñez"}),
        (["NUNEZ"], {"José Núñez"}),
        (["jos", "nun"], {"José Núñez"}),
        (["muller"], {"Müller Straße"}),
        (["strasse"], {"Müller Straße"}),
        (["dana", "כהן"], {"Dana כהן-Levi"}),
        (["כהן levi"], {"Dana כהן-Levi"}),
        (["ברק"], {"שרון לוי־ברק"}),
        (["לוי-ברק"], {"שרון לוי־ברק"}),
        (["o'hara"], {"Ruth O'Hara"}),
        (["גורג"], {"ג'ורג' מזרחי"}),
        (["near"], {"NEAR the sea"}),
        (["(50%)"], {"Smith & Sons (50%)"}),
        (["נאדה"], set()),
    ],
)
def test_a_query_finds_the_names_that_hold_it(run: Run, typed: list[str], names: set[str]) -> None:
    assert found(run, *typed) == names


@pytest.mark.parametrize(
    "typed",
    ["050-1234567", "0501234567", "+972501234567", "+972-50-123-4567", "972 50 1234567", "4567", "123-45", "1234567",
     "050", "(050) 123.4567", "@alpha", "avi@", "avi@alpha.example"],
)  # fmt: skip
def test_a_part_of_a_phone_or_an_address_finds_its_owner(run: Run, typed: str) -> None:
    assert NAMES[0] in found(run, typed)


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR", "%", "-", "(", "NOT", "AND", "OR", "near(a b)", 'a"b', "a*", "^a", "{x}", "name:"]
)
def test_signs_of_query_languages_are_only_characters(run: Run, typed: str) -> None:
    for arguments in (["find", "--", typed], ["find", "--", "dana", typed], ["contact", "show", "--", typed]):
        code, _, err = run(*arguments)
        assert code in (0, 2, 3, 4), err
        assert "fault" not in err
    assert run("find", "--", "jose", typed)[1] == "" or typed in ("a*", '"', "*", "%", "-", "(")


def test_a_sign_beside_a_word_changes_nothing(run: Run) -> None:
    for sign in ('"', "*", "%", "(", ")", "'", ":", "^"):
        assert found(run, f"jose{sign}") == {"José Núñez"}
        assert found(run, f"{sign}jose") == {"José Núñez"}


def test_no_random_query_is_an_error(crm: Crm) -> None:
    signs = random.Random(4)
    alphabet = "abcdeאבגדהושםךץ'\"״׳*%-+()[]{}:^~|&\\/.,;?!@#$_=<> \t\n0123456789é\u05b8\u200f\u202e🇮NEAR\x1b\x00"
    refused = 0
    for _ in range(RANDOM_QUERIES):
        letters = alphabet if signs.random() < 0.8 else [chr(signs.randrange(1, 0xD7FF)) for _ in range(20)]
        query = "".join(signs.choices(letters, k=signs.randrange(1, 16)))
        try:
            crm.lists.find([query], kinds=KINDS, limit=20)
        except UsageError:
            refused += 1
    assert refused < RANDOM_QUERIES / 4


@pytest.mark.parametrize(
    ("typed", "name"), [("Cohen", "שלום כהן"), ("Mizrachi", "ג'ורג' מזרחי"), ("ג'ורג", "ג'ורג' מזרחי")]
)
def test_names_that_sound_alike_are_offered_when_nothing_matches_and_it_is_said(
    run: Run, typed: str, name: str
) -> None:
    code, out, err = run("find", typed, "--fields", "name,found_by")
    assert code == 0
    sounding = name not in found_exactly(run, typed)
    assert (f"{name}\tsound\n" in out) == sounding
    assert (err == "nothing matched; these names sound alike\n") == sounding


def found_exactly(run: Run, typed: str) -> set[str]:
    return {
        line.split("\t")[0]
        for line in run("find", typed, "--fields", "name,found_by")[1].splitlines()
        if "\tsound" not in line
    }


def test_what_matches_leaves_no_room_for_what_only_sounds_alike(run: Run) -> None:
    run("contact", "add", "Dan Cohen")
    code, out, err = run("find", "Cohen", "--fields", "name,found_by")
    assert (code, out, err) == (0, "Dan Cohen\twords\n", "")


def test_who_is_told_those_who_sound_alike(run: Run) -> None:
    code, out, err = run("contact", "show", "Shalom Cohen")
    assert (code, out) == (3, "")
    assert err == "smallcrm: nobody answers to 'Shalom Cohen'; these sound alike\n  contact:5 שלום כהן\n"


def test_who_is_told_those_who_look_alike_when_nobody_sounds_so(run: Run) -> None:
    err = run("contact", "show", "Smitx")[2]
    assert "these sound alike" not in err
    assert "Smith & Sons" in err


def test_a_name_that_looks_like_an_address_is_found_by_it(run: Run) -> None:
    run("contact", "add", "--set", "name=info@nowhere", "x")
    assert run("contact", "show", "info@nowhere", "--fields", "name") == (0, "info@nowhere\n", "")
