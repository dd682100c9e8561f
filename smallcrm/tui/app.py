"""The application: the screens and what belongs to all of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, ClassVar

from textual import work
from textual.binding import ActiveBinding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.signal import Signal
from textual.worker import Worker, WorkerState

from smallcrm.config import read_config, write_config
from smallcrm.errors import CrmError
from smallcrm.records.references import Reference
from smallcrm.text.safe import safe_lines
from smallcrm.tui.advice import told
from smallcrm.tui.cells import line_text
from smallcrm.tui.desk import Desk
from smallcrm.tui.driver import driver_for, leave_on_signals
from smallcrm.tui.keyboard import Keyboard
from smallcrm.tui.keys import bind, keymap_from
from smallcrm.tui.legible import Legible
from smallcrm.tui.routes import PUSHED, SCREENS
from smallcrm.tui.tidying import TidyApp
from smallcrm.tui.typeahead import TypeaheadApp
from smallcrm.tui.widgets.ordered import is_right_to_left
from smallcrm.tui.widgets.wrapping import wrap

_POLL_SECONDS = 1.0
_DEFAULT_THEME = "textual-dark"
_LONGEST_TOLD = 400
_TOAST_WIDTH, _TOAST_EDGES = 60, 3
"""The cells of a toast, of which it takes no more than half the screen, and those at its sides without text."""
_SECONDS_AFTER_SIGNAL = 1.0
_UNREADABLE = object()
_WIDTHS = [(0, "-narrow"), (108, "-normal"), (150, "-wide")]
_HEIGHTS = [(0, "-short"), (36, "-tall")]


class SmallcrmApp(TypeaheadApp, TidyApp):
    """The full screen over one database."""

    TITLE = "smallcrm"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "today"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("help", show=True),
        bind("palette"),
        *(bind(f"screen_{name}", action=f"show_screen('{name}')") for name in SCREENS),
        bind("undo"),
        bind("redo"),
        bind("import_file"),
        *(bind(name, action=f"push('{name}')") for name in PUSHED),
        bind("suspend_process"),
        bind("quit", priority=True),
    ]

    def __init__(self, desk: Desk, *, screen: str = "today", who: str = "", banner: str = "") -> None:
        super().__init__(driver_class=driver_for(desk.mode))
        self.desk = desk
        self.banner = banner
        self._first_screen = screen
        self._who = who
        self._legible = Legible()
        self.wants_sample = False
        """Whether the person left in order to look around with sample data."""
        self.patience_seconds: float | None = None
        """How long leaving waits for what is still being saved; None for as long as that takes."""
        self._leaves_once_saved = False
        self._seen: object = None
        """The mark of the data as it was last looked at; `_UNREADABLE` when it could not be."""
        self.data_changed: Signal[None] = Signal(self, "data changed")
        self.trouble = ""
        """Why the database cannot be read at present, "" when it can."""
        self.trouble_changed: Signal[None] = Signal(self, "trouble changed")
        for name in SCREENS:
            self.add_mode(name, partial(self._make_screen, name))

    def on_mount(self) -> None:
        """Show the first screen, in the chosen theme and with the chosen keys."""
        with self.errors_told():
            self._configure(read_config(self.desk.environ))
        self.switch_mode(self._first_screen)
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.call_after_refresh(self._watch)
        self.set_interval(_POLL_SECONDS, self._watch)
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh())
        leave_on_signals(self._leave_on_signal)
        if self._who:
            self.show_someone(self._who)
        self._welcome()

    def _configure(self, config: dict[str, Any]) -> None:
        theme = str(config.get("theme", _DEFAULT_THEME))
        self.theme = theme if theme in self.available_themes else _DEFAULT_THEME
        self._bind(keymap_from(config.get("keys")))

    def read_keys(self) -> None:
        """Go by the keys of the config from now on, and name them wherever keys are named."""
        self._bind(keymap_from(read_config(self.desk.environ).get("keys")))
        self.data_changed.publish(None)

    def _bind(self, own: Mapping[str, str]) -> None:
        self.desk.keyboard = Keyboard(own)
        self.set_keymap(own)
        self.screen.refresh_bindings()

    def _keep_theme(self, _theme: object) -> None:
        with self.errors_told():
            write_config(self.desk.environ, "theme", self.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is drawn; at the end, every text can be read."""
        return [*super().get_line_filters(), self._legible]

    # What others have written

    @work(exclusive=True, group="changes", exit_on_error=False)
    async def look_for_changes(self) -> None:
        """Tell the screens what this window has written; the next key finds it shown."""
        await self._look()

    @work(exclusive=True, group="watch", exit_on_error=False)
    async def _watch(self) -> None:
        """Tell the screens when something was written by another window or a command."""
        await self._look()

    async def _look(self) -> None:
        try:
            mark = await self.desk.read(lambda crm: crm.store.change_mark())
        except CrmError as error:
            self._seen = _UNREADABLE
            if self._stand_in_trouble(f"! {error.message}"):
                self.tell_error(error)
            return
        self._stand_in_trouble("")
        if self._seen not in (None, mark):
            self.data_changed.publish(None)
        self._seen = mark

    def _stand_in_trouble(self, trouble: str) -> bool:
        """Let every screen say on top what is wrong, for as long as it is; returns whether it is news."""
        is_news = trouble != self.trouble
        self.trouble = trouble
        if is_news:
            self.trouble_changed.publish(None)
        return is_news

    # Telling

    def tell(self, text: str) -> None:
        """A toast; `text` may hold names."""
        self._toast(text, "information")

    def tell_undoable(self, told: str, way: str = "{undo} to undo") -> None:
        """A toast that says what was done, and the key that takes it back."""
        self.tell(f"{told} · {self.desk.keyboard.told(way)}")

    def tell_undone(self, step: str) -> None:
        """A toast that says which step was taken back, and the key that makes it again."""
        self.tell_undoable(f"Undone: {step}", "{redo} to do it again")

    def tell_error(self, error: CrmError) -> None:
        """A toast that says what went wrong and what to do."""
        self._toast(told(error, self.desk.keyboard), "error")

    def _toast(self, text: str, severity: Any) -> None:
        room = min(_TOAST_WIDTH, self.size.width // 2) - _TOAST_EDGES
        lines = (
            line_text(self.desk.mode, line, "rtl" if is_right_to_left(paragraph) else "ltr")
            for paragraph in safe_lines(text[:_LONGEST_TOLD]).split("\n")
            for line in wrap(paragraph, room)
        )
        self.notify("\n".join(lines), severity=severity, markup=False)

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Errors inside become toasts."""
        try:
            yield
        except CrmError as error:
            self.tell_error(error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed is told of, and ends nothing else."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            self.tell_error(error if isinstance(error, CrmError) else CrmError(f"{type(error).__name__}: {error}"))

    async def merge(self, records: Sequence[Reference]) -> None:
        """Show what merging would do, the first of the records staying, and do it when it is wanted."""
        from smallcrm.tui.dialogs.merge import MergeDialog

        told = await self.push_screen_wait(MergeDialog(self.desk, records))
        if told is not None:
            self.tell_undoable(told)
            self.look_for_changes()

    # The first run

    @work(exit_on_error=False)
    async def _welcome(self) -> None:
        """Ask what to begin with, where there is no database yet."""
        with self.errors_told():
            path, exists = await self.desk.read(lambda crm: (crm.store.path, crm.store.exists))
            if exists:
                return
            from smallcrm.tui.dialogs.welcome import WelcomeDialog

            way = await self.push_screen_wait(WelcomeDialog(self.desk, str(path)))
            if way == "start_import":
                self.action_import_file()
            elif way == "start_sample":
                self.wants_sample = True
                self.exit()

    # Going about

    def action_push(self, name: str) -> None:
        """Lay a screen over the present one, unless it lies there already."""
        screen = PUSHED[name].load()
        if not isinstance(self.screen, screen):
            self.push_screen(screen(self.desk))

    def action_show_screen(self, name: str) -> None:
        """Go to one of the screens of the top line."""
        self.switch_mode(name)

    def filter_contacts(self) -> None:
        """Go to the contacts' filter."""
        self.switch_mode("contacts")
        self.call_after_refresh(self.run_action, "screen.filter")

    def show_card(self, who: Reference) -> None:
        """Push the card of a contact, a company or a deal."""
        from smallcrm.records.references import Noun
        from smallcrm.tui.screens.card import CardScreen
        from smallcrm.tui.screens.deal import DealScreen

        screen = DealScreen if who.noun == Noun.DEAL else CardScreen
        self.push_screen(screen(self.desk, who))

    @work(exit_on_error=False)
    async def show_someone(self, who: str) -> None:
        """Push the card of whoever WHO means."""
        with self.errors_told():
            self.show_card(await self.desk.read(lambda crm: crm.resolver.someone(who)))

    def action_suspend_process(self) -> None:
        """Back to the shell; not in the middle of a write, which would keep every other program from writing."""
        if self.desk.is_writing:
            self.tell("Something is being written: suspend once it is done")
        else:
            super().action_suspend_process()

    async def action_quit(self) -> None:
        """Leave smallcrm; what is being saved is waited for, and a form in which something was typed asks first."""
        from smallcrm.tui.dialogs.form import FormDialog

        if self.desk.is_writing:
            self._leave_once_saved()
        elif not isinstance(self.screen, FormDialog) or self.screen.may_leave():
            self.exit()

    @work(exit_on_error=False)
    async def _leave_once_saved(self) -> None:
        """Say what is waited for, and leave after it; asked again, leave without."""
        if self._leaves_once_saved:
            self._leave_within(0)
            return
        self._leaves_once_saved = True
        waiting = "Waiting for another program to finish writing" if self.desk.is_waiting else "Being saved"
        self.tell(f"{waiting}: this leaves once your change is saved\nctrl+q again leaves without saving it")
        is_saved = await self.desk.until_written()
        self._leaves_once_saved = False
        if is_saved:
            self.call_later(self.action_quit)

    def _leave_within(self, seconds: float, code: int = 0) -> None:
        self.patience_seconds = seconds
        self.exit(return_code=code)

    def _leave_on_signal(self, code: int) -> None:
        self._leave_within(_SECONDS_AFTER_SIGNAL, code)

    def action_help(self) -> None:
        """List the keys of this screen or dialog, and run the one that is clicked."""
        from smallcrm.tui.dialogs.help import HelpDialog

        self.push_screen(HelpDialog(self.desk, list(self.screen.active_bindings.values())), self._run_chosen)

    async def _run_chosen(self, chosen: ActiveBinding | None) -> None:
        if chosen is not None:
            await self.run_action(chosen.binding.action, chosen.node)

    def action_palette(self) -> None:
        """Find an action or a contact by name."""
        from smallcrm.tui.commands import open_palette

        open_palette(self)

    @work(exit_on_error=False)
    async def action_import_file(self) -> None:
        """Choose a file, and bring it in."""
        from smallcrm.tui.dialogs.file import FileDialog

        path = await self.push_screen_wait(FileDialog(self.desk, "Which file?"))
        if path is not None:
            from smallcrm.tui.screens.importing import ImportScreen

            self.push_screen(ImportScreen(self.desk, path))

    # Steps back and forth

    @work(group="writes", exit_on_error=False)
    async def action_undo(self) -> None:
        """Take this window's last step back."""
        with self.errors_told():
            step = await self.desk.write(lambda crm: crm.history.undo(session=self.desk.session))
            self.tell_undone(step.entry.group.label)
            self.look_for_changes()

    @work(group="writes", exit_on_error=False)
    async def action_redo(self) -> None:
        """Make the step again that was undone."""
        with self.errors_told():
            step = await self.desk.write(lambda crm: crm.history.redo(session=self.desk.session))
            self.tell_undoable(f"Done again: {step.entry.group.label}")
            self.look_for_changes()

    def _make_screen(self, name: str) -> Screen[Any]:
        screen: Screen[Any] = SCREENS[name].load()(self.desk)
        return screen
