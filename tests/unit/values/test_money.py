from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.errors import UsageError
from smallcrm.values.currencies import currency_for_country
from smallcrm.values.money import Money, decimal_string, format_money, parse_money


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12500", (1250000, "ILS")), ("1,234.50", (123450, "ILS")), ("₪1,234.50", (123450, "ILS")),
        ("-₪300.00", (-30000, "ILS")), ("₪-300", (-30000, "ILS")), ("−300", (-30000, "ILS")),
        ("$1,234.50", (123450, "USD")), ("1.234,50 €", (123450, "EUR")), ("300 ₪", (30000, "ILS")),
        ("NIS 300", (30000, "ILS")), ('300 ש"ח', (30000, "ILS")), ("300 ש״ח", (30000, "ILS")),
        ("USD 12", (1200, "USD")), ("usd 12", (1200, "USD")), ("12 USD", (1200, "USD")),
        ("12.34567k", (1234567, "ILS")), ("12.5k", (1250000, "ILS")),
        ("12k₪", (1200000, "ILS")), ("1.2M", (120000000, "ILS")), ("1,234", (123400, "ILS")),
        ("1,234,567", (123456700, "ILS")), ("1.234.567", (123456700, "ILS")), ("1 234 567,8", (123456780, "ILS")),
        ("1'234.50", (123450, "ILS")), ("12,5", (1250, "ILS")), ("12,50", (1250, "ILS")), ("12.5", (1250, "ILS")),
        ("0", (0, "ILS")), ("JPY 1,200", (1200, "JPY")), ("¥1200", (1200, "JPY")), ("KWD 1.234", (1234, "KWD")),
        ("R$ 12,50", (1250, "BRL")), ("\u200f1,234.50 \u200f₪", (123450, "ILS")), ("١٢٣", (12300, "ILS")),
        ("$12 USD", (1200, "USD")), ("1\u00a0234,50 €", (123450, "EUR")),
    ],
)  # fmt: skip
def test_an_amount_is_read(text: str, expected: tuple[int, str]) -> None:
    assert parse_money(text, "ILS") == Money(*expected)


@pytest.mark.parametrize(
    "text", ["", "x", "₪", "--3", "-₪-3", "1,23,4", "12.", ".5", "1,2345.6", "1.234,5.6", "12 34", "1e5", "+5", "٫"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_money(text, "ILS")
    assert repr(text) in refusal.value.message


@pytest.mark.parametrize("text", ["12.345", "1,234.567", "JPY 12.5", "KWD 1.2345", "12.345678k"])
def test_more_decimals_than_the_currency_has_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="more decimals"):
        parse_money(text, "ILS")


@pytest.mark.parametrize("text", ["XYZ 12", "12 bananas", "₿1", "$12 EUR"])
def test_an_unknown_currency_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="currency"):
        parse_money(text, "ILS")


@pytest.mark.parametrize("text", [str(2**62), "9" * 5000, "46116860184273879.05", "99999999999999999m"])
def test_an_absurd_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="too large"):
        parse_money(text, "ILS")


def test_the_largest_amount_is_read() -> None:
    assert parse_money("46116860184273879.04", "ILS").minor == 2**62


@pytest.mark.parametrize(
    ("minor", "currency", "shown", "decimal"),
    [
        (123450, "ILS", "₪1,234.50", "1234.50"),
        (-30000, "ILS", "-₪300.00", "-300.00"),
        (-5, "USD", "-$0.05", "-0.05"),
        (0, "ILS", "₪0.00", "0.00"),
        (1200, "JPY", "¥1,200", "1200"),
        (1234, "KWD", "KWD 1.234", "1.234"),
        (-1200, "CHF", "-CHF 12.00", "-12.00"),
    ],
)
def test_an_amount_is_shown(minor: int, currency: str, shown: str, decimal: str) -> None:
    assert format_money(minor, currency) == shown
    assert decimal_string(minor, currency) == decimal


@given(st.integers(-(2**62), 2**62), st.sampled_from(["ILS", "USD", "JPY", "KWD", "CHF", "BRL"]))
def test_a_shown_amount_is_read_back(minor: int, currency: str) -> None:
    assert parse_money(format_money(minor, currency), "ILS") == (minor, currency)
    shown = decimal_string(minor, currency)
    if currency != "KWD":
        assert parse_money(shown, currency) == (minor, currency)


@given(st.text())
def test_any_text_is_an_amount_or_a_usage_error(text: str) -> None:
    with suppress(UsageError):
        assert isinstance(parse_money(text, "ILS"), Money)


@pytest.mark.parametrize(
    ("country", "currency"),
    [
        ("IL", "ILS"), ("us", "USD"), ("DE", "EUR"), ("GB", "GBP"), ("JP", "JPY"), ("CH", "CHF"),
        ("EC", "USD"), ("", None), ("QQ", None),
    ],
)  # fmt: skip
def test_a_country_pays_with_its_currency(country: str, currency: str | None) -> None:
    assert currency_for_country(country) == currency
