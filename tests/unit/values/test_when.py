from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.errors import UsageError
from smallcrm.values.calendar import BusinessCalendar
from smallcrm.values.when import (
    Direction,
    When,
    describe_day,
    describe_when,
    parse_when,
    span_for_filter,
)

TODAY = date(2026, 11, 23)
NOW = datetime.combine(TODAY, time(12))
ISRAEL = BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset())
AMERICA = BusinessCalendar("mdy", 6, frozenset(range(5)), frozenset())
SWEDEN = BusinessCalendar("ymd", 0, frozenset(range(5)), frozenset())


def forward(text: str, now: datetime = NOW, calendar: BusinessCalendar = ISRAEL) -> str:
    return shown(parse_when(text, now=now, calendar=calendar))


def backward(text: str, now: datetime = NOW, calendar: BusinessCalendar = ISRAEL) -> str:
    return shown(parse_when(text, now=now, calendar=calendar, direction=Direction.BACKWARD))


def shown(when: When) -> str:
    return f"{when.day}" + (f" {when.time:%H:%M}" if when.time else "")


FORWARD = """
2026-12-01               = 2026-12-01
2026/12/1                = 2026-12-01
2026.12.01               = 2026-12-01
20261201                 = 2026-12-01
1/12/2026                = 2026-12-01
01/12/2026               = 2026-12-01
1.12.2026                = 2026-12-01
1-12-2026                = 2026-12-01
1/12/26                  = 2026-12-01
1/12/69                  = 1969-12-01
1/12                     = 2026-12-01
1.12                     = 2026-12-01
1-12                     = 2026-12-01
23/11                    = 2026-11-23
22/11                    = 2027-11-22
29/2                     = 2028-02-29
1 dec                    = 2026-12-01
1dec                     = 2026-12-01
dec 1                    = 2026-12-01
Dec. 1st, 2026           = 2026-12-01
december 1 2026          = 2026-12-01
1 December 2027          = 2027-12-01
1-Dec-2026               = 2026-12-01
1st of december          = 2026-12-01
first of december        = 2026-12-01
the 3rd of march         = 2027-03-03
2 mar 27                 = 2027-03-02
1st                      = 2026-12-01
23rd                     = 2026-11-23
31st                     = 2026-12-31
on the 15th              = 2026-12-15
fri 27 nov               = 2026-11-27
Friday, 27 November 2026 = 2026-11-27
today                    = 2026-11-23
TODAY                    = 2026-11-23
tomorrow                 = 2026-11-24
yesterday                = 2026-11-22
tonight                  = 2026-11-23
tonight at 8             = 2026-11-23 20:00
now                      = 2026-11-23 12:00
day after tomorrow       = 2026-11-25
the day before yesterday = 2026-11-21
fri                      = 2026-11-27
friday                   = 2026-11-27
on Friday                = 2026-11-27
mon                      = 2026-11-23
next mon                 = 2026-11-30
next fri                 = 2026-11-27
last fri                 = 2026-11-20
this fri                 = 2026-11-27
last mon                 = 2026-11-16
fri next week            = 2026-12-04
next week fri            = 2026-12-04
+3d                      = 2026-11-26
+3 days                  = 2026-11-26
-2w                      = 2026-11-09
1m                       = 2026-12-23
1y                       = 2027-11-23
1q                       = 2027-02-23
3d                       = 2026-11-26
2mo                      = 2027-01-23
in 3 days                = 2026-11-26
in a week                = 2026-11-30
in two weeks             = 2026-12-07
2 weeks ago              = 2026-11-09
a week ago               = 2026-11-16
3 days from now          = 2026-11-26
in 2 hours               = 2026-11-23 14:00
in 13h                   = 2026-11-24 01:00
in half an hour          = 2026-11-23 12:30
30 min ago               = 2026-11-23 11:30
next week                = 2026-11-30
next month               = 2026-12-23
next year                = 2027-11-23
last week                = 2026-11-16
this week                = 2026-11-26
this month               = 2026-11-30
eow                      = 2026-11-26
eom                      = 2026-11-30
eoq                      = 2026-12-31
eoy                      = 2026-12-31
end of week              = 2026-11-26
end of month             = 2026-11-30
end of the month         = 2026-11-30
end of next month        = 2026-12-31
end of next week         = 2026-12-03
start of next month      = 2026-12-01
som                      = 2026-12-01
fri 14:00                = 2026-11-27 14:00
14:00                    = 2026-11-23 14:00
12:00                    = 2026-11-23 12:00
9:00                     = 2026-11-24 09:00
2pm                      = 2026-11-23 14:00
2:30 pm                  = 2026-11-23 14:30
2:30 p.m.                = 2026-11-23 14:30
12am                     = 2026-11-24 00:00
noon                     = 2026-11-23 12:00
midnight                 = 2026-11-24 00:00
tomorrow at noon         = 2026-11-24 12:00
tomorrow at 9            = 2026-11-24 09:00
at 9 tomorrow            = 2026-11-24 09:00
tomorrow 9am             = 2026-11-24 09:00
9am tomorrow             = 2026-11-24 09:00
tomorrow @ 9             = 2026-11-24 09:00
mon 14:00                = 2026-11-23 14:00
mon 9:00                 = 2026-11-30 09:00
1/12 14:00               = 2026-12-01 14:00
1 dec 2026 at 14:00      = 2026-12-01 14:00
in 3 days at 10:15       = 2026-11-26 10:15
2026-12-01T14:00         = 2026-12-01 14:00
2026-12-01 14:00:30      = 2026-12-01 14:00
היום                     = 2026-11-23
מחר                      = 2026-11-24
מחרתיים                  = 2026-11-25
אתמול                    = 2026-11-22
שלשום                    = 2026-11-21
יום ראשון                = 2026-11-29
ביום ראשון               = 2026-11-29
ראשון                    = 2026-11-29
יום שני                  = 2026-11-23
יום שני הבא              = 2026-11-30
יום ראשון הבא            = 2026-11-29
יום ראשון הקרוב          = 2026-11-29
יום ראשון שעבר           = 2026-11-22
יום א'                   = 2026-11-29
יום א׳                   = 2026-11-29
יום ב                    = 2026-11-23
ביום ה'                  = 2026-11-26
ג'                       = 2026-11-24
שבת                      = 2026-11-28
יום שבת                  = 2026-11-28
בשבת                     = 2026-11-28
יום שישי                 = 2026-11-27
שבוע הבא                 = 2026-11-30
השבוע הבא                = 2026-11-30
בשבוע הבא                = 2026-11-30
חודש הבא                 = 2026-12-23
בחודש הבא                = 2026-12-23
שנה הבאה                 = 2027-11-23
שבוע שעבר                = 2026-11-16
השבוע                    = 2026-11-26
סוף השבוע                = 2026-11-26
סוף החודש                = 2026-11-30
בסוף החודש               = 2026-11-30
עד סוף החודש             = 2026-11-30
סוף חודש הבא             = 2026-12-31
יום ראשון בשבוע הבא      = 2026-11-29
בעוד 3 ימים              = 2026-11-26
בעוד שלושה ימים          = 2026-11-26
עוד 3 ימים               = 2026-11-26
בעוד יום                 = 2026-11-24
בעוד יומיים              = 2026-11-25
בעוד שבוע                = 2026-11-30
בעוד שבועיים             = 2026-12-07
בעוד חודש                = 2026-12-23
בעוד חודשיים             = 2027-01-23
בעוד שנה                 = 2027-11-23
בעוד שעתיים              = 2026-11-23 14:00
בעוד חצי שעה             = 2026-11-23 12:30
לפני 3 ימים              = 2026-11-20
לפני שבוע                = 2026-11-16
לפני חודשיים             = 2026-09-23
מחר ב-14:00              = 2026-11-24 14:00
מחר ב־14:00              = 2026-11-24 14:00
מחר בשעה 14:00           = 2026-11-24 14:00
מחר ב-9                  = 2026-11-24 09:00
יום ראשון ב-10:00        = 2026-11-29 10:00
1 בדצמבר                 = 2026-12-01
ב-1 בדצמבר               = 2026-12-01
ה-1 בדצמבר 2027          = 2027-12-01
ב-1/12                   = 2026-12-01
ב-15 לחודש               = 2026-12-15
٢٠٢٦-١٢-٠١               = 2026-12-01
"""

