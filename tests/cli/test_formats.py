"""What every list prints in every format, and what the shared options do."""

import csv
import io
import json
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.usefixtures("people")

LISTS = {"contact": "name", "company": "name", "channel": "value", "config": "key"}
nouns = pytest.mark.parametrize("noun", LISTS)


def _csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@nouns
def test_every_format_has_the_same_rows_in_the_same_order(run: Run, noun: str) -> None:
    field = LISTS[noun]
    outputs = {name: run(noun, "list", "--format", name)[1] for name in ("tsv", "csv", "json", "ndjson", "ids")}
    values = [record[field] for record in json.loads(outputs["json"])]
    assert values == [json.loads(line)[field] for line in outputs["ndjson"].splitlines()]
    assert values == [row[field] for row in _csv(outputs["csv"])]
    header = outputs["csv"].splitlines()[0].split(",")
    assert values == [line.split("\t")[header.index(field)] for line in outputs["tsv"].splitlines()]
    identity = header[0]
    assert [str(record[identity]) for record in json.loads(outputs["json"])] == outputs["ids"].splitlines()


@nouns
@pytest.mark.parametrize("name", ["json", "csv", "tsv", "ids"])
def test_a_flag_is_the_format_of_its_name(run: Run, noun: str, name: str) -> None:
    assert run(noun, "list", f"--{name}") == run(noun, "list", "--format", name)


@nouns
def test_fields_choose_columns_and_their_order(run: Run, noun: str) -> None:
    field, first = LISTS[noun], "key" if noun == "config" else "id"
    out = run(noun, "list", "--fields", f"{field}, {first}", "--csv")[1]
    assert out.splitlines()[0] == f"{field},{first}"
    assert list(json.loads(run(noun, "list", "--fields", field, "--json")[1])[0]) == [field]


@nouns
def test_a_column_that_is_not_there_is_refused_with_those_there_are(run: Run, noun: str) -> None:
    code, out, err = run(noun, "list", "--fields", "shoe")
    assert (code, out) == (2, "")
    assert LISTS[noun] in err


@nouns
def test_a_header_is_printed_when_asked_for(run: Run, noun: str) -> None:
    plain = run(noun, "list")[1]
    assert run(noun, "list", "--header")[1].split("\n", 1)[1] == plain
    with_header = run(noun, "list", "--csv")[1]
    assert run(noun, "list", "--csv", "--no-header")[1] == with_header.split("\r\n", 1)[1]


def test_csv_lines_end_as_its_standard_says(run: Run) -> None:
    assert run("contact", "list", "--csv", "id:2")[1] == (
        'id,name,company,kind,phone,email,last_touch,next,tags\r\n2,Avi Levi,,lead,03-5551234,,,,"print, vip"\r\n'
    )


def test_the_environment_names_a_format_and_an_option_overrules_it(run: Run) -> None:
    env = {"SMALLCRM_FORMAT": "ids"}
    assert run("contact", "list", env=env)[1] == "2\n1\n3\n"
    assert run("contact", "list", "--tsv", env=env)[1] == run("contact", "list")[1]


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--color", "pink"]])
def test_an_unknown_format_or_colour_is_refused(run: Run, arguments: list[str]) -> None:
    code, out, err = run("contact", "list", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"smallcrm: unknown {arguments[0][2:]}: '{arguments[1]}'; one of ")


def test_an_unknown_format_in_the_environment_is_refused(run: Run) -> None:
    assert run("contact", "list", env={"SMALLCRM_FORMAT": "xml"})[0] == 2


def test_the_root_takes_the_shared_options_and_the_command_wins(run: Run) -> None:
    assert run("--ids", "contact", "list") == run("contact", "list", "--ids")
    assert run("--format", "csv", "contact", "list", "--format", "json") == run("contact", "list", "--json")
    assert run("--format", "csv", "contact", "list", "--json") == run("contact", "list", "--json")
    assert run("--json", "contact", "list", "--format", "csv") == run("contact", "list", "--csv")
    assert run("--fields", "name", "contact", "list", "id:2")[1] == "Avi Levi\n"


