"""Done: one key for how it went; after an answer, what came of it and the next step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.core.touches import Touch
from smallcrm.errors import CrmError
from smallcrm.records.interactions import Outcome
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.dialogs.steps import next_step, step_text
from smallcrm.tui.keys import KEYS, bind
from smallcrm.tui.target import Target
from smallcrm.tui.widgets.way import Way
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_WAYS = ("reached", "no_answer", "left_message")
_TOLD = {Outcome.NO_ANSWER: "No answer from", Outcome.LEFT_MESSAGE: "Left a message for"}


class OutcomeDialog(Dialog[str]):
    """How did it go? An attempt is logged at once; after an answer comes the result."""

    BINDINGS: ClassVar[list[BindingType]] = [bind(way) for way in _WAYS]

    def __init__(self, desk: Desk, target: Target) -> None:
        super().__init__(desk, f"Done · {target.name}")
        self._target = target

    def compose_body(self) -> ComposeResult:
        """The ways it may have gone."""
        for way in _WAYS:
            yield Way(self.desk, way)

    def action_reached(self) -> None:
        """Ask what came of it."""
        self.app.push_screen(ResultDialog(self.desk, self._target), self._finish)

    def action_no_answer(self) -> None:
        """Nobody answered."""
        self._attempt(Outcome.NO_ANSWER)

    def action_left_message(self) -> None:
        """A message was left."""
        self._attempt(Outcome.LEFT_MESSAGE)

    def _finish(self, told: str | None) -> None:
        if told is not None:
            self.dismiss(told)

    @work(group="writes", exit_on_error=False)
    async def _attempt(self, outcome: Outcome) -> None:
        try:
            self.dismiss(await self.desk.write(lambda crm: complete(crm, self._target, outcome)))
        except CrmError as error:
            self.tell_error(error)


class ResultDialog(FormDialog):
    """What came of it, and the next step."""

    def __init__(self, desk: Desk, target: Target) -> None:
        fields = [
            FormField("text", "What", placeholder="what came of it", main=True),
            FormField("next", "Next", placeholder="when, and perhaps what: fri send it; or nothing", main=True),
        ]
        super().__init__(desk, f"Done · {target.name}", fields)
        self._target = target

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """The day of the next step."""
        step = next_step(crm, values["next"])
        return f"○ next  {step_text(crm, step)}" if step else ""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Complete it."""
        outcome = Outcome.REACHED if self._target.is_contacting else None
        return complete(crm, self._target, outcome, values["text"], values["next"])


def complete(crm: "Crm", target: Target, outcome: Outcome | None, text: str = "", following: str = "") -> str:
    """Complete the target's follow-up, or log a call where there is none; returns what a toast tells."""
    step = next_step(crm, following)
    if target.follow_up is not None:
        done = crm.follow_ups.complete(target.follow_up, result=text, outcome=outcome, next_step=step)
        if done.moved_to:
            return f"{_TOLD[outcome or Outcome.NO_ANSWER]} {target.name}, again {_day(crm, done.moved_to)}"
        planned = f", next {step_text(crm, step)}" if step else ""
        return f"Done: {target.name}{planned}"
    people = [target.who] if target.who else []
    summary = text or (KEYS[outcome.value].label if outcome else "Done")
    crm.interactions.log(people, Touch(summary, crm.clock.stamp(), outcome=outcome), next_step=step)
    told = _TOLD.get(outcome, "Logged call with") if outcome else "Logged call with"
    return f"{told} {target.name}"


def _day(crm: "Crm", day: object) -> str:
    from datetime import date

    return describe_day(day, crm.clock.today()) if isinstance(day, date) else ""
