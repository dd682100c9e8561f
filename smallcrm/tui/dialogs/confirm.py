"""A question before what concerns several records, or cannot be undone."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.ordered import Told


class _Answer(Static):
    """Something to click."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__(text, markup=False, classes="answer")
        self._call = action

    async def on_click(self, event: events.Click) -> None:
        """Answer."""
        event.stop()
        await self.screen.run_action(self._call)


class ConfirmDialog(ModalScreen[bool]):
    """Enter does it, Escape does not."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "agree", "Yes", show=False), bind("cancel")]

    def __init__(self, desk: Desk, question: str, verb: str) -> None:
        super().__init__()
        self.desk = desk
        self._question = question
        self._verb = verb

    def compose(self) -> ComposeResult:
        """The question and its two answers."""
        with Vertical(id="dialog"):
            title = Told(self.desk, identity="dialog-title")
            title.update(self._question)
            yield title
            yield _Answer(f"Enter   {self._verb}", "agree")
            yield _Answer("Esc     leave everything as it is", "cancel")

    def action_agree(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_cancel(self) -> None:
        """Do nothing."""
        self.dismiss(False)
