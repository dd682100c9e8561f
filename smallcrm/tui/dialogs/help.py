"""Every key of the screen that is shown, and the way to run each with the mouse."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType

from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keyboard import Keyboard
from smallcrm.tui.keys import KEYS, bind, shown_key
from smallcrm.tui.widgets.page import GAP, Line, Page


class HelpDialog(Dialog[ActiveBinding], inherit_bindings=False):
    """The keys of a screen, in groups, with what they do; answers with the one that was clicked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", action="cancel", show=True),
        bind("help", action="cancel"),
    ]
    HINT = "A click on a line does it   The letters work on the Hebrew layout too"

    def __init__(self, desk: Desk, bindings: Sequence[ActiveBinding]) -> None:
        super().__init__(desk, "Keys")
        self._active = bindings

    def compose_body(self) -> ComposeResult:
        """The keys, scrolling."""
        yield Page(self.desk, list(key_lines(self._active, self.desk.keyboard)), identity="keys")

    @on(Page.Chosen)
    def _chosen(self, event: Page.Chosen) -> None:
        self.dismiss(next(active for active in self._active if active.binding.id == event.choice))


def key_lines(bindings: Sequence[ActiveBinding], keyboard: Keyboard) -> Iterator[Line]:
    """A line for every action: its keys, and what it does; those of everywhere last."""
    keys: dict[str, list[str]] = {}
    for active in bindings:
        if active.binding.id in KEYS and active.binding.key.isascii():
            keys.setdefault(active.binding.id, []).append(shown_key(active.binding.key))
    for group in groups(keys):
        for name in group:
            told = f"{KEYS[name].label}: {keyboard.told(KEYS[name].tooltip)}"
            yield Line(told, "plain", "  ".join(keys[name]), choice=name)
        yield GAP


def groups(keys: Sequence[str] | dict[str, list[str]]) -> list[list[str]]:
    """The ids of keys in the order of their table, those that work everywhere apart."""
    names = list(KEYS)
    everywhere = names[: names.index("filter")]
    own = [name for name in names if name in keys and name not in everywhere]
    return [group for group in (own, [name for name in everywhere if name in keys]) if group]
