"""Draws the pictures of the manual, from the sample business: `make docs` writes them, as SVG.

A browser puts right-to-left text into order itself, so names are drawn in the order in which they are stored.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from docs.examples import DOCS, NOW
from smallcrm.core.crm import Crm
from smallcrm.core.demo.business import build_demo
from smallcrm.records.history import Source
from smallcrm.tui.app import SmallcrmApp
from tests.tui.driving import Driver, WatchedDesk, drive

FOLDER = DOCS / "pictures"
_SIZE = (110, 30)
_FROM_ELSEWHERE = re.compile(r"<!--.*?-->\n?|\s*@font-face \{.*?\}", re.DOTALL)
"""What a picture should not fetch, and who drew it."""
_RANDOM = re.compile(r"terminal-\d+")
"""The prefix of a picture's names, another one in each run."""


class Picture(NamedTuple):
    """A screen, and the keys and the text that lead to what is shown."""

    name: str
    screen: str
    keys: tuple[str, ...] = ()
    typed: str = ""

    @property
    def file(self) -> Path:
        """Where it stands in the manual."""
        return FOLDER / f"{self.name}.svg"


PICTURES = (
    Picture("today", "today"),
    Picture("done", "today", ("j", "space")),
    Picture("quick-add", "today", ("a",), "emily: loves it @call > fri send the bill"),
    Picture("contacts", "contacts", ("/",), "+vip"),
    Picture("card", "contacts", ("j", "enter")),
    Picture("pipeline", "pipeline"),
    Picture("follow-ups", "follow_ups"),
    Picture("merge", "contacts", ("M", "m")),
)


class Studio:
    """Draws pictures over one copy of the sample business, as seen from a fixed moment in Israel."""

    def __init__(self, folder: Path) -> None:
        self._database = folder / "demo.db"
        self._environ = {"SMALLCRM_NOW": NOW, "LANG": "he_IL.UTF-8", "XDG_CONFIG_HOME": str(folder)}
        crm = Crm(self._database, environ=self._environ)
        crm.settings.set("time_zone", "Asia/Jerusalem")
        crm.reload()
        build_demo(crm)
        crm.close()

    def draw(self, picture: Picture) -> str:
        """The picture as SVG."""
        desk = WatchedDesk(self._open, mode="off", environ=self._environ, session="docs")
        app = SmallcrmApp(desk, screen=picture.screen)
        drawn = []

        async def scenario(driver: Driver) -> None:
            await driver.press(*picture.keys)
            await driver.type(picture.typed)
            drawn.append(app.export_screenshot(title="smallcrm"))

        drive(app, scenario, size=_SIZE)
        return _RANDOM.sub("terminal", _FROM_ELSEWHERE.sub("", drawn[0]))

    def _open(self) -> Crm:
        return Crm(self._database, source=Source.TUI, environ=self._environ)


@contextmanager
def studio() -> Iterator[Studio]:
    """A studio for as long as it is needed."""
    with TemporaryDirectory(prefix="smallcrm-pictures-") as folder:
        yield Studio(Path(folder))


def write_pictures() -> None:
    """Draw all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    with studio() as drawing:
        for picture in PICTURES:
            picture.file.write_text(drawing.draw(picture), encoding="utf-8")
