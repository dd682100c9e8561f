"""What keeps its left-to-right order inside right-to-left lines, and narration that is drawn as tables are."""

import re
from collections.abc import Callable

import pytest

from smallcrm.text.bidi import visual

Run = Callable[..., tuple[int, str, str]]

MODES = ("app", "lro", "words", "terminal")
TOKENS = (
    "050-1234567",
    "+972-50-123-4567",
    "(03) 555-1234",
    "₪1,234.50",
    "-₪300.00",
    "$99.90",
    "2026-12-01",
    "1/12/2026",
    "14:30",
    "dana@x.example",
    "https://x.example/a?b=1",
    "deal:7",
    "contact:12",
    "12.5%",
)
SENTENCE = "לחזור " + " ועוד ".join(TOKENS) + " בבקשה"


@pytest.fixture
def written(run: Run) -> None:
    """A sentence of all these things, wherever a sentence may stand."""
    for command in (
        ["contact", "add", "--force", "דנה כהן", "--phone", "050-1234567", "--company", "אלפא", "--notes", SENTENCE],
        ["company", "edit", "1", "--notes", f"שורה ראשונה\n{SENTENCE}"],
        ["log", "1", SENTENCE, "--body", SENTENCE, "--no-close", "--topic", "complaint", "--in"],
        ["todo", "1", SENTENCE, "--due", "2026-11-20", "--notes", SENTENCE],
        ["deal", "add", SENTENCE, "--contact", "1", "--amount", "1234.50"],
        ["contact", "edit", "1", "--do-not-contact", SENTENCE, "--set", f"source={SENTENCE}"],
    ):
        code, _, err = run(*command)
        assert code == 0, err


pytestmark = pytest.mark.usefixtures("written")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "command",
    [
        ["contact", "show", "1"],
        ["company", "show", "1"],
        ["deal", "show", "1"],
        ["interaction", "show", "1"],
        ["follow-up", "show", "1"],
        ["contact", "list", "--fields", "id,notes"],
        ["interaction", "list", "--fields", "id,summary"],
    ],
)
def test_what_reads_from_the_left_keeps_its_order(run: Run, command: list[str], mode: str) -> None:
    environment = {"SMALLCRM_BIDI": mode, "COLUMNS": "400", "SMALLCRM_PAGER": "none"}
    code, out, _ = run(*command, "--format", "table", on_terminal=True, env=environment)
    assert code == 0
    whole = command[-2:] != ["--fields", "id,notes"] and "list" not in command
    shown = re.sub("[\u2066-\u2069]", "", out)
    assert [token for token in TOKENS[: None if whole else 2] if token not in shown] == []


@pytest.mark.parametrize("mode", ["app", "lro"])
def test_the_agenda_keeps_the_order_of_its_reasons(run: Run, mode: str) -> None:
    run("todo", "1", "לשלם ₪1,234.50 עד 2026-12-01", "--due", "2026-11-19")
    out = run("today", on_terminal=True, env={"SMALLCRM_BIDI": mode, "COLUMNS": "400", "SMALLCRM_PAGER": "none"})[1]
    assert "₪1,234.50" in out
    assert "2026-12-01" in out
    assert "050-1234567" in out


@pytest.mark.parametrize("mode", MODES)
def test_narration_on_a_terminal_is_drawn_as_tables_are(run: Run, mode: str) -> None:
    err = run("contact", "edit", "1", "--city", "חיפה", on_terminal=True, env={"SMALLCRM_BIDI": mode})[2]
    before, after = {"app": ("\x1b[8l", "\x1b[8h"), "lro": ("\u202d", "\u202c")}.get(mode, ("", ""))
    drawn = {"words": "changed contact:1 כהן דנה", "terminal": "\u2066changed contact:\u20661\u2069 דנה כהן\u2069"}
    assert err == f"{before}{drawn.get(mode) or visual('changed contact:1 דנה כהן')}{after}\n"


def test_the_setting_rules_narration_too(run: Run) -> None:
    run("config", "set", "bidi", "lro")
    assert run("contact", "edit", "1", "--city", "עכו", on_terminal=True)[2].startswith("\u202d")
    assert run("contact", "show", "1", on_terminal=True, env={"SMALLCRM_PAGER": "none"})[1].startswith("\x1b[1m\u202d")


def test_errors_and_candidates_are_drawn_as_well(run: Run) -> None:
    err = run("contact", "show", "דנה כהנוב", on_terminal=True, env={"SMALLCRM_BIDI": "app"})[2]
    assert "\x1b[8l" in err
    assert visual("contact:1 דנה כהן, אלפא", "ltr") in err


def test_narration_in_a_pipe_is_as_it_is_stored(run: Run) -> None:
    assert run("contact", "edit", "1", "--city", "חיפה")[2] == "changed contact:1 דנה כהן\n"


def test_a_hebrew_label_and_title_are_drawn_in_order(run: Run) -> None:
    run("field", "add", "גיל הלקוח", "--of", "contact", "--key", "age")
    run("contact", "edit", "1", "--set", "age=42")
    environment = {"SMALLCRM_BIDI": "app", "SMALLCRM_PAGER": "none"}
    out = run("contact", "show", "1", "--color", "never", on_terminal=True, env=environment)[1]
    assert f"{visual('גיל הלקוח')}    42\n" in out
    assert out.startswith(f"\x1b[8l{visual('דנה כהן')}\n")
    listed = run("contact", "list", "--fields", "name,age", "--color", "never", on_terminal=True, env=environment)[1]
    assert visual("גיל הלקוח") in listed.splitlines()[0]


def test_a_query_takes_choices_in_hebrew(run: Run) -> None:
    run("contact", "edit", "1", "--kind", "ספק")
    assert run("contact", "list", "kind:ספק", "--ids") == (0, "1\n", "")
    assert run("contact", "list", "--kind", "לקוח", "--ids") == (0, "", "")
    assert run("contact", "list", "kind:תלונה")[0] == 2
