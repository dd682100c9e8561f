"""Every line of Unicode's two conformance files for UAX #9."""

from collections.abc import Callable, Iterator
from itertools import islice

import pytest

from smallcrm.text.bidi_data import CLASS_CODES, class_codes
from smallcrm.text.bidi_explicit import REMOVED
from smallcrm.text.bidi_levels import Base, base_level, levels, reorder, resolve_levels

UnicodeData = Callable[[str], Iterator[str]]
CHUNKS = 8
LINES_OF_CHARACTER_TEST = 90_000
LINES_OF_CLASS_TEST = 490_000
BASE_OF_CODE: dict[str, Base] = {"0": "ltr", "1": "rtl", "2": "auto"}
BASE_OF_BIT: dict[int, Base] = {1: "auto", 2: "ltr", 4: "rtl"}


def _levels(field: str) -> list[int]:
    return [REMOVED if level == "x" else int(level) for level in field.split()]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_line_of_the_character_test_gives_its_levels_and_order(chunk: int, unicode_data: UnicodeData) -> None:
    for line in islice(unicode_data("BidiCharacterTest.txt"), chunk, None, CHUNKS):
        characters, base_code, paragraph, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in characters.split())
        base = BASE_OF_CODE[base_code]
        found = levels(text, base)
        assert base_level(class_codes(text), base) == int(paragraph), line
        assert found == _levels(expected), line
        assert reorder(found) == [int(at) for at in order.split()], line


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_line_of_the_class_test_gives_its_levels_and_order(chunk: int, unicode_data: UnicodeData) -> None:
    expected: list[int] = []
    order: list[int] = []
    for number, line in enumerate(unicode_data("BidiTest.txt")):
        if line.startswith("@Levels:"):
            expected = _levels(line.removeprefix("@Levels:"))
        elif line.startswith("@Reorder:"):
            order = [int(at) for at in line.removeprefix("@Reorder:").split()]
        elif number % CHUNKS == chunk:
            names, bits = line.split(";")
            codes = "".join([CLASS_CODES[name] for name in names.split()])
            for base in (base for bit, base in BASE_OF_BIT.items() if int(bits, 16) & bit):
                found = resolve_levels(codes, base=base)
                assert found == expected, (line, base)
                assert reorder(found) == order, (line, base)


def test_the_files_hold_as_many_lines_as_unicode_published(unicode_data: UnicodeData) -> None:
    assert sum(1 for _ in unicode_data("BidiCharacterTest.txt")) > LINES_OF_CHARACTER_TEST
    assert sum(1 for _ in unicode_data("BidiTest.txt")) > LINES_OF_CLASS_TEST
