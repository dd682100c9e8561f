"""The only writer of stderr: narration, errors, questions."""

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.errors import CrmError, UsageError
from smallcrm.text.safe import safe, safe_lines

if TYPE_CHECKING:
    from smallcrm.text.terminal import Mode


class Diagnostics:
    """Talks to the person beside the data."""

    def __init__(
        self,
        *,
        quiet: bool = False,
        as_json: bool = False,
        debug: bool = False,
        may_ask: bool = True,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self._environ = environ
        self._quiet = quiet
        self._as_json = as_json
        self._debug = debug
        self._may_ask = may_ask

    def say(self, text: str) -> None:
        """Narrate one line, unless quiet."""
        if not self._quiet:
            _write(self._drawn(text))

    def say_cells(self, *cells: tuple[str, int]) -> None:
        """Narrate one line of texts, each drawn inside as many columns as its number says, unless quiet."""
        from smallcrm.text.terminal import cell_for, end_sequence, start_sequence

        if not self._quiet:
            mode = self._mode() if sys.stderr.isatty() else "off"
            line = "  ".join(cell_for(mode, text, columns, align="left") for text, columns in cells)
            _write(f"{start_sequence(mode)}{line.rstrip()}{end_sequence(mode)}")

    def warn(self, text: str) -> None:
        """A line that is written even when quiet."""
        _write(self._drawn(f"smallcrm: warning: {text}"))

    def error(self, error: CrmError) -> None:
        """An error on one line or two; with --json also as JSON; with --debug with its traceback."""
        if self._debug:
            _write_part(safe_lines("".join(traceback.format_exception(error))))
        parts = [part for part in (error.message, error.hint) if part]
        _write(self._drawn(f"smallcrm: {'; '.join(parts)}"))
        for candidate in error.candidates:
            _write(self._drawn(f"  {candidate}"))
        if self._as_json:
            _write(_as_json(error))

    def confirm(self, question: str, *, flag: str) -> bool:
        """Ask a yes-or-no question; UsageError naming the flag when there is nobody to ask."""
        if not self._may_ask:
            raise UsageError(f"{question} cannot be asked here", hint=f"{flag} answers yes")
        _write_part(self._drawn(f"{question} [y/N] "))
        return sys.stdin.readline().strip().lower() in {"y", "yes", "כ", "כן"}

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        """Ask for one of several; None when there is nobody to ask or nothing was chosen."""
        if not self._may_ask:
            return None
        for number, choice in enumerate(choices, 1):
            _write(self._drawn(f"  {number}  {choice}"))
        _write_part(self._drawn(f"{question} "))
        answer = sys.stdin.readline().strip()
        return int(answer) - 1 if answer.isdecimal() and 1 <= int(answer) <= len(choices) else None

    def _drawn(self, text: str) -> str:
        """One line as the person's terminal shows it in order; as it is stored where no person reads it."""
        if text.isascii() or not sys.stderr.isatty():
            return safe(text)
        from smallcrm.text.terminal import end_sequence, line_for, start_sequence

        mode = self._mode()
        return f"{start_sequence(mode)}{line_for(mode, text, 'ltr')}{end_sequence(mode)}"

    def _mode(self) -> "Mode":
        """How right-to-left text is drawn on stderr; as it is stored when that cannot be told."""
        from smallcrm.config import read_config
        from smallcrm.text.terminal import drawing_mode

        try:
            setting = str(read_config(self._environ).get("bidi", "auto"))
            return drawing_mode(self._environ, is_terminal=True, setting=setting)
        except CrmError:
            return "off"


def _as_json(error: CrmError) -> str:
    import json

    from smallcrm.text.safe import json_safe

    content = {
        "code": error.code,
        "message": error.message,
        "hint": error.hint or None,
        "candidates": list(error.candidates),
    }
    return json_safe(json.dumps({"error": content}, ensure_ascii=False))


def _write(line: str) -> None:
    _write_part(f"{line}\n")


def _write_part(text: str) -> None:
    sys.stderr.write(text.encode("utf-8", "replace").decode("utf-8"))
    sys.stderr.flush()
