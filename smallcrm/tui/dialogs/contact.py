"""Adding a contact: only a name is needed, and a whole signature may be typed as one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.records.contacts import ContactKind
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.add import AddDialog, channels_of
from smallcrm.tui.dialogs.form import FormField
from smallcrm.values.contact_line import take_apart

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class NewContactDialog(AddDialog):
    """A new contact."""

    HINT = "Enter goes on, and saves at the e-mail"

    def __init__(self, desk: Desk, custom: Sequence[FormField] = ()) -> None:
        fields = [
            FormField("name", "Name", placeholder="Dana Cohen, or Dana Cohen 050-1234567 dana@x.example", main=True),
            FormField("phone", "Phone", main=True),
            FormField("email", "E-mail", main=True),
            FormField("company", "Company"),
            FormField("job_title", "Title"),
            FormField("kind", "Kind", ContactKind.LEAD, choices=tuple(ContactKind)),
            FormField("tags", "Tags", placeholder="vip cakes"),
            FormField("city", "City"),
            FormField("source", "Source"),
            FormField("notes", "Notes"),
            *custom,
        ]
        super().__init__(desk, "New contact", fields)
        self._custom = [field.name for field in custom]

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:  # noqa: ARG002
        """How the name's line is taken apart."""
        parts = take_apart(values["name"])
        found = [*parts.phones, *parts.emails]
        return f"+ {parts.name}   {'   '.join(found)}" if found else ""

    def add(self, crm: "Crm", values: Mapping[str, str], *, force: bool) -> str:
        """Add it; DuplicateError for someone of the same e-mail and an agreeing name."""
        parts = take_apart(values["name"])
        channels = channels_of([*parts.phones, values["phone"]], [*parts.emails, values["email"]])
        names = ("job_title", "kind", "city", "source", "notes", *self._custom)
        fields = {name: values[name] for name in names if values[name]}
        added = crm.contacts.add(
            {"name": parts.name, **fields},
            channels=channels,
            company=values["company"],
            tags=values["tags"].split(),
            force=force,
        )
        resembles = "".join(f"\nresembles {match.name}" for match in added.resembles[:3])
        return f"Added {parts.name}{resembles}"
