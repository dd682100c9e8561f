"""Losing a deal: why, and perhaps when to try again."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.tui.deal_moves import consequences
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.dialogs.steps import next_step, step_text

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class LostDialog(FormDialog):
    """One of the reasons of the settings; `other` needs a note."""

    HINT = "A letter or a click chooses   Enter goes on, and saves at the note"

    def __init__(self, desk: Desk, crm: "Crm", deal: int) -> None:
        reasons = crm.business.lost_reasons
        present = crm.deals.get(deal)
        reason = next((reason for reason in reasons if reason == present.lost_reason), reasons[0])
        fields = [
            FormField("reason", "Why", reason, choices=reasons, main=True),
            FormField("note", "Note", present.lost_note or "", "more about it", main=True),
            FormField("next", "Try again", placeholder="when, and perhaps what: in 3 months ask again"),
        ]
        super().__init__(desk, f"Lost · {present.title}", fields)
        self._deal = deal

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """The day of the next try."""
        step = next_step(crm, values["next"])
        return f"○ next  {step_text(crm, step)}" if step else ""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Close it as lost."""
        step = next_step(crm, values["next"])
        moved = crm.deals.lose(self._deal, values["reason"], note=values["note"], next_step=step)
        return f"Lost: {crm.deals.get(self._deal).title}{consequences(crm, moved)}"
