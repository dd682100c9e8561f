"""The table at a thousand, a hundred thousand and a million contacts: time to show, paging, memory; and first paint.

Run as `python benchmarks/tui.py [ROWS...]`; every measurement is made in a process of its own.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from ast import literal_eval
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from holdup import HoldUp

if TYPE_CHECKING:
    from smallcrm.tui.widgets.record_table import RecordTable

_SIZES = (1_000, 100_000, 1_000_000)
_FIRST_PAINT_LIMIT = 1.6
_GROWTH_LIMIT = 1.3
"""How many times as much the largest list may take as the smallest."""
_GROWING = ("rows shown", "MB")
_STEP_LIMIT = 50
"""Milliseconds within which what was asked for must be on screen, and which nothing may hold the screen up for."""
_STEPS = ("page down", "end", "slowest sort", "slowest filter", "held up")
_LIMITED_ROWS = 100_000
_KINDS = "lead prospect customer former partner supplier other".split()
_SORTS = ("name", "company", "kind", "last_touch", "next")
_FILTERS = ("dana", "kind:customer")
_CONTACTS_A_COMPANY = 50
_STAMP = "2026-01-01T00:00:00Z"
_GIVEN = "Dana Moshe Yael Noa Avi Omer דנה משה יעל נועה אבי עומר Eli Ruth Sara Tom".split()
_FAMILY = "Cohen Levi Mizrahi כהן לוי מזרחי Peretz Biton ביטון Katz Golan".split()
_BARE_APP = """
from textual.app import App
from textual.widgets import DataTable, Footer, Header
class Bare(App):
    def compose(self):
        yield Header(); yield DataTable(); yield Footer()
    def on_mount(self):
        self.query_one(DataTable).add_columns("Name", "Phone"); self.call_after_refresh(self.exit)
Bare().run(headless=True, size=(120, 40))
"""
_OUR_APP = """
import os, pathlib
from smallcrm.tui import app as ours, desk
def open_crm():
    from smallcrm.core.crm import Crm
    return Crm(pathlib.Path({path!r}), environ={{}})
