"""Merging: the records side by side, which of them stays, and whose value stays where they differ."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.errors import CrmError
from smallcrm.records.merges import Merge
from smallcrm.records.references import Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import bind
from smallcrm.tui.merge_choice import MergeChoice, choice_columns, choice_rows, plan_lines, read_choice
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.widgets.ordered import Told
from smallcrm.tui.widgets.page import Page
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class MergeDialog(Dialog[str]):
    """The first record stays; Tab lets another one stay, Space another value, ctrl+s merges."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("save", show=True),
        bind("other_survivor", show=True),
        bind("next_value", action="other_value(1)", show=True),
        bind("value_before", action="other_value(-1)"),
    ]

    def __init__(self, desk: Desk, records: Sequence[Reference]) -> None:
        super().__init__(desk, f"Merge {len(records)} records into one")
        self._choice = MergeChoice(tuple(records), (), (), (), {})

    def compose_body(self) -> ComposeResult:
        """The records, and what would happen."""
        yield RecordTable[str](self.desk, (), identity="choices")
        yield Page(self.desk, identity="plan")

    def on_mount(self) -> None:
        """Read the records."""
        self._table.focus()
        self._read(self._choice.records)

    @property
    def _table(self) -> RecordTable[str]:
        return self.query_one(RecordTable)

    @work(exclusive=True, group="plan", exit_on_error=False)
    async def _read(self, records: Sequence[Reference]) -> None:
        chosen = self._choice.chosen
        try:
            self._show(*await self.desk.read(lambda crm: _planned(crm, read_choice(crm, records, chosen))))
        except CrmError as error:
            self.tell_error(error)

    @work(exclusive=True, group="plan", exit_on_error=False)
    async def _choose(self, choice: MergeChoice) -> None:
        self._show(*await self.desk.read(lambda crm: _planned(crm, choice)))

    def _show(self, choice: MergeChoice, merges: Sequence[Merge]) -> None:
        is_other = choice.records != self._choice.records or not self._choice.fields
        self._choice = choice
        rows = Fixed(choice_rows(choice))
        if is_other:
            self._table.show(rows, columns=choice_columns(choice))
        else:
            self._table.swap_source(rows)
        self.query_one(Page).show(list(plan_lines(merges)))
        self.call_after_refresh(self._tell_title)

    def on_resize(self) -> None:
        """Say anew for how many records there is room."""
        self.call_after_refresh(self._tell_title)

    def _tell_title(self) -> None:
        left_out = self._table.columns_left_out
        key = self.desk.keyboard.shown("other_survivor")
        others = f" · {key} shows the other {left_out}" if left_out else ""
        self.query_one("#dialog-title", Told).update(f"{self._title}{others}")

    def action_other_survivor(self) -> None:
        """Let the next record be the one that stays."""
        first, *others = self._choice.records
        self._read((*others, first))

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        self.action_other_value(1)

    def action_other_value(self, by: int) -> None:
        """Let the value of the next record, or of the one before, stay in the field under the cursor."""
        if self._table.key is not None:
            self._choose(self._choice.with_next_winner(self._table.key, by))

    @work(group="writes", exit_on_error=False)
    async def action_save(self) -> None:
        """Merge, as one step."""
        survivor, *losers = self._choice.records
        wins = self._choice.wins
        try:
            merged = await self.desk.write(lambda crm: crm.merges.merge(losers, survivor, wins=wins))
        except CrmError as error:
            self.tell_error(error)
        else:
            self.dismiss(f"Merged {', '.join(merge.loser_name for merge in merged)} into {merged[-1].survivor_name}")


def _planned(crm: "Crm", choice: MergeChoice) -> tuple[MergeChoice, list[Merge]]:
    survivor, *losers = choice.records
    return choice, [crm.merges.plan(loser, survivor, choice.wins[loser]) for loser in losers]
