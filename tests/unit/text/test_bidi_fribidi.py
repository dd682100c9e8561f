"""The display order against FriBidi's, over mixed lines.

FriBidi also joins Arabic letters into presentation forms; NFKC takes those back on both sides.
"""

import random
import shutil
import subprocess
import unicodedata

import pytest

from smallcrm.text.bidi import Base, visual

LINES = 3000
HEBREW_AND_LATIN = "שלום עולם כהן שָׁלוֹם ב-12 Acme hello x a\u0301 « » ( ) [ ] { } < > & ' \" …"
ARABIC_AND_NUMBERS = "مرحبا دار ١٢٣ 12 1,234.50 +972-50-1234567 50% ₪300 -5 $7 12:30 2026-11-23 - / . , : ! ? #"
CONTROLS = "\u200e \u200f \u202b \u202a \u202e \u202c \u2066 \u2067 \u2068 \u2069"
PIECES = [*HEBREW_AND_LATIN.split(), *ARABIC_AND_NUMBERS.split(), *CONTROLS.split()]


def _lines() -> list[str]:
    chance = random.Random(9)
    return [
        "".join(chance.choice(PIECES) + chance.choice(("", " ", " ")) for _ in range(chance.randint(2, 10))).strip()
        for _ in range(LINES)
    ]


def _fribidi(lines: list[str], base: Base) -> list[str]:
    program = shutil.which("fribidi")
    if program is None:
        pytest.fail("fribidi is missing: install the Debian package libfribidi-bin")
    command = [program, "--nopad", "--nobreak", "--reordernsm", "--clean", f"--{base}"]
    done = subprocess.run(command, input="\n".join(lines) + "\n", text=True, capture_output=True, check=True)
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("base", ["ltr", "rtl"])
def test_fribidi_gives_the_same_order(base: Base) -> None:
    lines = _lines()
    pairs = zip(lines, _fribidi(lines, base), strict=True)
    differing = [
        (line, theirs)
        for line, theirs in pairs
        if unicodedata.normalize("NFKC", theirs)
        != unicodedata.normalize("NFKC", visual(line, base, keep_ltr_runs=False))
    ]
    assert differing == []