place = desk.Desk(open_crm, mode="app", environ={{"XDG_CONFIG_HOME": {folder!r}}}, session="bench")
shown = ours.SmallcrmApp(place)
shown.call_later(shown.call_after_refresh, shown.exit)
shown.run(headless=True, size=(120, 40)); place.close()
"""


def make_database(path: Path, rows: int) -> None:
    """Write contacts with phones and a search index, without a journal."""
    import random

    from smallcrm.core.crm import Crm
    from smallcrm.store import search_index
    from smallcrm.text.fold import fold

    pick = random.Random(1)
    names = [f"{pick.choice(_GIVEN)} {pick.choice(_FAMILY)} {number}" for number in range(1, rows + 1)]
    crm = Crm(path)
    firms = rows // _CONTACTS_A_COMPANY
    with crm.store.write("benchmark") as work:
        work.connection.execute_many(
            "INSERT INTO company(uid, created_at, updated_at, version, name, name_key, kind)"
            " VALUES (?, ?, ?, 1, ?, ?, 'customer')",
            ((f"f{at:025d}", _STAMP, _STAMP, f"Firm {at}", f"firm {at}") for at in range(1, firms + 1)),
        )
        work.connection.execute_many(
            "INSERT INTO contact(uid, created_at, updated_at, version, name, name_key, kind, company_id, last_touch_at,"
            " next_follow_up_on) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)",
            (
                (f"{at:026d}", _STAMP, _STAMP, name, fold(name), pick.choice(_KINDS), at * 7 % (2 * firms) % firms + 1,
                 f"2026-0{at % 9 + 1}-11T10:00:00Z", f"2027-0{at % 9 + 1}-15" if at % 3 else None)
                for at, name in enumerate(names, 1)
            ),
        )  # fmt: skip
        work.connection.execute_many(
            "INSERT INTO channel(uid, created_at, updated_at, version, contact_id, type, value, match_key)"
            " VALUES (?, ?, ?, 1, ?, 'phone', ?, ?)",
            ((f"c{at:025d}", _STAMP, _STAMP, at, f"050-{at:07d}", f"050{at:07d}") for at in range(1, rows + 1)),
        )
        search_index.rebuild(work.connection)
    crm.close()


def measure(path: Path) -> dict[str, float]:
    """Milliseconds of each step, and resident memory in MB, in this process."""
    return asyncio.run(_measure(path))


async def _measure(path: Path) -> dict[str, float]:
    from smallcrm.core.crm import Crm
    from smallcrm.tui.app import SmallcrmApp
    from smallcrm.tui.desk import Desk
    from smallcrm.tui.screens.list_screen import ListScreen
    from smallcrm.tui.widgets.ordered import Field

    environ = {"XDG_CONFIG_HOME": str(path.parent)}
    desk = Desk(lambda: Crm(path, environ=environ), mode="app", environ=environ, session="bench")
    app = SmallcrmApp(desk, screen="contacts")
    taken: dict[str, float] = {}
    began = time.perf_counter()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = app.screen
        assert isinstance(screen, ListScreen)
        table = screen.table

        async def until_shown(label: str, start: float) -> None:
            await _until_shown(table)
            taken[label] = (time.perf_counter() - start) * 1000

        async def until_complete() -> None:
            while not table.is_complete:
                await asyncio.sleep(0.001)

        async def step(label: str, act: Callable[[], object], *, is_new: bool = False) -> None:
            start, window = time.perf_counter(), table.window
            act()
            while is_new and table.window is window:
                await asyncio.sleep(0.001)
            await until_shown(label, start)
            await pilot.pause()

        await until_shown("rows shown", began)
        taken["page while reading"] = await _slowest_page(table)
        taken["all keys"] = (time.perf_counter() - began) * 1000
        taken["MB"] = _resident_mb()
        async with HoldUp() as hold_up:
            await step("page down", table.action_page_down)
            await step("end", table.action_bottom)
            await step("home", table.action_top)
            for field in _SORTS:
                for sort in (field, f"-{field}"):
                    await step(f"sort {sort}", partial(table.sort_by, sort), is_new=True)
                    await until_complete()
            await step("home", partial(table.sort_by, "name"), is_new=True)
            for query in _FILTERS:
                await step(f"filter {query}", partial(setattr, screen.query_one(Field), "value", query), is_new=True)
                await until_complete()
        taken["held up"] = hold_up.longest
        taken["slowest sort"] = max(taken.pop(f"sort {sign}{field}") for field in _SORTS for sign in ("", "-"))
        taken["slowest filter"] = max(taken.pop(f"filter {query}") for query in _FILTERS)
    desk.close()
    return taken


async def _until_shown(table: "RecordTable[int]") -> None:
    while table.count == 0 or "050-" not in table.render_line(3).text:
        await asyncio.sleep(0.001)


async def _slowest_page(table: "RecordTable[int]") -> float:
    """Milliseconds in which the last rows known of are shown, at most, while the keys of the list are still read."""
    slowest = 0.0
    while not (slowest and table.is_complete):
        start = time.perf_counter()
        table.action_bottom()
        await _until_shown(table)
        slowest = max(slowest, (time.perf_counter() - start) * 1000)
        await asyncio.sleep(0.001)
    return slowest


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def first_paint(folder: Path, path: Path) -> bool:
    """CPU time of our first screen against a bare Textual application with header, table and footer."""
    ours = min(_cpu(_OUR_APP.format(path=str(path), folder=str(folder))) for _ in range(5))
    bare = min(_cpu(_BARE_APP) for _ in range(5))
    print(f"first paint: {ours:.0f} ms CPU, bare Textual {bare:.0f}, x{ours / bare:.2f} (at most {_FIRST_PAINT_LIMIT})")
    return ours <= bare * _FIRST_PAINT_LIMIT


def _cpu(code: str) -> float:
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True, env=environ, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def grew_little(smallest: dict[str, float], largest: dict[str, float]) -> bool:
    """Whether opening the largest list costs hardly more time and memory than opening the smallest."""
    ratios = {label: largest[label] / smallest[label] for label in _GROWING}
    told = ", ".join(f"{label} x{ratio:.2f}" for label, ratio in ratios.items())
    print(f"largest against smallest: {told} (at most {_GROWTH_LIMIT})")
    return max(ratios.values()) <= _GROWTH_LIMIT


def answers_at_once(taken: dict[str, float]) -> bool:
    """Whether every step shows what it should within the limit."""
    slow = [f"{label} {taken[label]:.0f} ms" for label in _STEPS if taken[label] > _STEP_LIMIT]
    print(f"steps at {_LIMITED_ROWS:,} rows: {', '.join(slow) or 'each'} (at most {_STEP_LIMIT} ms)")
    return not slow


def _measured(path: Path) -> dict[str, float]:
    """The least of three processes, since the machine may be busy."""
    command = [sys.executable, __file__, "--one", str(path)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(3)]
    taken = [dict[str, float](literal_eval(run)) for run in runs]
    return {label: min(run[label] for run in taken) for label in taken[0]}


def main(arguments: list[str]) -> int:
    """Print a line for every size, in milliseconds and MB; the exit code is 1 when a limit is passed."""
    if arguments[:1] == ["--one"]:
        print(repr(measure(Path(arguments[1]))))
        return 0
    with tempfile.TemporaryDirectory(prefix="smallcrm-bench-") as folder:
        sizes = [int(argument) for argument in arguments] or _SIZES
        taken = []
        for rows in sizes:
            path = Path(folder) / f"{rows}.db"
            make_database(path, rows)
            taken.append(_measured(path))
            steps = "  ".join(f"{label} {value:.1f}" for label, value in taken[-1].items())
            print(f"{rows:>9,} rows: {steps}", flush=True)
        passed = [grew_little(taken[0], taken[-1]), first_paint(Path(folder), path)]
        if _LIMITED_ROWS in sizes:
            passed.append(answers_at_once(taken[list(sizes).index(_LIMITED_ROWS)]))
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
