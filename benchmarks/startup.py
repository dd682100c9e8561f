"""What each daily command costs, as a multiple of `python -c pass`: `python benchmarks/startup.py [ROUNDS]`.

Processor time (user and system) of whole processes, output piped, bytecode cached, every command and the floor
measured in turn within each round; the table shows medians. The same is measured on a file of ten times the size;
what works on deals is held to its limit there, with 20,000 of them.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import dataset

from smallcrm.store.store import Store

ROUNDS = 31
MOST_GROWTH = 1.3
PYTHON = sys.executable
SMALLCRM = str(Path(sys.executable).with_name("smallcrm"))
FLOOR = [PYTHON, "-c", "pass"]


class Case(NamedTuple):
    """A command, the most it may cost as a multiple of the floor, and what it adds to the environment."""

    name: str
    limit: float
    arguments: Callable[["Numbers"], list[str]]
    environment: dict[str, str] = {}  # noqa: RUF012
    is_of_deals: bool = False
    """Whether the limit holds for the large file, whatever the small one took."""


class Numbers(NamedTuple):
    """What differs from run to run: a contact, a follow-up that is still open, and a deal of the first stage."""

    contact: int
    follow_up: int
    deal: int


COMPLETION = {"_SMALLCRM_COMPLETE": "complete_bash", "COMP_WORDS": "smallcrm con", "COMP_CWORD": "1"}

CASES = (
    Case("contact list --limit 50", 9, lambda _: ["contact", "list", "--limit", "50"]),
    Case("find cohen", 9, lambda _: ["find", "cohen"]),
    Case("contact show ID", 9, lambda run: ["contact", "show", str(run.contact)]),
    Case("today", 9, lambda _: ["today"]),
    Case("completion, first word", 9, lambda _: [], COMPLETION),
    Case("--version", 9, lambda _: ["--version"]),
    Case("log ID TEXT", 10, lambda run: ["log", str(run.contact), "asked for a quote"]),
    Case("todo ID TITLE", 10, lambda run: ["todo", str(run.contact), "Call back", "--due", "+3d"]),
    Case("follow-up done ID", 10, lambda run: ["follow-up", "done", str(run.follow_up)]),
    Case("deal list --limit 50", 9, lambda _: ["deal", "list", "--limit", "50"], is_of_deals=True),
    Case("deal move ID --to S", 10, lambda run: ["deal", "move", str(run.deal), "--to", "id:2"], is_of_deals=True),
    Case("pipeline", 9, lambda _: ["pipeline"], is_of_deals=True),
    Case("--help", 12, lambda _: ["--help"]),
)


def main(arguments: list[str]) -> int:
    """Print the table; the exit code is 1 when a limit is passed."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    with TemporaryDirectory(prefix="smallcrm-bench-") as folder:
        small, large = Path(folder, "small.db"), Path(folder, "large.db")
        dataset.build(small, dataset.SMALL)
        dataset.build(large, dataset.TEN_TIMES)
        return _print_table(*_measure([small, large], rounds))


def _measure(files: list[Path], rounds: int) -> tuple[float, dict[str, list[float]]]:
    """The median seconds of the floor, and of each case on each file; the first round only warms the caches."""
    floor: list[float] = []
    seconds: dict[tuple[str, Path], list[float]] = {(case.name, file): [] for case in CASES for file in files}
    runs = zip(*(_numbers(file, rounds + 1) for file in files), strict=True)
    for numbers in runs:
        floor.append(_cpu_seconds(FLOOR, {}))
        for case in CASES:
            for file, number in zip(files, numbers, strict=True):
                environment = {"SMALLCRM_DB": str(file), **case.environment}
                spent = _cpu_seconds([SMALLCRM, *case.arguments(number)], environment)
                seconds[case.name, file].append(spent)
    return median(floor[1:]), {case.name: [median(seconds[case.name, file][1:]) for file in files] for case in CASES}


def _numbers(file: Path, count: int) -> Iterator[Numbers]:
    """A different contact, open follow-up and new deal for each of `count` runs."""
    store = Store(file)
    open_ones = store.read().column("SELECT id FROM follow_up WHERE status = 'open' LIMIT :count", count=count)
    new_deals = store.read().column("SELECT id FROM deal WHERE stage_id = 1 LIMIT :count", count=count)
    store.close()
    pairs = enumerate(zip(open_ones, new_deals, strict=True))
    return (Numbers(1 + place * 37, follow_up, deal) for place, (follow_up, deal) in pairs)


def _cpu_seconds(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env=inherited | environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _print_table(floor: float, seconds: dict[str, list[float]]) -> int:
    print(f"python -c pass: {floor * 1000:.1f} ms")
    print(f"{'':24} {'10,000':>8} {'limit':>6} {'100,000':>8} {'growth':>7} {'limit':>6}")
    failed = 0
    for case in CASES:
        small, large = seconds[case.name]
        good = large / floor <= case.limit if case.is_of_deals else _is_steady(case, floor, small, large)
        failed += not good
        print(
            f"{case.name:24} {small / floor:7.2f}x {case.limit:5}x {large / floor:7.2f}x"
            f" {large / small:7.2f} {MOST_GROWTH:6} {'ok' if good else 'TOO SLOW'}"
        )
    return 1 if failed else 0


def _is_steady(case: Case, floor: float, small: float, large: float) -> bool:
    """Whether a command is within its limit, and hardly slower with ten times the data."""
    return small / floor <= case.limit and large / small <= MOST_GROWTH


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