BACKWARD = """
fri                      = 2026-11-20
mon                      = 2026-11-23
mon 18:00                = 2026-11-16 18:00
last mon                 = 2026-11-16
next mon                 = 2026-11-30
1/12                     = 2025-12-01
23/11                    = 2026-11-23
24/11                    = 2025-11-24
29/2                     = 2024-02-29
1 dec                    = 2025-12-01
1/12/2026                = 2026-12-01
31st                     = 2026-10-31
3d                       = 2026-11-20
2 weeks                  = 2026-11-09
+3d                      = 2026-11-26
in 3 days                = 2026-11-26
2 weeks ago              = 2026-11-09
this week                = 2026-11-22
this month               = 2026-11-01
som                      = 2026-11-01
eom                      = 2026-10-31
eow                      = 2026-11-19
last month               = 2026-10-23
9:00                     = 2026-11-23 09:00
18:00                    = 2026-11-22 18:00
yesterday 18:00          = 2026-11-22 18:00
an hour ago              = 2026-11-23 11:00
יום ראשון                = 2026-11-22
יום שישי                 = 2026-11-20
לפני שבועיים             = 2026-11-09
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(text.strip(), day.strip()) for text, day in (line.split("=") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("text", "expected"), rows(FORWARD))
def test_a_due_date_is_read_forward(text: str, expected: str) -> None:
    assert forward(text) == expected


@pytest.mark.parametrize(("text", "expected"), rows(BACKWARD))
def test_what_happened_is_read_backward(text: str, expected: str) -> None:
    assert backward(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "soon", "12", "999999", "2026", "2026-11", "1/12/202", "1/12/20261", "1//12", "dec", "fri sat",
        "next", "in", "ago", "days", "in 3", "in 3 days ago", "+3", "-", "+-3d", "14:00 15:00", "yesterday tomorrow",
        "1/12/6", "1 dec 2026 x", "דנה", "ב-", "next today", "at", "0x10", "1e3d", "3.5d", "2026-12-01T", "tomorow",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UsageError, match="cannot read") as refusal:
        forward(text)
    assert repr(text) in refusal.value.message
    assert "2026-12-01" in refusal.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "31/2", "2026-02-30", "29/2/2027", "30 feb", "31 nov", "32/1", "0/1", "1/13", "2026-13-01", "1/0", "32nd",
        "0th", "25:00", "14:75", "13pm", "0am", "tomorrow 24:00", "2026-12-01T25:00", "2026-02-30T10:00",
        "thu 27 nov", "0000-01-01", "31 בפברואר", "2026-12-01T10:00+99:00",
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused_and_never_rolled_over(text: str) -> None:
    with pytest.raises(UsageError, match="does not exist") as refusal:
        forward(text)
    assert repr(text) in refusal.value.message


@pytest.mark.parametrize("text", ["+99999999d", "-999999999d", "+99999999m", "+8000y", "-2030y", "in 999999999 hours"])
def test_a_day_outside_the_years_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="outside the years"):
        forward(text)


def test_on_a_friday_fri_is_today_and_next_fri_a_week_later() -> None:
    friday = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    assert forward("fri", friday) == backward("fri", friday) == "2026-11-27"
    assert forward("next fri", friday) == "2026-12-04"
    assert backward("last fri", friday) == "2026-11-20"


@pytest.mark.parametrize(
    ("calendar", "expected"), [(ISRAEL, "2026-12-01"), (AMERICA, "2027-01-12"), (SWEDEN, "2027-01-12")]
)
def test_the_order_of_a_short_date_comes_from_the_settings(calendar: BusinessCalendar, expected: str) -> None:
    assert forward("1/12", calendar=calendar) == expected


@pytest.mark.parametrize(
    ("calendar", "text", "expected"),
    [
        (AMERICA, "12/1/2026", "2026-12-01"),
        (AMERICA, "12/1/26", "2026-12-01"),
        (SWEDEN, "26/12/1", "2026-12-01"),
        (SWEDEN, "1/12/2026", "2026-12-01"),
        (AMERICA, "2026-12-01", "2026-12-01"),
    ],
)
def test_a_full_date_follows_the_order_of_the_settings(calendar: BusinessCalendar, text: str, expected: str) -> None:
    assert forward(text, calendar=calendar) == expected


def test_a_date_in_the_wrong_order_is_refused_and_the_order_named() -> None:
    with pytest.raises(UsageError) as refusal:
        forward("25/12", calendar=AMERICA)
    assert "month/day/year" in refusal.value.hint


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("1m", (2027, 1, 31), "2027-02-28"),
        ("1m", (2028, 1, 31), "2028-02-29"),
        ("1y", (2028, 2, 29), "2029-02-28"),
        ("next month", (2026, 12, 31), "2027-01-31"),
        ("-1m", (2027, 3, 31), "2027-02-28"),
        ("eoq", (2026, 12, 31), "2026-12-31"),
        ("1/1", (2026, 12, 31), "2027-01-01"),
    ],
)
def test_months_clamp_to_their_last_day(text: str, day: tuple[int, int, int], expected: str) -> None:
    assert forward(text, datetime(*day, 12, tzinfo=UTC)) == expected


def test_end_of_week_is_its_last_working_day() -> None:
    assert forward("eow", calendar=SWEDEN) == "2026-11-27"
    thursday_off = ISRAEL._replace(days_off=frozenset({date(2026, 11, 26)}))
    assert forward("eow", calendar=thursday_off) == "2026-11-25"


def test_end_of_week_after_the_last_working_day_is_next_weeks() -> None:
    saturday = datetime(2026, 11, 28, 12, tzinfo=UTC)
    assert forward("eow", saturday) == "2026-12-03"
    assert backward("eow", saturday) == "2026-11-26"
    assert forward("this week", saturday) == "2026-11-28"


def test_hours_are_counted_over_a_change_of_clocks() -> None:
    evening_before_summer_time_ends = datetime(2026, 10, 24, 23, 0, tzinfo=ZoneInfo("Asia/Jerusalem"))
    assert forward("in 4 hours", evening_before_summer_time_ends) == "2026-10-25 02:00"


def test_an_offset_is_converted_to_the_zone_of_now() -> None:
    now = NOW.replace(tzinfo=timezone(timedelta(hours=2)))
    assert forward("2026-12-01T23:30Z", now) == "2026-12-02 01:30"
    assert forward("2026-12-01 14:00+05:00", now) == "2026-12-01 11:00"
    with pytest.raises(UsageError, match="time zone"):
        forward("2026-12-01T23:30Z")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 27), "Fri 27 Nov (in 4 days)"),
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 20), "Fri 20 Nov (3 days ago)"),
        (date(2027, 1, 1), "Fri 1 Jan 2027 (in 39 days)"),
    ],
)
def test_a_day_is_said_with_its_distance(day: date, expected: str) -> None:
    assert describe_day(day, TODAY) == expected


def test_a_time_is_said_after_the_day() -> None:
    assert describe_when(When(date(2026, 11, 27), time(14)), TODAY) == "Fri 27 Nov 14:00 (in 4 days)"
    assert describe_when(When(TODAY, time(0)), TODAY) == "today 00:00"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("11/2026", "2026-11-01", "2026-11-30"),
        ("nov 2026", "2026-11-01", "2026-11-30"),
        ("today", "2026-11-23", "2026-11-23"),
        ("2026-11-05", "2026-11-05", "2026-11-05"),
        ("this week", "2026-11-22", "2026-11-28"),
        ("next week", "2026-11-29", "2026-12-05"),
        ("last week", "2026-11-15", "2026-11-21"),
        ("this month", "2026-11-01", "2026-11-30"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("this quarter", "2026-10-01", "2026-12-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("השבוע", "2026-11-22", "2026-11-28"),
        ("חודש שעבר", "2026-10-01", "2026-10-31"),
        ("fri 14:00", "2026-11-27", "2026-11-27"),
    ],
)
def test_a_filter_means_a_span_of_days(text: str, first: str, last: str) -> None:
    assert span_for_filter(text, now=NOW, calendar=ISRAEL) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["2026-13", "0000-01", "soon", "", "31/2", "0"])
def test_a_filter_that_means_no_days_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        span_for_filter(text, now=NOW, calendar=ISRAEL)


_WORDS = """next last this in ago end of fri day week month 3 31 1/12 + - : 14:00 at pm 2026 9999 0 dec th d y
    יום הבא שבוע ב- לפני"""
_PIECES = st.sampled_from(_WORDS.split())
_PHRASES = st.one_of(st.text(max_size=20), st.lists(_PIECES, max_size=5).map(" ".join), st.lists(_PIECES).map("".join))


@settings(max_examples=2_000)
@given(
    text=_PHRASES,
    now=st.sampled_from([NOW, datetime(9999, 12, 31, 12, tzinfo=UTC), datetime(1, 1, 1, 12, tzinfo=UTC)]),
    direction=st.sampled_from(Direction),
)
def test_any_text_is_a_day_or_a_usage_error(text: str, now: datetime, direction: Direction) -> None:
    for read in (parse_when, span_for_filter):
        with suppress(UsageError):
            assert len(read(text, now=now, calendar=ISRAEL, direction=direction)) == 2


@given(day=st.dates(min_value=date(1, 1, 1)))
def test_an_iso_day_is_read_as_itself_in_every_order(day: date) -> None:
    for calendar in (ISRAEL, AMERICA, SWEDEN):
        assert forward(day.isoformat(), calendar=calendar) == day.isoformat()
