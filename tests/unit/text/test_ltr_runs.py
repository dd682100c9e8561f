"""Which parts of a text keep their left-to-right order."""

import pytest

from smallcrm.text.ltr_runs import isolate, isolate_ltr, ltr_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("אב", []),
        ("טל +972-50-123-4567.", ["+972-50-123-4567"]),
        ("+1 (212) 555 0100", ["+1 (212) 555 0100"]),
        ("050 123 4567 054-7654321", ["050 123 4567", "054-7654321"]),
        ("(03) 555 1234", ["(03) 555 1234"]),
        ("07.11.2026 10:30", ["07.11.2026", "10:30"]),
        ("2026-11-23", ["2026-11-23"]),
        ("ב-300", ["300"]),
        ("-₪1,234.50", ["-₪1,234.50"]),
        ("50%", ["50%"]),
        ("dan.c+x@acme.co.il.", ["dan.c+x@acme.co.il"]),
        ("(https://a.b/c?d=1).", ["https://a.b/c?d=1"]),
        ("+972-50-12…", ["+972-50-12…"]),
        ("050 12 …", ["050 12 …"]),
        ("1,23…", ["1,23…"]),
        ("12, …", ["12"]),
        ("dan@acme.c…", ["dan@acme.c…"]),
    ],
)
def test_numbers_and_addresses_are_found(text: str, runs: list[str]) -> None:
    assert [text[run.start : run.end] for run in ltr_runs(text)] == runs


def test_numbers_act_as_numbers_and_addresses_as_latin_words() -> None:
    assert [run.code for run in ltr_runs("12 a@b.co")] == ["1", "L"]


def test_runs_are_isolated_for_a_terminal_that_orders_text_itself() -> None:
    assert isolate_ltr("טל +972-50-1234567 כאן") == "טל \u2066+972-50-1234567\u2069 כאן"


@pytest.mark.parametrize(("base", "mark"), [("ltr", "\u2066"), ("rtl", "\u2067"), ("auto", "\u2068")])
def test_an_isolate_opens_in_the_direction_asked_for(base: str, mark: str) -> None:
    assert isolate("x", base) == f"{mark}x\u2069"
