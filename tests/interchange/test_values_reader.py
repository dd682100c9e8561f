"""From text to values: dates decided by column, names, and rows that are refused."""

from datetime import UTC, date, datetime

import pytest

from smallcrm.clock import Clock
from smallcrm.errors import UsageError
from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.date_columns import DateColumn, DateOrders, decide_date_orders, read_date
from smallcrm.interchange.mapping import build_mapping
from smallcrm.interchange.read_records import ReadRecord, Rejection
from smallcrm.interchange.values_reader import ValuesReader
from smallcrm.values.calendar import DateOrder

CLOCK = Clock(UTC, moment=lambda: datetime(2026, 11, 27, 9, tzinfo=UTC))
UID = "01ARZ3NDEKTSV4RRFFQ69G5FAV"


def read(headers: str, *tables: list[str], kind: str = "auto") -> list[ReadRecord | Rejection]:
    names = headers.split(",")
    mapping = build_mapping(names, tables, kind=kind)
    rows = [Row(line, cells) for line, cells in enumerate(tables, 2)]
    orders = decide_date_orders(rows, mapping, configured="dmy").orders
    reader = ValuesReader(mapping, orders=orders, clock=CLOCK)
    return [reader.read(row) for row in rows]


def record(headers: str, cells: list[str], kind: str = "auto") -> ReadRecord:
    (found,) = read(headers, cells, kind=kind)
    assert isinstance(found, ReadRecord)
    return found


def rejection(headers: str, cells: list[str]) -> Rejection:
    (found,) = read(headers, cells)
    assert isinstance(found, Rejection)
    return found


@pytest.mark.parametrize(
    ("values", "order", "is_doubtful"),
    [
        (["1/2/2024", "25/2/2024"], "dmy", False),
        (["1/2/2024", "2/25/2024"], "mdy", False),
        (["31.12.24 10:00", "1.2.24"], "dmy", False),
        (["99/12/31"], "ymd", False),
        (["1/2/2024", "3/4/2024"], "dmy", True),
        (["5/5/2024", "2024-01-02", "", "never"], "dmy", False),
        (["25/2/2024", "26/2/2024", "2/25/2024"], "dmy", True),
    ],
)
def test_the_order_is_decided_from_the_whole_column(values: list[str], order: str, is_doubtful: bool) -> None:
    column = DateColumn()
    for value in values:
        column.see(value)
    decided = column.decide("dmy")
    assert (decided.order, bool(decided.doubt)) == (order, is_doubtful)


def orders_of(*birthdays: str) -> DateOrders:
    mapping = build_mapping(["name", "Birthday"], [])
    rows = [Row(line, ["Dana", birthday]) for line, birthday in enumerate(birthdays, 2)]
    return decide_date_orders(rows, mapping, configured="mdy")


def test_an_ambiguous_column_uses_the_configured_order_and_warns() -> None:
    decided = orders_of("1/2/1990", "3/4/1990")
    assert decided.orders == {"birthday": "mdy"}
    assert decided.warnings[0].startswith('"Birthday": every date could be read two ways, such as "1/2/1990"')


def test_one_telling_row_decides_for_all() -> None:
    assert orders_of("1/2/1990", "25/4/1990") == DateOrders({"birthday": "dmy"})


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2024-02-01", "mdy", date(2024, 2, 1)),
        ("1/2/2024", "dmy", date(2024, 2, 1)),
        ("1/2/2024", "mdy", date(2024, 1, 2)),
        ("2024/2/1", "mdy", date(2024, 2, 1)),
        ("1.2.24", "dmy", date(2024, 2, 1)),
        ("14 Aug 2024", "dmy", date(2024, 8, 14)),
        ("1/2/2024 14:05", "dmy", datetime.fromisoformat("2024-02-01T14:05")),
        ("1/2/2024 2:05:09 PM", "dmy", datetime.fromisoformat("2024-02-01T14:05:09")),
        ("1/2/2024, 12:05 am", "dmy", datetime.fromisoformat("2024-02-01T00:05")),
        ("2024-08-13T18:04:34.66+00:00", "dmy", datetime(2024, 8, 13, 18, 4, 34, 660000, UTC)),
        ("2024-08-13 18:04:34 UTC", "dmy", datetime.fromisoformat("2024-08-13T18:04:34")),
        ("2024-08-13T18:04Z", "dmy", datetime(2024, 8, 13, 18, 4, tzinfo=UTC)),
    ],
)
def test_dates_are_read_in_the_columns_order(text: str, order: DateOrder, expected: date) -> None:
    assert read_date(text, order) == expected


