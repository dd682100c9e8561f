"""Follow-ups: what is to be done, by day, the overdue on top."""

from typing import TYPE_CHECKING

from smallcrm.records.query import Query
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.sources.follow_ups import COLUMNS, follow_ups
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.target import Target, follow_up_target

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class FollowUpsScreen(ListScreen):
    """The open follow-ups, and the card of whom each is with."""

    CURRENT = "follow_ups"
    COLUMNS = COLUMNS
    SORT = "due,time"
    PLACEHOLDER = "words, with:dana, due:this-week, kind:call, priority:high, status:done"
    EMPTY = "Nothing is to be done.   {follow_up} plans a follow-up   {quick_add} writes down a line"

    def make_source(self, query: Query) -> Listed:
        """The follow-ups."""
        return follow_ups(query)

    def target(self, crm: "Crm", key: int) -> Target:
        """The follow-up of a row, and whom it is with."""
        return follow_up_target(crm, key)
