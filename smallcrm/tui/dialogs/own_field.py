"""Defining and changing a field of the business's own."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.records.custom_fields import CustomEntity, CustomType
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.form import FormDialog, FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

CHOICES_APART = " | "
_CHOICES = "of the type choice: gold | silver"
_KEY = "what commands call it; made from its name"


class NewOwnFieldDialog(FormDialog):
    """A field of contacts, companies or deals."""

    def __init__(self, desk: Desk) -> None:
        fields = [
            FormField("label", "Name", placeholder="Shoe size"),
            FormField("of", "Of", CustomEntity.CONTACT, choices=tuple(CustomEntity)),
            FormField("type", "Type", CustomType.TEXT, choices=tuple(CustomType)),
            FormField("choices", "Choices", placeholder=_CHOICES),
            FormField("key", "Key", placeholder=_KEY),
        ]
        super().__init__(desk, "New field", fields)

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Define it."""
        crm.custom_fields.add(
            values["label"],
            entity=values["of"],
            kind=values["type"],
            key=values["key"],
            choices=listed(values["choices"]),
        )
        return f"Every {values['of']} has a field {values['label'].strip()} now"


class OwnFieldDialog(ChangeDialog):
    """Its name, its key and, where it has them, its choices; the type stays what it is."""

    def __init__(self, desk: Desk, crm: "Crm", identity: int) -> None:
        self._identity = identity
        field = crm.custom_fields.get(identity)
        super().__init__(desk, f"Field of each {field.entity} · {field.label} · {field.type}", self.fields_now(crm))

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The field as it is."""
        field = crm.custom_fields.get(self._identity)
        fields = [FormField("label", "Name", field.label), FormField("key", "Key", field.key, _KEY)]
        if field.type == CustomType.CHOICE:
            fields.append(FormField("choices", "Choices", CHOICES_APART.join(field.choice_list), _CHOICES))
        return fields

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change it."""
        choices = listed(changed["choices"]) if "choices" in changed else None
        return crm.custom_fields.edit(
            self._identity, label=changed.get("label"), key=changed.get("key"), choices=choices
        )


def listed(text: str) -> list[str]:
    """The choices that a line names."""
    return [choice.strip() for choice in text.split(CHOICES_APART.strip()) if choice.strip()]
