"""Renaming a tag, and setting how often to be in touch with those who have it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.errors import ConflictError
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.form import FormField
from smallcrm.values.periods import format_period

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class TagDialog(ChangeDialog):
    """Given the name of another tag, the two become one; that is asked first."""

    def __init__(self, desk: Desk, crm: "Crm", identity: int) -> None:
        self._identity = identity
        self._agreed_to = ""
        fields = self.fields_now(crm)
        super().__init__(desk, f"Tag · {fields[0].value}", fields)

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The tag as it is."""
        tag = crm.tags.get(self._identity)
        rhythm = "" if tag.cadence_days is None else format_period(tag.cadence_days or None)
        return [
            FormField("name", "Name", tag.name),
            FormField("cadence", "Rhythm", rhythm, "30d, 3m, off: of the contacts that have it"),
        ]

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change it; ConflictError, once, when another tag has the new name."""
        name = changed.get("name")
        is_agreed = name == self._agreed_to
        try:
            _, differs = crm.tags.edit(self._identity, name=name, cadence=changed.get("cadence"), merge=is_agreed)
        except ConflictError as error:
            self._agreed_to = name or ""
            raise ConflictError(error.message, hint="{save} again makes the two one") from error
        return differs
