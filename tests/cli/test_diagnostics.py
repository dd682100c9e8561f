"""What is told beside the data."""

import io
import sys

import pytest

from smallcrm.cli.diagnostics import Diagnostics


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_cells_of_a_line_stay_in_their_columns_in_any_script(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    told = Diagnostics(environ={"SMALLCRM_BIDI": "app"})
    told.say_cells(("נעל", 6), ("נעל", 6), ("[red] 38 \x1b", 14))
    told.say_cells(("shoe", 6), ("shoe", 6), ("38", 14))
    assert terminal.getvalue().splitlines() == [
        "\x1b[8lלענ     לענ     [red] 38 \\x1b\x1b[8h",
        "\x1b[8lshoe    shoe    38\x1b[8h",
    ]
