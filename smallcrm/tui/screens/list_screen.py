"""A screen that is a list: the filter, the table, and the card of the row under the cursor."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from smallcrm.core.query import parse_line
from smallcrm.errors import CrmError, NotFoundError, UsageError
from smallcrm.records.query import EVERYTHING, Query
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.actions import ActionsScreen
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Source
from smallcrm.tui.target import Target
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.ordered import Field, Told
from smallcrm.tui.widgets.page import Line, Page
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class ListScreen(ActionsScreen):
    """Shows a Source; what a row is about is the subclass's to say."""

    COLUMNS: ClassVar[tuple[TableColumn, ...]] = ()
    SORT: ClassVar[str] = ""
    PLACEHOLDER: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [bind("filter", show=True), bind("views"), bind("save_view"), bind("back")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._query: Query = EVERYTHING
        self._carded: Target | None = None

    @abstractmethod
    def make_source(self, query: Query) -> Source[Any]:
        """The rows that answer to a query."""

    @abstractmethod
    def target(self, crm: "Crm", key: Any) -> Target:
        """What a row is about, in the reading thread."""

    def compose_body(self) -> ComposeResult:
        """The list at the left, the card at the right."""
        with Horizontal(id="body"):
            with Vertical(id="list"):
                yield from self.compose_top()
                yield Told(self.desk, identity="trouble")
                yield RecordTable[Any](self.desk, self.COLUMNS, empty=self.EMPTY, sort=self.SORT, identity="table")
            yield Page(self.desk, identity="card")

    def compose_top(self) -> ComposeResult:
        """The filter, and how many rows it leaves."""
        with Horizontal(id="filter-line"):
            yield Static("/", id="filter-sign")
            yield Field(self.desk, placeholder=self.PLACEHOLDER, identity="filter")
            yield Static("", id="count")

    @property
    def table(self) -> RecordTable[Any]:
        """The list."""
        return self.query_one(RecordTable)

    def on_mount(self) -> None:
        """Show everything, with the cursor on the first row."""
        super().on_mount()
        self.table.focus()
        self.call_after_refresh(self.table.show, self.make_source(EVERYTHING))

    def reload(self) -> None:
        """Read list and card anew."""
        self.table.reload()

    # Filtering

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Field).focus()

    def action_back(self) -> None:
        """Leave the filter; on the list, take back what narrows it."""
        narrowed = [field for field in self.query("#filter").results(Field) if field.value]
        for field in narrowed:
            field.value = ""
        if not narrowed:
            self.table.unmark()
        self.table.focus()

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        try:
            self._query = parse_line(event.value)
        except UsageError as error:
            self._trouble(error)
            return
        self._trouble(None)
        self.table.show(self.make_source(self._query))

    @on(Input.Submitted, "#filter")
    def _to_list(self) -> None:
        self.table.focus()

    def on_key(self, event: Any) -> None:
        """Down leads from the filter into the list."""
        if event.key == "down" and isinstance(self.focused, Field):
            self.table.focus()

    @work(exit_on_error=False)
    async def action_views(self) -> None:
        """Choose a saved view of this list."""
        from smallcrm.tui.dialogs.views import ViewsDialog

        with self.main.errors_told():
            noun = self._noun()
            views = await self.desk.read(lambda crm: crm.views.all(noun))
            name = await self.app.push_screen_wait(ViewsDialog(self.desk, views))
            for view in views:
                if view.name == name:
                    self.query_one("#filter", Field).value = view.query
                    if view.sort:
                        self.table.sort_by(view.sort)

    @work(exit_on_error=False)
    async def action_save_view(self) -> None:
        """Save the present filter under a name."""
        from smallcrm.tui.dialogs.views import SaveViewDialog

        with self.main.errors_told():
            dialog = SaveViewDialog(self.desk, self._noun(), self.query_one("#filter", Field).value)
            await self.ask(dialog)

    def _noun(self) -> str:
        source = self.make_source(EVERYTHING)
        if not isinstance(source, Listed):
            raise UsageError("this list has no filter", hint="2 shows the contacts, whose filter can be saved")
        return source.noun

    @on(RecordTable.Failed)
    def _failed(self, event: RecordTable.Failed) -> None:
        if isinstance(event.error, UsageError):
            self._trouble(event.error)
        else:
            self.main.tell_error(event.error)

    def _trouble(self, error: CrmError | None) -> None:
        told = self.query_one("#trouble", Told)
        told.update(f"{error.message}; {error.hint}" if error and error.hint else error.message if error else "")
        told.set_class(error is not None, "-shown")

    @on(RecordTable.Counted)
    def _counted(self, event: RecordTable.Counted) -> None:
        for count in self.query("#count").results(Static):
            count.update(f"{event.count:,}")

    # Choosing

    async def targets(self) -> list[Target]:
        """What the marked rows, or the one under the cursor, are about."""
        keys = self.table.chosen
        return await self.desk.read(lambda crm: [self.target(crm, key) for key in keys])

    @on(RecordTable.CursorMoved)
    def _moved(self, event: RecordTable.CursorMoved) -> None:
        self.read_card(event.key)

    @on(RecordTable.Opened)
    def _opened(self, event: RecordTable.Opened) -> None:
        self.open_card(event.key)

    @work(exclusive=True, group="card", exit_on_error=False)
    async def read_card(self, key: Any) -> None:
        """Show the card of a row."""
        if key is None:
            self.query_one("#card", Page).show([])
            return
        try:
            target, lines = await self.desk.read(lambda crm: self._card(crm, key))
        except NotFoundError:
            return
        except CrmError as error:
            self.main.tell_error(error)
            return
        same = self._carded is not None and self._carded.record == target.record
        self._carded = target
        self.query_one("#card", Page).show(lines, keep_place=same)

    def _card(self, crm: "Crm", key: Any) -> tuple[Target, list[Line]]:
        from smallcrm.tui.card_lines import card_lines

        target = self.target(crm, key)
        return target, card_lines(crm, target.who) if target.who else self.lines_without_who(crm, target)

    def lines_without_who(self, crm: "Crm", target: Target) -> list[Line]:  # noqa: ARG002
        """What is shown beside a row that is about nobody."""
        return [Line(target.name, "strong"), Line("a to-do, with nobody", "muted")]

    @work(exclusive=True, group="open", exit_on_error=False)
    async def open_card(self, key: Any) -> None:
        """Push the whole card of whoever a row is about."""
        with self.main.errors_told():
            target = await self.desk.read(lambda crm: self.target(crm, key))
            if target.who is not None:
                self.main.show_card(target.who)
