"""Import and export as scripts use them: what they print, what they exit with, and what is left behind."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

PEOPLE = "name,email,phone,company\nDana Cohen,dana@acme.example,050-1234567,Acme\nאבי לוי,avi@x.example,,\n"
REPORT_KEYS = {
    *("rows", "created", "updated", "unchanged", "skipped", "rejected", "companies_created"),
    *("warnings", "rejects_file", "run", "group"),
}


@pytest.fixture
def people_file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def names(run: Any, noun: str = "contact") -> list[str]:
    code, out, err = run(noun, "list", "--json")
    assert code == 0, err
    return [record.get("name") or record.get("title") for record in json.loads(out)]


def report(run: Any, *arguments: str, stdin: str = "", code: int = 0) -> dict[str, Any]:
    got, out, err = run("import", *arguments, "--json", stdin=stdin)
    assert got == code, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_a_file_comes_in_and_the_counts_are_told_on_stderr(run: Any, people_file: Path) -> None:
    code, out, err = run("import", str(people_file))
    assert (code, out) == (0, "")
    assert "2 rows: 2 created, 0 updated, 0 unchanged, 0 skipped, 0 rejected; 1 company created" in err
    assert sorted(names(run)) == ["Dana Cohen", "אבי לוי"]


def test_the_json_report_has_the_promised_keys_and_adds_up(run: Any, people_file: Path) -> None:
    told = report(run, str(people_file))
    assert told.keys() >= REPORT_KEYS
    assert told["rows"] == sum(told[key] for key in ("created", "updated", "unchanged", "skipped", "rejected"))
    assert (told["rows"], told["created"], told["companies_created"], told["rejects_file"]) == (2, 2, 1, None)


def test_a_second_run_changes_nothing_and_undo_takes_the_first_back(run: Any, people_file: Path) -> None:
    run("import", str(people_file))
    again = report(run, str(people_file))
    assert (again["unchanged"], again["created"], again["run"], again["group"]) == (2, 0, None, None)
    assert run("undo", "-y")[0] == 0
    assert names(run) == names(run, "company") == []


def test_a_dry_run_tells_the_plan_and_changes_nothing(run: Any, people_file: Path, tmp_path: Path) -> None:
    told = report(run, str(people_file), "--dry-run")
    assert (told["created"], told["dry_run"], told["run"]) == (2, True, None)
    assert [row["action"] for row in told["planned"]] == ["create", "create"]
    assert not (tmp_path / "business.db").exists()


def test_stdin_is_read_and_leaves_no_file_of_rejects(
    program: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = program("import", "-", "--json", stdin="name,email\nDana,d@x.example\n,\n,  \n")
    assert (code, json.loads(out)["created"]) == (0, 1), err
    code, out, _ = program("import", "-", "--json", stdin="name,phone\nBo,5.41E+08\n")
    assert (code, json.loads(out)["rejects_file"]) == (5, None)
    assert list(tmp_path.glob("*.rejected*")) == []


def test_rejected_rows_go_to_a_file_that_can_be_mended_and_imported(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "some.csv", "name,birthday\nDana,1990-02-03\nBo,1990-02-31\n")
    code, out, err = run("import", path)
    rejects = tmp_path / "some.rejected.csv"
    assert (code, out) == (5, "")
    assert "line 3" in err
    assert "1990-02-31" in err
    assert str(rejects) in err
    rows = list(csv.DictReader(io.StringIO(rejects.read_text(encoding="utf-8-sig"))))
    assert [(row["rejected_line"], row["rejected_column"], row["name"]) for row in rows] == [("3", "birthday", "Bo")]
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("02-31", "02-28"), encoding="utf-8")
    assert report(run, str(rejects))["created"] == 1
    assert sorted(names(run)) == ["Bo", "Dana"]


def test_rejects_go_where_they_are_told(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "some.csv", "name,birthday\nBo,1990-02-31\n")
    told = report(run, path, "--rejects", str(tmp_path / "bad.csv"), code=5)
    assert told["rejects_file"] == str(tmp_path / "bad.csv")
    assert (tmp_path / "bad.csv").exists()


def test_strict_takes_nothing_when_a_row_is_rejected(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "some.csv", "name,birthday\nDana,1990-02-03\nBo,1990-02-31\n")
    code, _, err = run("import", path, "--strict")
    assert code == 5
    assert "nothing was imported, because of --strict" in err
    assert names(run) == []


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (None, 3, "there is no file"),
        (b"", 2, "is empty"),
        (b"\x00\x00\x01\xff\x9d\x00\x03" * 99, 2, "binary"),
        (b"PK\x03\x04rest of it", 2, "spreadsheet"),
        (b"1,2,3\n4,5,6\n", 2, "column names"),
    ],
)
def test_what_is_no_table_is_refused(run: Any, tmp_path: Path, content: bytes | None, code: int, told: str) -> None:
    path = tmp_path / "file.csv"
    if content is not None:
        path.write_bytes(content)
    got, out, err = run("import", str(path))
    assert (got, out) == (code, "")
    assert err.startswith("smallcrm: ")
    assert told in err
    assert not (tmp_path / "business.db").exists()


def test_a_folder_is_refused(run: Any, tmp_path: Path) -> None:
    code, _, err = run("import", str(tmp_path))
    assert code == 2
    assert "is a folder" in err


def test_headers_alone_are_an_import_of_nothing(run: Any, tmp_path: Path) -> None:
    told = report(run, written(tmp_path, "only.csv", "name,email\n"))
    assert (told["rows"], told["run"]) == (0, None)
    assert names(run) == []


def test_a_column_is_mapped_by_hand_and_a_wrong_one_is_named(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "odd.csv", "Whom,Where,email\nDana,Haifa,d@x.example\n")
    assert report(run, path, "--map", "Whom=name", "--map", "Where=city")["created"] == 1
    assert names(run) == ["Dana"]
    code, _, err = run("import", path, "--map", "Nowhere=name")
    assert code == 2
    assert "Nowhere" in err
    assert "Whom" in err
    code, _, err = run("import", path, "--map", "Whom=shoe")
    assert code == 2
    assert "shoe" in err


def test_match_and_on_match_decide_what_becomes_of_known_people(run: Any, tmp_path: Path) -> None:
    run("contact", "add", "Dana Cohen", "--email", "d@x.example", "--city", "Haifa")
    path = written(tmp_path, "more.csv", "name,email,city\nDana Cohen,d@x.example,Eilat\n")
    assert report(run, path, "--on-match", "skip")["skipped"] == 1
    assert report(run, path, "--on-match", "fill")["unchanged"] == 1
    assert report(run, path, "--match", "phone")["created"] == 1
    assert report(run, path, "--match", "email", "--on-match", "update")["rows"] == 1
    assert run("import", path, "--on-match", "guess")[0] == 2
    assert run("import", path, "--match", "shoe")[0] == 2


def test_an_encoding_can_be_said(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "dos.csv", "name,city\nדנה,חיפה\n", "cp862")
    assert report(run, path, "--encoding", "cp862")["created"] == 1
    assert names(run) == ["דנה"]
    assert run("import", path, "--encoding", "no-such")[0] == 2


def test_hebrew_headers_are_understood(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "he.csv", 'שם פרטי,שם משפחה,נייד,דוא"ל,חברה\nדנה,כהן,050-1234567,d@x.example,אלפא\n')
    assert report(run, path)["companies_created"] == 1
    assert names(run) == ["דנה כהן"]


def test_what_the_options_cannot_mean_is_refused(run: Any, people_file: Path) -> None:
    for wrong in (["--as", "shoes"], ["--unmapped", "burn"], ["--date-order", "dym"], ["--delimiter", "ab"]):
        code, _, err = run("import", str(people_file), *wrong)
        assert code == 2, err
        assert wrong[1] in err
    assert names(run) == []


def test_an_export_is_csv_with_the_uid_first(run: Any, people: None) -> None:
    code, out, err = run("export", "contacts")
    rows = list(csv.reader(io.StringIO(out, newline="")))
    assert code == 0
    assert rows[0][:2] == ["uid", "name"]
    assert sorted(row[1] for row in rows[1:]) == ["Avi Levi", "Dana Cohen", "דנה לוי"]
    assert "exported 3 contacts" in err


def test_an_export_takes_a_query_fields_and_a_format(run: Any, people: None) -> None:
    code, out, _ = run("export", "contacts", "+vip", "city:Haifa", "--fields", "name,city", "--format", "json")
    assert (code, json.loads(out)) == (0, [{"name": "Dana Cohen", "city": "Haifa"}])
    assert run("export", "contacts", "--fields", "shoe")[0] == 2
    assert run("export", "shoes")[0] == 2
    assert run("export", "contacts", "shoe:12")[0] == 2


def test_a_file_that_exists_is_kept_unless_forced(run: Any, people: None, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")
    assert run("export", "contacts", "-o", str(path))[0] == 4
    assert path.read_text(encoding="utf-8") == "mine"
    code, out, err = run("export", "contacts", "-o", str(path), "--force")
    assert (code, out) == (0, "")
    assert str(path) in err
    assert path.read_text(encoding="utf-8").startswith("uid,name")


def test_an_export_into_a_folder_that_is_not_there_fails(run: Any, people: None, tmp_path: Path) -> None:
    code, _, err = run("export", "contacts", "-o", str(tmp_path / "no" / "out.csv"))
    assert code == 8
    assert "no/out.csv" in err


def test_what_was_exported_for_excel_comes_back_as_it_was(run: Any, tmp_path: Path) -> None:
    run("contact", "add", "=SUM(A1)", "--email", "d@x.example", "--notes", "-late", "--phone", "+972501234567")
    path = tmp_path / "out.csv"
    assert run("export", "contacts", "--excel", "-o", str(path))[0] == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf'uid,")
    env = {"SMALLCRM_DB": str(tmp_path / "other.db")}
    assert run("import", str(path), env=env)[0] == 0
    code, out, _ = run("contact", "show", "1", "--json", env=env)
    shown = json.loads(out)
    assert (code, shown["name"], shown["notes"]) == (0, "=SUM(A1)", "-late")


def test_everything_goes_out_into_a_folder_and_comes_back(run: Any, people: None, tmp_path: Path) -> None:
    run("deal", "add", "Website", "--contact", "Avi Levi", "--amount", "12500", "--tag", "big")
    run("log", "Avi Levi", "wants a quote")
    run("todo", "Avi Levi", "send it", "--due", "fri")
    folder = tmp_path / "everything"
    code, out, err = run("export", "all", "-o", str(folder))
    assert (code, out) == (0, "")
    assert "exported 8 records" in err
    assert run("export", "all", "-o", str(folder))[0] == 4
    env = {"SMALLCRM_DB": str(tmp_path / "other.db")}
    for what in ("companies", "contacts", "deals", "interactions", "follow-ups"):
        code, _, err = run("import", str(folder / f"{what}.csv"), env=env)
        assert code == 0, err
        assert run("export", what, "--format", "csv", env=env)[1] == (folder / f"{what}.csv").read_bytes().decode()


def test_everything_goes_out_as_one_document(run: Any, people: None, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    assert run("export", "all", "-o", str(path))[0] == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    assert [record["name"] for record in document["companies"]] == ["Acme", "Beta"]
    assert (len(document["contacts"]), len(document["stages"]), document["deals"]) == (3, 6, [])
    assert [tag["name"] for tag in document["tags"]] == ["print", "vip"]
    assert run("export", "all")[0] == 2
    assert run("export", "all", "+vip", "-o", str(tmp_path / "x.json"))[0] == 2


def test_deals_come_in_and_their_new_stages_are_made_when_asked(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, "deals.csv", "deal name,contact,amount,stage,colour\nWebsite,Dana,100,Demo,red\n")
    told = report(run, path, code=5)
    assert "--create-stages" in told["planned"][0]["reason"]
    assert report(run, path, "--create-stages", "--unmapped", "custom")["created"] == 1
    assert names(run, "deal") == ["Website"]
    assert run("deal", "show", "1", "--json")[1].count("red") == 1
