"""Today: whom to be in touch with, and why."""

from typing import TYPE_CHECKING

from smallcrm.records.query import Query
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.sources.today import COLUMNS, Today
from smallcrm.tui.target import Target, follow_up_target, person_target

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class TodayScreen(ListScreen):
    """The agenda, and the card of the person under the cursor."""

    CURRENT = "today"
    COLUMNS = COLUMNS
    EMPTY = "Nobody is waiting for you today.   a adds a line   f plans a follow-up   2 shows everyone"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._today = Today()

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
