"""Whole imports: what is created, what is recognised, and that nothing is lost or done twice."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.errors import ConflictError, UsageError
from smallcrm.interchange.headers import REJECTS_HEADERS
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.importing import apply_import, plan_import, run_import
from smallcrm.interchange.options import ImportOptions, OnMatch, Unmapped
from smallcrm.interchange.report import Action, Counts, ImportReport
from smallcrm.interchange.spool import spooled
from smallcrm.store import search_index

Importing = Callable[..., ImportReport]

SAMPLES = {
    "header in capitals": "Name,E-mail Address,Phone\nUpper,u@x.example,+12125550002\n",
    "semicolons and a mark": "\ufeffname;email;phone\nJosé;jose@x.example;+12125550001\n",
    "line ends in cells": 'name,email,note\n"Multi",m@x.example,"one\ntwo, three"\nPlain,p@x.example,ok\n',
    "no e-mail": "name,phone\nNoMail,+12125550010\n",
    "names alone": 'שם פרטי,שם משפחה,הערות\r\nרחל,שמיר,\r\nיעל,כהן,"חברת ""אלפא"" בע""מ\r\nשורה"\r\n,,\r\n',
    "formulas": 'name,email,company\n"=HYPERLINK(""http://e"")",f@x.example,"@SUM(1)"\n',
    "twice the same person": "Name,Phone,Phone,Email,,Notes\nDana Cohen,050-1234567,03-5551234,d@x.example,,=SUM(A1)\n"
    "Yossi Levi,+972501112233,,Y@X.example ,x,late\nDana Cohen,0501234567,,D@x.example,,\n",
    "joined values": "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Ana,García,Friends ::: * myContacts,* Home,a@x.example ::: b@x.example,Mobile,+1 555 0100 ::: +1 555 0101\n",
    "another CRM": "id,first_name,last_name,background,first_seen,last_seen,tags,sales_id,company,email_work,phone_home"
    '\n2,Shelley,Kerluke,Eaque,2024-08-13T18:04:34.666+00:00,2024-08-14T11:39:02.318+00:00,"a, b",1,Gott & Sons,'
    "s@x.example,1-955-371-0847 x371\n4,Leah,Boehm,,2024-08-14T01:56:00.484+00:00,2027-01-04T11:37:45+00:00,,1,"
    "Gott & Sons,l@x.example,\n",
    "ragged rows": "name,email,city\nDana,d@x.example\nYossi,y@x.example,Haifa,\n",
    "companies": "company name,domain,vat number,phone\nAcme,acme.example,51-1,03-5551234\nBeta,,,\n",
    "a row of a company": "name,company,email,phone\n,Acme,info@x.example,03-5551234\nDana,Acme,d@x.example,\n",
}


def counts_of(crm: Crm) -> dict[str, int]:
    tables = ("contact", "company", "channel", "tag", "tagging", "interaction", "interaction_contact", "follow_up")
    return {table: crm.store.read().value(f"SELECT count(*) FROM {table}") for table in (*tables, "import_run")}


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_the_second_import_of_a_file_changes_nothing_and_an_undo_takes_the_first_back(
    crm: Crm, import_text: Importing, text: str
) -> None:
    planned = import_text(text, dry_run=True)
    assert not crm.store.exists
    first = import_text(text)
    assert first.counts == planned.counts
    assert first.created > 0
    assert search_index.mismatches(crm.store.read()) == []
    before = counts_of(crm)
    again = import_text(text, dry_run=True)
    second = import_text(text)
    assert second.counts == again.counts
    assert second.unchanged == second.rows == first.rows
    assert (second.run, second.group) == (None, None)
    assert counts_of(crm) == before
    crm.history.undo()
    assert not any(counts_of(crm).values())
    assert search_index.mismatches(crm.store.read()) == []


def test_companies_that_contacts_name_are_made_once_and_linked(crm: Crm, import_text: Importing) -> None:
    report = import_text("name,email,company\nDana,d@x.example,Acme\nYossi,y@x.example,ACME\nBo,b@x.example,Beta\n")
    assert (report.created, report.companies_created) == (3, 2)
    assert crm.contacts.get(1).company_id == crm.contacts.get(2).company_id == 1


def test_a_family_on_one_phone_stays_a_family(crm: Crm, import_text: Importing) -> None:
    text = "name,phone\nDana Cohen,03-5551234\nYossi Cohen,03 555 1234\nDana Cohen,+972-3-5551234\n"
    report = import_text(text)
    assert (report.created, report.unchanged) == (2, 1)
    assert report.planned[1].reason == "shares a phone with Dana Cohen"
    assert import_text(text).unchanged == 3


def test_a_row_updates_the_contact_it_means_and_the_undo_restores_it(crm: Crm, import_text: Importing) -> None:
    import_text("name,email,city,notes\nDana Cohen,d@x.example,Haifa,old\n")
    report = import_text(
        "name,email,phone,city,company,tags,notes\nDana Cohen,D@X.example,050-1234567,Eilat,Acme,vip,new\n"
    )
    assert report.counts == Counts(updated=1, companies_created=1)
    assert {change.field for change in report.planned[0].changes} == {"city", "company", "notes", "phone", "tags"}
    dana = crm.contacts.get(1)
    assert (dana.city, dana.notes) == ("Eilat", "old\nnew")
    crm.history.undo()
    dana = crm.contacts.get(1)
    assert (dana.city, dana.notes, dana.company_id) == ("Haifa", "old", None)
    assert counts_of(crm)["channel"] == 1


def test_a_blank_cell_keeps_the_old_value(crm: Crm, import_text: Importing) -> None:
    import_text("name,email,city\nDana,d@x.example,Haifa\n")
    assert import_text("name,email,city\nDana,d@x.example,\n").unchanged == 1
    assert crm.contacts.get(1).city == "Haifa"


@pytest.mark.parametrize(
    ("on_match", "expected", "city"),
    [
        (OnMatch.UPDATE, Counts(updated=1), "Eilat"),
        (OnMatch.FILL, Counts(updated=1), "Haifa"),
        (OnMatch.SKIP, Counts(skipped=1), "Haifa"),
        (OnMatch.NEW, Counts(created=1), "Haifa"),
    ],
)
def test_what_happens_on_a_match_can_be_chosen(
    crm: Crm, import_text: Importing, on_match: OnMatch, expected: Counts, city: str
) -> None:
    import_text("name,email,city\nDana,d@x.example,Haifa\n")
    report = import_text("name,email,city,address\nDana,d@x.example,Eilat,Road 1\n", ImportOptions(on_match=on_match))
    assert report.counts == expected
    assert crm.contacts.get(1).city == city
    assert (crm.contacts.get(1).address == "Road 1") == (on_match in (OnMatch.UPDATE, OnMatch.FILL))


def test_a_name_is_never_made_shorter(crm: Crm, import_text: Importing) -> None:
    import_text("name,email\nDana Cohen,d@x.example\n")
    assert import_text("name,email\nDana,d@x.example\n,d@x.example\n").unchanged == 2
    assert import_text("name,email\nDana Cohen Levi,d@x.example\n").updated == 1
    assert crm.contacts.get(1).name == "Dana Cohen Levi"


def test_rows_of_one_file_about_one_person_unite_without_losing_a_value(crm: Crm, import_text: Importing) -> None:
    text = "name,email,phone,city\nDana,d@x.example,,Haifa\nDana,d@x.example,050-1234567,Eilat\n"
    assert import_text(text).counts == Counts(created=1, updated=1)
    dana = crm.contacts.get(1)
    assert (dana.city, dana.notes) == ("Haifa", "City: Eilat")
    assert import_text(text).unchanged == 2


def test_a_last_contact_is_logged_once_and_a_future_one_is_planned(crm: Crm, import_text: Importing) -> None:
    text = "name,email,last contacted\nDana,d@x.example,2026-10-01\nBo,b@x.example,2026-12-24 10:30\n"
    import_text(text)
    import_text(text)
    assert counts_of(crm)["interaction"] == counts_of(crm)["follow_up"] == 1
    assert crm.contacts.get(1).last_touch_at == "2026-09-30T21:00:00Z"
    assert crm.contacts.get(2).next_follow_up_on == "2026-12-24"
    import_text("name,email,last contacted\nDana,d@x.example,2026-11-01\n")
    assert crm.contacts.get(1).last_touch_at == "2026-10-31T22:00:00Z"


def test_cells_without_a_field_go_to_the_notes_with_a_warning_or_are_dropped(crm: Crm, import_text: Importing) -> None:
    text = "name,email,Shoe size\nDana,d@x.example,38\nBo,no mail,\n"
    dropped = import_text(text, ImportOptions(unmapped=Unmapped.DROP), dry_run=True)
    assert [warning for warning in dropped.warnings if "Shoe size" in warning] == []
    report = import_text(text)
    assert report.warnings[0] == "1 cell of columns without a field went to the notes: Shoe size"
    assert [crm.contacts.get(each).notes for each in (1, 2)] == ["Shoe size: 38", "email: no mail"]


def test_rejected_rows_are_kept_for_mending_and_the_others_are_taken(
    crm: Crm, import_text: Importing, tmp_path: Path
) -> None:
    text = 'name,email,birthday\nDana,d@x.example,31/2/1990\nBo,b@x.example,1/2/1990\n,,3/4/1990\nX,"a,b,c\n'
    report = import_text(text)
    assert (report.created, report.rejected) == (1, 3)
    path = Path(report.rejects_file)
    assert path == tmp_path / "file.rejected.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0] == [*REJECTS_HEADERS, "name", "email", "birthday"]
    assert rows[1][:3] == ["2", "birthday", "31/2/1990"]
    stored = crm.store.read().rows("SELECT line, status, cells FROM import_row ORDER BY id")
    assert stored[0] == (2, "rejected", json.dumps(["Dana", "d@x.example", "31/2/1990"]))
    rows[1][-1] = "28/2/1990"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    again = run_import(crm, path)
    assert (again.created, again.rejected) == (1, 2)
    assert crm.contacts.get(2).birthday == "1990-02-28"


def test_a_strict_import_with_a_bad_row_writes_nothing(crm: Crm, import_text: Importing) -> None:
    report = import_text("name,birthday\nDana,31/2/1990\nBo,1/2/1990\n", ImportOptions(strict=True))
    assert (report.created, report.rejected, report.is_applied, report.group) == (1, 1, False, None)
    assert not any(counts_of(crm).values())
    assert report.rejects_file


def test_a_uid_in_the_file_finds_its_record_whatever_else_differs(crm: Crm, import_text: Importing) -> None:
    import_text("name,email,notes\nDana,d@x.example,long\n")
    uid = crm.contacts.get(1).uid
    report = import_text(f"uid,name,notes\n{uid},Michal,short\n")
    assert report.counts == Counts(updated=1)
    assert (crm.contacts.get(1).name, crm.contacts.get(1).notes) == ("Michal", "short")
    crm.contacts.delete(1)
    report = import_text(f"uid,name,notes\n{uid},Michal,other\n")
    assert report.counts == Counts(skipped=1)


def test_a_mapping_that_was_said_once_is_remembered(crm: Crm, import_text: Importing) -> None:
    text = "Wer,email\nDana,d@x.example\n"
    assert import_text(text, ImportOptions(columns=["Wer=job_title"])).warnings == ()
    again = import_text(text)
    assert again.unchanged == 1
    assert again.warnings == ("columns are read as in the last import of such a file: Wer=job_title",)
    assert crm.contacts.get(1).job_title == "Dana"


def test_match_keys_can_be_chosen_and_unknown_ones_are_refused(crm: Crm, import_text: Importing) -> None:
    import_text("name,email,company\nDana,d@x.example,Acme\n")
    assert import_text("name,email,company\nDana,other@x.example,Acme\n").updated == 1
    assert import_text("name,email,company\nDana,third@x.example,Acme\n", ImportOptions(match=["email"])).created == 1
    with pytest.raises(UsageError, match='by "shoe"'):
        import_text("name\nDana\n", ImportOptions(match=["shoe"]))


def test_a_confirmed_plan_that_no_longer_holds_stops_the_import(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_text("name,email\nDana,d@x.example\n")
    file = ImportFile(crm, path, ImportOptions())
    plan = plan_import(crm, file)
    apply_import(crm, file, expected=plan.counts)
    with pytest.raises(ConflictError):
        apply_import(crm, file, expected=plan.counts)
    assert run_import(crm, path, confirm=lambda report: False).group is None


def test_the_group_says_that_it_is_an_import(crm: Crm, import_text: Importing) -> None:
    report = import_text("name\nDana\n")
    assert crm.store.read().row("SELECT id, source, label FROM change_group") == (
        report.group,
        "import",
        "import file.csv",
    )


_CELL = st.sampled_from(
    ["", "Dana Cohen", "דנה כהן", "Yossi", "d@x.example", "y@x.example", "050-1234567", "0501234567"]
)
_ROWS = st.lists(st.tuples(_CELL, _CELL, _CELL, st.sampled_from(["", "Acme", "Beta"]), _CELL), min_size=1, max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, on_match=st.sampled_from([OnMatch.UPDATE, OnMatch.FILL, OnMatch.SKIP]))
def test_every_row_is_counted_once_and_importing_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], on_match: OnMatch
) -> None:
    folder = tmp_path_factory.mktemp("import")
    path = folder / "file.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "email", "phone", "company", "city"), *rows])
    crm = Crm(folder / "crm.db", environ={"SMALLCRM_NOW": "2026-11-27"})
    options = ImportOptions(on_match=on_match)
    planned = run_import(crm, path, options, dry_run=True)
    first = run_import(crm, path, options)
    assert first.counts == planned.counts
    assert first.rows == sum(any(row) for row in rows)
    second = run_import(crm, path, options)
    assert (second.created, second.updated, second.companies_created) == (0, 0, 0)
    assert search_index.mismatches(crm.store.read()) == []
    crm.close()


@pytest.mark.parametrize(
    "rows",
    [
        "d@x.example,,,Acme\nd@x.example,y@x.example,,Acme\nDana Cohen,d@x.example,,\n",
        "Dana,,0501234567,\nDana,,ask,Acme\nDana,,0501234567,Acme\n",
        "Dana Cohen,,050-1234567,Acme\ny@x.example,,0501234567,Beta\nדנה כהן,y@x.example,,Beta\n",
        "d@x.example,,,Beta\nd@x.example,,0501234567,Acme\nדנה כהן,,050-1234567,\nDana Cohen,d@x.example,,Acme\n",
        "Yossi,d@x.example,,Beta\nd@x.example,,ask,Acme\n0501234567,d@x.example,,Acme\n",
    ],
    ids=[
        "named by an address",
        "two of one name at one company",
        "one without a name and a colleague",
        "one without a name who got another's",
        "one without a name who works elsewhere",
    ],
)
@pytest.mark.parametrize("on_match", [OnMatch.UPDATE, OnMatch.FILL])
def test_rows_that_join_records_find_them_again(import_text: Importing, rows: str, on_match: OnMatch) -> None:
    text, options = f"name,email,phone,company\n{rows}", ImportOptions(on_match=on_match)
    import_text(text, options)
    again = import_text(text, options)
    assert (again.created, again.updated) == (0, 0)


def test_a_killed_import_leaves_nothing(crm: Crm, import_text: Importing, tmp_path: Path) -> None:
    import_text("name\nBefore\n")
    path = tmp_path / "long.csv"
    path.write_text("name,email\n" + "".join(f"Person {number},p{number}@x.example\n" for number in range(9000)))
    script = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom smallcrm.core.crm import Crm\n"
        "from smallcrm.interchange.importing import run_import\n"
        "def die(rows):\n    if rows > 5000: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"run_import(Crm(Path({str(crm.store.path)!r})), Path({str(path)!r}), progress=die)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "SMALLCRM_NOW": "2026-11-27"}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert counts_of(crm)["contact"] == 1
    assert run_import(crm, path).created == 9000
    assert search_index.mismatches(crm.store.read()) == []


def test_planned_rows_say_what_becomes_of_each(crm: Crm, import_text: Importing) -> None:
    report = import_text("name,birthday\nDana,\nBo,31/2/1990\nDana,\n", dry_run=True)
    assert [(row.line, row.action) for row in report.planned] == [
        (2, Action.CREATE), (3, Action.REJECT), (4, Action.UNCHANGED),
    ]  # fmt: skip


def test_standard_input_is_spooled_to_a_file_of_its_owner(crm: Crm) -> None:
    with spooled(io.BytesIO(b"name\nDana\n")) as path:
        assert path.stat().st_mode & 0o777 == 0o600
        report = run_import(crm, path, ImportOptions(name="stdin", keep_rejects=False))
    assert report.created == 1
    assert not path.exists()


def test_a_companys_own_row_and_the_contacts_that_name_it_meet(crm: Crm, import_text: Importing) -> None:
    report = import_text("name,company,email,city\nDana,Acme,d@x.example,\n,ACME,info@x.example,Haifa\n")
    assert report.counts == Counts(created=1, updated=1, companies_created=1)
    assert crm.companies.get(1).city == "Haifa"


def test_a_switched_cadence_counts_from_today(crm: Crm, import_text: Importing) -> None:
    import_text("name,email,cadence,tags\nDana,d@x.example,30d,vip\nBo,b@x.example,off,vip\n")
    dana = crm.contacts.get(1)
    assert (dana.cadence_days, dana.cadence_set_on, dana.touch_due_on) == (30, "2026-11-27", "2026-12-27")
    assert crm.contacts.get(2).cadence_days == 0