def test_another_database_is_another_business(run: Run, environ: dict[str, str]) -> None:
    other = environ["SMALLCRM_DB"] + ".other"
    run("--db", other, "contact", "add", "Eve")
    assert run("contact", "list", "--db", other, "--fields", "name")[1] == "Eve\n"
    assert run("contact", "list", "--fields", "name", "eve")[1] == ""


def test_tabs_line_breaks_and_backslashes_are_escaped_in_tsv(run: Run) -> None:
    run("contact", "edit", "2", "--notes", "one\ttwo\nthree\\four")
    assert run("contact", "list", "id:2", "--fields", "notes")[1] == "one\\ttwo\\nthree\\\\four\n"
    assert _csv(run("contact", "list", "id:2", "--fields", "notes", "--csv")[1])[0]["notes"].count("\n") == 1
    assert json.loads(run("contact", "list", "id:2", "--json")[1])[0]["notes"] == "one\ttwo\nthree\\four"


def test_json_is_utf_8_as_it_is_without_raw_control_or_bidi_characters(run: Run) -> None:
    run("contact", "edit", "3", "--notes", "\u202eabc\x9b")
    out = run("contact", "list", "id:3", "--json")[1]
    assert '"דנה לוי"' in out
    assert "\\u202eabc\\u009b" in out


def test_a_table_can_be_asked_for_and_has_no_colour_in_a_pipe(run: Run) -> None:
    out = run("contact", "list", "--format", "table", env={"COLUMNS": "150"})[1]
    assert out.splitlines()[0].split() == [
        "Id", "Name", "Company", "Kind", "Phone", "E-mail", "Last", "touch", "Next", "Tags",
    ]  # fmt: skip
    assert "\x1b" not in out
    assert "\x1b[1m" in run("contact", "list", "--format", "table", "--color", "always")[1]
    assert "\x1b[1m" in run("contact", "list", "--format", "table", env={"FORCE_COLOR": "1"})[1]
    assert "\x1b" not in run("contact", "list", "--format", "table", env={"FORCE_COLOR": "1", "NO_COLOR": "1"})[1]


def test_nothing_is_cut_in_a_pipe(run: Run) -> None:
    long = "a" * 300
    run("contact", "edit", "2", "--notes", long)
    assert run("contact", "list", "id:2", "--fields", "notes")[1] == f"{long}\n"


def test_quiet_leaves_only_data(run: Run) -> None:
    assert run("contact", "list", "-q", "--limit", "1", "--ids") == (0, "2\n", "")
    assert run("contact", "edit", "1", "--city", "Eilat", "-q") == (0, "1\n", "")
    assert run("contact", "edit", "1", "--city", "Eilat", "--ids") == (0, "1\n", "")


@pytest.mark.parametrize(
    ("command", "code", "name"),
    [
        (["contact", "show", "99"], 3, "not_found"),
        (["contact", "add", "Dana Cohen", "--email", "dana@acme.example"], 4, "duplicate"),
        (["contact", "list", "shoe:1"], 2, "usage"),
        (["contact", "list", "--shoe"], 2, "usage"),
    ],
)
def test_errors_are_json_on_stderr_as_well(run: Run, command: list[str], code: int, name: str) -> None:
    got, out, err = run(*command, "--json")
    assert (got, out) == (code, "")
    first, *_, last = err.splitlines()
    error = json.loads(last)["error"]
    assert list(error) == ["code", "message", "hint", "candidates"]
    assert error["code"] == name
    assert first == f"smallcrm: {error['message']}; {error['hint']}"


def test_the_environment_makes_errors_json_too(run: Run) -> None:
    err = run("contact", "show", "99", env={"SMALLCRM_FORMAT": "json"})[2]
    assert json.loads(err.splitlines()[-1])["error"]["code"] == "not_found"
