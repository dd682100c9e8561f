"""Names that sound alike in Hebrew and in Latin letters."""

import pytest

from smallcrm.text.sounds import skeleton


@pytest.mark.parametrize(
    ("hebrew", "latin"),
    [
        ("כהן", "Cohen"),
        ("לוי", "Levi"),
        ("יוסי", "Yossi"),
        ("שרה", "Sarah"),
        ("דוד", "David"),
        ("דויד", "David"),
        ("מזרחי", "Mizrahi"),
        ("מזרחי", "Mizrachi"),
        ("פרץ", "Peretz"),
        ("חיים", "Chaim"),
        ("חיים", "Haim"),
        ("צבי", "Zvi"),
        ("צבי", "Tzvi"),
        ("אברהם", "Avraham"),
        ("אברהם", "Abraham"),
        ("שוורץ", "Schwartz"),
        ("יעקב", "Jacob"),
        ("ג'ון", "John"),
        ("כריסטינה", "Christina"),
        ("צ'רלי", "Charlie"),
        ("אליס", "Alice"),
        ("דוד כהן", "David Cohen"),
    ],
)
def test_a_hebrew_name_sounds_like_its_latin_spelling(hebrew: str, latin: str) -> None:
    assert skeleton(hebrew) == skeleton(latin) != ""


@pytest.mark.parametrize(
    ("one", "other"), [("כהן", "Kahana Levi"), ("לוי", "Lior"), ("דוד", "Dan"), ("Sarah", "Rachel"), ("חיים", "Amos")]
)
def test_different_names_sound_different(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_text_without_hebrew_or_latin_letters_has_no_skeleton() -> None:
    assert skeleton("123 + 你好") == ""
