"""A screen with a filter: a line in the language of the commands' QUERY, and the views saved of it."""

from abc import abstractmethod
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from smallcrm.core.query import parse_line
from smallcrm.errors import CrmError, UsageError
from smallcrm.records.query import EVERYTHING, Query
from smallcrm.tui.advice import advice
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.actions import ActionsScreen
from smallcrm.tui.widgets.ordered import Field, Told
from smallcrm.tui.widgets.record_list import RecordList


class FilteredScreen(ActionsScreen):
    """Narrows what is shown while it is typed; what is shown, and how, is the subclass's to say."""

    PLACEHOLDER: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [bind("filter", show=True), bind("views"), bind("save_view"), bind("back")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.asked: Query = EVERYTHING
        """What the filter asks for now."""

    @property
    @abstractmethod
    def noun(self) -> str:
        """The noun of the list that is filtered; UsageError where there is none."""

    @abstractmethod
    def narrow(self) -> None:
        """Show what answers to `asked`."""

    @abstractmethod
    def leave_filter(self) -> None:
        """Go from the filter to what it shows."""

    def sort_by(self, sort: str) -> None:
        """Sort as a view says."""

    def compose_filter(self) -> ComposeResult:
        """The filter, how much it leaves, and what is wrong with it."""
        with Horizontal(id="filter-line"):
            yield Static("/", id="filter-sign")
            yield Field(self.desk, placeholder=self.PLACEHOLDER, identity="filter")
            yield Static("", id="count")
        yield Told(self.desk, identity="trouble")

    def show_count(self, count: int) -> None:
        """Say how much the filter leaves."""
        for place in self.query("#count").results(Static):
            place.update(f"{count:,}")

    def show_trouble(self, error: CrmError | None) -> None:
        """Say what is wrong with the filter, or nothing."""
        for told in self.query("#trouble").results(Told):
            parts = (error.message, self.desk.keyboard.told(advice(error))) if error else ()
            told.update("; ".join(filter(None, parts)))
            told.set_class(error is not None, "-shown")

    @on(RecordList.Failed)
    def _failed(self, event: RecordList.Failed) -> None:
        if isinstance(event.error, UsageError):
            self.show_trouble(event.error)
        else:
            self.main.tell_error(event.error)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Field).focus()

    def take_back_filter(self) -> bool:
        """Empty the filter; returns whether it narrowed anything."""
        narrowed = [field for field in self.query("#filter").results(Field) if field.value]
        for field in narrowed:
            field.value = ""
        return bool(narrowed)

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        try:
            self.asked = parse_line(event.value)
        except UsageError as error:
            self.show_trouble(error)
            return
        self.show_trouble(None)
        self.narrow()

    @on(Input.Submitted, "#filter")
    def _to_list(self) -> None:
        self.leave_filter()

    def on_key(self, event: Any) -> None:
        """Down leads from the filter to what it shows."""
        if event.key == "down" and isinstance(self.focused, Field):
            self.leave_filter()

    @work(exit_on_error=False)
    async def action_views(self) -> None:
        """Choose a saved view of this list."""
        from smallcrm.tui.dialogs.views import ViewsDialog

        with self.main.errors_told():
            noun = self.noun
            views = await self.desk.read(lambda crm: crm.views.all(noun))
            chosen = await self.app.push_screen_wait(ViewsDialog(self.desk, views))
            if chosen is not None:
                view = await self.desk.read(lambda crm: crm.views.get(int(chosen)))
                self.query_one("#filter", Field).value = view.query
                if view.sort:
                    self.sort_by(view.sort)

    @work(exit_on_error=False)
    async def action_save_view(self) -> None:
        """Save the present filter under a name."""
        from smallcrm.tui.dialogs.views import SaveViewDialog

        with self.main.errors_told():
            await self.ask(SaveViewDialog(self.desk, self.noun, self.query_one("#filter", Field).value))
