"""The line at the bottom: the few keys that matter most here, each to be clicked as well."""

from collections.abc import Iterator

from textual.screen import Screen

from smallcrm.tui.keys import shown_key
from smallcrm.tui.widgets.action_line import ActionLine, Part

MOST_KEYS = 7


class KeyLine(ActionLine):
    """Shows the bindings that are marked to be shown, as they are bound now."""

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        self.show(list(self._keys(screen)), Part(""))

    @staticmethod
    def _keys(screen: Screen[object]) -> Iterator[Part]:
        told: set[str] = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.show and binding.action not in told and len(told) < MOST_KEYS:
                told.add(binding.action)
                yield Part(f"  {shown_key(binding.key)} ", "accent", binding.action, active.node)
                yield Part(f"{binding.description} ", "muted", binding.action, active.node)
