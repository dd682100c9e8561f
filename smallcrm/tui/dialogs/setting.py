"""Changing one setting of the business."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.core.settings import CADENCE_PREFIX
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.change import ChangeDialog
from smallcrm.tui.dialogs.form import FormField
from smallcrm.tui.settings_list import Setting, business_settings

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class SettingDialog(ChangeDialog):
    """One line, or one of a few words."""

    HINT = "Enter saves"

    def __init__(self, desk: Desk, setting: Setting) -> None:
        super().__init__(desk, f"{_label(setting)} · {setting.about}", [_field(setting)])
        self._setting = setting

    def fields_now(self, crm: "Crm") -> Sequence[FormField]:
        """The setting as it is."""
        settings = business_settings(crm.settings.stored())
        return [_field(setting) for setting in settings if setting.name == self._setting.name]

    def write(self, crm: "Crm", changed: Mapping[str, str]) -> bool:
        """Change it, and go by it from now on."""
        differs = crm.settings.set(self._setting.name, changed["value"])
        crm.reload()
        return differs


def _field(setting: Setting) -> FormField:
    return FormField("value", _label(setting), setting.value, setting.about, choices=setting.choices, main=True)


def _label(setting: Setting) -> str:
    return setting.name.removeprefix(CADENCE_PREFIX).replace("_", " ").capitalize()
