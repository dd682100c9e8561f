"""`smallcrm demo`: everything, on a throwaway sample business."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.errors import ConflictError

DEMO = Noun("demo", "A sample business.")


@DEMO.command("demo")
def demo(
    session: Session,
    keep: Annotated[str, typer.Option("--keep", metavar="PATH", help="Keep the sample business in this file.")] = "",
) -> None:
    """Try everything on a sample business that is thrown away afterwards."""
    from smallcrm.cli.today import today
    from smallcrm.cli.tui import is_on_terminal, open_tui

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="smallcrm-demo-"))
        path = Path(keep).expanduser() if keep else Path(folder) / "demo.db"
        if path.exists() and path.stat().st_size:
            raise ConflictError(f"{path} exists already", hint="choose a file that does not exist")
        session.options["db"] = str(path)
        build(session)
        if is_on_terminal():
            from smallcrm.tui.start import KEPT_SAMPLE_BANNER, SAMPLE_BANNER

            open_tui(session, banner=KEPT_SAMPLE_BANNER if keep else SAMPLE_BANNER)
        else:
            today(session)
        if keep:
            session.err.say(f"the sample business is in {path}; try: smallcrm --db {path} contact list")
        session.close()


def build(session: Session) -> None:
    """Fill the session's database with the sample business."""
    from smallcrm.core.demo.business import build_demo

    build_demo(session.crm)
    session.crm.reload()
