"""Cells and clusters of text."""

import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.text.width import clusters, fit, width

UnicodeData = Callable[[str], Iterator[str]]
FAMILY = "👨\u200d👩\u200d👧"
SAMPLES = {
    "abc": 3,
    "שלום": 4,
    "שָׁלוֹם": 4,
    "e\u0301": 1,
    "中文": 4,
    "ﾊ": 1,
    "Ａ": 2,
    "한국": 4,
    "\u1112\u1161\u11ab": 2,
    FAMILY: 2,
    "👍🏽": 2,
    "☝🏽": 2,
    "❤": 1,
    "❤\ufe0f": 2,
    "🇮🇱": 2,
    "🇮🇱🇫🇷": 4,
    "1\ufe0f\u20e3": 2,
    "🏳\ufe0f\u200d🌈": 2,
    "₪…": 2,
    "क\u093f": 1,
    "": 0,
}


@pytest.mark.parametrize(("text", "cells"), SAMPLES.items())
def test_text_takes_as_many_cells_as_terminals_give_it(text: str, cells: int) -> None:
    assert width(text) == cells


def test_letters_are_wide_where_unicode_says_so(unicode_data: UnicodeData) -> None:
    for line in unicode_data("EastAsianWidth.txt"):
        codes, _, value = line.partition(";")
        char = chr(int(codes.partition("..")[0], 16))
        if unicodedata.category(char)[0] in "LNPS" and not "\u1160" <= char <= "\u11ff" and char < "\ud7b0":
            assert width(char) == (2 if value in {"W", "F"} else 1), codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abc", ["a", "b", "c"]),
        ("שָׁל", ["שָׁ", "ל"]),
        (FAMILY + "a", [FAMILY, "a"]),
        ("🇮🇱🇫🇷", ["🇮🇱", "🇫🇷"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("e\u0301\u0302x", ["e\u0301\u0302", "x"]),
        ("\u0301a", ["\u0301", "a"]),
        ("नि", ["नि"]),
        ("\u1112\u1161\u11ab", ["\u1112\u1161\u11ab"]),
        ("a\u200dב", ["a\u200d", "ב"]),
        ("", []),
    ],
)
def test_text_splits_into_letters_as_seen(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


def test_no_character_takes_the_short_way_wrongly() -> None:
    for char in map(chr, range(0x3000)):
        double = char * 2
        assert clusters(double) == clusters(f"{double}中")[:-1], hex(ord(char))
        assert width(double) == width(f"{double}中") - 2, hex(ord(char))
        assert not width(char) or fit(double, 1) == fit(f"{double}中", 1), hex(ord(char))


@given(st.text(max_size=60))
def test_clusters_put_together_are_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text(max_size=60))
def test_the_width_is_the_sum_over_the_clusters(text: str) -> None:
    assert width(text) == sum(width(cluster) for cluster in clusters(text))


@pytest.mark.parametrize(
    ("text", "cells", "cut"),
    [
        ("hello", 5, "hello"),
        ("hello!", 5, "hell…"),
        ("שָׁלוֹם", 3, "שָׁל…"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中…"),
        (FAMILY * 2, 3, FAMILY + "…"),
        (FAMILY * 2, 2, "…"),
        ("ab", 1, "…"),
        ("ab", 0, ""),
        ("", 0, ""),
        ("é", 1, "é"),
    ],
)
def test_text_is_cut_after_a_whole_letter(text: str, cells: int, cut: str) -> None:
    assert fit(text, cells) == cut


@given(st.text(max_size=40), st.integers(0, 20))
def test_what_fits_never_takes_more_cells(text: str, cells: int) -> None:
    assert width(fit(text, cells)) <= cells
