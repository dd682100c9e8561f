"""`smallcrm tui`: opens the full screen, as `smallcrm` alone does on a terminal."""

import sys
from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.errors import UsageError

TUI = Noun("tui", "The full screen.")


@TUI.command("tui")
def tui(
    session: Session,
    who: Annotated[str, typer.Argument(metavar="[WHO]", help="Whose card to open.")] = "",
    screen: Annotated[
        str, typer.Option("--screen", metavar="S", help="today, contacts, pipeline, follow-ups or log.")
    ] = "today",
) -> None:
    """Open the full screen."""
    open_tui(session, screen=screen, who=who)


def is_on_terminal() -> bool:
    """Whether there is a terminal to fill."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_tui(session: Session, *, screen: str = "today", who: str = "", banner: str = "") -> None:
    """Fill the terminal until the person leaves."""
    from smallcrm.config import database_path

    if not is_on_terminal():
        raise UsageError("the full screen needs a terminal", hint="smallcrm --help lists the commands for scripts")
    from smallcrm.tui.start import open_full_screen

    path = database_path(session.environ, str(session.options.get("db", "")))
    open_full_screen(path, session.environ, screen=screen, who=who, banner=banner)
