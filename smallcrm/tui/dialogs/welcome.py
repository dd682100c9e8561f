"""The first run: what to begin with."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.ordered import Told
from smallcrm.tui.widgets.way import Way

WAYS = ("start_empty", "start_import", "start_sample")


class WelcomeDialog(Dialog[str]):
    """Answers with one of `WAYS`; to leave is to start empty."""

    BINDINGS: ClassVar[list[BindingType]] = [bind(way, action=f"begin('{way}')") for way in WAYS]

    def __init__(self, desk: Desk, database: str) -> None:
        super().__init__(desk, "Welcome to smallcrm")
        self._database = database

    def compose_body(self) -> ComposeResult:
        """The ways to begin, and where the data will be."""
        yield Static("Whom to call, what was said, and what comes next.", markup=False)
        yield Static("")
        for way in WAYS:
            yield Way(self.desk, way, action=f"begin('{way}')")
        where = Told(self.desk, identity="hint")
        where.update(f"Your data will be one file: {self._database}")
        yield where

    def action_begin(self, way: str) -> None:
        """Answer."""
        self.dismiss(way)
