"""Contacts: people, and companies behind the same filter."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from smallcrm.records.query import Query
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.list_screen import ListScreen
from smallcrm.tui.sources.listed import Listed
from smallcrm.tui.sources.people import COMPANY_COLUMNS, CONTACT_COLUMNS, companies, contacts
from smallcrm.tui.target import Target, person_target

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_NO_COMPANIES = "There are no companies yet.   {new_company} adds one   {import_file} imports a file"


class ContactsScreen(ListScreen):
    """The list of people, or of companies, and the card of the one under the cursor."""

    CURRENT = "contacts"
    COLUMNS = CONTACT_COLUMNS
    SORT = "name"
    PLACEHOLDER = "a name, a phone, +tag, kind:customer, city:haifa, no:next, last_touch.before:-3m"
    EMPTY = "There is nobody here yet.   {new_contact} adds a contact   {import_file} imports a file"
    BINDINGS: ClassVar[list[BindingType]] = [bind("companies", show=True), bind("new_contact"), bind("new_company")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shows_companies = False

    def make_source(self, query: Query) -> Listed:
        """People or companies."""
        return companies(query) if self._shows_companies else contacts(query)

    @property
    def nothing_text(self) -> str:
        """What stands where there are no people, or no companies."""
        return _NO_COMPANIES if self._shows_companies else self.EMPTY

    def target(self, crm: "Crm", key: int) -> Target:
        """The contact or company of a row."""
        return person_target(crm, Reference(Noun.COMPANY if self._shows_companies else Noun.CONTACT, key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is added is of the kind that is shown."""
        if action in ("new_contact", "new_company"):
            return self._shows_companies == (action == "new_company")
        return super().check_action(action, parameters)

    @work(exit_on_error=False)
    async def action_new_company(self) -> None:
        """Add a company."""
        from smallcrm.tui.dialogs.company import NewCompanyDialog

        with self.main.errors_told():
            await self.ask(await self.desk.read(lambda crm: NewCompanyDialog(self.desk, crm)))

    def action_companies(self) -> None:
        """Show companies instead of people, or the other way round."""
        self._shows_companies = not self._shows_companies
        self.refresh_bindings()
        columns = COMPANY_COLUMNS if self._shows_companies else CONTACT_COLUMNS
        self.table.show(self.make_source(self.asked), columns=columns, empty=self.empty_text)
