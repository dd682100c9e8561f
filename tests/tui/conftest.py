"""The full screen on a copy of the sample business, at a fixed moment."""

import shutil
from collections.abc import Callable
from math import inf
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.core.demo.business import build_demo
from smallcrm.records.history import Source
from smallcrm.text.terminal import Mode
from smallcrm.tui.app import SmallcrmApp
from tests.tui.driving import WatchedDesk

NOW = "2026-11-23T09:00"
SESSION = "01J00000000000000000000000"

MakeApp = Callable[..., SmallcrmApp]


@pytest.fixture(autouse=True)
def _nobody_tidies_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection would walk over everything that the tests of this process hold."""
    monkeypatch.setattr("smallcrm.tui.tidying._QUIET_SECONDS", inf)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business, built once."""
    path = tmp_path_factory.mktemp("sample") / "demo.db"
    crm = Crm(path, environ={"SMALLCRM_NOW": NOW, "LANG": "he_IL.UTF-8"})
    crm.settings.set("time_zone", "Asia/Jerusalem")
    crm.reload()
    build_demo(crm)
    crm.close()
    return path


@pytest.fixture
def database(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample business."""
    return Path(shutil.copy(sample, tmp_path / "crm.db"))


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A fixed moment, and a config of the test's own."""
    return {"SMALLCRM_NOW": NOW, "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def make_app(database: Path, environ: dict[str, str]) -> MakeApp:
    """Makes an application on a database, the sample business unless another is given."""

    def make(path: Path = database, *, mode: Mode = "app", screen: str = "today", **options: str) -> SmallcrmApp:
        def open_crm() -> Crm:
            return Crm(path, source=Source.TUI, session=SESSION, environ=environ)

        desk = WatchedDesk(open_crm, mode=mode, environ=environ, session=SESSION)
        return SmallcrmApp(desk, screen=screen, **options)

    return make


@pytest.fixture
def crm(database: Path, environ: dict[str, str]) -> Crm:
    """The same database as a command would open it."""
    return Crm(database, source=Source.CLI, environ=environ)
