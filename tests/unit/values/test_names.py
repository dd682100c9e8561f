import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.values.names import join_name, names_agree, split_name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("dana cohen", "dana cohen"), ("dana", "dana cohen"), ("cohen dana", "dana cohen"), ("", "dana"), ("", ""),
        ("dana  cohen ", "dana cohen"), ("dana levi cohen", "dana cohen"),
    ],
)  # fmt: skip
def test_names_that_may_be_one_persons_agree(a: str, b: str) -> None:
    assert names_agree(a, b)
    assert names_agree(b, a)


@pytest.mark.parametrize(("a", "b"), [("dana cohen", "yossi cohen"), ("dan", "dana"), ("dana levi", "dana cohen")])
def test_other_names_do_not_agree(a: str, b: str) -> None:
    assert not names_agree(a, b)
    assert not names_agree(b, a)


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Dana Cohen", ("Dana", "Cohen")), ("Dana", ("Dana", "")), ("", ("", "")), ("Cohen, Dana", ("Dana", "Cohen")),
        ("David Ben Gurion", ("David", "Ben Gurion")), ("Ludwig van der Rohe", ("Ludwig", "van der Rohe")),
        ("Anna Maria Levi", ("Anna Maria", "Levi")), ("Ben Levi", ("Ben", "Levi")),
        ("דוד בן גוריון", ("דוד", "בן גוריון")),
        ("Dana,", ("Dana,", "")),
    ],
)  # fmt: skip
def test_a_name_has_given_and_family_parts(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts


@given(st.lists(st.text("abcאב", min_size=1), max_size=5))
def test_joining_the_parts_gives_the_name_back(words: list[str]) -> None:
    assert join_name(*split_name(" ".join(words))) == " ".join(words)
