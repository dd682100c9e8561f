"""Adding a company: only a name is needed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.records.contacts import ContactKind
from smallcrm.records.references import Noun
from smallcrm.tui.custom_fields import custom_form_fields
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.add import AddDialog, channels_of
from smallcrm.tui.dialogs.form import FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_APART = ("phone", "email", "tags")


class NewCompanyDialog(AddDialog):
    """A new company."""

    HINT = "Enter goes on, and saves at the e-mail"

    def __init__(self, desk: Desk, crm: "Crm") -> None:
        fields = [
            FormField("name", "Name", placeholder="Hotel Bat Galim", main=True),
            FormField("phone", "Phone", main=True),
            FormField("email", "E-mail", main=True),
            FormField("website", "Site", placeholder="https://x.example"),
            FormField("domain", "Domain", placeholder="x.example: whoever writes from there works here"),
            FormField("kind", "Kind", ContactKind.LEAD, choices=tuple(ContactKind)),
            FormField("industry", "Industry"),
            FormField("tags", "Tags", placeholder="vip cakes"),
            FormField("tax_id", "Tax id"),
            FormField("address", "Address"),
            FormField("city", "City"),
            FormField("notes", "Notes"),
            *custom_form_fields(crm, Noun.COMPANY),
        ]
        super().__init__(desk, "New company", fields)

    def add(self, crm: "Crm", values: Mapping[str, str], *, force: bool) -> str:
        """Add it; DuplicateError for the name of another one."""
        fields = {name: text for name, text in values.items() if text and name not in _APART}
        channels = channels_of([values["phone"]], [values["email"]])
        crm.companies.add({"name": "", **fields}, channels=channels, tags=values["tags"].split(), force=force)
        return f"Added {values['name'].strip()}"
