"""The line at the bottom: the few keys that matter most here, each to be clicked as well."""

from collections.abc import Iterable, Iterator

from textual.binding import ActiveBinding
from textual.screen import Screen

from smallcrm.tui.keys import shown_key
from smallcrm.tui.widgets.action_line import ActionLine, Part

MOST_KEYS = 7
_LEADS_TO_ALL = "help"
_LEAVE = ("back", "cancel")
"""What stands last, wherever it is bound."""


class KeyLine(ActionLine):
    """Shows the bindings that are marked to be shown, as they are bound now; at the right edge the way to all of them.

    Nothing is out of the mouse's reach: the help lists every binding, and a click there runs it.
    """

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        shown: dict[str, ActiveBinding] = {}
        for active in screen.active_bindings.values():
            if active.binding.show:
                shown.setdefault(active.binding.action, active)
        ways = [active for active in shown.values() if active.binding.id == _LEADS_TO_ALL]
        keys = [active for active in shown.values() if active not in ways]
        keys = sorted(keys[: MOST_KEYS - len(ways)], key=lambda active: active.binding.id in _LEAVE)
        self.show(list(_parts(keys)), list(_parts(ways)))


def _parts(bindings: Iterable[ActiveBinding]) -> Iterator[Part]:
    space = ""
    for node, binding, *_ in bindings:
        yield Part(f"{space}{shown_key(binding.key)} ", "accent", binding.action, node)
        yield Part(binding.description, "muted", binding.action, node)
        space = "   "
