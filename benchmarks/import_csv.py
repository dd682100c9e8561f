"""What importing contacts costs, against csv + executemany into the same tables and indexes, search included.

    python benchmarks/import_csv.py [ROWS...]

Each line is a process of its own, measured in processor seconds and peak memory.
"""

import csv
import os
import random
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

MOST_TIMES_FLOOR = 2.5
MOST_MEGABYTES = 150
ROWS = (100_000, 200_000)

_COMPANIES = 2000
_GIVEN = "Dana Yossi Maria John דנה יוסי מאיה Noa Omer Tamar רונית Anna Peter Léa Avi Shira גיא Ruth Adam Eva".split()
_FAMILY = "Cohen Levi Smith כהן לוי מזרחי Garcia Müller Peretz Katz Bar Stern Gold Rossi Novak אברהם Dahan Weiss".split()
_CITIES = ("Tel Aviv", "Haifa", "ירושלים", "Berlin", "London", "באר שבע", "Eilat", "Paris")
_TAGS = ("vip", "newsletter", "wholesale", "לקוח ותיק", "fair 2024", "friend")
_WORDS = "met at the fair wants a quote for next spring call back after holidays prefers email לחזור בערב".split()


def main(arguments: list[str]) -> int:
    """Print a table for each number of rows; the exit code is 1 when a limit is passed."""
    if arguments[:1] == ["run"]:
        _run(arguments[1], Path(arguments[2]), Path(arguments[3]))
        return 0
    passed = [_measure(rows) for rows in map(int, arguments or ROWS)]
    return 0 if all(passed) else 1


def _run(what: str, source: Path, target: Path) -> None:
    import import_floor

    ways = {
        "one table": import_floor.write_contacts,
        "all tables": import_floor.write_everything,
        "import": _import,
        "dry run": _plan,
        "again": _import,
    }
    ways[what](source, target)


def _import(source: Path, target: Path, *, dry_run: bool = False) -> None:
    from smallcrm.core.crm import Crm
    from smallcrm.interchange.importing import run_import

    crm = Crm(target)
    run_import(crm, source, dry_run=dry_run)
    crm.close()


def _plan(source: Path, target: Path) -> None:
    _import(source, target, dry_run=True)


def _measure(rows: int) -> bool:
    print(f"{rows:,} rows")
    with TemporaryDirectory() as folder:
        source = Path(folder) / "contacts.csv"
        _generate(source, rows)
        single, _ = _child("one table", source)
        floor, _ = _child("all tables", source)
        print(f"{'floor':>12} {floor:7.2f} s   ({single:.2f} s for one table without the search index)")
        seconds, megabytes = _child("import", source)
        _print("import", seconds, floor, single, megabytes)
        for what in ("again", "dry run"):
            other, memory = _child(what, source, "import" if what == "again" else "dry run")
            _print(what, other, floor, single, memory)
    return seconds <= MOST_TIMES_FLOOR * floor and megabytes <= MOST_MEGABYTES


def _print(what: str, seconds: float, floor: float, single: float, megabytes: float) -> None:
    print(f"{what:>12} {seconds:7.2f} s   {seconds / floor:5.2f} x floor   {seconds / single:5.2f} x one table"
          f"   {megabytes:5.0f} MB")  # fmt: skip


def _child(what: str, source: Path, database: str = "") -> tuple[float, float]:
    """Processor seconds and peak megabytes of one run, without those of starting the interpreter."""
    target = source.with_name(f"{(database or what).replace(' ', '-')}.db")
    child = subprocess.Popen([sys.executable, __file__, "run", what, str(source), str(target)])
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{what} failed")
    return used.ru_utime + used.ru_stime, _megabytes(used)


def _megabytes(used: resource.struct_rusage) -> float:
    """ru_maxrss is kilobytes on Linux and bytes on macOS."""
    return used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _generate(path: Path, rows: int) -> None:
    choose = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "email", "phone", "company", "city", "tags", "notes"])
        writer.writerows(_contact(choose, number) for number in range(rows))


def _contact(choose: random.Random, number: int) -> list[str]:
    return [
        f"{choose.choice(_GIVEN)} {choose.choice(_FAMILY)} {choose.choice(_FAMILY)}",
        f"person{number}@mail{number % 977}.example",
        f"05{choose.randrange(10)}-{choose.randrange(10**7):07}",
        f"Company {choose.randrange(_COMPANIES)} Ltd",
        choose.choice(_CITIES),
        ", ".join(choose.sample(_TAGS, choose.randrange(3))),
        " ".join(choose.choices(_WORDS, k=choose.randrange(4, 16))),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
