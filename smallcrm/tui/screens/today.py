"""Today: whom to be in touch with, and why."""

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from smallcrm.records.query import Query
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.headline import pipeline_phrases
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.sources.today import COLUMNS, Today
from smallcrm.tui.target import Target, follow_up_target, person_target
from smallcrm.tui.widgets.phrases import Phrases

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class TodayScreen(ListScreen):
    """The agenda, and the card of the person under the cursor."""

    CURRENT = "today"
    COLUMNS = COLUMNS
    EMPTY = "Nobody is waiting for you today.   {quick_add} writes down a line   {screen_contacts} shows everyone"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = Today()

    def compose_top(self) -> ComposeResult:
        """What the pipeline is worth."""
        yield Phrases(self.desk, identity="summary")

    def on_mount(self) -> None:
        """Show the agenda and the numbers."""
        super().on_mount()
        self.call_after_refresh(self.read_summary)

    def reload(self) -> None:
        """Read agenda and numbers anew."""
        super().reload()
        self.read_summary()

    @work(exclusive=True, group="summary", exit_on_error=False)
    async def read_summary(self) -> None:
        """Read what the pipeline is worth."""
        with self.main.errors_told():
            self.query_one(Phrases).say(await self.desk.read(pipeline_phrases))

    def make_source(self, query: Query) -> Today:  # noqa: ARG002
        """The agenda, whatever is asked."""
        return self._today

    def target(self, crm: "Crm", key: Reference) -> Target:
        """The person of a row with the follow-up that is due, or a plain to-do."""
        if key.noun == Noun.FOLLOW_UP:
            return follow_up_target(crm, key.id)
        row = self._today.row(key)
        return person_target(crm, key, row.follow_up.id if row and row.follow_up else None)

    def action_filter(self) -> None:
        """The agenda is short; what is sought is sought among the contacts."""
        self.main.filter_contacts()
