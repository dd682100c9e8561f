"""Merging: which record stays, what it takes over, and what becomes of values that differ."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from smallcrm.errors import CrmError
from smallcrm.records.merges import Merge
from smallcrm.records.references import Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.target import name_of
from smallcrm.tui.widgets.ordered import Told
from smallcrm.tui.widgets.page import GAP, Line, Page

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_MOVED = {"interaction_contact": "interactions", "tagging": "tags", "custom_value": "own fields"}
_LEFT_OUT = ("name_key", "name")


class MergeDialog(ModalScreen[str]):
    """The first record stays; Tab lets another one stay, ctrl+s merges."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("save"), bind("other_survivor"), bind("cancel")]

    def __init__(self, desk: Desk, records: Sequence[Reference]) -> None:
        super().__init__()
        self.desk = desk
        self._records = list(records)

    def compose(self) -> ComposeResult:
        """What would happen."""
        with Vertical(id="dialog"):
            yield Static("Merge", id="dialog-title", markup=False)
            yield Page(self.desk, identity="keys")
            yield Told(self.desk, identity="dialog-trouble")
            yield Static("ctrl+s merges   Tab: another one stays   Esc leaves", id="hint", markup=False)

    def on_mount(self) -> None:
        """Read what would happen."""
        self._read()

    @work(exclusive=True, group="plan", exit_on_error=False)
    async def _read(self) -> None:
        try:
            lines = await self.desk.read(lambda crm: list(_lines(crm, self._records)))
        except CrmError as error:
            self._trouble(error)
        else:
            self.query_one(Page).show(lines)

    def _trouble(self, error: CrmError) -> None:
        self.query_one("#dialog-trouble", Told).update("\n".join(filter(None, (error.message, error.hint))))

    def action_other_survivor(self) -> None:
        """Let the next record be the one that stays."""
        self._records.append(self._records.pop(0))
        self._read()

    @work(group="writes", exit_on_error=False)
    async def action_save(self) -> None:
        """Merge, as one step."""
        survivor, *losers = self._records
        try:
            merged = await self.desk.write(lambda crm: crm.merges.merge(losers, survivor))
        except CrmError as error:
            self._trouble(error)
        else:
            self.dismiss(f"Merged {', '.join(merge.loser_name for merge in merged)} into {merged[0].survivor_name}")

    def action_cancel(self) -> None:
        """Leave them as they are."""
        self.dismiss(None)


def _lines(crm: "Crm", records: Sequence[Reference]) -> Iterator[Line]:
    survivor, *losers = records
    yield Line(name_of(crm, survivor), "good", "Stays")
    yield Line(_detail(crm, survivor), "muted", " ")
    for loser in losers:
        yield GAP
        yield Line(name_of(crm, loser), "strong", "Goes in")
        yield Line(_detail(crm, loser), "muted", " ")
        yield from _plan_lines(crm.merges.plan(loser, survivor))


def _detail(crm: "Crm", who: Reference) -> str:
    channels = [channel.value for channel in crm.channels.of(who)]
    return "   ".join([str(who), *channels])


def _plan_lines(merge: Merge) -> Iterator[Line]:
    moved = ", ".join(f"{count} {_MOVED.get(table, table.replace('_', ' '))}" for table, count in merge.moved().items())
    if moved:
        yield Line(moved, "plain", "Moves")
    for column, value in merge.taken.items():
        if column not in _LEFT_OUT and value is not None:
            yield Line(f"{column.replace('_', ' ')}: {value}", "good", "Takes over")
    for noted in merge.noted:
        yield Line(noted, "warn", "To a note")
