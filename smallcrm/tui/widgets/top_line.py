"""The line at the top: where you are, where else you can go, and the numbers of the day."""

from smallcrm.tui.cells import short
from smallcrm.tui.desk import Desk
from smallcrm.tui.screens.names import SCREENS
from smallcrm.tui.widgets.action_line import ActionLine, Part

_LONGEST_TITLE = 16


class TopLine(ActionLine):
    """Screens at the left, numbers at the right."""

    def __init__(self, desk: Desk, current: str, title: str = "") -> None:
        super().__init__(desk)
        self._current = current
        self._title = short(title, _LONGEST_TITLE)
        self.tell("")

    def tell(self, headline: str) -> None:
        """Show the numbers of the day."""
        tabs = [part for name in SCREENS for part in self._tab(name)]
        title = [Part("  › ", "accent"), Part(f"{self._title}  ", "strong")] if self._title else []
        self.show([*tabs, *title], Part(f"{headline}  ", "muted"))

    def _tab(self, name: str) -> list[Part]:
        entry, action = SCREENS[name], f"app.show_screen('{name}')"
        is_current = name == self._current
        return [
            Part(f"  {entry.key} ", "accent" if is_current else "muted", action),
            Part(f"{entry.title} ", "strong" if is_current else "muted", action),
        ]
