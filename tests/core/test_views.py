from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.query import line_of, parse_line, parse_query
from smallcrm.errors import NotFoundError, UsageError
from smallcrm.records.references import Reference

Person = Callable[..., Reference]

VALUES = st.text(alphabet="ab אב-.,'", min_size=1, max_size=12)
ARGUMENTS = st.lists(
    st.one_of(
        st.builds("{}:{}".format, st.sampled_from(["city", "created.before"]), VALUES),
        st.sampled_from(["or", "(", ")", "+vip", '"two words"', "word", "not kind:lead"]),
    ),
    max_size=6,
)


def test_a_view_is_looked_at_by_any_spelling_of_its_name(crm: Crm, person: Person) -> None:
    person("Dana", city="Tel Aviv")
    person("Avi", city="Tel Mond")
    crm.views.save("My Haifa", ["city:Tel Aviv"], fields=["name", "city"], sort=["-name"])
    look = crm.views.look(" my haifa", "contact")
    page = crm.lists.page("contact", query=look.query, fields=look.fields, sort=look.sort)
    assert page.rows == [("Dana", "Tel Aviv")]


def test_saving_over_a_view_changes_it_and_undo_brings_the_old_one_back(crm: Crm) -> None:
    first = crm.views.save("v", ["kind:lead"])
    assert crm.views.save("V", ["kind:customer"], sort=["name"]) == (first[0], True)
    assert crm.views.save("V", ["kind:customer"], sort=["name"]) == (first[0], False)
    assert (crm.views.find("v").query, crm.views.find("v").sort) == ("kind:customer", "name")
    crm.history.undo()
    assert (crm.views.find("V").name, crm.views.find("v").query, crm.views.find("v").sort) == ("v", "kind:lead", None)


@pytest.mark.parametrize(
    ("terms", "fields", "sort"),
    [
        (["nofield:1"], [], []),
        (["("], [], []),
        ([], ["nocolumn"], []),
        ([], [], ["-nocolumn"]),
        (["birthday:x"], [], []),
    ],
)
def test_a_view_that_the_list_cannot_answer_is_refused(
    crm: Crm, terms: list[str], fields: list[str], sort: list[str]
) -> None:
    with pytest.raises(UsageError):
        crm.views.save("v", terms, fields=fields, sort=sort)
    assert crm.views.all() == []


def test_a_view_belongs_to_one_list(crm: Crm) -> None:
    crm.views.save("v", [], noun="company")
    with pytest.raises(UsageError, match="is a view of the company list"):
        crm.views.look("v", "contact")
    with pytest.raises(UsageError, match="there is no list"):
        crm.views.save("w", [], noun="nothing")
    with pytest.raises(UsageError, match="name of the view is empty"):
        crm.views.save(" ", [])


def test_a_view_asks_custom_fields_too_and_says_when_one_is_gone(crm: Crm, person: Person) -> None:
    field = crm.custom_fields.add("Shoe size", kind="number")
    person("Dana", shoe_size="38")
    crm.views.save("big", ["shoe_size.over:30"], fields=["name", "shoe_size"])
    look = crm.views.look("big", "contact")
    assert crm.lists.page("contact", query=look.query, fields=look.fields).rows == [("Dana", 38)]
    crm.custom_fields.delete(field)
    with pytest.raises(UsageError, match="shoe_size"):
        crm.lists.page("contact", query=look.query)


def test_a_deleted_view_is_gone_until_undo(crm: Crm) -> None:
    identity, _ = crm.views.save("v", [])
    assert crm.views.delete(identity)
    with pytest.raises(NotFoundError) as raised:
        crm.views.find("v")
    assert raised.value.candidates == ()
    crm.history.undo()
    assert crm.views.find("v").id == identity


@given(ARGUMENTS)
def test_the_line_that_is_stored_means_what_the_arguments_meant(arguments: list[str]) -> None:
    try:
        meant = parse_query(arguments)
    except UsageError:
        return
    assert parse_line(line_of(arguments)) == meant
