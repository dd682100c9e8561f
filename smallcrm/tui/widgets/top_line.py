"""The line at the top: where you are, where else you can go, and the numbers of the day."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from smallcrm.tui.cells import content
from smallcrm.tui.desk import Desk
from smallcrm.tui.screens.names import SCREENS


class ScreenTab(Static):
    """The name of a screen, with its key; a click goes there."""

    def __init__(self, name: str, *, is_current: bool) -> None:
        entry = SCREENS[name]
        text = Content.assemble((entry.key, "$text-muted"), " ", entry.title)
        super().__init__(text, classes="-current" if is_current else "")
        self._screen_name = name

    async def on_click(self, event: events.Click) -> None:
        """Go to the screen."""
        event.stop()
        await self.app.run_action(f"show_screen('{self._screen_name}')")


class TopLine(Widget):
    """Screens at the left, numbers at the right."""

    DEFAULT_CLASSES: ClassVar[str] = "top-line"

    def __init__(self, desk: Desk, current: str) -> None:
        super().__init__()
        self._desk = desk
        self._current = current

    def compose(self) -> ComposeResult:
        """The names, and room for the numbers."""
        yield Static("smallcrm", id="program")
        for name in SCREENS:
            yield ScreenTab(name, is_current=name == self._current)
        yield Static("", id="headline")

    def tell(self, headline: str) -> None:
        """Show the numbers of the day."""
        self.query_one("#headline", Static).update(content(self._desk.mode, headline, "ltr"))
