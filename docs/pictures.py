"""Draws the pictures of the tour from the sample business: `python -m docs.pictures FOLDER` writes SVG and text.

The text is what a terminal shows. A browser puts right-to-left text into order once more, so that names in an SVG are
given to it as they are stored.
"""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from textual.pilot import Pilot

from smallcrm.core.crm import Crm
from smallcrm.core.demo.business import build_demo
from smallcrm.records.history import Source
from smallcrm.text.terminal import Mode
from smallcrm.tui.app import SmallcrmApp
from smallcrm.tui.desk import Desk

_NOW = "2026-11-23T09:00"
_SIZE = (110, 32)
_ROUNDS = 40


class Picture(NamedTuple):
    """A screen, and the keys that lead to what is shown."""

    name: str
    screen: str
    keys: tuple[str, ...] = ()


PICTURES = (
    Picture("today", "today"),
    Picture("quick-add", "today", ("a", *"emily:", "space", *"wants", "space", *"a", "space", *"quote")),
    Picture("contacts", "contacts"),
    Picture("card", "contacts", ("j", "enter")),
    Picture("pipeline", "pipeline"),
    Picture("deal", "pipeline", ("l", "enter")),
    Picture("follow-ups", "follow_ups"),
    Picture("log", "log"),
    Picture("duplicates", "contacts", ("M",)),
    Picture("settings", "today", ("comma",)),
    Picture("keys", "today", ("question_mark",)),
)


def main(folder: Path) -> None:
    """Draw all of them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="smallcrm-pictures-") as place:
        database = Path(place, "demo.db")
        environ = {"SMALLCRM_NOW": _NOW, "LANG": "he_IL.UTF-8", "XDG_CONFIG_HOME": place}
        build_sample(database, environ)
        for picture in PICTURES:
            text, _ = asyncio.run(drawn(picture, database, environ, "app"))
            (folder / f"{picture.name}.txt").write_text(text, encoding="utf-8")
            _, svg = asyncio.run(drawn(picture, database, environ, "off"))
            (folder / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


def build_sample(database: Path, environ: dict[str, str]) -> None:
    """Write the sample business, as seen from a fixed day in Israel."""
    crm = Crm(database, environ=environ)
    crm.settings.set("time_zone", "Asia/Jerusalem")
    crm.reload()
    build_demo(crm)
    crm.close()


async def drawn(picture: Picture, database: Path, environ: dict[str, str], mode: Mode) -> tuple[str, str]:
    """The picture as the lines of a terminal, and as SVG."""
    desk = Desk(lambda: Crm(database, source=Source.TUI, environ=environ), mode=mode, environ=environ, session="docs")
    app = SmallcrmApp(desk, screen=picture.screen)
    async with app.run_test(size=_SIZE) as pilot:
        await _at_rest(app, pilot)
        for key in picture.keys:
            await pilot.press(key)
            await _at_rest(app, pilot)
        strips = app.screen._compositor.render_strips(app.size)
        text = "".join(f"{strip.text.rstrip()}\n" for strip in strips)
        svg = app.export_screenshot(title=f"smallcrm: {picture.name}")
    desk.close()
    return text, svg


async def _at_rest(app: SmallcrmApp, pilot: Pilot[None]) -> None:
    """Let what was asked of the database arrive, and be drawn."""
    for _ in range(_ROUNDS):
        await app.desk.read(lambda _crm: None)
        await pilot.pause()
        if all(worker.is_finished for worker in app.workers):
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("pictures"))
