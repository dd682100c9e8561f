"""A form over something that exists: only what was changed is written, and not unseen over another's change."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.errors import ConflictError
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class ChangeDialog(FormDialog):
    """The fields as they are. What someone else changed meanwhile is shown before it is written over."""

    HINT = "Tab next field"

    def __init__(self, desk: Desk, title: str, fields: Sequence[FormField]) -> None:
        super().__init__(desk, title, fields)
        self._opened_with = {field.name: field.value for field in fields}
        self._labels = {field.name: field.label for field in fields}

    @abstractmethod
    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The fields as they are stored now."""

    @abstractmethod
    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Write the fields that were changed; returns whether anything differs now."""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Write what was changed; ConflictError, once, when the same fields were changed meanwhile."""
        changed = {name: text for name, text in values.items() if text != self._opened_with[name]}
        self._check_unchanged(crm, changed)
        if not changed or not self.write(crm, changed):
            return "Nothing changed"
        return f"Changed {', '.join(self._labels[name].lower() for name in changed)}"

    def _check_unchanged(self, crm: "Crm", changed: Mapping[str, str]) -> None:
        present = {field.name: field.value for field in self.fields_now(crm)}
        clashes = [name for name in changed if present[name] not in (self._opened_with[name], changed[name])]
        if clashes:
            told = "; ".join(
                f"{self._labels[name]} is now {present[name] or 'empty'!r}, here {changed[name] or 'empty'!r}"
                for name in clashes
            )
            self._opened_with |= {name: present[name] for name in clashes}
            raise ConflictError(f"changed meanwhile: {told}", hint="{save} again writes what stands here")
