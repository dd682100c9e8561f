"""Hostile text: refused where it is stored, harmless where it is shown."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.errors import UsageError
from smallcrm.text.safe import clean_input, clean_notes, json_safe, safe, safe_lines

ANY_TEXT = st.text(st.characters(codec=None), max_size=40)
FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain שלום 中 é", "plain שלום 中 é"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x1b]8;;http://x\x07link", "\\x1b]8;;http://x\\x07link"),
        ("\x9b2J", "\\x9b2J"),
        ("a\r\nb\tc", "a\\x0d\\x0ab\\x09c"),
        ("a\x00b\x7f", "a\\x00b\\x7f"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("\u2066a\u2069\u200f", "\\u2066a\\u2069\\u200f"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("\ud800x", "\\ud800x"),
        ("\U000e0041", "\\U000e0041"),
        ("\xad\ufeff", "\\xad\\ufeff"),
        ("non\xa0breaking\u3000", "non\xa0breaking\u3000"),
        (FAMILY, FAMILY),
        ("נ\u200dא می\u200cخواهم", "נ\u200dא می\u200cخواهم"),
        ("\u200da", "\\u200da"),
        ("a\u200d", "a\\u200d"),
        ("a \u200cb", "a \\u200cb"),
        ("", ""),
    ],
)
def test_control_characters_are_shown_as_their_numbers(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_every_control_character_is_escaped() -> None:
    raw = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and chr(code) in safe(chr(code))
    ]
    assert raw == []


@given(ANY_TEXT)
def test_making_text_safe_twice_changes_nothing(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(ANY_TEXT)
def test_safe_text_can_always_be_written_to_a_terminal(text: str) -> None:
    shown = safe(text)
    assert shown.encode().decode() == shown
    assert not any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in shown)


def test_notes_keep_their_line_breaks_and_nothing_else() -> None:
    assert safe_lines("one\r\ntwo\n\x1b[2Jthree\rfour") == "one\ntwo\n\\x1b[2Jthree\\x0dfour"


def test_a_tab_in_notes_becomes_spaces() -> None:
    assert safe_lines("a\tb") == "a   b"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Dan Cohen \n", "Dan Cohen"),
        ("\xa0\u3000שלום\u2003", "שלום"),
        ("\u200f שלום \u200e", "שלום"),
        ("\ufeffname", "name"),
        ("a\u202eb\u202cc\u2066d\u2069", "abcd"),
        (FAMILY, FAMILY),
        ("", ""),
    ],
)
def test_a_field_is_stored_without_marks_and_outer_white_space(typed: str, stored: str) -> None:
    assert clean_input(typed) == stored


def test_every_bidi_control_is_taken_out_of_a_field() -> None:
    controls = "".join(map(chr, [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF]))
    assert clean_input("a" + "b".join(controls) + "c") == "a" + "b" * (len(controls) - 1) + "c"


@given(st.text(max_size=40).filter(lambda text: "\0" not in text))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_input(clean_input(text)) == clean_input(text)


def test_notes_keep_their_marks_and_inner_line_breaks() -> None:
    assert clean_notes("\n \u200fאחת\n\nשתיים\t \n") == "\u200fאחת\n\nשתיים"


@pytest.mark.parametrize("clean", [clean_input, clean_notes])
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("Dan\0Cohen", "a NUL character (\\x00) at character 4, in 'Dan\\x00Cohen'"),
        ("שלום\ud800", "half of a surrogate pair (\\ud800) at character 5, in 'שלום\\ud800'"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_place(clean: object, typed: str, message: str) -> None:
    assert callable(clean)
    with pytest.raises(UsageError) as refused:
        clean(typed)
    assert refused.value.message == message
    assert refused.value.hint


def test_the_message_about_a_long_text_quotes_only_the_place() -> None:
    with pytest.raises(UsageError) as refused:
        clean_notes("a" * 10_000 + "\0" + "b" * 10_000)
    assert len(refused.value.message) < 120


def test_json_holds_no_raw_control_or_bidi_character() -> None:
    raw = '"\x7f\x80\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ud800"'
    assert json_safe(raw) == (
        '"\\u007f\\u0080\\u009b\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a\\u202e\\u2066\\u2069\\ufeff\\ud800"'
    )


def test_json_keeps_letters_as_they_are() -> None:
    assert json_safe('{"name": "שלום é 中 👍"}') == '{"name": "שלום é 中 👍"}'


@given(ANY_TEXT)
def test_json_says_the_same_after_escaping(text: str) -> None:
    escaped = json_safe(json.dumps([text], ensure_ascii=False))
    assert json.loads(escaped) == [text]
    assert escaped.encode()
