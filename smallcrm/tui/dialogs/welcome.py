"""The first run: what to begin with."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.done import Way
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.ordered import Told

WAYS = ("start_empty", "start_import", "start_sample")


class WelcomeDialog(ModalScreen[str]):
    """Answers with one of `WAYS`; to leave is to start empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(way, action=f"begin('{way}')") for way in WAYS),
        bind("cancel", action="begin('start_empty')"),
    ]

    def __init__(self, desk: Desk, database: str) -> None:
        super().__init__()
        self.desk = desk
        self._database = database

    def compose(self) -> ComposeResult:
        """The ways to begin, and where the data will be."""
        with Vertical(id="dialog"):
            yield Static("Welcome to smallcrm", id="dialog-title", markup=False)
            yield Static("Whom to call, what was said, and what comes next.", markup=False)
            yield Static("")
            for way in WAYS:
                yield Way(way, action=f"begin('{way}')")
            where = Told(self.desk, identity="hint")
            where.update(f"Your data will be one file: {self._database}")
            yield where

    def action_begin(self, way: str) -> None:
        """Answer."""
        self.dismiss(way)
