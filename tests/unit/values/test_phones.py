import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.values.phones import looks_like_phone, parse_labelled, phone_fragment, phone_key

MOBILE = "0501234567 972501234567"


@pytest.mark.parametrize(
    "text",
    [
        "050-1234567", "0501234567", "+972 50 123 4567", "+972-50-1234567", "00972-50-1234567", "972501234567",
        "+972 (0)50 123 4567", "+9720501234567", "(050) 123-4567", "050.123.4567", "501234567", "tel:+972501234567",
        "\u202a050-1234567\u202c", "٠٥٠-١٢٣٤٥٦٧", "０５０１２３４５６７", "050–1234567", " 050 1234567 ",
    ],
)  # fmt: skip
def test_spellings_of_one_number_have_one_key(text: str) -> None:
    assert phone_key(text, "IL") == MOBILE


@pytest.mark.parametrize(
    ("text", "country", "key"),
    [
        ("+1 212 555 0001", "IL", "2125550001 12125550001"),
        ("+1 212 555 0001", "US", "2125550001 12125550001"),
        ("(212) 555-0001", "US", "2125550001 12125550001"),
        ("1-212-555-0001", "US", "2125550001 12125550001"),
        ("011 972 50 123 4567", "US", MOBILE),
        ("+44 20 7946 0958", "IL", "02079460958 442079460958"),
        ("020 7946 0958", "GB", "02079460958 442079460958"),
        ("+39 06 1234 5678", "IL", "0612345678 390612345678"),
        ("8 916 123-45-67", "RU", "89161234567 79161234567"),
        ("+7 916 123-45-67", "IL", "89161234567 79161234567"),
        ("612 345 678", "ES", "612345678 34612345678"),
        ("03-5551234", "IL", "035551234 97235551234"),
        ("03-5551234 x371", "IL", "035551234x371 97235551234x371"),
        ("03-5551234 ext. 371", "IL", "035551234x371 97235551234x371"),
        ("03-5551234#371", "IL", "035551234x371 97235551234x371"),
        ("03-5551234 שלוחה 371", "IL", "035551234x371 97235551234x371"),
        ("*2700", "IL", "*2700"),
        ("100", "IL", "100"),
        ("5551234", "IL", "5551234"),
        ("1-700-500-500", "IL", "1700500500"),
        ("050-1234567", "", "0501234567"),
        ("+999 123 456", "IL", "999123456"),
        ("no number", "IL", ""),
        ("", "IL", ""),
    ],
)
def test_a_number_is_keyed_as_dialled_at_home_and_from_abroad(text: str, country: str, key: str) -> None:
    assert phone_key(text, country) == key


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("4567", "4567"), ("050-123", "050123"), ("+972 50", "97250"), ("00972-50", "97250"), ("*2700", "*2700"),
        ("45", None), ("dana", None), ("studio 54", None), ("", None), ("03-5551234 x371", "035551234x371"),
    ],
)  # fmt: skip
def test_a_fragment_is_the_digits_to_look_for(text: str, fragment: str | None) -> None:
    assert phone_fragment(text) == fragment


@given(number=st.from_regex(r"05[0-9]{8}", fullmatch=True), start=st.integers(0, 5))
def test_every_fragment_of_a_number_is_found_in_its_key(number: str, start: int) -> None:
    fragment = phone_fragment(number[start:])
    assert fragment is not None
    assert fragment in phone_key(number, "IL")


@pytest.mark.parametrize(
    "text", ["050-1234567", "5551234", "+97250", "05012", "*2700", "+1 (212) 555-0001 x5", "٠٥٠١٢٣٤"]
)
def test_phones_look_like_phones(text: str) -> None:
    assert looks_like_phone(text)


@pytest.mark.parametrize(
    "text", ["", "12", "123456", "007", "dana", "050-1234567 dana", "1" * 21, "7-Eleven", "+", "()"]
)
def test_other_text_does_not_look_like_a_phone(text: str) -> None:
    assert not looks_like_phone(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("work=03-5551234", ("work", "03-5551234")), ("03-5551234", ("", "03-5551234")), ("=03", ("", "03")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_a_label_stands_before_an_equals_sign(text: str, expected: tuple[str, str]) -> None:
    assert parse_labelled(text) == expected


@given(st.text(), st.sampled_from(["IL", "US", "", "RU", "xx"]))
def test_no_phone_is_rejected(text: str, country: str) -> None:
    assert all(set(form) <= set("0123456789*x") for form in phone_key(text, country).split())
