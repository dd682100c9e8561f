"""Quick add: one line, read back under it before Enter."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from smallcrm.core.quick_add import QuickPlan
from smallcrm.records.follow_ups import NextStep
from smallcrm.records.references import Noun
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.dialogs.steps import step_text
from smallcrm.tui.target import name_of

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_EXAMPLE = "dana: wants a quote #cakes @call > fri send it"


class QuickAddDialog(FormDialog):
    """WHO: TEXT [#tag] [@channel] [> WHEN [title]]; without WHO a plain to-do."""

    HINT = "WHO: what  #tag  @channel  > when and what next     Enter saves"

    def __init__(self, desk: Desk, text: str = "") -> None:
        super().__init__(desk, "Quick add", [FormField("line", "", text, _EXAMPLE)])

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """What the line would do."""
        return "\n".join(_told(crm, crm.quick_add.plan(values["line"]))) if values["line"].strip() else ""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Carry the line out."""
        added = crm.quick_add.carry_out(values["line"])
        if added.who is None:
            return "Planned a to-do"
        done = "Logged" if added.interaction else "Planned" if added.follow_ups else "Noted"
        return f"{done}: {name_of(crm, added.who)}" + (", a new contact" if added.is_new else "")


def _told(crm: "Crm", plan: QuickPlan) -> Iterator[str]:
    line = plan.line
    if not line.who:
        step = line.next_step or NextStep(crm.clock.today())
        title = " ".join(filter(None, (line.text, step.title)))
        yield f"○ to do    {step_text(crm, step._replace(title=title))}"
        return
    yield f"+ new      {plan.new_name}" if plan.who is None else f"{_noun(plan)}  {plan.name}"
    if line.text:
        yield f"› {line.channel or 'call':<8} {line.text}"
    if line.tags:
        yield "# tags     " + " ".join(line.tags)
    if line.next_step:
        yield f"○ next     {step_text(crm, line.next_step)}"


def _noun(plan: QuickPlan) -> str:
    return "@ company" if plan.who and plan.who.noun == Noun.COMPANY else "@ contact"
