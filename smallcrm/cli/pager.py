"""Shows text of more than a screen through the person's pager."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping

from smallcrm.config import read_config


def show(text: str, environ: Mapping[str, str], *, write: Callable[[str], None]) -> None:
    """Write text, or hand it to the pager when stdout is a terminal with fewer lines."""
    if not sys.stdout.isatty() or text.count("\n") < shutil.get_terminal_size().lines:
        write(text)
        return
    command = pager_command(environ)
    if not command or not _ran(command, text, environ):
        write(text)


def pager_command(environ: Mapping[str, str]) -> list[str]:
    """The pager and its arguments; empty for none."""
    import shlex

    asked = environ.get("SMALLCRM_PAGER", environ.get("PAGER"))
    if asked is None:
        asked = str(read_config(environ).get("pager", "less"))
    return shlex.split(asked) if asked.strip() not in ("", "none", "cat") else []


def _ran(command: list[str], text: str, environ: Mapping[str, str]) -> bool:
    surroundings = {**os.environ, "LESS": environ.get("LESS", "FRX"), "LESSCHARSET": "utf-8"}
    try:
        subprocess.run(command, input=text.encode("utf-8", "replace"), env=surroundings, check=False)  # noqa: S603
    except OSError:
        return False
    return True
