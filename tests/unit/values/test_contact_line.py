import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.values.contact_line import take_apart

DANA = "dana@x.example"


@pytest.mark.parametrize(
    ("text", "name", "emails", "phones"),
    [
        ("Dana Cohen 050-1234567 dana@x.example", "Dana Cohen", [DANA], ["050-1234567"]),
        ("Dana Cohen", "Dana Cohen", [], []),
        ("", "", [], []),
        ("Studio 54", "Studio 54", [], []),
        ("Agent 007", "Agent 007", [], []),
        ("7-Eleven", "7-Eleven", [], []),
        ("Studio 54 050-1234567", "Studio 54", [], ["050-1234567"]),
        ("Studio 54 050 123 4567", "Studio 54", [], ["050 123 4567"]),
        ("Agent 007 050-1234567", "Agent 007", [], ["050-1234567"]),
        ("Dana +972 50 123 4567", "Dana", [], ["+972 50 123 4567"]),
        ("Jo +1 212 555 0001", "Jo", [], ["+1 212 555 0001"]),
        ("Anne +33 6 12 34 56 78", "Anne", [], ["+33 6 12 34 56 78"]),
        ("Dana (03) 555 1234", "Dana", [], ["(03) 555 1234"]),
        ("Dana 050-1234567 03-5551234", "Dana", [], ["050-1234567", "03-5551234"]),
        ("Dana 050-1234567, 03 555 1234", "Dana", [], ["050-1234567", "03 555 1234"]),
        ("Dana 03-5551234 x371", "Dana", [], ["03-5551234 x371"]),
        ("Dana <dana@x.example>", "Dana", [DANA], []),
        ("Cohen, Dana", "Cohen, Dana", [], []),
        ("Acme, Ltd 03-5551234", "Acme, Ltd", [], ["03-5551234"]),
        ("Dana Cohen, dana@x.example, 050-1234567", "Dana Cohen", [DANA], ["050-1234567"]),
        ("Dana - 050-1234567 / 052-7654321", "Dana", [], ["050-1234567", "052-7654321"]),
        ("Attn: Dana 050-1234567", "Attn: Dana", [], ["050-1234567"]),
        ("Dana:", "Dana:", [], []),
        ("Dana tel: 050-1234567 mail: dana@x.example", "Dana", [DANA], ["050-1234567"]),
        ("dana@x.example Dana a@b.example", "Dana", [DANA, "a@b.example"], []),
        ("050-1234567", "", [], ["050-1234567"]),
        ("Support *2700", "Support", [], ["*2700"]),
        ("דנה כהן 050-1234567", "דנה כהן", [], ["050-1234567"]),
        ("Dana @home", "Dana @home", [], []),
        ("Bank 123 4567", "Bank", [], ["123 4567"]),
    ],
)
def test_a_line_is_taken_apart(text: str, name: str, emails: list[str], phones: list[str]) -> None:
    assert take_apart(text) == (name, tuple(emails), tuple(phones))


@given(st.text())
def test_any_line_can_be_taken_apart(text: str) -> None:
    assert take_apart(text).name == " ".join(take_apart(text).name.split())
