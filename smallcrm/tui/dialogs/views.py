"""Saved views: choosing one, saving the present filter, deleting one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from smallcrm.errors import CrmError
from smallcrm.records.views import SavedView
from smallcrm.tui.cells import Cell
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.choose import ChooseDialog
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.ordered import Told

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_COLUMNS = (TableColumn("View", 20, 30), TableColumn("Filter", 24, 60))
_NONE = "no view is saved yet; B saves the present filter"


class ViewsDialog(ChooseDialog):
    """Answers with the name of a view."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("delete_view")]
    HINT: ClassVar[str] = "type to narrow   Enter shows it   ctrl+r deletes it   Esc leaves"

    def __init__(self, desk: Desk, views: Sequence[SavedView]) -> None:
        rows = {view.name: (Cell(view.name, "strong"), Cell(view.query, "muted")) for view in views}
        super().__init__(desk, "Saved views" if views else f"Saved views: {_NONE}", _COLUMNS, rows)
        self._ids = {view.name: view.id for view in views}

    @work(group="writes", exit_on_error=False)
    async def action_delete_view(self) -> None:
        """Move the view under the cursor to the trash."""
        key = self.chosen_key
        if key is None:
            return
        identity = self._ids[key]
        try:
            await self.desk.write(lambda crm: crm.views.delete(identity))
        except CrmError as error:
            self.query_one("#dialog-title", Told).update(error.message)
        else:
            self.drop(key)


class SaveViewDialog(FormDialog):
    """A name for the filter that is shown."""

    HINT = "Enter saves, over the view of that name if there is one   Esc leaves"

    def __init__(self, desk: Desk, noun: str, query: str) -> None:
        super().__init__(desk, f"Save this filter: {query or 'everything'}", [FormField("name", "Name", main=True)])
        self._noun = noun
        self._query = query

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Save it."""
        crm.views.save_line(values["name"], self._query, noun=self._noun)
        return f"Saved the view {values['name'].strip()}"
