"""What one screen of data costs in process: see `make bench`.

There are 100,000 contacts, 1,000,000 interactions, 20,000 deals and 30,000 open follow-ups.
Each query runs several times with differing values; the table shows the processor time of the slowest but one.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

import dataset

from smallcrm.core.crm import Crm
from smallcrm.core.query import parse_query
from smallcrm.records.references import Noun, Reference

RUNS = 20
PAGE = 50
CARDS = 10
SCREEN = 20_000
"""Microseconds within which a list, the agenda or a card must be there."""
KEYSTROKE = 5_000
"""Microseconds within which the palette must have what it finds; a filtered list, in the order of names, is a list."""
SECONDS = 5_000_000
"""Microseconds for what walks over all contacts."""
TYPED = ("c", "co", "coh", "cohe", "cohen", "ד", "דנ", "דנה", "כהן", "dana c", "dana co", "levi a", "4567", "@firm7")


class Case(NamedTuple):
    """A query, given the number of its run, and the most microseconds it may take."""

    name: str
    limit: int
    run: Callable[[Crm, int], object]
    runs: int = RUNS


def _contacts(crm: Crm, query: str) -> object:
    return crm.lists.page("contact", query=parse_query([query] if query else []), limit=PAGE)


def _find(crm: Crm, query: str) -> object:
    return crm.lists.find([query], kinds=[Noun.CONTACT], limit=PAGE)


CASES = (
    Case("contacts, first page", SCREEN, lambda crm, _: _contacts(crm, "")),
    Case("contacts, by city and kind", SCREEN, lambda crm, _: _contacts(crm, "city:Haifa kind:customer")),
    Case(
        "contacts, by last touch",
        SCREEN,
        lambda crm, _: crm.lists.page("contact", sort=["-last_touch"], limit=PAGE),
    ),
    Case("companies, first page", SCREEN, lambda crm, _: crm.lists.page("company", limit=PAGE)),
    Case("interactions, first page", SCREEN, lambda crm, _: crm.lists.page("interaction", limit=PAGE)),
    Case(
        "open follow-ups, first page",
        SCREEN,
        lambda crm, _: crm.lists.page("follow-up", query=parse_query(["status:open"]), limit=PAGE),
    ),
    Case("agenda", SCREEN, lambda crm, _: crm.agenda.parts()),
    Case("agenda, a week ahead", SCREEN, lambda crm, _: crm.agenda.parts(days=7)),
    Case("pipeline report", SCREEN, lambda crm, _: crm.pipeline.report()),
    Case("pipeline board", SCREEN, lambda crm, _: crm.pipeline.board(cards=CARDS)),
    Case("deals, first page", SCREEN, lambda crm, _: crm.lists.page("deal", limit=PAGE)),
    Case("card of a contact", SCREEN, lambda crm, run: crm.profiles.contact(1 + run * 4999)),
    Case("card of a company", SCREEN, lambda crm, run: crm.profiles.company(1 + run * 249)),
    Case(
        "timeline of a contact",
        SCREEN,
        lambda crm, run: crm.profiles.timeline(Reference(Noun.CONTACT, 1 + run * 4999), limit=PAGE),
    ),
    Case("duplicates among contacts", SECONDS, lambda crm, _: crm.duplicates.groups(Noun.CONTACT), runs=2),
    Case("filter as you type", SCREEN, lambda crm, run: _contacts(crm, TYPED[run % len(TYPED)]), runs=2 * len(TYPED)),
    Case("search as you type", KEYSTROKE, lambda crm, run: _find(crm, TYPED[run % len(TYPED)]), runs=2 * len(TYPED)),
)


def main() -> int:
    """Print the table; the exit code is 1 when a limit is passed."""
    with TemporaryDirectory(prefix="smallcrm-bench-") as folder:
        path = Path(folder, "large.db")
        dataset.build(path, dataset.LARGE)
        crm = Crm(path)
        passed = [_measure(crm, case) for case in CASES]
        crm.close()
        return 0 if all(passed) else 1


def _measure(crm: Crm, case: Case) -> bool:
    case.run(crm, 0)
    spent = sorted(_microseconds(crm, case, run) for run in range(case.runs))
    good = spent[-2] <= case.limit
    print(f"{case.name:28} {spent[-2]:9,.0f} µs, limit {case.limit:7,} {'ok' if good else 'TOO SLOW'}")
    return good


def _microseconds(crm: Crm, case: Case, run: int) -> float:
    start = process_time()
    case.run(crm, run)
    return (process_time() - start) * 1e6


if __name__ == "__main__":
    sys.exit(main())
