"""`smallcrm company`, as scripts depend on it."""

import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

ACME = "1\tAcme\tlead\t\t\t\t\t1\t\n"
BETA = "2\tBeta\tlead\tbeta.example\t\t\tTel Aviv\t0\tprint\n"


def test_a_company_is_added_with_all_it_has(run: Run) -> None:
    options = {
        "domain": "acme.example",
        "website": "https://acme.example",
        "industry": "printing",
        "tax_id": "514000000",
        "kind": "customer",
        "address": "Herzl 1",
        "city": "Haifa",
        "postal_code": "31000",
        "country": "Israel",
        "notes": "Closed on Fridays",
    }
    arguments = [text for name, value in options.items() for text in (f"--{name.replace('_', '-')}", value)]
    added = run("company", "add", "Acme", *arguments, "--email", "a@acme.example", "--phone", "04-8123456", "--json")
    record = json.loads(added[1])
    assert added[2] == "created company:1 Acme\n"
    assert {name: record[name] for name in options} == options
    assert (record["email"], record["phone"], record["people"]) == ("a@acme.example", "04-8123456", 0)


@pytest.mark.usefixtures("people")
def test_the_list_is_tab_separated(run: Run) -> None:
    assert run("company", "list") == (0, ACME + BETA, "")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("query", "out"),
    [
        (["--tag", "print"], "2\n"),
        (["--city", "tel aviv"], "2\n"),
        (["--kind", "lead", "--sort", "-name"], "2\n1\n"),
        (["domain:beta"], "2\n"),
        (["people.over:0"], "1\n"),
    ],
)
def test_queries_and_options_choose_rows(run: Run, query: list[str], out: str) -> None:
    assert run("company", "list", "--ids", *query) == (0, out, "")


@pytest.mark.usefixtures("people")
def test_the_same_name_is_not_added_twice(run: Run) -> None:
    assert run("company", "add", "BETA")[:2] == (4, "")
    assert run("company", "add", "BETA", "--if-missing") == (0, "2\n", "unchanged company:2 Beta\n")
    assert run("company", "add", "BETA", "--force") == (0, "", "created company:3 BETA\n")


@pytest.mark.usefixtures("people")
def test_a_card_names_the_people(run: Run) -> None:
    card = json.loads(run("company", "show", "Acme", "--json")[1])
    assert [person["name"] for person in card["staff"]] == ["Dana Cohen"]


@pytest.mark.usefixtures("people")
def test_a_company_is_changed(run: Run) -> None:
    edit = ["company", "edit", "Beta", "--name", "Beta Ltd", "--cadence", "2w", "--add-email", "hi@beta.example"]
    assert run(*edit) == (0, "", "changed company:2 Beta Ltd\n")
    assert run(*edit[:2], "2", *edit[3:7]) == (0, "", "unchanged company:2 Beta Ltd\n")
    assert run("company", "list", "id:2", "--fields", "name,cadence_days,email")[1] == "Beta Ltd\t14\thi@beta.example\n"


@pytest.mark.usefixtures("people")
def test_fields_of_contacts_are_refused(run: Run) -> None:
    code, _, err = run("company", "edit", "Beta", "--set", "birthday=1/1/1990")
    assert (code, err.split(";")[0]) == (2, "smallcrm: there is no field 'birthday'")


@pytest.mark.usefixtures("people")
def test_a_deleted_company_leaves_its_people(run: Run) -> None:
    assert run("company", "delete", "Acme") == (0, "", "deleted company:1 Acme\n")
    assert run("company", "list", "--ids")[1] == "2\n"
    assert run("contact", "list", "id:1", "--fields", "name,company")[1] == "Dana Cohen\t\n"
    assert run("company", "restore", "1") == (0, "", "restored company:1 Acme\n")
    assert run("contact", "list", "id:1", "--fields", "name,company")[1] == "Dana Cohen\tAcme\n"


@pytest.mark.usefixtures("people")
def test_tags_timeline_and_history_work_as_for_contacts(run: Run) -> None:
    assert run("company", "tag", "Beta", "vip") == (0, "", "tagged company:2 Beta\n")
    run("company", "edit", "Beta", "--city", "Haifa")
    assert run("company", "timeline", "2", "--fields", "text", "--limit", "1")[1] == "city: Tel Aviv → Haifa\n"
    assert "city\tTel Aviv\tHaifa" in run("company", "history", "2", "--fields", "field,before,after")[1].splitlines()


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("verb", ["show", "edit", "delete", "restore", "timeline", "history"])
def test_a_company_that_is_not_there_is_three(run: Run, verb: str) -> None:
    assert run("company", verb, "99") == (
        3, "", "smallcrm: there is no company 99; smallcrm company list shows them\n"
    )  # fmt: skip
    assert run("company", verb, "Nowhere Inc")[:2] == (3, "")


@pytest.mark.usefixtures("people")
def test_several_companies_are_four(run: Run) -> None:
    run("company", "add", "Beta", "--force")
    assert run("company", "show", "beta")[:2] == (4, "")


@pytest.mark.parametrize(
    ("option", "value"),
    [("--domain", "not a domain"), ("--domain", "acme"), ("--domain", "dana@acme.example"), ("--domain", "-.example"),
     ("--website", "ftp://x y"), ("--website", "acme")],
)  # fmt: skip
def test_an_address_on_the_web_that_cannot_be_is_refused(run: Run, option: str, value: str) -> None:
    code, _, err = run("company", "add", "Acme", option, value)
    assert (code, err.partition("; give")[0]) == (2, f"smallcrm: {option.removeprefix('--')} cannot be {value!r}")
    assert run("company", "list", "--ids")[1] == ""


def test_an_address_on_the_web_is_stored_whole(run: Run) -> None:
    run("company", "add", "Acme", "--domain", "https://WWW.Acme.example/he", "--website", "acme.example/he")
    assert run("company", "list", "--fields", "domain,website")[1] == "acme.example\thttps://acme.example/he\n"
    run("company", "edit", "1", "--domain", "דוגמה.example", "--website", "")
    assert run("company", "list", "--fields", "domain,website")[1] == "דוגמה.example\t\n"
