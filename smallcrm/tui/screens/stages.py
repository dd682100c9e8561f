"""Stages: the steps of the pipeline in their order."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from smallcrm.errors import UsageError
from smallcrm.records.deals import Stage, StageType
from smallcrm.tui.cells import Cell, Tone
from smallcrm.tui.dialogs.stage import DeleteStageDialog, NewStageDialog, StageDialog
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.entries import EntriesScreen
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.values.periods import format_period

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from smallcrm.core.crm import Crm

_TONES: dict[str, Tone] = {StageType.WON: "good", StageType.LOST: "bad"}


class StagesScreen(EntriesScreen):
    """A new stage comes after the one under the cursor; the deals of a deleted one go to another."""

    TITLE = "Stages"
    COLUMNS = (
        TableColumn("Stage", 20, 40),
        TableColumn("Deals", 5, align="right", base="ltr"),
        TableColumn("Its deals are", 13, rank=2),
        TableColumn("Likely", 6, align="right", base="ltr"),
        TableColumn("Rot after", 9, rank=1, base="ltr"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("entry_up", show=True),
        bind("entry_down", show=True),
    ]

    def rows(self, crm: "Crm") -> Mapping[int, Row]:
        """The stages, with how many deals are in each."""
        return {stage.id: _row(stage, _living_deals(crm, stage)) for stage in crm.stages.all()}

    def edit_dialog(self, crm: "Crm", identity: int) -> "ModalScreen[str]":
        """Name, probability, and when its deals rot."""
        return StageDialog(self.desk, crm, identity)

    def delete_dialog(self, crm: "Crm", identity: int) -> "ModalScreen[str] | None":
        """Where its deals go, when it has any."""
        targets = [stage.name for stage in crm.stages.all() if _can_take(stage, crm.stages.get(identity))]
        deals = len(crm.stages.deals_in(identity))
        return DeleteStageDialog(self.desk, crm.stages.get(identity), deals, targets) if deals and targets else None

    def delete(self, crm: "Crm", identity: int) -> str:
        """Delete a stage that has no deals."""
        name = crm.stages.get(identity).name
        crm.stages.delete(identity)
        return f"Deleted the stage {name}"

    def new_dialog(self, crm: "Crm") -> "ModalScreen[str]":
        """Add a stage after the one under the cursor."""
        return NewStageDialog(self.desk, crm, self.table.key)

    def action_entry_up(self) -> None:
        """Put the stage before the one above it."""
        self._move(-1)

    def action_entry_down(self) -> None:
        """Put the stage after the one below it."""
        self._move(1)

    @work(group="writes", exit_on_error=False)
    async def _move(self, by: int) -> None:
        with self.main.errors_told():
            chosen = self.chosen
            self.wrote(await self.desk.write(lambda crm: move_by(crm, chosen, by)))


def move_by(crm: "Crm", identity: int, by: int) -> str:
    """Let a stage and its neighbour change places; returns what a toast tells. UsageError at the end of the order."""
    stages = crm.stages.all()
    place = [stage.id for stage in stages].index(identity)
    if not 0 <= place + by < len(stages):
        raise UsageError(f"{stages[place].name} is the {'first' if by < 0 else 'last'} stage")
    before, after = sorted((place, place + by))
    crm.stages.move(stages[before].id, after=stages[after].id)
    return f"{stages[place].name} comes {'before' if by < 0 else 'after'} {stages[place + by].name} now"


def _can_take(stage: Stage, deleted: Stage) -> bool:
    return stage.id != deleted.id and stage.type == deleted.type


def _living_deals(crm: "Crm", stage: Stage) -> int:
    return sum(deal.deleted_at is None for deal in crm.stages.deals_in(stage.id))


def _row(stage: Stage, deals: int) -> Row:
    is_open = stage.type == StageType.OPEN
    rots = format_period(stage.rot_days) if stage.rot_days else "never"
    return (
        Cell(stage.name, "strong"),
        Cell(f"{deals:,}" if deals else ""),
        Cell(stage.type, _TONES.get(stage.type, "accent")),
        Cell(f"{stage.probability} %"),
        Cell(rots if is_open else "", "plain" if stage.rot_days else "muted"),
    )
