"""What every screen has: the line on top, the keys below, and data that is read anew when it has changed."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from smallcrm.tui.desk import Desk
from smallcrm.tui.headline import due_texts
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.key_line import KeyLine
from smallcrm.tui.widgets.ordered import Told
from smallcrm.tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from smallcrm.tui.app import SmallcrmApp


class BaseScreen(Screen[None]):
    """A screen over the core; what is read goes through workers, and errors become toasts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("next_pane", action="app.focus_next"),
        bind("pane_before", action="app.focus_previous"),
    ]
    CURRENT: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    """What a screen is called that lies over those of the top line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._is_stale = False

    @property
    def main(self) -> "SmallcrmApp":
        """The application."""
        return cast("SmallcrmApp", self.app)

    @property
    def title_text(self) -> str:
        """The title; it may hold a name."""
        return self.TITLE

    def compose(self) -> ComposeResult:
        """The lines around the body."""
        yield TopLine(self.desk, self.CURRENT, self.title_text)
        if self.main.banner:
            banner = Told(self.desk, identity="banner")
            banner.update(self.main.banner)
            yield banner
        yield from self.compose_body()
        yield KeyLine(self.desk)

    def compose_body(self) -> ComposeResult:
        """What the screen is for."""
        yield from ()

    def on_mount(self) -> None:
        """Read, and read anew whenever something was written."""
        self.main.data_changed.subscribe(self, lambda _nothing: self._data_changed())
        self.main.trouble_changed.subscribe(self, lambda _nothing: self.read_headline())
        self.call_after_refresh(self.read_headline)

    def on_screen_resume(self) -> None:
        """Catch up with what was written while another screen was shown."""
        if self._is_stale:
            self._data_changed()

    def _data_changed(self) -> None:
        self._is_stale = self not in self.app.screen_stack
        if not self._is_stale:
            self.read_headline()
            self.reload()

    def reload(self) -> None:
        """Read anew what the screen shows."""

    async def ask(self, dialog: "ModalScreen[str]") -> None:
        """Show a dialog, and tell what it has done."""
        told = await self.app.push_screen_wait(dialog)
        if told is not None:
            self.wrote(told)

    def wrote(self, told: str) -> None:
        """Tell what was written, with the way back, and show it."""
        self.main.tell_undoable(told)
        self.main.look_for_changes()

    @work(exclusive=True, group="headline", exit_on_error=False)
    async def read_headline(self) -> None:
        """Show the numbers of the day, or why they cannot be read."""
        with self.main.errors_told():
            told = (self.main.trouble,) if self.main.trouble else await self.desk.read(due_texts)
            self.query_one(TopLine).tell(*told)
