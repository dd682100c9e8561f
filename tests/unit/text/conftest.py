"""Fixtures for the tests of text: Unicode's own data files."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

UNICODE_FOLDER = Path("/usr/share/unicode")

UnicodeData = Callable[[str], Iterator[str]]


@pytest.fixture(scope="session")
def unicode_data() -> UnicodeData:
    """The lines of one of Unicode's data files, without comments and empty lines."""

    def lines_of(name: str) -> Iterator[str]:
        path = UNICODE_FOLDER / name
        if not path.exists():
            pytest.fail(f"{path} is missing: install the Debian package unicode-data")
        with path.open(encoding="utf-8") as file:
            stripped = (line.split("#")[0].strip() for line in file)
            yield from (line for line in stripped if line)

    return lines_of
