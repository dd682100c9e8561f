"""Log: every interaction, the newest first."""

from typing import TYPE_CHECKING

from smallcrm.records.query import Query
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.log import COLUMNS, interactions
from smallcrm.tui.target import Target, interaction_target

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class LogScreen(ListScreen):
    """What was said and done, and the card of whom it was with."""

    CURRENT = "log"
    COLUMNS = COLUMNS
    SORT = "-at"
    PLACEHOLDER = "words, with:dana, channel:call, topic:complaint, at:this-week, outcome:no_answer"
    EMPTY = "Nothing is logged yet.   {quick_add} writes down a line, such as dana: wants a quote"

    def make_source(self, query: Query) -> Listed:
        """The interactions."""
        return interactions(query)

    def target(self, crm: "Crm", key: int) -> Target:
        """The interaction of a row, and the first of those it was with."""
        return interaction_target(crm, key)
