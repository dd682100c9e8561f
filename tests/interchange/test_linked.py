"""Deals, interactions and follow-ups come in with whom they are with, once, and go back with one undo."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.touches import Touch
from smallcrm.interchange.exporting import ExportFormat, ExportOptions, export_to_file
from smallcrm.interchange.importing import run_import
from smallcrm.interchange.options import ImportOptions, Unmapped
from smallcrm.interchange.report import Action, ImportReport
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.interactions import InteractionChannel, Outcome
from smallcrm.records.references import Noun, Reference
from smallcrm.store import search_index

Importing = Callable[..., ImportReport]
DEALS = "deal name,contact name,company,amount,deal stage,close date,lost reason\n"
WHOLE_MOVE = ("companies", "contacts", "deals", "interactions", "follow-ups")
_WORDS = st.text("abc דנה\"'=+-@,;|\t\n 0é.", max_size=10)
_TITLE = st.text("abc דנה\"'=+-@,;| 0é.", min_size=1, max_size=10).map(str.strip).filter(bool)


def rows(crm: Crm, statement: str) -> list[Any]:
    return crm.store.read().rows(statement)


def count(crm: Crm, table: str) -> int:
    return int(crm.store.read().value(f"SELECT count(*) FROM {table}"))


def test_deals_come_in_with_their_people_and_a_second_run_changes_nothing(crm: Crm, import_text: Importing) -> None:
    text = DEALS + (
        "Website,Dana Cohen,Acme,\"12,500\",Proposal,2026-12-15,\n"
        "Leaflets,Dana Cohen,Acme,300 USD,Closed won,2026-10-01,\n"
        "אתר חדש,,אלפא,,lost,,Too expensive\n"
    )  # fmt: skip
    planned = import_text(text, dry_run=True)
    first = import_text(text)
    assert (first.kind, first.created, first.rejected, first.companies_created) == ("deals", 3, 0, 2)
    assert first.counts == planned.counts
    assert rows(crm, "SELECT title, amount, currency, closed_at, lost_reason, lost_note FROM deal ORDER BY id") == [
        ("Website", 1250000, "ILS", None, None, None),
        ("Leaflets", 30000, "USD", "2026-10-01T09:00:00Z", None, None),
        ("אתר חדש", None, "ILS", "2026-11-27T07:00:00Z", "other", "Too expensive"),
    ]
    assert rows(crm, "SELECT name, company_id FROM contact") == [("Dana Cohen", 1)]
    assert count(crm, "stage_event") == 3
    second = import_text(text)
    assert (second.unchanged, second.rows, second.run) == (3, 3, None)
    assert search_index.mismatches(crm.store.read()) == []
    crm.history.undo()
    assert [count(crm, table) for table in ("deal", "contact", "company", "stage_event")] == [0, 0, 0, 0]


def test_an_unknown_stage_is_refused_or_made(crm: Crm, import_text: Importing) -> None:
    text = DEALS + "Website,Dana,,1,Demo booked,,\n"
    refused = import_text(text)
    assert refused.rejected == 1
    assert "Negotiation" in refused.planned[0].reason
    made = import_text(text, ImportOptions(create_stages=True))
    assert made.created == 1
    names = [stage.name for stage in crm.stages.all()]
    assert names[-3:] == ["Demo booked", "Won", "Lost"]
    assert [stage.position for stage in crm.stages.all()] == list(range(1, len(names) + 1))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Website,,,1,,,", "a contact or a company"),
        ("Website,Dana,,12x,,,", "12x"),
        ("Website,Dana,,,Lost,,", "needs a reason"),
        (",Dana,,1,,,", "what the deal is called"),
    ],
)
def test_a_deal_that_cannot_be_is_refused(crm: Crm, import_text: Importing, row: str, reason: str) -> None:
    report = import_text(DEALS + row + "\n")
    assert (report.rejected, report.rows) == (1, 1)
    assert reason in report.planned[0].reason


def test_a_deal_moved_by_a_file_is_noted_and_closed_as_by_hand(crm: Crm, import_text: Importing) -> None:
    import_text(DEALS + "Website,Dana,,100,Proposal,,\n")
    crm.follow_ups.add(Reference(Noun.CONTACT, 1), NextStep(crm.clock.today(), title="call"), deal=1)
    report = import_text(DEALS + "Website,Dana,,200,Won,,\n")
    assert report.planned[0].action is Action.UPDATE
    assert (crm.deals.get(1).amount, crm.deals.get(1).closed_at) == (20000, crm.clock.stamp())
    assert crm.follow_ups.get(1).status == "cancelled"
    assert [event.to_stage_id for event in crm.deals.events(1)] == [5, 3]


def test_two_sales_of_one_title_in_one_file_are_two_deals(crm: Crm, import_text: Importing) -> None:
    text = DEALS + "Service,Dana,,100,Won,2025-01-01,\nService,Dana,,200,Won,2026-01-01,\n"
    assert import_text(text).created == 2
    assert import_text(text).unchanged == 2


def test_interactions_are_with_known_people_or_refused(crm: Crm, import_text: Importing) -> None:
    crm.contacts.add({"name": "Dana Cohen"}, tags=[])
    crm.contacts.add({"name": "אבי לוי"})
    text = (
        "date,contacts,type,subject,notes\n2026-11-20 10:00,Dana Cohen; אבי לוי,Phone call,wants a quote,long\n"
        "2026-11-21,Nobody,call,hello,\n2026-12-01 14:30,Dana Cohen,Meeting,show samples,\n"
    )
    report = import_text(text, ImportOptions(date_order="ymd"))
    assert (report.kind, report.created, report.rejected) == ("interactions", 2, 1)
    assert "Nobody" in next(row.reason for row in report.planned if row.action is Action.REJECT)
    assert crm.interactions.parties(1) == [Reference(Noun.CONTACT, 1), Reference(Noun.CONTACT, 2)]
    assert crm.contacts.get(2).last_touch_at == "2026-11-20T08:00:00Z"
    follow_up = crm.follow_ups.get(1)
    assert (follow_up.title, follow_up.due_on, follow_up.due_time) == ("show samples", "2026-12-01", "14:30")
    assert crm.contacts.get(1).next_follow_up_on == "2026-12-01"
    again = import_text(text, ImportOptions(date_order="ymd"))
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert search_index.mismatches(crm.store.read()) == []
    crm.history.undo()
    assert (count(crm, "interaction"), count(crm, "follow_up")) == (0, 0)
    assert crm.contacts.get(1).next_follow_up_on is None


def test_one_of_several_of_a_name_is_refused(crm: Crm, import_text: Importing) -> None:
    crm.contacts.add({"name": "Dana Cohen"}, force=True)
    crm.contacts.add({"name": "Dana Cohen"}, force=True)
    report = import_text("title,due,contact\ncall,2026-12-01,Dana Cohen\nbuy paper,2026-12-02,\n")
    assert (report.kind, report.created, report.rejected) == ("follow-ups", 1, 1)
    assert "2 contacts" in next(row.reason for row in report.planned if row.action is Action.REJECT)


def test_a_column_called_like_a_custom_field_fills_it(crm: Crm, import_text: Importing) -> None:
    crm.custom_fields.add("Shoe size", kind="number")
    text = "name,email,Shoe Size,How many\nDana,d@x.example,42.5,7\n"
    assert import_text(text, ImportOptions(columns=["How many=shoe_size", "Shoe Size="])).created == 1
    assert rows(crm, "SELECT value FROM custom_value") == [("7",)]
    assert import_text("name,email,Shoe Size\nDana,d@x.example,42.5\n").updated == 1
    assert rows(crm, "SELECT value FROM custom_value") == [("42.5",)]
    assert import_text("name,email,Shoe Size\nDana,d@x.example,big\n").rejected == 1


def test_columns_without_a_field_become_custom_ones(crm: Crm, import_text: Importing) -> None:
    text = "name,email,Shoe size,Nothing\nDana,d@x.example,42,\nBo,b@x.example,,\n"
    options = ImportOptions(unmapped=Unmapped.CUSTOM)
    assert import_text(text, options, dry_run=True).created == 2
    assert import_text(text, options).created == 2
    assert [(field.key, field.label) for field in crm.custom_fields.all("contact")] == [("shoe_size", "Shoe size")]
    assert import_text(text, options).unchanged == 2
    crm.history.undo()
    assert crm.custom_fields.all("contact") == []


def test_a_deals_columns_without_a_field_become_custom_fields_with_a_warning(crm: Crm, import_text: Importing) -> None:
    text = "Deal Name,Contact,Pipeline\nCake,Dana,Sales\n"
    assert import_text(text).warnings == ("columns without a field become custom fields: Pipeline",)
    assert rows(crm, "SELECT value FROM custom_value") == [("Sales",)]
    assert import_text(text).warnings == ()
    left = import_text(text.replace("Pipeline", "Funnel"), ImportOptions(unmapped=Unmapped.NOTES)).warnings
    assert left == ("1 cell of columns without a field went nowhere, as deals have no notes: Funnel",)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), excel=st.booleans())
def test_a_whole_move_into_an_empty_database_reproduces_every_value(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, excel: bool
) -> None:
    folder = tmp_path_factory.mktemp("move")
    crm, other = opened(folder, "crm.db"), opened(folder, "other.db")
    fill(crm, data)
    for what in WHOLE_MOVE:
        path = folder / f"{what}.csv"
        export_to_file(crm, what, path, ExportOptions(excel=excel))
        options = ImportOptions(kind=what, create_stages=True)
        report = run_import(other, path, options)
        assert report.rejected == 0, report.planned
        again = run_import(other, path, options)
        assert again.unchanged == again.rows, again.planned
    for what in WHOLE_MOVE:
        assert exported(other, folder, what) == exported(crm, folder, what)
    assert search_index.mismatches(other.store.read()) == []
    crm.close()
    other.close()


def opened(folder: Path, name: str) -> Crm:
    return Crm(folder / name, environ={"SMALLCRM_NOW": "2026-11-27T09:00", "LANG": "he_IL.UTF-8"})


def exported(crm: Crm, folder: Path, what: str) -> list[Any]:
    path = folder / "compared.json"
    export_to_file(crm, what, path, ExportOptions(format=ExportFormat.JSON), force=True)
    found: list[Any] = json.loads(path.read_text(encoding="utf-8"))
    return sorted(found, key=lambda record: record["uid"])


def fill(crm: Crm, data: st.DataObject) -> None:
    title, words = data.draw(_TITLE), data.draw(_WORDS)
    crm.custom_fields.add("Colour", entity="deal")
    crm.custom_fields.add("Shoe size")
    crm.stages.add({"name": data.draw(_TITLE.filter(lambda name: name.lower() not in {"b", "c"})), "probability": "75"})
    dana = crm.contacts.add({"name": title, "notes": words, "shoe_size": "38.5"}, company='=Acme; "Ltd"', force=True).id
    avi = crm.contacts.add({"name": "a;b, c"}, force=True).id
    deals = [
        crm.deals.add({"title": title, "amount": amount, "colour": "r;d", "source": words}, contact=dana, company=1,
                      stage=crm.stages.all()[at], tags=["vip", "b c"], won=won)[0]
        for amount, at, won in (("12.5", 4, ""), ("300 JPY", 1, "2026-01-02"), ("", 0, ""))
    ]  # fmt: skip
    crm.deals.lose(deals[2], "other", note="+late")
    people = [Reference(Noun.CONTACT, avi), Reference(Noun.CONTACT, dana), Reference(Noun.COMPANY, 1)]
    touch = Touch(title, "2026-11-20T08:30:00Z", channel=InteractionChannel.VISIT, outcome=Outcome.NEUTRAL)
    crm.interactions.log(people, touch._replace(body=words.strip() or None, duration_minutes=7))
    crm.interactions.log(people[2:], touch._replace(deal_id=deals[0]))
    today = crm.clock.today()
    first = crm.follow_ups.add(people[0], NextStep(today, title=title), repeat="2w", notes=words, deal=deals[0])
    crm.follow_ups.add(None, NextStep(today, title="-buy"))
    crm.follow_ups.complete(first, result="done, =well")
