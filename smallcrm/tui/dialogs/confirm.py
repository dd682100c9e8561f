"""A question before what concerns several records, or cannot be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.way import Way


class ConfirmDialog(Dialog[bool]):
    """Enter does it, Escape does not."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("agree"), bind("refuse", action="cancel")]

    def __init__(self, desk: Desk, question: str, verb: str) -> None:
        super().__init__(desk, question)
        self._verb = verb

    def compose_body(self) -> ComposeResult:
        """The two answers."""
        yield Way(self.desk, "agree", self._verb)
        yield Way(self.desk, "refuse", action="cancel")

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss(True)
