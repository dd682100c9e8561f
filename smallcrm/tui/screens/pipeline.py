"""Pipeline: the open stages side by side, with their sums and their deals."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.records.references import Noun, Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.deal_actions import DealActions
from smallcrm.tui.screens.filtered import FilteredScreen
from smallcrm.tui.sources.board import NO_NEXT_STEP, ROTTING
from smallcrm.tui.target import Target, deal_target
from smallcrm.tui.widgets.action_line import ActionLine, Part
from smallcrm.tui.widgets.board import Board
from smallcrm.tui.widgets.stage_column import StageColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.records.pipeline import BoardColumn


class PipelineScreen(DealActions, FilteredScreen):
    """The board; h and l go between the stages, j and k between the deals of one."""

    AUTO_FOCUS = ""
    CURRENT = "pipeline"
    PLACEHOLDER = "words, +tag, contact:dana, amount.over:5000, rotting:yes, no:next, close:this-month"
    BINDINGS: ClassVar[list[BindingType]] = [bind("filter")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seek: tuple[int, int] | None = None

    def compose_body(self) -> ComposeResult:
        """The filter, the board, and a line that says what its marks mean."""
        yield from self.compose_filter()
        yield Board(self.desk)
        legend = ActionLine(self.desk)
        legend.id = "legend"
        yield legend

    def on_mount(self) -> None:
        """Read the board."""
        super().on_mount()
        self.call_after_refresh(self.reload)

    def reload(self) -> None:
        """Read sums and deals anew; every cursor stays on its deal."""
        self._read()

    @work(exclusive=True, group="board", exit_on_error=False)
    async def _read(self) -> None:
        with self.main.errors_told():
            stages = await self.desk.read(_stages)
            seek, self._seek = self._seek, None
            board = self.query_one(Board)
            await board.show(stages, self.asked, seek=seek)
            if seek or self.focused is None:
                board.focus_current()

    @property
    def noun(self) -> str:
        """What is filtered."""
        return Noun.DEAL

    def narrow(self) -> None:
        """Show the deals that answer."""
        self._read()

    def leave_filter(self) -> None:
        """Go to the board."""
        self.query_one(Board).focus_current()

    def follow(self, deal: int, stage: int) -> None:
        """The cursor goes to the deal's new stage."""
        self._seek = (stage, deal)

    async def targets(self) -> list[Target]:
        """The deal under the cursor."""
        column = self.query_one(Board).current
        key = column.key if column else None
        return [] if key is None else [await self.desk.read(lambda crm: deal_target(crm, key))]

    @on(StageColumn.Opened)
    def _opened(self, event: StageColumn.Opened) -> None:
        self.main.show_card(Reference(Noun.DEAL, event.key))

    @on(StageColumn.Counted)
    def _counted(self) -> None:
        self.show_count(self.query_one(Board).count)

    @on(Board.Placed)
    def _placed(self, event: Board.Placed) -> None:
        marks = [Part(f"  {ROTTING} ", "bad"), Part("rotting   ", "muted")]
        marks += [Part(f"{NO_NEXT_STEP} ", "warn"), Part("no next step", "muted")]
        self.query_one("#legend", ActionLine).show(marks, list(self._out_of_sight(event)))

    def _out_of_sight(self, event: Board.Placed) -> Iterator[Part]:
        board = self.query_one(Board)
        if event.before:
            yield Part(f"‹ {_more(event.before)}  ", "accent", f"show_stage({event.before - 1})", board)
        if event.after:
            first = len(board.columns) - event.after
            yield Part(f"{_more(event.after)} ›  ", "accent", f"show_stage({first})", board)

    def action_back(self) -> None:
        """Take back what narrows the board, and go to it."""
        self.take_back_filter()
        self.query_one(Board).focus_current()


def _more(stages: int) -> str:
    return f"{stages} more stage{'' if stages == 1 else 's'}"


def _stages(crm: "Crm") -> "list[BoardColumn]":
    return crm.pipeline.board(cards=0)
