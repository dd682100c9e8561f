"""Next steps as they are typed in a dialog: WHEN, and perhaps what is to be done then."""

from typing import TYPE_CHECKING

from smallcrm.core.quick_add import split_next
from smallcrm.records.follow_ups import NextStep
from smallcrm.values.when import When, describe_when

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def next_step(crm: "Crm", text: str) -> NextStep | None:
    """The step that `fri send it` means; None for an empty text. UsageError when it begins with no day."""
    return split_next(crm, text) if text.strip() else None


def step_text(crm: "Crm", step: NextStep) -> str:
    """A step as it is read back: `Fri 27 Nov (in 4 days), send it`."""
    day = describe_when(When(step.due, step.time), crm.clock.today())
    note = "" if crm.business.calendar.is_working(step.due) else ", not a working day"
    return f"{day}{note}" + (f": {step.title}" if step.title else "")
