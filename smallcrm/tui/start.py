"""Opens the full screen on a database: called once, by the command line."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.config import read_config
from smallcrm.errors import BusyError, UsageError
from smallcrm.ids import random_ulid
from smallcrm.text.terminal import drawing_mode
from smallcrm.tui.app import SmallcrmApp
from smallcrm.tui.desk import Desk
from smallcrm.tui.routes import SCREENS

SAMPLE_BANNER = "A sample business, thrown away at the end: your own data is not touched"
KEPT_SAMPLE_BANNER = "A sample business: your own data is not touched"

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def open_full_screen(
    path: Path, environ: Mapping[str, str], *, screen: str = "today", who: str = "", banner: str = ""
) -> None:
    """Run until the person leaves; every write of this window carries one session's name, a ULID.

    UsageError for a screen that there is not; BusyError when the last change was not saved by the end; SystemExit
    when a signal, or a fault of the program, ended it.
    """
    name = screen.strip().lower().replace("-", "_")
    if name not in SCREENS:
        raise UsageError(f"there is no screen {screen!r}", hint=f"one of {', '.join(SCREENS).replace('_', '-')}")
    session = random_ulid(int(time.time() * 1000))
    setting = str(read_config(environ).get("bidi", "auto"))
    mode = drawing_mode(environ, is_terminal=True, setting=setting)

    def open_crm() -> "Crm":
        from smallcrm.core.crm import Crm
        from smallcrm.records.history import Source

        return Crm(path, source=Source.TUI, session=session, environ=environ)

    desk = Desk(open_crm, mode=mode, environ=environ, session=session)
    app = SmallcrmApp(desk, screen=name, who=who, banner=banner)
    try:
        app.run()
    finally:
        is_saved = desk.close(patience_seconds=app.patience_seconds)
    if not is_saved:
        raise _unsaved(app.return_code)
    if app.return_code:
        sys.exit(app.return_code)
    if app.wants_sample:
        _look_around(environ)


def _unsaved(code: int | None) -> BusyError:
    error = BusyError("the last change was not saved: it was still waiting to be written", hint="make it again")
    error.exit_code = code or error.exit_code
    return error


def _look_around(environ: Mapping[str, str]) -> None:
    """Open the full screen on a sample business that is thrown away afterwards."""
    import tempfile

    from smallcrm.core.crm import Crm
    from smallcrm.core.demo.business import build_demo

    with tempfile.TemporaryDirectory(prefix="smallcrm-demo-") as folder:
        path = Path(folder) / "demo.db"
        crm = Crm(path, environ=environ)
        build_demo(crm)
        crm.close()
        open_full_screen(path, environ, banner=SAMPLE_BANNER)
