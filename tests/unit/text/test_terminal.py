"""The drawing modes: which one a terminal gets, and what is printed in each."""

import pytest

from smallcrm.errors import UsageError
from smallcrm.text.terminal import Mode, cell_for, drawing_mode, end_sequence, line_for, start_sequence
from smallcrm.text.width import width

MODES: list[Mode] = ["app", "lro", "words", "terminal", "off"]


@pytest.mark.parametrize(
    ("environ", "mode"),
    [
        ({}, "app"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, "app"),
        ({"TMUX": "/tmp/tmux-0/default,1,0", "VTE_VERSION": "7200"}, "lro"),
        ({"STY": "1.pts-0", "KITTY_WINDOW_ID": "1"}, "lro"),
        ({"TMUX": "x", "KITTY_WINDOW_ID": "1"}, "lro"),
        ({"KITTY_WINDOW_ID": "1"}, "words"),
        ({"TERM": "xterm-kitty"}, "words"),
        ({"KONSOLE_VERSION": "230401"}, "lro"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "lro"),
        ({"TERM_PROGRAM": "iTerm.app"}, "app"),
        ({"TERM": "dumb"}, "off"),
    ],
)
def test_the_terminal_is_known_by_its_environment(environ: dict[str, str], mode: Mode) -> None:
    assert drawing_mode(environ, is_terminal=True) == mode


def test_what_is_not_a_terminal_gets_the_stored_order() -> None:
    assert drawing_mode({"KONSOLE_VERSION": "1"}, is_terminal=False) == "off"


@pytest.mark.parametrize("mode", MODES)
def test_the_mode_can_be_set(mode: Mode) -> None:
    assert drawing_mode({"SMALLCRM_BIDI": mode, "TMUX": "x"}, is_terminal=True) == mode
    assert drawing_mode({"SMALLCRM_BIDI": mode}, is_terminal=False) == mode
    assert drawing_mode({}, is_terminal=True, setting=mode) == mode


def test_the_environment_overrules_the_config() -> None:
    assert drawing_mode({"SMALLCRM_BIDI": "lro"}, is_terminal=True, setting="off") == "lro"
    assert drawing_mode({"SMALLCRM_BIDI": "auto"}, is_terminal=True, setting="off") == "off"


def test_the_config_does_not_change_what_files_and_pipes_get() -> None:
    assert drawing_mode({}, is_terminal=False, setting="app") == "off"


def test_an_unknown_mode_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as refused:
        drawing_mode({"SMALLCRM_BIDI": "both\x1b"}, is_terminal=True)
    assert refused.value.message == "'both\\x1b' is not a way to draw right-to-left text"
    assert "auto, app, lro, words, terminal, off" in refused.value.hint


def test_only_app_mode_tells_the_terminal_to_leave_the_order_alone() -> None:
    assert (start_sequence("app"), end_sequence("app")) == ("\x1b[8l", "\x1b[8h")
    others = [mode for mode in MODES if mode != "app"]
    assert {start_sequence(mode) + end_sequence(mode) for mode in others} == {""}


@pytest.mark.parametrize(
    ("mode", "drawn"),
    [
        ("app", "  !(Acme) ןהכ דוד"),
        ("lro", "\u202d  !(Acme) ןהכ דוד\u202c"),
        ("words", "  !(Acme) כהן דוד"),
        ("terminal", "  \u2067דוד כהן (Acme)!\u2069"),
        ("off", "  דוד כהן (Acme)!"),
    ],
)
def test_a_cell_is_drawn_as_the_mode_asks(mode: Mode, drawn: str) -> None:
    assert cell_for(mode, "דוד כהן (Acme)!", 17) == drawn


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", ["abc", "שלום +972-50-1234567", "中文" * 20, "a\x1b[2Jב\u202e", "א\u0301" * 50, ""])
def test_a_cell_takes_exactly_its_columns_in_every_mode(mode: Mode, text: str) -> None:
    drawn = cell_for(mode, text, 13)
    assert width(drawn) == 13
    assert "\x1b" not in drawn


def test_kitty_gets_punctuation_of_a_word_in_its_stored_place() -> None:
    assert line_for("words", "שלום, עולם") == "עולם שלום,"
    assert line_for("words", "שלום (a)") == "(a) שלום"


def test_a_terminal_that_orders_text_is_told_which_runs_stay() -> None:
    assert line_for("terminal", "טל +972-50-1234567") == "\u2068טל \u2066+972-50-1234567\u2069\u2069"


def test_latin_text_is_the_same_in_every_drawing_of_the_app() -> None:
    assert {line_for(mode, "Acme Ltd.") for mode in ("app", "lro", "words", "off")} == {"Acme Ltd."}


def test_a_line_is_made_safe() -> None:
    assert line_for("app", "a\x1bב\u202e") == "a\\x1bב\\u202e"
