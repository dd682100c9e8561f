"""Text that means harm, for every place where text of users is shown."""

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

HOSTILE = {
    "controls": (
        "A\x1b[31mred\x1b[0m \x1b]8;;http://bad.example\x07link\x1b]8;;\x07 \x1b]0;owned\x1b\\ \x1b[2J\x1bc"
        "\x9b31m\x9d0;owned\x9c \x07\x08\x7f\x0e good\rEVIL\x85\x1d \x90q\x9c Z"
    ),
    "markup": (
        "A [red]x[/] [/b] [@click=app.quit]x[/] [link=file:///etc/passwd]y[/link] \\[b] :skull: %s {0} $(id) `id` Z"
    ),
    "order": (
        "A abc\u202etxt.exe \u2067\u2066x \u200f\u200e\u202bדנה\u202c \u061c\ufeff\u200b\u2028\u2029\xad\U000e0041 Z"
    ),
    "emoji": "A 👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇮🇱 e\u0301\u0327 שָׁלוֹם קָפֶ֫ה \u0301Z",
    "long": "A" + "א" * 10_000,
}
UNSTORABLE = {"NUL": "Dana\0Cohen", "surrogate": "Dana \ud800", "byte": "Dana \udcff\udce9"}


@pytest.fixture(params=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    """A name made of what a terminal, a markup language or a reader may be deceived by."""
    return HOSTILE[request.param]


@pytest.fixture
def unstorable() -> Mapping[str, str]:
    """Texts that no database and no file can hold: each is refused."""
    return UNSTORABLE
