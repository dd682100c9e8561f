"""Choosing another key for an action."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import KEYS, bind, shown_key

_KEPT = ("escape", "enter", "tab", "shift+tab", "ctrl+q", "ctrl+c")
DEFAULT = "default"


class KeyDialog(Dialog[str], inherit_bindings=False):
    """Answers with the key that was pressed, or with `DEFAULT`."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("cancel", show=True), bind("default_key", show=True)]

    def __init__(self, desk: Desk, name: str) -> None:
        key = KEYS[name]
        super().__init__(desk, f"{key.label} · {desk.keyboard.told(key.tooltip)}")
        self._key = key

    def compose_body(self) -> ComposeResult:
        """What is asked."""
        keys = "  ".join(map(shown_key, self._key.keys.split(",")))
        yield Static(f"Press the key that is to do this. It was {keys}", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Take the key, unless it is one of the dialog's own."""
        if event.key in self.active_bindings:
            return
        event.stop()
        event.prevent_default()
        if event.key not in _KEPT:
            self.dismiss(event.key)

    def action_default_key(self) -> None:
        """Go back to the keys of the beginning."""
        self.dismiss(DEFAULT)
