"""What drawing, folding and cleaning text costs, against one plain `str.lower` and `str.ljust` of the same line."""

import sys
import timeit
from collections.abc import Callable
from itertools import count

from smallcrm.text import bidi, fold, safe, sounds, terminal, width

ROUNDS = 7
SECONDS_A_ROUND = 0.02

LATIN = ("Meeting with Dan Cohen (Acme Ltd.), call +972-50-1234567 about the offer. " * 2)[:80]
ACCENTED = LATIN.replace("e", "é")
CJK = LATIN.replace("e", "中")
TYPOGRAPHIC = LATIN.replace("-", "–").replace("(", "„").replace(")", "“").replace(" about", "… €")
HEBREW = ("פגישה עם דוד כהן (Acme) בטלפון 050-1234567 לגבי הצעת המחיר האחרונה. " * 2)[:80]
VOWELLED = ("שָׁלוֹם עֲלֵיכֶם, " * 8)[:80]
CELLS = 60

MOST_MICROSECONDS = {
    **dict.fromkeys(("visual, Latin", "visual, accented", "visual, CJK", "visual, typographic"), 2),
    **dict.fromkeys(("visual, Hebrew, new", "visual, niqqud, new"), 500),
}

_NUMBERS = count(1_000_000)

Case = tuple[str, Callable[[], object]]


def main() -> int:
    """Print microseconds for each case, and how many times its floor that is; 1 when a limit is passed."""
    lines = _print_table("one line of 80, floor: str.lower", _microseconds(LATIN.lower), _line_cases())
    cells = _print_table("one cell of 60, floor: str.ljust", _microseconds(lambda: LATIN.ljust(CELLS)), _cell_cases())
    return 0 if lines and cells else 1


def _line_cases() -> list[Case]:
    return [
        ("visual, Latin", lambda: bidi.visual(LATIN)),
        ("visual, accented", lambda: bidi.visual(ACCENTED)),
        ("visual, CJK", lambda: bidi.visual(CJK)),
        ("visual, typographic", lambda: bidi.visual(TYPOGRAPHIC)),
        ("visual, Hebrew, cached", lambda: bidi.visual(HEBREW)),
        ("visual, Hebrew, new", lambda: _new(HEBREW)),
        ("visual, niqqud, new", lambda: _new(VOWELLED)),
        ("fold, Latin", lambda: fold.fold(LATIN)),
        ("fold, Hebrew, words seen", lambda: fold.fold(HEBREW)),
        ("index_text, Hebrew", lambda: fold.index_text(HEBREW)),
        ("skeleton, Hebrew", lambda: sounds.skeleton(HEBREW)),
        ("safe, Hebrew", lambda: safe.safe(HEBREW)),
        ("safe, with an escape", lambda: safe.safe(HEBREW + "\x1b")),
        ("clean_input, Hebrew", lambda: safe.clean_input(HEBREW)),
        ("width, Hebrew", lambda: width.width(HEBREW)),
    ]


def _cell_cases() -> list[Case]:
    return [
        ("cell, Latin, fits", lambda: bidi.cell("Acme Ltd.", CELLS)),
        ("cell, Hebrew, cached", lambda: bidi.cell(HEBREW, CELLS)),
        ("cell, Hebrew, new", lambda: _new_cell(HEBREW)),
        ("cell, 10,000 letters, new", lambda: _new_cell("א" * 10_000)),
        ("cell for kitty", lambda: terminal.cell_for("words", HEBREW, CELLS)),
    ]


def _new(text: str) -> str:
    return bidi.visual(_never_seen(text))


def _new_cell(text: str) -> str:
    return bidi.cell(_never_seen(text), CELLS)


def _never_seen(text: str) -> str:
    """A text of the same length that no cache holds."""
    number = str(next(_NUMBERS))
    return number + text[len(number) :]


def _microseconds(call: Callable[[], object]) -> float:
    timer = timeit.Timer(call)
    number = max(1, int(SECONDS_A_ROUND / max(timer.timeit(3) / 3, 1e-9)))
    return min(timer.repeat(ROUNDS, number)) / number * 1e6


def _print_table(title: str, floor: float, cases: list[Case]) -> bool:
    """Whether every case stays within its limit."""
    print(f"{title}: {floor:.3f} µs")
    passed = True
    for name, call in cases:
        cost, most = _microseconds(call), MOST_MICROSECONDS.get(name)
        limit = f"   (at most {most})" if most else ""
        print(f"  {name:28} {cost:10.2f} µs {cost / floor:10.1f} x{limit}")
        passed = passed and (most is None or cost <= most)
    return passed


if __name__ == "__main__":
    sys.exit(main())
