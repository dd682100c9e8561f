"""Choosing another key for an action."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from smallcrm.tui.keys import KEYS, shown_key

_KEPT = ("escape", "enter", "tab", "shift+tab", "ctrl+q", "ctrl+c")
DEFAULT = "default"


class KeyDialog(ModalScreen[str]):
    """Answers with the key that was pressed, or with `DEFAULT`."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, name: str) -> None:
        super().__init__()
        self._key = KEYS[name]

    def compose(self) -> ComposeResult:
        """What is asked."""
        with Vertical(id="dialog"):
            yield Static(f"{self._key.label} · {self._key.tooltip}", id="dialog-title", markup=False)
            yield Static("Press the key that is to do this.", markup=False)
            keys = "  ".join(map(shown_key, self._key.keys.split(",")))
            yield Static(f"Backspace goes back to {keys}   Esc leaves it", id="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key == "backspace":
            self.dismiss(DEFAULT)
        elif event.key not in _KEPT:
            self.dismiss(event.key)
