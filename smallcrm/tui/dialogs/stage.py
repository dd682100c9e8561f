"""Adding, changing and deleting a stage of the pipeline."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.records.deals import Stage, StageType
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.values.periods import format_period

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_LIKELY = "how many of 100 such deals are won"
_ROTS = "30d, 2w: untouched for so long; empty: never"


class NewStageDialog(FormDialog):
    """An open stage, after another one."""

    HINT = "Enter goes on, and saves at the last field"

    def __init__(self, desk: Desk, crm: "Crm", cursor: int | None) -> None:
        stages = [stage for stage in crm.stages.all() if stage.type == StageType.OPEN]
        self._after = next((stage for stage in stages if stage.id == cursor), stages[-1])
        fields = [
            FormField("name", "Name", placeholder="Tasting", main=True),
            FormField("probability", "Likely %", placeholder=_LIKELY, main=True),
            FormField("rot_days", "Rot after", placeholder=_ROTS, main=True),
        ]
        super().__init__(desk, f"New stage after {self._after.name}", fields)

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Add it."""
        crm.stages.add(values, after=self._after)
        return f"Added the stage {values['name'].strip()}"


class StageDialog(ChangeDialog):
    """Its name; of an open one also how likely its deals are, and when they rot."""

    def __init__(self, desk: Desk, crm: "Crm", identity: int) -> None:
        self._identity = identity
        fields = self.fields_now(crm)
        super().__init__(desk, f"Stage · {fields[0].value}", fields)

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The stage as it is."""
        stage = crm.stages.get(self._identity)
        name = FormField("name", "Name", stage.name)
        if stage.type != StageType.OPEN:
            return [name]
        rots = format_period(stage.rot_days) if stage.rot_days else ""
        return [
            name,
            FormField("probability", "Likely %", str(stage.probability), _LIKELY),
            FormField("rot_days", "Rot after", rots, _ROTS),
        ]

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change it."""
        return crm.stages.edit(self._identity, changed)


class DeleteStageDialog(FormDialog):
    """Where the deals of a stage go."""

    HINT = "← → or a click choose   Enter deletes the stage"

    def __init__(self, desk: Desk, stage: Stage, deals: int, targets: Sequence[str]) -> None:
        counted = f"{deals} deal{'' if deals == 1 else 's'}, the trash counted"
        field = FormField("target", "Go to", targets[0], choices=targets, main=True)
        super().__init__(desk, f"Delete {stage.name} · {counted}", [field])
        self._stage = stage

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Move the deals and delete the stage, as one step."""
        target = crm.stages.named(values["target"])
        moved = crm.stages.delete(self._stage.id, move_deals_to=target)
        return f"Deleted the stage {self._stage.name}, {moved} deal{'' if moved == 1 else 's'} went to {target.name}"
