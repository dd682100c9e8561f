"""The line at the top: where you are, where else you can go, and the numbers of the day."""

from smallcrm.text.width import width
from smallcrm.tui.cells import short
from smallcrm.tui.desk import Desk
from smallcrm.tui.routes import SCREENS
from smallcrm.tui.widgets.action_line import ActionLine, Part

_LONGEST_TITLE = 16


class TopLine(ActionLine):
    """Screens at the left, numbers at the right; where there is little room, the other screens' keys alone."""

    def __init__(self, desk: Desk, current: str, title: str = "") -> None:
        super().__init__(desk)
        self._current = current
        self._title = short(title, _LONGEST_TITLE)
        self._headlines: tuple[str, ...] = ("",)

    def tell(self, *headlines: str) -> None:
        """Show the numbers of the day, in the first of these wordings for which there is room."""
        self._headlines = headlines
        self._lay_out()

    def on_mount(self) -> None:
        """Name the keys of the screens as they are bound."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._lay_out())

    def on_resize(self) -> None:
        """Use the room there is now."""
        self._lay_out()

    def _lay_out(self) -> None:
        ways = [
            (self._screens(is_named=is_named), Part(f"  {headline}  ", "muted"))
            for is_named in (True, False)
            for headline in self._headlines
        ]
        fitting = (way for way in ways if sum(width(part.text) for part in (*way[0], way[1])) <= self.size.width)
        screens, headline = next(fitting, ways[-1])
        self.show(screens, [headline])

    def _screens(self, *, is_named: bool) -> list[Part]:
        tabs = [part for name in SCREENS for part in self._tab(name, is_named=is_named or name == self._current)]
        title = [Part("  › ", "accent"), Part(f"{self._title}  ", "strong")] if self._title else []
        return [*tabs, *title]

    def _tab(self, name: str, *, is_named: bool) -> list[Part]:
        shown, action = self._desk.keyboard.shown(f"screen_{name}"), f"app.show_screen('{name}')"
        is_current, title = name == self._current, SCREENS[name].title
        key = Part(f"  {shown} ", "accent" if is_current else "muted", action)
        return [key, Part(f"{title} ", "strong" if is_current else "muted", action)] if is_named else [key]
