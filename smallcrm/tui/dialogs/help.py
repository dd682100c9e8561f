"""Every key of the screen that is shown."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import KEYS, bind, shown_key
from smallcrm.tui.widgets.page import GAP, Line, Page


class HelpDialog(ModalScreen[None]):
    """The keys of a screen, in groups, with what they do."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("back"), bind("help", action="back")]

    def __init__(self, desk: Desk, bindings: Sequence[ActiveBinding]) -> None:
        super().__init__()
        self.desk = desk
        self._active = bindings

    def compose(self) -> ComposeResult:
        """The keys, scrolling."""
        with Vertical(id="dialog"):
            yield Static("Keys of this screen", id="dialog-title")
            yield Page(self.desk, list(key_lines(self._active)), identity="keys")
            yield Static("The letters work on the Hebrew layout too   Esc closes", id="hint")

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)


def key_lines(bindings: Sequence[ActiveBinding]) -> Iterator[Line]:
    """A line for every action: its keys, and what it does; those of everywhere last."""
    keys: dict[str, list[str]] = {}
    for active in bindings:
        if active.binding.id in KEYS and active.binding.key.isascii():
            keys.setdefault(active.binding.id, []).append(shown_key(active.binding.key))
    for group in groups(keys):
        for name in group:
            yield Line(f"{KEYS[name].label}: {KEYS[name].tooltip}", "plain", "  ".join(keys[name]))
        yield GAP


def groups(keys: Sequence[str] | dict[str, list[str]]) -> list[list[str]]:
    """The ids of keys in the order of their table, those that work everywhere apart."""
    names = list(KEYS)
    everywhere = names[: names.index("filter")]
    own = [name for name in names if name in keys and name not in everywhere]
    return [group for group in (own, [name for name in everywhere if name in keys]) if group]
