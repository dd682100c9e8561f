"""Logging a touch: what happened, and the next step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.core.fields import read_choice
from smallcrm.core.touches import Touch
from smallcrm.errors import UsageError
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.records.references import Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.dialogs.steps import next_step, step_text
from smallcrm.tui.target import Target, deal_of

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class LogDialog(FormDialog):
    """An interaction with someone; the follow-up it answers is closed by the core."""

    def __init__(self, desk: Desk, target: Target, who: Reference) -> None:
        fields = [
            FormField("text", "What", placeholder="what was said", main=True),
            FormField("next", "Next", placeholder="when, and perhaps what: fri send it", main=True),
            FormField("channel", "How", InteractionChannel.CALL, choices=tuple(InteractionChannel)),
            FormField("direction", "Who began", Direction.OUT, choices=(Direction.OUT, Direction.IN)),
            FormField("outcome", "Outcome", "", choices=("", *Outcome)),
            FormField("topic", "Topic", Topic.GENERAL, choices=tuple(Topic)),
            FormField("at", "When", placeholder="now"),
        ]
        super().__init__(desk, f"Log · {target.name}", fields)
        self._whose = target.name
        self._who = who
        self._target = target

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """The day of the next step."""
        step = next_step(crm, values["next"])
        return f"○ next  {step_text(crm, step)}" if step else ""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Log it."""
        touch = Touch(
            values["text"],
            crm.interactions.moment(values["at"]) if values["at"].strip() else crm.clock.stamp(),
            channel=InteractionChannel(values["channel"]),
            direction=Direction(values["direction"]),
            topic=Topic(values["topic"]),
            outcome=Outcome(read_choice("outcome", Outcome, values["outcome"])) if values["outcome"] else None,
            deal_id=deal_of(self._target),
        )
        if not touch.summary.strip():
            raise UsageError("there is nothing to log", hint="say in a few words what happened")
        logged = crm.interactions.log([self._who], touch, next_step=next_step(crm, values["next"]))
        closed = ", its follow-up is done" if logged.closed else ""
        return f"Logged {touch.channel} with {self._whose}{closed}"
