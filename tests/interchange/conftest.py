"""A database at a fixed moment, and files written and imported in one line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.interchange.importing import run_import
from smallcrm.interchange.options import ImportOptions
from smallcrm.interchange.report import ImportReport

ENVIRON = {"SMALLCRM_NOW": "2026-11-27T09:00", "TZ": "Asia/Jerusalem", "LANG": "he_IL.UTF-8"}

Importing = Callable[..., ImportReport]


@pytest.fixture
def crm(tmp_path: Path) -> Iterator[Crm]:
    """An empty business in Israel."""
    opened = Crm(tmp_path / "crm.db", environ=ENVIRON)
    yield opened
    opened.close()


@pytest.fixture
def import_text(crm: Crm, tmp_path: Path) -> Importing:
    """Imports a text as a CSV file."""

    def run(text: str, options: ImportOptions | None = None, *, dry_run: bool = False) -> ImportReport:
        path = tmp_path / "file.csv"
        path.write_text(text, encoding="utf-8", newline="")
        return run_import(crm, path, options, dry_run=dry_run)

    return run
