"""What a card says of the things that are still to be done."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.records.profile import OpenFollowUp
from smallcrm.tui.cells import Tone
from smallcrm.tui.widgets.page import Line
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def step_lines(crm: "Crm", follow_ups: Sequence[OpenFollowUp]) -> Iterator[Line]:
    """The day of each open follow-up, loud when it is late, and below it what is to be done."""
    today = crm.clock.today()
    for follow_up in follow_ups:
        due = date.fromisoformat(follow_up.due_on)
        tone: Tone = "bad" if due < today else "warn" if due == today else "good"
        clock = f" {follow_up.due_time}" if follow_up.due_time else ""
        yield Line(f"{describe_day(due, today)}{clock}", tone, "Next")
        yield Line(follow_up.title + (" !" if follow_up.priority == "high" else ""), "plain", " ")
