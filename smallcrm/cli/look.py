"""How things are drawn on this terminal: its width, whether in colour, and how right-to-left text is ordered."""

import os
import shutil
from collections.abc import Mapping
from typing import NamedTuple

from smallcrm.text.terminal import Mode, drawing_mode

_NARROWEST = 40
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


class Look(NamedTuple):
    """Everything that drawing depends on."""

    width: int
    colored: bool
    mode: Mode

    def style(self, text: str, name: str) -> str:
        """Text in a style, where there is colour."""
        return f"\x1b[{_CODES[name]}m{text}\x1b[0m" if self.colored else text


def look_of(environ: Mapping[str, str], *, colored: bool, is_terminal: bool) -> Look:
    """The look of stdout; a pipe is as wide as COLUMNS says, or 80."""
    size = shutil.get_terminal_size((80, 24)) if is_terminal else os.terminal_size((_columns(environ), 24))
    from smallcrm.config import read_config

    setting = str(read_config(environ).get("bidi", "auto"))
    return Look(max(_NARROWEST, size.columns), colored, drawing_mode(environ, is_terminal=is_terminal, setting=setting))


def _columns(environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) else 80
