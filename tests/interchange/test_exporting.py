"""Exports: every value comes back when they are imported into an empty database."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.errors import ConflictError, UsageError
from smallcrm.interchange.excel import guarded, unguarded
from smallcrm.interchange.exporting import ExportFormat, ExportOptions, export, export_to_file, format_of
from smallcrm.interchange.importing import run_import
from smallcrm.records.channels import ChannelType, NewChannel

_NOT_COMPARED = ("id", "company_id", "updated_at", "version", "last_touch_at", "touch_due_on", "touch_overdue_on")
_WORDS = st.text("abc דנהך\"'=+-@,;|\t\n 0123é.", max_size=12)
_NAME = st.text("abc דנהך\"'=+-@,;| 0é.", min_size=1, max_size=12).map(str.strip).filter(bool)
_EMAIL = st.builds("{}@{}.example".format, st.text("abc.+='0", min_size=1, max_size=6), st.text("xyz", min_size=1))
_CHANNEL = st.one_of(
    st.tuples(st.just("email"), _EMAIL),
    st.tuples(st.just("phone"), st.sampled_from(["050-1234567", "0012", "+972 3 555 1234", "*2700", "=1+1", "12;13"])),
    st.tuples(st.sampled_from(["website", "social", "other", "whatsapp"]), _NAME),
)
_FIELDS = st.fixed_dictionaries(
    {"name": _NAME},
    optional={
        "given_name": _WORDS, "city": _WORDS, "postal_code": st.sampled_from(["00123", "=1"]), "notes": _WORDS,
        "source": _WORDS, "kind": st.sampled_from(["lead", "customer", "former"]),
        "birthday": st.sampled_from(["--02-29", "1990-03-12"]), "cadence": st.sampled_from(["off", "30d", "2w"]),
        "do_not_contact": st.sampled_from(["", "asked, twice"]),
    },
)  # fmt: skip
_TAG = st.text("abcדנ;|'=- ", min_size=1, max_size=6).map(str.strip).filter(bool)


def opened(folder: Path, name: str) -> Crm:
    return Crm(folder / name, environ={"SMALLCRM_NOW": "2026-11-27T09:00"})


def records(crm: Crm, table: str) -> list[dict[str, Any]]:
    cursor = crm.store.read().execute(f"SELECT * FROM {table} ORDER BY uid")
    names = [column[0] for column in cursor.description]
    return [{k: v for k, v in zip(names, row, strict=True) if k not in _NOT_COMPARED} for row in cursor]


def hanging(crm: Crm, owner: str) -> list[tuple[Any, ...]]:
    read = crm.store.read()
    channels = read.rows(
        f"SELECT {owner}.uid, type, value, match_key, label, is_primary, invalid, opted_out FROM channel"
        f" JOIN {owner} ON {owner}.id = channel.{owner}_id"
    )
    tags = read.rows(
        f"SELECT {owner}.uid, tag.name FROM tagging JOIN tag ON tag.id = tagging.tag_id"
        f" JOIN {owner} ON {owner}.id = tagging.{owner}_id"
    )
    return sorted(channels + tags, key=repr)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    people=st.lists(
        st.tuples(_FIELDS, st.lists(st.tuples(_CHANNEL, _WORDS), max_size=3), st.lists(_TAG, max_size=2),
                  st.sampled_from(["", "Acme", "=Beta \"Ltd\""])),
        min_size=1, max_size=3,
    ),
    excel=st.booleans(),
)  # fmt: skip
def test_contacts_and_companies_come_back_with_every_value(
    tmp_path_factory: pytest.TempPathFactory, people: list[Any], excel: bool
) -> None:
    folder = tmp_path_factory.mktemp("export")
    crm, other = opened(folder, "crm.db"), opened(folder, "other.db")
    with crm.store.write("everything"):
        for fields, channels, tags, company in people:
            new = [NewChannel(ChannelType(kind), value, label) for (kind, value), label in channels]
            added = crm.contacts.add(fields, channels=new, tags=tags, company=company, force=True)
            _mark_the_last_channel(crm, added.id)
    for what in ("contacts", "companies"):
        path = folder / f"{what}.csv"
        export_to_file(crm, what, path, ExportOptions(excel=excel))
        report = run_import(other, path, _as(what))
        assert report.rejected == 0
    for table in ("contact", "company"):
        assert records(other, table) == records(crm, table)
        assert hanging(other, table) == hanging(crm, table)
    links = "SELECT contact.uid, company.uid FROM contact JOIN company ON company.id = company_id ORDER BY 1"
    assert other.store.read().rows(links) == crm.store.read().rows(links)
    crm.close()
    other.close()


def _mark_the_last_channel(crm: Crm, contact_id: int) -> None:
    last = crm.store.read().value("SELECT max(id) FROM channel WHERE contact_id = :id", id=contact_id)
    if last:
        crm.channels.edit(last, {"is_primary": 1, "invalid": 1, "opted_out": 1})


def _as(what: str) -> Any:
    from smallcrm.interchange.options import ImportOptions

    return ImportOptions(kind=what)


@pytest.fixture
def filled(crm: Crm) -> Crm:
    crm.contacts.add({"name": "=cmd", "notes": "-late"}, channels=[NewChannel(ChannelType.PHONE, "+972501234567")])
    crm.contacts.add({"name": "דנה", "city": "חיפה"}, company="Acme", tags=["vip"])
    return crm


def text_of(crm: Crm, what: str, options: ExportOptions) -> str:
    out = io.StringIO(newline="")
    export(crm, what, out, options)
    return out.getvalue()


def test_a_csv_has_crlf_a_header_and_numbered_columns(filled: Crm) -> None:
    text = text_of(filled, "contacts", ExportOptions(fields=["name", "channels", "tags"]))
    assert text == "name,phone_1,phone_1_label,tags\r\n=cmd,+972501234567,,\r\nדנה,,,vip\r\n"


def test_for_excel_dangerous_cells_are_guarded_but_no_phones(filled: Crm) -> None:
    text = text_of(filled, "contacts", ExportOptions(fields=["name", "channels", "notes"], excel=True))
    assert text.splitlines()[:2] == ["\ufeff'name,phone_1,phone_1_label,notes", "'=cmd,+972501234567,,'-late"]


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-x", "@x", "'quoted", "＝1", "\tx"])
def test_what_runs_as_a_formula_is_guarded_and_comes_back(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "Dana", "-5", "+1.5", "+972-50-1234567", "5-3"])
def test_what_is_harmless_is_not_guarded(cell: str) -> None:
    assert guarded(cell) == cell


def test_a_query_and_the_other_formats(filled: Crm) -> None:
    options = ExportOptions(ExportFormat.NDJSON, parse_query(["city:חיפה"]), ["name", "company", "tags"])
    line = {"name": "דנה", "company": "Acme", "tags": ["vip"]}
    assert [json.loads(each) for each in text_of(filled, "contacts", options).splitlines()] == [line]
    assert json.loads(text_of(filled, "contacts", options._replace(format=ExportFormat.JSON))) == [line]
    assert json.loads(text_of(filled, "follow-ups", ExportOptions(ExportFormat.JSON))) == []
    tsv = text_of(filled, "companies", ExportOptions(ExportFormat.TSV, fields=["name", "kind"]))
    assert list(csv.reader(io.StringIO(tsv), delimiter="\t")) == [["name", "kind"], ["Acme", "lead"]]


def test_interactions_carry_links_as_uids_beside_names(filled: Crm) -> None:
    from smallcrm.core.touches import Touch
    from smallcrm.records.references import Noun, Reference

    filled.interactions.log([Reference(Noun.CONTACT, 2)], Touch("talked", "2026-11-26T09:00:00Z"))
    (exported,) = json.loads(text_of(filled, "interactions", ExportOptions(ExportFormat.JSON)))
    assert (exported["contacts"], exported["contact_uids"]) == (["דנה"], [filled.contacts.get(2).uid])


def test_an_existing_file_is_kept_unless_forced(filled: Crm, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert export_to_file(filled, "contacts", path) == 2
    before = path.read_bytes()
    with pytest.raises(ConflictError):
        export_to_file(filled, "companies", path)
    assert path.read_bytes() == before
    assert export_to_file(filled, "companies", path, force=True) == 1
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".tmp"] == []


def test_what_cannot_be_exported_is_named(filled: Crm, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="shoes"):
        export_to_file(filled, "shoes", tmp_path / "out.csv")
    with pytest.raises(UsageError, match="size"):
        export_to_file(filled, "contacts", tmp_path / "out.csv", ExportOptions(fields=["size"]))
    with pytest.raises(UsageError, match="doc"):
        format_of(tmp_path / "out.csv", "doc")
    assert format_of(tmp_path / "out.ndjson") is ExportFormat.NDJSON
    assert list(tmp_path.glob("out*")) == []
