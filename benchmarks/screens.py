"""How long each screen takes to show its first rows, and holds the keyboard up while it reads: see `make bench`.

There are 100,000 contacts, 1,000,000 interactions, 20,000 deals and 30,000 open follow-ups. Run as
`python benchmarks/screens.py`; every round is made in a process of its own, where each screen is opened for the first
time and then once more.
"""

import asyncio
import subprocess
import sys
import time
from ast import literal_eval
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import dataset
from holdup import HoldUp

if TYPE_CHECKING:
    from smallcrm.tui.app import SmallcrmApp

LIMIT = 50
"""Milliseconds for which nothing may hold the keyboard up."""
ROUNDS = 3
"""The least of so many is told, since the machine may be busy."""
QUIET = 1.5
"""Seconds in which what a screen goes on doing must not hold the keyboard up either."""
OPENED = {
    "2": "contacts",
    "enter": "card",
    "escape": "contacts, back",
    "3": "pipeline",
    "4": "follow-ups",
    "5": "log",
    "1": "today",
}
"""The keys, in the order in which they are pressed; the program begins with today."""


async def measure(path: Path) -> dict[str, tuple[float, float]]:
    """Milliseconds until each screen shows rows, and the longest hold-up meanwhile."""
    from smallcrm.core.crm import Crm
    from smallcrm.tui.app import SmallcrmApp
    from smallcrm.tui.desk import Desk

    environ = {"XDG_CONFIG_HOME": str(path.parent)}
    desk = Desk(lambda: Crm(path, environ=environ), mode="app", environ=environ, session="bench")
    app = SmallcrmApp(desk, screen="today")
    taken: dict[str, tuple[float, float]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await _until_filled(app)
        await asyncio.sleep(QUIET)
        for again in ("", ", again"):
            for key, name in OPENED.items():
                taken[f"{name}{again}"] = await _open(app, key)
        await pilot.pause()
    desk.close()
    return taken


async def _open(app: "SmallcrmApp", key: str) -> tuple[float, float]:
    before, start = app.screen, time.perf_counter()
    async with HoldUp() as hold_up:
        app.simulate_key(key)
        while app.screen is before:
            await asyncio.sleep(0.001)
        await _until_filled(app)
        shown = (time.perf_counter() - start) * 1000
        await asyncio.sleep(QUIET)
    return shown, hold_up.longest


async def _until_filled(app: "SmallcrmApp") -> None:
    while not _is_filled(app):
        await asyncio.sleep(0.001)


def _is_filled(app: "SmallcrmApp") -> bool:
    """Whether a list or a page on the screen shows something of the database."""
    from smallcrm.tui.widgets.page import Page
    from smallcrm.tui.widgets.record_table import RecordTable
    from smallcrm.tui.widgets.stage_column import StageColumn

    lists = [*app.screen.query(RecordTable), *app.screen.query(StageColumn)] or [*app.screen.query(Page)]
    return any(widget.size.height > 3 and bool(widget.render_line(3).text.strip()) for widget in lists)


def main(arguments: list[str]) -> int:
    """Print a line for every screen; the exit code is 1 when the limit is passed."""
    if arguments[:1] == ["--one"]:
        print(repr(asyncio.run(measure(Path(arguments[1])))))
        return 0
    with TemporaryDirectory(prefix="smallcrm-bench-") as folder:
        path = Path(folder, "large.db")
        dataset.build(path, dataset.LARGE)
        rounds = [_measured(path) for _ in range(ROUNDS)]
    passed = [_told(name, [taken[name] for taken in rounds]) for name in rounds[0]]
    return 0 if all(passed) else 1


def _measured(path: Path) -> dict[str, tuple[float, float]]:
    command = [sys.executable, __file__, "--one", str(path)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(literal_eval(run.stdout))


def _told(name: str, taken: list[tuple[float, float]]) -> bool:
    shown, held_up = (min(values) for values in zip(*taken, strict=True))
    good = bool(held_up <= LIMIT)
    print(f"{name:20} rows after {shown:4.0f} ms, held up {held_up:3.0f} ms, limit {LIMIT} {'ok' if good else 'SLOW'}")
    return good


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
