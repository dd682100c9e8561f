"""Folding: what matches what, and in which order things sort."""

import sqlite3
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.text.fold import FOLD_VERSION, fold, index_text, index_words, query_words, words

HEBREW_TEXT = st.text("אבהולמכשתםןץ'\"׳״־ \u05b8aZ1é", max_size=20)


def _matches(query: str, text: str) -> bool:
    """Whether every word of the query, or a form of it, begins an indexed word."""
    indexed = index_words(text)
    return all(any(word.startswith(form) for form in forms for word in indexed) for forms in query_words(query))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hello World", "hello world"),
        ("Zoë", "zoe"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁne ½", "fine 1⁄2"),
        ("שָׁלוֹם", "שלומ"),
        ("תל־אביב", "תל אביב"),
        ("צה״ל", "צהל"),
        ('צה"ל', "צהל"),
        ("צה''ל", "צהל"),
        ("ג׳ורג'", "גורג"),
        ("ג’ורג׳", "גורג"),
        ("ך ם ן ף ץ", "כ מ נ פ צ"),
        ("a\u202eb\u200f", "ab"),
        ("O'Brien", "o'brien"),
        ('"שלום"', '"שלומ"'),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("", ""),
    ],
)
def test_text_folds_to_its_plain_form(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_any_character_twice_changes_nothing() -> None:
    changed = [code for code in range(sys.maxunicode + 1) if fold(fold(chr(code))) != fold(chr(code))]
    assert changed == []


@given(st.one_of(st.text(max_size=30), HEBREW_TEXT))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=100))
def test_long_words_fold_as_short_ones_do(text: str) -> None:
    long_tail = "é" * 100
    assert fold(text + " " + long_tail) == fold(text) + " " + "e" * 100


def test_an_accented_name_sorts_next_to_the_plain_one() -> None:
    assert sorted(["Zorba", "Zoë", "Zoe", "Zelda"], key=fold) == ["Zelda", "Zoë", "Zoe", "Zorba"]


def test_hebrew_sorts_by_its_alphabet_with_final_letters_in_place() -> None:
    assert sorted(["שלום", "שלון", "שלומי", "אבא"], key=fold) == ["אבא", "שלום", "שלומי", "שלון"]


def test_words_are_runs_of_letters_and_digits() -> None:
    assert words("ACME-Ltd. (2026), dan@acme.co.il don't") == [
        "acme", "ltd", "2026", "dan", "acme", "co", "il", "don", "t",
    ]  # fmt: skip


def test_nothing_that_is_syntax_to_a_search_engine_stays_in_a_word() -> None:
    assert words('a"b* OR (c) NEAR:d -e ^f {g} \0h') == ["a", "b", "or", "c", "near", "d", "e", "f", "g", "h"]


@given(st.one_of(st.text(max_size=40), HEBREW_TEXT))
def test_sqlite_reads_the_same_words(text: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(w, tokenize='ascii')")
    database.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    database.execute("INSERT INTO t VALUES (?)", [" ".join(words(text))])
    read = [row[0] for row in database.execute('SELECT term FROM v ORDER BY "offset"')]
    database.close()
    assert read == words(text)


def test_the_index_holds_hebrew_words_without_their_particles() -> None:
    assert index_words("לאלפא ובאלפא") == ["לאלפא", "אלפא", "ובאלפא", "באלפא", "אלפא"]


def test_no_form_is_shorter_than_three_letters() -> None:
    assert index_words("שלום הבן ולבן") == ["שלומ", "לומ", "הבנ", "ולבנ", "לבנ"]


def test_the_index_text_is_the_index_words_with_spaces() -> None:
    assert index_text("Acme, לאלפא") == "acme לאלפא אלפא"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("אלפא", "פגישה לאלפא"),
        ("אלפא", "ובאלפא בע״מ"),
        ("לאלפא", "אלפא"),
        ("אלפ", "לאלפא"),
        ("zoe", "Zoë Cohen"),
        ("coh zo", "Zoë Cohen"),
        ("תל אביב", "תל־אביב"),
        ("בעמ", 'חברה בע"מ'),
    ],
)
def test_a_query_finds_the_text(query: str, text: str) -> None:
    assert _matches(query, text)


@pytest.mark.parametrize(("query", "text"), [("בטא", "אלפא"), ("אלפא בטא", "אלפא"), ("ohen", "Cohen")])
def test_a_query_does_not_find_other_text(query: str, text: str) -> None:
    assert not _matches(query, text)


def test_the_exact_form_of_a_query_word_comes_first() -> None:
    assert query_words("Acme ובאלפא") == [("acme",), ("ובאלפא", "באלפא", "אלפא")]


@given(HEBREW_TEXT)
def test_every_text_is_found_by_itself(text: str) -> None:
    assert _matches(text, text)


def test_the_version_of_folding_is_known() -> None:
    assert FOLD_VERSION == 1
