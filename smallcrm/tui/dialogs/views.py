"""Saved views: choosing one, saving the present filter, changing and deleting one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import BindingType

from smallcrm.errors import CrmError
from smallcrm.records.views import SavedView
from smallcrm.tui.cells import Cell
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.choose import ChooseDialog
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.keys import bind
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.tui.app import SmallcrmApp

_COLUMNS = (TableColumn("View", 20, 30), TableColumn("Filter", 24, 60))


class ViewsDialog(ChooseDialog):
    """Answers with the id of a view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("edit_view", show=True),
        bind("delete_view", show=True),
    ]
    NOTHING = "No view is saved yet.   {save_view} on the list saves its filter"

    def __init__(self, desk: Desk, views: Sequence[SavedView]) -> None:
        super().__init__(desk, "Saved views", _COLUMNS, _rows(views))
        self._noun = views[0].entity if views else ""

    @work(exit_on_error=False)
    async def action_edit_view(self) -> None:
        """Change name or filter of the view under the cursor."""
        key = self.chosen_key
        if key is not None:
            identity = int(key)
            with self._errors_told():
                dialog = await self.desk.read(lambda crm: ViewDialog(self.desk, crm, identity))
                if await self.app.push_screen_wait(dialog) is not None:
                    await self._read()

    @work(group="writes", exit_on_error=False)
    async def action_delete_view(self) -> None:
        """Move the view under the cursor to the trash."""
        key = self.chosen_key
        if key is not None:
            identity = int(key)
            with self._errors_told():
                name = await self.desk.write(lambda crm: _delete(crm, identity))
                main = cast("SmallcrmApp", self.app)
                main.tell_undoable(f"Deleted the view {name}", "{undo} to undo, once this is closed")
                await self._read()

    async def _read(self) -> None:
        self.replace(_rows(await self.desk.read(lambda crm: crm.views.all(self._noun))))

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except CrmError as error:
            self.tell_error(error)


class ViewDialog(ChangeDialog):
    """The name and the filter of a view."""

    def __init__(self, desk: Desk, crm: "Crm", identity: int) -> None:
        self._identity = identity
        fields = self.fields_now(crm)
        super().__init__(desk, f"View · {fields[0].value}", fields)

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The view as it is."""
        view = crm.views.get(self._identity)
        return [FormField("name", "Name", view.name), FormField("query", "Filter", view.query)]

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change it."""
        return crm.views.edit(self._identity, name=changed.get("name"), line=changed.get("query"))


class SaveViewDialog(FormDialog):
    """A name for the filter that is shown."""

    HINT = "Enter saves, over the view of that name if there is one"

    def __init__(self, desk: Desk, noun: str, query: str) -> None:
        super().__init__(desk, f"Save this filter: {query or 'everything'}", [FormField("name", "Name", main=True)])
        self._noun = noun
        self._query = query

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Save it."""
        crm.views.save_line(values["name"], self._query, noun=self._noun)
        return f"Saved the view {values['name'].strip()}"


def _delete(crm: "Crm", identity: int) -> str:
    """Move a view to the trash; returns its name."""
    name = crm.views.get(identity).name
    crm.views.delete(identity)
    return name


def _rows(views: Sequence[SavedView]) -> dict[str, Row]:
    return {str(view.id): (Cell(view.name, "strong"), Cell(view.query, "muted")) for view in views}
