"""What is drawn: the display order of whole lines, of cells, and the clusters under a cursor."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.text.bidi import Base, cell, cluster_map, levels, reorder, visual
from smallcrm.text.width import width

FAMILY = "👨\u200d👩\u200d👧"
MIXED = st.text(
    "אבגד abXY 0189 .,:-+()[]<>/@₪%…\u05b8\u0301\u0645\u0661\u200f\u202e\u2066\u2069👨\u200d👧中", max_size=40
)
ANY_TEXT = st.one_of(MIXED, st.text(st.characters(codec=None), max_size=40))
BASES: list[Base] = ["auto", "ltr", "rtl"]
HOSTILE = [
    "\x1b[2J\x1b]0;owned\x07",
    "\x1b]8;;http://evil\x1b\\click\x1b]8;;\x1b\\",
    "\x9b31m\x90q\x9c",
    "שלום\x07\x08\rעולם",
    "\u202egpj.exe שלום",
    "\u2067\u2067\u2067אבג",
    "\u2069\u202c\u202c",
    "א" * 10_000,
    "(א" * 5_000,
    "a\u0301" * 5_000,
    "\u0301" * 10_000,
    "$" * 10_000 + "א",
    "+1-" * 3_000 + "א",
    FAMILY * 100 + "א",
    "\ud800א\udfff",
    "nul\0א",
    "line\nbreak\tא\u2028b\u2029c",
    "\U000e0041\ufeff\u200b\xadא",
]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("", ""),
        ("Acme Ltd.", "Acme Ltd."),
        ("שלום עולם", "םלוע םולש"),
        ("שלום!", "!םולש"),
        ("Acme שלום!", "Acme םולש!"),
        ("דוד (Acme) כהן", "ןהכ (Acme) דוד"),
        ("(שלום) [a]", "[a] (םולש)"),
        ("a (שלום) b", "a (םולש) b"),
        ("5 < אב", "בא > 5"),
        ("שָׁלוֹם", "םוֹלשָׁ"),
        ('צה"ל', 'ל"הצ'),
        ("יש 50% הנחה", "החנה 50% שי"),
        ("סך ₪1,234.50 לתשלום", "םולשתל ₪1,234.50 ךס"),
        ("רחוב הרצל 12, תל אביב", "ביבא לת ,12 לצרה בוחר"),
        ("Acme רחוב הרצל 12", "Acme 12 לצרה בוחר"),
        (f"דוד {FAMILY} כהן", f"ןהכ {FAMILY} דוד"),
        ("אב中文גד", "דג中文בא"),
        ("\u202eabc\u202c", "cba"),
        ("a\u2067ב c\u2069 d", "ac ב d"),
        ("שלום\u200e!", "!םולש"),
    ],
)
def test_a_line_is_drawn_in_display_order(text: str, drawn: str) -> None:
    assert visual(text) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("טלפון +972-50-1234567 נייד", "דיינ +972-50-1234567 ןופלט"),
        ("שיחה 050 123 4567 או (03) 555-1234.", ".(03) 555-1234 וא 050 123 4567 החיש"),
        ("שיחה +1 (212) 555 0100, דחוף", "ףוחד ,+1 (212) 555 0100 החיש"),
        ("חייג *2700 עכשיו", "וישכע *2700 גייח"),
        ("יתרה -₪1,234.50 בלבד", "דבלב -₪1,234.50 הרתי"),
        ("ירידה של -5 מעלות", "תולעמ -5 לש הדירי"),
        ("עולה ב-300 שקל", "לקש 300-ב הלוע"),
        ("עד 12.11.2026 בערב", "ברעב 12.11.2026 דע"),
        ("פגישה 2026-11-23 10:30-11:30 כאן", "ןאכ 10:30-11:30 2026-11-23 השיגפ"),
        ("مكتب 050-123-4567 هاتف", "فتاه 050-123-4567 بتكم"),
        ("כתבו אל 2.dan@acme.co.il, תודה", "הדות ,2.dan@acme.co.il לא ובתכ"),
        ("ראו https://acme.co.il/a?b=1/ כאן", "ןאכ https://acme.co.il/a?b=1/ ואר"),
        ("ראו www.acme.co.il.", ".www.acme.co.il ואר"),
    ],
)
def test_phones_dates_amounts_and_addresses_keep_their_order_in_hebrew(text: str, drawn: str) -> None:
    assert visual(text) == drawn


def test_without_kept_runs_the_order_is_that_of_the_standard() -> None:
    assert visual("טלפון +972-50-1234567", keep_ltr_runs=False) == "972-50-1234567+ ןופלט"


def test_a_phone_column_reads_from_the_left() -> None:
    assert visual("+972-50-1234567", "ltr") == "+972-50-1234567"


def test_the_asked_direction_overrules_the_first_letter() -> None:
    assert visual("שלום abc", "ltr") == "םולש abc"
    assert visual("abc שלום", "rtl") == "םולש abc"
    assert visual("abc!", "rtl") == "!abc"


def test_levels_and_order_can_be_asked_for() -> None:
    assert levels("a אב 1") == [0, 0, 1, 1, 1, 2]
    assert reorder([0, 0, 1, 1, 1, 2]) == [0, 1, 5, 4, 3, 2]
    assert levels("\u202aa\u202c") == [-1, 2, -1]
    assert reorder([-1, -1]) == []


def test_each_paragraph_has_its_own_direction() -> None:
    assert levels("אב!\nab!") == [1, 1, 1, 1, 0, 0, 0]


@given(MIXED, st.sampled_from(BASES))
def test_the_line_is_the_characters_in_the_order_of_their_levels(text: str, base: Base) -> None:
    plain = "".join(char for char in text if unicodedata.category(char)[0] not in "MC" and char not in "()[]<>")
    in_order = [plain[at] for at in reorder(levels(plain, base))]
    assert visual(plain, base, keep_ltr_runs=False) == "".join(in_order)


@given(ANY_TEXT, st.sampled_from(BASES))
def test_the_clusters_cover_the_text_without_gaps(text: str, base: Base) -> None:
    drawn = sorted(cluster_map(text, base), key=lambda cluster: cluster.start)
    ends = [0] + [cluster.end for cluster in drawn]
    assert [cluster.start for cluster in drawn] == ends[:-1]
    assert ends[-1] == len(text)


@given(ANY_TEXT, st.sampled_from(BASES))
def test_the_clusters_put_together_are_the_line(text: str, base: Base) -> None:
    drawn = cluster_map(text, base)
    assert "".join(cluster.glyphs for cluster in drawn) == visual(text, base)
    assert all(cluster.width == width(cluster.glyphs) for cluster in drawn)


def test_a_cursor_finds_the_letter_under_each_cell() -> None:
    drawn = cluster_map("a שָׁב")
    assert [(cluster.start, cluster.end, cluster.glyphs) for cluster in drawn] == [
        (0, 1, "a"),
        (1, 2, " "),
        (5, 6, "ב"),
        (2, 5, "שָׁ"),
    ]
    assert [cluster.level for cluster in drawn] == [0, 0, 1, 1]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("base", BASES)
def test_nothing_hostile_is_drawn(text: str, base: Base) -> None:
    for drawn in (visual(text, base), cell(text, 30, base)):
        kinds = {unicodedata.category(char) for char in drawn if char not in "\u200c\u200d"}
        assert kinds.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert width(cell(text, 30, base)) == 30


@pytest.mark.parametrize(
    ("text", "cells", "drawn"),
    [
        ("abc", 5, "abc  "),
        ("שלום", 6, "  םולש"),
        ("abcdef", 4, "abc…"),
        ("שלום עולם", 6, "… םולש"),
        ("Acme שלום עולם", 8, "Acme לש…"),
        ("שלום +972-50-1234567", 12, "+972-5… םולש"),
        ("שלום 1,234.50", 9, "1,2… םולש"),
        ("中文字", 5, "中文…"),
        ("中文字", 4, "中… "),
        ("שָׁלוֹם רב", 4, "…וֹלשָׁ"),
        ("é", 3, "é  "),
        ("", 2, "  "),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("abc", -1, ""),
        ("a\x1bb", 8, "a\\x1bb  "),
    ],
)
def test_a_cell_is_cut_and_padded_to_its_column(text: str, cells: int, drawn: str) -> None:
    assert cell(text, cells) == drawn


def test_a_cell_stands_where_it_is_asked_to() -> None:
    assert cell("12", 5, "ltr", "right") == "   12"
    assert cell("é12", 5, "ltr", "right") == "  é12"
    assert cell("שלום", 6, align="left") == "םולש  "
    assert cell("12", 5, "rtl") == "   12"


def test_a_cut_keeps_the_direction_of_the_whole_text() -> None:
    assert cell("123456 שלום", 4) == "123…"
    assert cell("12 34 שלום", 6) == "34… 12"


@given(ANY_TEXT, st.integers(-1, 30), st.sampled_from(BASES), st.sampled_from([None, "left", "right"]))
def test_a_cell_takes_exactly_its_columns(text: str, cells: int, base: Base, align: object) -> None:
    assert align is None or align == "left" or align == "right"
    assert width(cell(text, cells, base, align)) == max(0, cells)


def test_no_single_character_takes_the_fast_path_wrongly() -> None:
    for code in range(0x3000):
        text = f"a{chr(code)}b"
        assert visual(text) == "".join([cluster.glyphs for cluster in cluster_map(text)]), hex(code)
