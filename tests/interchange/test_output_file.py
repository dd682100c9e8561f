import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.interchange.output_file import OutputFile
from smallcrm.interchange.rejects import rejects_path


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_umask")
@pytest.mark.parametrize("before", [None, 0o644])
def test_a_file_of_customers_is_for_its_owner_alone(tmp_path: Path, before: int | None) -> None:
    path = tmp_path / "people.csv"
    if before:
        path.touch(before)
    with OutputFile(path, force=True) as file:
        file.write("name\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == "name\n"


def test_the_rejects_of_rejects_take_the_next_number(tmp_path: Path) -> None:
    path = tmp_path / "people.2026.csv"
    for number in ("", "-2", "-3"):
        path = rejects_path(path)
        assert path == tmp_path / f"people.2026.rejected{number}.csv"
        path.touch()
