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
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from smallcrm.core.crm import Crm
from smallcrm.interchange.importing import run_import
from smallcrm.store import database
from smallcrm.store.connection import Connection

MOST_TIMES_FLOOR = 2.5
MOST_MEGABYTES = 150
ROWS = (100_000, 200_000)

_COMPANIES = 2000
_GIVEN = "Dana Yossi Maria John דנה יוסי מאיה Noa Omer Tamar רונית Anna Peter Léa Avi Shira גיא Ruth Adam Eva".split()
_FAMILY = (
    "Cohen Levi Smith כהן לוי מזרחי Garcia Müller Peretz Katz Bar Stern Gold Rossi Novak אברהם Dahan Weiss".split()
)
_CITIES = ("Tel Aviv", "Haifa", "ירושלים", "Berlin", "London", "באר שבע", "Eilat", "Paris")
_TAGS = ("vip", "newsletter", "wholesale", "לקוח ותיק", "fair 2024", "friend")
_WORDS = "met at the fair wants a quote for next spring call back after holidays prefers email לחזור בערב".split()

_BATCH = 2000
_STAMP = "2026-11-27T09:00:00Z"
_UIDS = (f"{number:026}" for number in count(1))


def main(arguments: list[str]) -> int:
    """Print a table for each number of rows; the exit code is 1 when a limit is passed."""
    if arguments[:1] == ["run"]:
        _run(arguments[1], Path(arguments[2]), Path(arguments[3]))
        return 0
    passed = [_measure(rows) for rows in map(int, arguments or ROWS)]
    return 0 if all(passed) else 1


def _run(what: str, source: Path, target: Path) -> None:
    ways: dict[str, Callable[[Path, Path], None]] = {
        "one table": _write_contacts,
        "all tables": _write_everything,
        "import": _import,
        "dry run": _plan,
        "again": _import,
    }
    ways[what](source, target)


def _import(source: Path, target: Path, *, dry_run: bool = False) -> None:
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


def _write_contacts(source: Path, target: Path) -> None:
    """Contacts alone, in one table."""
    connection = _begin(target)
    for rows, first in _batches(source):
        _insert_contacts(connection, rows, first, {})
    _end(connection)


def _write_everything(source: Path, target: Path) -> None:
    """Contacts, companies, channels, tags and the search index, in the tables and with the indexes of the program."""
    connection = _begin(target)
    companies: dict[str, int] = {}
    tags: dict[str, int] = {}
    for rows, first in _batches(source):
        _insert_named(connection, "company", companies, [row[3] for row in rows], ", kind", ", 'lead'")
        _insert_contacts(connection, rows, first, companies)
        _insert_channels(connection, rows, first)
        _insert_tags(connection, rows, first, tags)
        _insert_words(connection, rows, first)
    _end(connection)


def _begin(target: Path) -> Connection:
    connection = database.open_writer(target)
    connection.execute("BEGIN IMMEDIATE")
    return connection


def _end(connection: Connection) -> None:
    connection.execute("COMMIT")
    database.close(connection)


def _batches(source: Path) -> Iterator[tuple[list[list[str]], int]]:
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        first = 1
        while rows := list(islice(reader, _BATCH)):
            yield rows, first
            first += len(rows)


def _insert_contacts(connection: Connection, rows: list[list[str]], first: int, companies: dict[str, int]) -> None:
    connection.execute_many(
        "INSERT INTO contact (id, uid, created_at, updated_at, version, name, name_key, company_id, kind, city, notes)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?, 'lead', ?, ?)",
        (
            (number, next(_UIDS), _STAMP, _STAMP, row[0], row[0], companies.get(row[3]), row[4], row[6])
            for number, row in enumerate(rows, first)
        ),
    )


def _insert_named(
    connection: Connection, table: str, known: dict[str, int], names: list[str], column: str, value: str
) -> None:
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    known.update((name, number) for number, name in enumerate(fresh, len(known) + 1))
    connection.execute_many(
        f"INSERT INTO {table} (id, uid, created_at, updated_at, version, name, name_key{column})"
        f" VALUES (?, ?, ?, ?, 1, ?, ?{value})",
        ((known[name], next(_UIDS), _STAMP, _STAMP, name, name) for name in fresh),
    )
    if table == "company":
        words = [(known[name], name, "") for name in fresh]
        connection.execute_many("INSERT INTO company_search (rowid, name, text) VALUES (?, ?, ?)", words)


def _insert_channels(connection: Connection, rows: list[list[str]], first: int) -> None:
    channels = [
        (2 * number + at, next(_UIDS), _STAMP, _STAMP, number, kind, row[cell], row[cell])
        for number, row in enumerate(rows, first)
        for at, (kind, cell) in enumerate((("email", 1), ("phone", 2)))
    ]
    connection.execute_many(
        "INSERT INTO channel (id, uid, created_at, updated_at, version, contact_id, type, value, match_key)"
        " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)",
        channels,
    )
    connection.execute_many(
        "INSERT INTO channel_search (rowid, match_key) VALUES (?, ?)",
        ((channel[0], channel[-1]) for channel in channels),
    )


def _insert_tags(connection: Connection, rows: list[list[str]], first: int, tags: dict[str, int]) -> None:
    tagged = [(number, tag) for number, row in enumerate(rows, first) for tag in row[5].split(", ") if tag]
    _insert_named(connection, "tag", tags, [tag for _, tag in tagged], "", "")
    connection.execute_many(
        "INSERT INTO tagging (contact_id, tag_id) VALUES (?, ?)", ((number, tags[tag]) for number, tag in tagged)
    )


def _insert_words(connection: Connection, rows: list[list[str]], first: int) -> None:
    connection.execute_many(
        "INSERT INTO contact_search (rowid, name, text) VALUES (?, ?, ?)",
        ((number, row[0], f"{row[3]} {row[4]} {row[6]} {row[1]} {row[5]}") for number, row in enumerate(rows, first)),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
