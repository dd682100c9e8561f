"""What every dialog has: a title, what is wrong told inside, and its keys, each to be clicked as well."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from smallcrm.errors import CrmError
from smallcrm.tui.advice import advice
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.key_line import KeyLine
from smallcrm.tui.widgets.ordered import Told

Result = TypeVar("Result")
_MOST_NAMED = 5


class Dialog(ModalScreen[Result]):
    """Lies over a screen, and answers with a result, or with None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("cancel", show=True),
        bind("help", show=True, action="app.help"),
        bind("next_pane", action="app.focus_next"),
        bind("pane_before", action="app.focus_previous"),
        bind("quit", action="app.quit"),
    ]
    HINT: ClassVar[str] = ""
    """What is worth knowing besides the keys."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self._title = title

    def compose(self) -> ComposeResult:
        """Title, body, trouble, and the keys."""
        with Vertical(id="dialog"):
            title = Told(self.desk, identity="dialog-title")
            title.update(self._title)
            yield title
            yield from self.compose_body()
            yield Told(self.desk, identity="dialog-trouble")
            with Vertical(id="foot"):
                if self.HINT:
                    yield Static(self.HINT, id="hint", markup=False)
                yield KeyLine(self.desk)

    def compose_body(self) -> ComposeResult:
        """What the dialog is for."""
        yield from ()

    def tell_trouble(self, text: str) -> None:
        """Say inside the dialog what is wrong; "" for nothing."""
        told = self.query_one("#dialog-trouble", Told)
        told.update(text)
        told.set_class(bool(text), "-shown")

    def tell_error(self, error: CrmError) -> None:
        """Say inside the dialog what went wrong and what to do."""
        hint = self.desk.keyboard.told(advice(error))
        self.tell_trouble("\n".join(filter(None, (error.message, *error.candidates[:_MOST_NAMED], hint))))

    def action_cancel(self) -> None:
        """Leave."""
        self.dismiss(None)