@pytest.mark.parametrize(
    "text", ["31/2/2024", "1/13/2024", "tomorrow", "1/2", "45123", "1/2/2024 25:00", "2024-02-30", "x" * 9999]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_date(text, "dmy")


def test_an_impossible_date_refuses_its_row_only() -> None:
    bad, good = read("name,Birthday", ["Dana", "31/2/1990"], ["Bo", "28/2/1990"])
    assert isinstance(bad, Rejection)
    assert (bad.line, bad.column, bad.value) == (2, "Birthday", "31/2/1990")
    assert isinstance(good, ReadRecord)
    assert good.values["birthday"] == "1990-02-28"


@pytest.mark.parametrize("cell", ["0/0/00", "00/00/0000", "0000-00-00 00:00:00"])
def test_a_programs_empty_date_is_empty(cell: str) -> None:
    assert "birthday" not in record("name,birthday,email", ["Dana", cell, "d@x.example"]).values


@pytest.mark.parametrize(
    ("parts", "birthday"), [(["1980", "5", "4"], "1980-05-04"), (["", "2", "29"], "--02-29"), (["1980", "", ""], None)]
)
def test_a_birthday_in_three_columns_is_one_date(parts: list[str], birthday: str | None) -> None:
    found = record("Display Name,Primary Email,Work Phone,Birth Year,Birth Month,Birth Day", ["Dana", "", "", *parts])
    assert found.values.get("birthday") == birthday
    assert found.extra == ([] if birthday else [("year_of_birth", "1980")])


def test_moments_are_stored_in_utc_and_days_at_their_start() -> None:
    found = record("name,created_at,last_contacted", ["Dana", "2024-08-13T20:04:34.6+02:00", "14/8/2024"])
    assert found.values["created_at"] == "2024-08-13T18:04:34Z"
    assert found.last_contacted == "2024-08-14T00:00:00Z"


def test_a_number_the_spreadsheet_cut_short_is_refused_with_advice() -> None:
    found = rejection("Name,Phone,Mobile", ["Dana", "050-1234567", "5.41E+08"])
    assert (found.line, found.column, found.value) == (2, "Mobile", "5.41E+08")
    assert "format the column as text" in found.reason


@pytest.mark.parametrize("phone", ["0501234567", "+972-50-123 4567", "1-955-371-0847 x371", "ask Bo", "*6700"])
def test_a_phone_is_kept_as_it_is_written(phone: str) -> None:
    assert record("Name,Phone", ["Dana", phone]).channels[0].value == phone


def test_the_parts_of_a_name_make_the_name() -> None:
    found = record("First Name,Middle Name,Last Name", ["Ana", "María", "García"])
    assert found.values == {"name": "Ana María García", "given_name": "Ana", "family_name": "García"}


def test_a_middle_name_that_the_name_leaves_out_is_kept() -> None:
    found = record("Name,Middle Name,Last Name", ["Ana García", "María", "García"])
    assert found.extra == [("middle_name", "María")]


def test_a_row_with_a_company_and_no_person_becomes_the_company() -> None:
    found = record("Name,Company,Company uid,Job Title,City,Phone", ["", "Acme", UID, "CEO", "Haifa", "03-5551234"])
    assert found.kind == "companies"
    assert found.values == {"name": "Acme", "uid": UID, "city": "Haifa"}
    assert [channel.value for channel in found.channels] == ["03-5551234"]
    assert found.extra == [("job_title", "CEO")]


def test_an_email_names_a_contact_without_a_name() -> None:
    assert record("name,email", ["", "missing@x.example"]).values == {"name": "missing@x.example"}


def test_a_row_with_nothing_to_name_it_is_refused() -> None:
    assert "nothing names this row" in rejection("name,phone", ["", "050-1234567"]).reason


def test_what_is_no_email_is_kept_beside() -> None:
    found = record("name,E-mail", ["Dana", "see website"])
    assert (found.channels, found.extra) == ([], [("E-mail", "see website")])


def test_a_row_with_a_problem_is_refused_with_it() -> None:
    reader = ValuesReader(build_mapping(["name"], []), orders={}, clock=CLOCK)
    assert reader.read(Row(7, [], "broken")) == Rejection(7, "", "", "broken")


@pytest.mark.parametrize(
    ("cell", "kind"), [("Customer", "customer"), ("לקוח", "customer"), ("Sales Qualified Lead", "prospect")]
)
def test_kinds_of_other_programs_are_understood(cell: str, kind: str) -> None:
    assert record("name,Lifecycle Stage", ["Dana", cell]).values["kind"] == kind


def test_a_kind_that_is_none_of_ours_is_kept_beside() -> None:
    found = record("name,Contact type", ["Dana", "Friend"])
    assert found.values == {"name": "Dana"}
    assert found.extra == [("Contact type", "Friend")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("yes", {"do_not_contact": 1}),
        ("כן", {"do_not_contact": 1}),
        ("FALSE", {"do_not_contact": 0}),
        ("asked us to stop", {"do_not_contact": 1, "do_not_contact_reason": "asked us to stop"}),
    ],
)
def test_do_not_contact_is_a_yes_a_no_or_the_reason(cell: str, expected: dict[str, object]) -> None:
    assert record("name,do_not_contact", ["Dana", cell]).values == {"name": "Dana", **expected}


def test_a_cadence_is_days() -> None:
    assert record("name,cadence", ["Dana", "3m"]).values["cadence_days"] == 90
    assert rejection("name,cadence", ["Dana", "sometimes"]).column == "cadence"


def test_direction_marks_are_not_stored_in_names_and_tags() -> None:
    found = record("name,tags,company", ["דנה \u200eCohen", "\u200fלקוח;vip", 'אלפא \u202bבע"מ'])
    assert found.values["name"] == "דנה Cohen"
    assert found.tags == ["לקוח", "vip"]
    assert found.company == 'אלפא בע"מ'


def test_formulas_stay_text() -> None:
    found = record("name,company,notes", ['=HYPERLINK("http://x")', "@SUM(1)", "-late"])
    assert (found.values["name"], found.company, found.values["notes"]) == (
        '=HYPERLINK("http://x")',
        "@SUM(1)",
        "-late",
    )


def test_a_company_is_read_with_its_own_fields() -> None:
    found = record("name,tax_id,website,phone", ["Acme", "0012", "acme.example", "03-1"], kind="companies")
    assert found.kind == "companies"
    assert found.values == {"name": "Acme", "tax_id": "0012", "website": "acme.example"}


def test_a_foreign_uid_is_refused_when_it_appears() -> None:
    assert record("uid,name", [UID.lower(), "Dana"]).values["uid"] == UID
    mapping = build_mapping(["uid", "name"], [[UID, "Dana"]])
    bad = ValuesReader(mapping, orders={}, clock=CLOCK).read(Row(3, ["17", "Bo"]))
    assert isinstance(bad, Rejection)
    assert (bad.column, bad.value) == ("uid", "17")
