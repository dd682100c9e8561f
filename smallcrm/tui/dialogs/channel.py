"""Adding and correcting a way to reach someone."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.errors import DuplicateError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.references import Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.form import FormDialog, FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_NO, _YES = "no", "yes"
_BY_ITS_LOOKS = ""
_MARKS = ("is_primary", "invalid", "opted_out")


class NewChannelDialog(FormDialog):
    """A phone, an address or a site; its type is seen from its looks unless it is chosen."""

    HINT = "Enter saves   Tab next field"

    def __init__(self, desk: Desk, who: Reference, name: str) -> None:
        fields = [
            FormField("value", "Channel", placeholder="050-1234567, dana@x.example, https://x.example", main=True),
            FormField("type", "Type", _BY_ITS_LOOKS, choices=(_BY_ITS_LOOKS, *ChannelType)),
            FormField("label", "Label", placeholder="home, work"),
            _mark("is_primary", "Use first", 0),
        ]
        super().__init__(desk, f"New channel · {name}", fields)
        self._who = who

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:  # noqa: ARG002
        """The type it has."""
        return _new(values).type if values["value"].strip() else ""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Add it; DuplicateError when it is there already."""
        new = _new(values)
        if crm.channels.add(self._who, new, primary=values["is_primary"] == _YES) is None:
            raise DuplicateError(
                f"{new.value.strip()} is there already",
                hint="{edit_entry} on the list changes it",
            )
        return f"Added the {new.type} {new.value.strip()}"


class ChannelDialog(ChangeDialog):
    """What it is, and whether it may be used."""

    def __init__(self, desk: Desk, crm: "Crm", identity: int) -> None:
        self._identity = identity
        fields = self.fields_now(crm)
        super().__init__(desk, f"Channel · {fields[0].value}", fields)

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The channel as it is."""
        channel = crm.channels.get(self._identity)
        return [
            FormField("value", "Channel", channel.value),
            FormField("type", "Type", channel.type, choices=tuple(ChannelType)),
            FormField("label", "Label", channel.label or "", "home, work"),
            _mark("is_primary", "Use first", channel.is_primary),
            _mark("invalid", "Invalid", channel.invalid),
            _mark("opted_out", "Opted out", channel.opted_out),
        ]

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change it."""
        values: dict[str, Any] = {name: int(text == _YES) if name in _MARKS else text for name, text in changed.items()}
        return crm.channels.edit(self._identity, values)


def _new(values: Mapping[str, str]) -> NewChannel:
    from smallcrm.core.channels import guess_type

    kind = ChannelType(values["type"]) if values["type"] else guess_type(values["value"].strip())
    return NewChannel(kind, values["value"], values["label"])


def _mark(name: str, label: str, value: int) -> FormField:
    return FormField(name, label, _YES if value else _NO, choices=(_NO, _YES))
