"""The only writer of stderr: narration, errors, questions."""

import sys
import traceback
from collections.abc import Sequence

from smallcrm.errors import CrmError, UsageError
from smallcrm.text.safe import safe


class Diagnostics:
    """Talks to the person beside the data."""

    def __init__(
        self, *, quiet: bool = False, as_json: bool = False, debug: bool = False, may_ask: bool = True
    ) -> None:
        self._quiet = quiet
        self._as_json = as_json
        self._debug = debug
        self._may_ask = may_ask

    def say(self, text: str) -> None:
        """Narrate one line, unless quiet."""
        if not self._quiet:
            _write(safe(text))

    def warn(self, text: str) -> None:
        """A line that is written even when quiet."""
        _write(f"smallcrm: warning: {safe(text)}")

    def error(self, error: CrmError) -> None:
        """An error on one line or two; with --json also as JSON; with --debug with its traceback."""
        if self._debug:
            traceback.print_exception(error)
        parts = [part for part in (error.message, error.hint) if part]
        _write(f"smallcrm: {safe('; '.join(parts))}")
        for candidate in error.candidates:
            _write(f"  {safe(candidate)}")
        if self._as_json:
            _write(_as_json(error))

    def confirm(self, question: str, *, flag: str) -> bool:
        """Ask a yes-or-no question; UsageError naming the flag when there is nobody to ask."""
        if not self._may_ask:
            raise UsageError(f"{question} cannot be asked here", hint=f"{flag} answers yes")
        _write_part(f"{safe(question)} [y/N] ")
        return sys.stdin.readline().strip().lower() in {"y", "yes", "כ", "כן"}

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        """Ask for one of several; None when there is nobody to ask or nothing was chosen."""
        if not self._may_ask:
            return None
        for number, choice in enumerate(choices, 1):
            _write(f"  {number}  {safe(choice)}")
        _write_part(f"{safe(question)} ")
        answer = sys.stdin.readline().strip()
        return int(answer) - 1 if answer.isdecimal() and 1 <= int(answer) <= len(choices) else None


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
