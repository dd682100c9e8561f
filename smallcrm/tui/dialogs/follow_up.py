"""Planning what is to be done next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.records.follow_ups import FollowUpKind, NextStep, Priority
from smallcrm.records.references import Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.dialogs.steps import step_text

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_BY_TITLE = ""


class FollowUpDialog(FormDialog):
    """A follow-up with someone, or a plain to-do."""

    def __init__(self, desk: Desk, who: Reference | None, name: str, *, deal: int | None = None) -> None:
        fields = [
            FormField("title", "What", placeholder="call about the quote", main=True),
            FormField("due", "When", "tomorrow", main=True),
            FormField("kind", "Kind", _BY_TITLE, choices=(_BY_TITLE, *FollowUpKind)),
            FormField("priority", "Priority", Priority.NORMAL, choices=tuple(Priority)),
            FormField("repeat", "Repeat", placeholder="2w, 1m: again every so often"),
            FormField("notes", "Notes"),
        ]
        super().__init__(desk, f"Follow-up · {name}" if name else "To do", fields)
        self._who = who
        self._deal = deal

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """The day, as it was understood."""
        return f"○ due  {step_text(crm, _step(crm, values)._replace(title=''))}"

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Plan it."""
        step = _step(crm, values)
        kind = FollowUpKind(values["kind"]) if values["kind"] else None
        priority = Priority(values["priority"])
        crm.follow_ups.add(
            self._who,
            step,
            kind=kind,
            priority=priority,
            repeat=values["repeat"],
            notes=values["notes"],
            deal=self._deal,
        )
        return f"Planned for {step_text(crm, step)}"


def _step(crm: "Crm", values: Mapping[str, str]) -> NextStep:
    when = crm.when(values["due"] or "today")
    return NextStep(when.day, when.time, values["title"])
