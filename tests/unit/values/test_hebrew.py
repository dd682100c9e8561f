"""Hebrew as people write it: days, amounts, lengths of time, choices, and columns of Israeli spreadsheets."""

from datetime import date, datetime, time

import pytest

from smallcrm.core.fields import read_choice
from smallcrm.errors import UsageError
from smallcrm.interchange.aliases import channel_named, field_named
from smallcrm.interchange.headers import header_key
from smallcrm.interchange.kinds import read_kind
from smallcrm.records.contacts import ContactKind
from smallcrm.records.follow_ups import FollowUpKind, Priority
from smallcrm.records.interactions import InteractionChannel, Outcome, Topic
from smallcrm.values.calendar import BusinessCalendar
from smallcrm.values.money import parse_money
from smallcrm.values.periods import parse_period
from smallcrm.values.repeat import format_repeat, parse_repeat
from smallcrm.values.when import parse_when

MONDAY = datetime.combine(date(2026, 11, 23), time(9))
ISRAEL = BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset())

DAYS = """
ה-15 = 2026-12-15
ה-15 ב-10:00 = 2026-12-15 10:00
ב-15 בחודש = 2026-12-15
ה-1 לדצמבר = 2026-12-01
סוף השבוע = 2026-11-26
סופ"ש = 2026-11-26
סופ״ש = 2026-11-26
מחר בבוקר = 2026-11-24
מחר אחר הצהריים = 2026-11-24
מחר אחה״צ = 2026-11-24
מחר בצהריים = 2026-11-24 12:00
היום בערב = 2026-11-23
הבוקר = 2026-11-23
יום שישי בבוקר = 2026-11-27
מחר ב-9 בבוקר = 2026-11-24 09:00
מחר ב-8 בערב = 2026-11-24 20:00
ב-5 אחה"צ = 2026-11-23 17:00
מחר ב-1 בצהריים = 2026-11-24 13:00
בעוד רבע שעה = 2026-11-23 09:15
2026-12-01 בבוקר = 2026-12-01
1/12 בערב = 2026-12-01
tomorrow morning = 2026-11-24
fri evening = 2026-11-27
"""


def _cases(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split(" = ")) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("typed", "expected"), _cases(DAYS))
def test_a_day_is_read(typed: str, expected: str) -> None:
    when = parse_when(typed, now=MONDAY, calendar=ISRAEL)
    assert f"{when.day}" + (f" {when.time:%H:%M}" if when.time else "") == expected


@pytest.mark.parametrize("typed", ["אחרי החגים", "בבוקר", "ה-32", "ה-45 בדצמבר"])
def test_what_names_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        parse_when(typed, now=MONDAY, calendar=ISRAEL)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [('300 ש"ח', 30000), ("300 ש״ח", 30000), ("₪300", 30000), ("1,200 שקלים", 120000), ("5 אלף", 500000),
     ('12.5 אלף ש"ח', 1250000), ("3 אלפים", 300000), ("2 מיליון", 200000000), ("-₪300", -30000)],
)  # fmt: skip
def test_an_amount_is_read(typed: str, minor: int) -> None:
    assert parse_money(typed, "ILS") == (minor, "ILS")


@pytest.mark.parametrize(
    ("typed", "days", "rule"),
    [("כל שבועיים", 14, "2w"), ("דו שבועי", 14, "2w"), ("דו-שבועי", 14, "2w"), ("פעם בשבוע", 7, "1w"),
     ("פעם בשבועיים", 14, "2w"), ("פעם בחודש", 30, "1m"), ("כל חצי שנה", 180, "6m"), ("חצי שנתי", 180, "6m"),
     ("חודשי", 30, "1m"), ("כל 3 חודשים", 90, "3m"), ("רבעוני", 90, "3m"), ("once a month", 30, "1m")],
)  # fmt: skip
def test_a_length_of_time_is_read(typed: str, days: int, rule: str) -> None:
    assert (parse_period(typed), format_repeat(parse_repeat(typed))) == (days, rule)


@pytest.mark.parametrize("typed", ["ללא", "אף פעם", "כבוי"])
def test_a_cadence_is_turned_off(typed: str) -> None:
    assert parse_period(typed) is None


def test_a_choice_is_read() -> None:
    assert read_choice("kind", ContactKind, "לקוח") is ContactKind.CUSTOMER
    assert read_choice("kind", ContactKind, " ספק ") is ContactKind.SUPPLIER
    assert read_choice("channel", InteractionChannel, "טלפון") is InteractionChannel.CALL
    assert read_choice("channel", InteractionChannel, 'דוא"ל') is InteractionChannel.EMAIL
    assert read_choice("outcome", Outcome, "לא ענה") is Outcome.NO_ANSWER
    assert read_choice("topic", Topic, "תלונה") is Topic.COMPLAINT
    assert read_choice("priority", Priority, "דחוף") is Priority.HIGH
    assert read_choice("kind", FollowUpKind, "הצעת מחיר") is FollowUpKind.SEND_QUOTE


def test_a_word_of_another_list_is_no_choice() -> None:
    with pytest.raises(UsageError, match="unknown kind: 'תלונה'"):
        read_choice("kind", ContactKind, "תלונה")


def test_a_spreadsheet_names_the_same_kinds() -> None:
    assert [read_kind(word) for word in ("לקוח", "ספק", "לקוח לשעבר", "מתעניין", "Vendor", "תלונה")] == [
        "customer", "supplier", "former", "lead", "supplier", ""]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "field"),
    [("שם לקוח/ספק", "name"), ("תואר תפקיד", "job_title"), ("רחוב בעבודה", "address"), ("רחוב (עסק)", "address"),
     ("עיר בעבודה", "city"), ("מיקוד בבית", "postal_code"), ("ארץ/אזור בעבודה", "country"), ("תגים", "tags"),
     ("מקור הליד", "source"), ("תאריך פנייה אחרונה", "last_contacted"), ("שם פרטי + משפחה", "name")],
)  # fmt: skip
def test_a_column_of_a_spreadsheet_is_known(header: str, field: str) -> None:
    assert field_named(header_key(header), "contacts") == field


@pytest.mark.parametrize(
    ("header", "expected"),
    [("מס' נייד", ("phone", "mobile")), ("מספר פלאפון", ("phone", "mobile")), ("טלפון קווי", ("phone", "")),
     ("טלפון בעבודה", ("phone", "work")), ("טל' בית", ("phone", "home")), ("מספר ווטסאפ", ("whatsapp", "")),
     ("כתובת דוא״ל", ("email", "")), ("דף אינטרנט", ("website", "")), ("מס' פקס", ("phone", "fax"))],
)  # fmt: skip
def test_a_column_of_channels_is_known(header: str, expected: tuple[str, str]) -> None:
    target = channel_named(header_key(header))
    assert target is not None
    assert (target.field, target.label) == expected


@pytest.mark.parametrize("header", ["עוסק פטור", "מספר עוסק מורשה", "מס' עוסק", "ח.פ.", 'ח"פ'])
def test_a_companys_number_is_known(header: str) -> None:
    assert field_named(header_key(header), "companies") == "tax_id"


def test_a_title_before_a_name_is_no_job() -> None:
    assert field_named(header_key("תואר"), "contacts") == ""
