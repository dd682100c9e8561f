"""A screen that is a list: the filter, the table, and the card of the row under the cursor."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from smallcrm.errors import CrmError, NotFoundError, UsageError
from smallcrm.records.query import EVERYTHING, Query
from smallcrm.tui.desk import Desk
from smallcrm.tui.screens.filtered import FilteredScreen
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.source import Source
from smallcrm.tui.target import Target
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.page import Line, Page
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


_NOTHING_ANSWERS = "Nothing answers to the filter.   {back} takes it back"


class ListScreen(FilteredScreen):
    """Shows a Source; what a row is about is the subclass's to say."""

    COLUMNS: ClassVar[tuple[TableColumn, ...]] = ()
    SORT: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
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
                yield RecordTable[Any](self.desk, self.COLUMNS, empty=self.EMPTY, sort=self.SORT, identity="table")
            yield Page(self.desk, identity="card")

    def compose_top(self) -> ComposeResult:
        """What stands above the list."""
        yield from self.compose_filter()

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

    @property
    def noun(self) -> str:
        """The noun of the list; UsageError where it has none."""
        source = self.make_source(EVERYTHING)
        if not isinstance(source, Listed):
            raise UsageError(
                "this list has no filter", hint="{screen_contacts} shows the contacts, whose filter can be saved"
            )
        return source.noun

    def narrow(self) -> None:
        """Show the rows that answer, from their top."""
        self.table.show(self.make_source(self.asked), empty=self.empty_text)

    @property
    def nothing_text(self) -> str:
        """What stands where the list has nothing at all, with the key that fills it."""
        return self.EMPTY

    @property
    def empty_text(self) -> str:
        """What stands where no row is: the filter may be why."""
        return self.nothing_text if self.asked == EVERYTHING else _NOTHING_ANSWERS

    def sort_by(self, sort: str) -> None:
        """Sort the rows."""
        self.table.sort_by(sort)

    def leave_filter(self) -> None:
        """Go to the list."""
        self.table.focus()

    def action_back(self) -> None:
        """Leave the filter; on the list, take back what narrows it."""
        if not self.take_back_filter():
            self.table.unmark()
        self.table.focus()

    @on(RecordTable.Counted)
    def _counted(self, event: RecordTable.Counted) -> None:
        self.show_count(event.count)

    # Choosing

    async def targets(self) -> list[Target]:
        """What the marked rows, or the one under the cursor, are about."""
        keys = await self.table.chosen()
        read = self.desk.read if len(keys) == 1 else self.desk.read_long
        return await read(lambda crm: [self.target(crm, key) for key in keys])

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
