"""QUERY read into a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.core.query import DEEPEST_NESTING, LONGEST_QUERY, MOST_TERMS, parse_line, parse_query
from smallcrm.errors import UsageError
from smallcrm.records.query import (
    EVERYTHING,
    AllOf,
    AnyOf,
    FieldTest,
    Not,
    Operator,
    Phrase,
    Query,
    Words,
    both,
    fields_tested,
)

IS, HAS, NO = Operator.IS, Operator.HAS, Operator.NO
LEAD = FieldTest("kind", IS, ("lead",))
VIP = FieldTest("tag", IS, ("vip",))
DANA = Words(("dana",))


def same(query: Query, expected: Query) -> bool:
    """Equal in classes as well: NamedTuples of different classes may compare equal."""
    return repr(query) == repr(expected)


@pytest.mark.parametrize(
    ("line", "tree"),
    [
        ("", EVERYTHING),
        ("  ", EVERYTHING),
        ("dana", DANA),
        ("Dana  כהן", Words(("Dana", "כהן"))),
        ('"dana cohen"', Phrase("dana cohen")),
        ("kind:lead", LEAD),
        ("KIND:lead", LEAD),
        ("kind:lead,customer", FieldTest("kind", IS, ("lead", "customer"))),
        ('city:"Tel Aviv",haifa', FieldTest("city", IS, ("Tel Aviv", "haifa"))),
        ('company:"Cohen, Levi"', FieldTest("company", IS, ("Cohen, Levi",))),
        ("last-touch:never", FieldTest("last_touch", IS, ("never",))),
        ("last_touch.before:2026-11", FieldTest("last_touch", Operator.BEFORE, ("2026-11",))),
        ("due.after:today", FieldTest("due", Operator.AFTER, ("today",))),
        ("amount.over:1000", FieldTest("amount", Operator.OVER, ("1000",))),
        ("amount.UNDER:5", FieldTest("amount", Operator.UNDER, ("5",))),
        ("due:this-week", FieldTest("due", IS, ("this-week",))),
        ("at:10:30", FieldTest("at", IS, ("10:30",))),
        ("website:http://x.example/a", FieldTest("website", IS, ("http://x.example/a",))),
        ("+vip", VIP),
        ('+"big spender"', FieldTest("tag", IS, ("big spender",))),
        ("+vip,club", FieldTest("tag", IS, ("vip", "club"))),
        ("no:phone", FieldTest("phone", NO)),
        ("has:next", FieldTest("next", HAS)),
        ("no:phone,email", AnyOf((FieldTest("phone", NO), FieldTest("email", NO)))),
        ("not +vip", Not(VIP)),
        ("not not +vip", Not(Not(VIP))),
        ("not dana cohen", AllOf((Not(DANA), Words(("cohen",))))),
        ("dana kind:lead", AllOf((DANA, LEAD))),
        ("dana and kind:lead", AllOf((DANA, LEAD))),
        ("dana or kind:lead", AnyOf((DANA, LEAD))),
        ("dana OR +vip kind:lead", AnyOf((DANA, AllOf((VIP, LEAD))))),
        ("(dana or +vip) kind:lead", AllOf((AnyOf((DANA, VIP)), LEAD))),
        ("not (dana or +vip)", Not(AnyOf((DANA, VIP)))),
        ("((dana))", DANA),
        ('"or"', Phrase("or")),
    ],
)
def test_a_query_becomes_this_tree(line: str, tree: Query) -> None:
    assert same(parse_line(line), tree)


@pytest.mark.parametrize(
    "word",
    [
        "10:30", "http://x.example", "a@b.example", "050-1234567", "+972501234567", 'צה"ל', "acme.co.il", '5"',
        "*", "%", "-", "&", "NEAR", "a*", "x,y", "^a", "a'b",
    ],
)  # fmt: skip
def test_what_names_no_field_is_a_word(word: str) -> None:
    assert same(parse_line(word), Words((word,)))


def test_an_argument_with_blanks_in_its_value_is_one_term() -> None:
    tree = parse_query(["city:Tel Aviv", "kind:lead"])
    assert same(tree, AllOf((FieldTest("city", IS, ("Tel Aviv",)), LEAD)))


def test_an_argument_with_several_values_of_several_words_is_one_term() -> None:
    assert same(parse_query(["city:Tel Aviv, Haifa"]), FieldTest("city", IS, ("Tel Aviv", "Haifa")))


def test_an_argument_that_is_a_whole_query_is_read_as_one() -> None:
    assert same(parse_query(["kind:lead or +vip"]), AnyOf((LEAD, VIP)))
    assert same(parse_query(["kind:lead +vip"]), AllOf((LEAD, VIP)))


def test_arguments_are_joined_with_blanks() -> None:
    assert same(parse_query(["dana", "or", "(", "+vip", ")"]), AnyOf((DANA, VIP)))
    assert same(parse_query(['"dana', 'cohen"']), Phrase("dana cohen"))


def test_on_a_line_blanks_always_separate_terms() -> None:
    assert same(parse_line("kind:lead dana"), AllOf((LEAD, DANA)))


@pytest.mark.parametrize(
    "line",
    [
        "(", ")", "(dana", "dana)", "()", "or", "dana or", "or dana", "not", "and", "dana and", "not or", "dana or )",
        "city:", 'city:""', "city:,", "no:", "amount.above:3", '"', '"dana', 'city:"tel aviv',
        "a\0b", "\ud800", "x" * (LONGEST_QUERY + 1), "a " * (MOST_TERMS + 1), "kind:" + "a," * MOST_TERMS + "a",
        "(" * (DEEPEST_NESTING + 1) + "a" + ")" * (DEEPEST_NESTING + 1), "not " * (DEEPEST_NESTING + 1) + "a",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(UsageError):
        parse_line(line)


def test_an_unknown_operator_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match=r"unknown operator: amount\.above") as refused:
        parse_line("amount.above:3")
    assert "amount.over:" in refused.value.hint


def test_the_deepest_nesting_is_read() -> None:
    depth = DEEPEST_NESTING - 1
    assert same(parse_line("(" * depth + "dana" + ")" * depth), DANA)


@given(st.text(alphabet="ab \"():,.+-notr'א ו״%*\0\n\t/@19_", max_size=40) | st.text(max_size=40))
def test_any_text_is_a_tree_or_a_usage_error(line: str) -> None:
    for arguments in ([line], line.split(" ")):
        try:
            parse_query(arguments)
        except UsageError:
            continue


def test_the_fields_of_a_query_are_told_wherever_they_stand() -> None:
    assert list(fields_tested(parse_line("dana (not kind:lead or no:phone) +vip"))) == ["kind", "phone", "tag"]


def test_both_leaves_out_what_holds_for_every_record() -> None:
    assert same(both(EVERYTHING, LEAD), AllOf((LEAD,)))
    assert same(both(DANA, LEAD), AllOf((DANA, LEAD)))


def test_a_word_in_an_argument_of_its_own_is_no_part_of_the_field_before_it() -> None:
    is_haifa = FieldTest("city", Operator.IS, ("Haifa",))
    assert parse_query(["city:Haifa", "dana"]) == AllOf((is_haifa, Words(("dana",))))
