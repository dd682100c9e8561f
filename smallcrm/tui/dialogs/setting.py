"""Changing one setting of the business."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.core.settings import CADENCE_PREFIX
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.settings_list import Setting

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class SettingDialog(FormDialog):
    """One line, or one of a few words."""

    HINT = "Enter saves   Esc leaves"

    def __init__(self, desk: Desk, setting: Setting) -> None:
        label = setting.name.removeprefix(CADENCE_PREFIX).replace("_", " ")
        field = FormField("value", "Value", setting.value, setting.about, choices=setting.choices, main=True)
        super().__init__(desk, f"{label} · {setting.about}", [field])
        self._changed_name = setting.name

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Write it, and go by it from now on."""
        differs = crm.settings.set(self._changed_name, values["value"])
        crm.reload()
        return f"Changed {self._changed_name.replace('_', ' ')}" if differs else "Nothing changed"
