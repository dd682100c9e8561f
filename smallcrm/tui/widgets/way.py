"""A way to go on from a dialog, on a line of its own."""

from textual import events
from textual.widgets import Static

from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import KEYS


class Way(Static):
    """The key of an action and what it does; a click is as good as the key."""

    def __init__(self, desk: Desk, name: str, about: str = "", *, action: str = "") -> None:
        key, keyboard = KEYS[name], desk.keyboard
        label = f"{key.label:<16}{about or keyboard.told(key.tooltip)}"
        super().__init__(f"  {keyboard.shown(name):<5} {label}", markup=False)
        self._way = action or name

    async def on_click(self, event: events.Click) -> None:
        """Go this way."""
        event.stop()
        await self.screen.run_action(self._way)
