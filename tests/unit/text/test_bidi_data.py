"""The embedded tables against Unicode's files and this Python's own database."""

import sys
import unicodedata
from collections.abc import Callable, Iterator

from smallcrm.text.bidi import _NEEDS_ORDER
from smallcrm.text.bidi_data import BRACKET, CLASS_CODES, CLOSING_BRACKET, MIRRORED, class_codes

UnicodeData = Callable[[str], Iterator[str]]


def _ranges(lines: Iterator[str]) -> Iterator[tuple[range, str]]:
    for line in lines:
        codes, value = line.split(";")
        first, _, last = codes.strip().partition("..")
        yield range(int(first, 16), int(last or first, 16) + 1), value.strip()


def test_the_mirror_images_are_those_of_bidi_mirroring(unicode_data: UnicodeData) -> None:
    pairs = (line.split(";") for line in unicode_data("BidiMirroring.txt"))
    assert {chr(int(a, 16)): chr(int(b, 16)) for a, b in pairs} == MIRRORED


def test_the_brackets_are_those_of_bidi_brackets(unicode_data: UnicodeData) -> None:
    kinds = {
        chr(int(a, 16)): kind.strip() for a, _, kind in (line.split(";") for line in unicode_data("BidiBrackets.txt"))
    }
    assert set(kinds) == set(BRACKET)
    assert {char for char, kind in kinds.items() if kind == "o"} == set(CLOSING_BRACKET)


def test_canonically_equivalent_brackets_pair() -> None:
    assert CLOSING_BRACKET["\u2329"] == BRACKET["\u3009"] == BRACKET["\u232a"]


def test_every_character_has_the_class_that_unicode_gives_it(unicode_data: UnicodeData) -> None:
    published = {}
    for codes, name in _ranges(unicode_data("extracted/DerivedBidiClass.txt")):
        published.update(dict.fromkeys(codes, CLASS_CODES[name]))
    known = [code for code in published if unicodedata.bidirectional(chr(code))]
    assert len(known) > 100_000
    assert [hex(code) for code in known if class_codes(chr(code)) != published[code]] == []


def test_characters_that_are_not_assigned_have_the_class_of_their_block(unicode_data: UnicodeData) -> None:
    assert class_codes("\u05ff\u07bf\u20cf\U00010fff\U0001efff\u0378") == "RA$RRL"
    ignorable = {
        code
        for codes, name in _ranges(unicode_data("extracted/DerivedBidiClass.txt"))
        for code in codes
        if name == "BN"
    }
    unassigned = [code for code in ignorable if not unicodedata.bidirectional(chr(code))]
    assert len(unassigned) > 3000
    assert {class_codes(chr(code)) for code in unassigned} == {"b"}


def test_no_character_that_changes_an_order_takes_the_fast_path() -> None:
    turning = set("RA2eEvVPiIFDBS")
    missed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if class_codes(chr(code)) in turning and not _NEEDS_ORDER.search(chr(code))
    ]
    assert missed == []


def test_no_character_that_must_not_be_drawn_takes_the_fast_path() -> None:
    hidden = {"Cc", "Cs", "Cf", "Zl", "Zp"}
    missed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in hidden and not _NEEDS_ORDER.search(chr(code))
    ]
    assert missed == []
