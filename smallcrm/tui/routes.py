"""The screens by their names: where each is, so that only what is shown is loaded."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from smallcrm.tui.screens.base import BaseScreen


class Route(NamedTuple):
    """A screen's title, key, module and class."""

    title: str
    key: str
    module: str
    screen: str

    def load(self) -> "type[BaseScreen]":
        """The class, with its module loaded."""
        module = import_module(f"smallcrm.tui.screens.{self.module}")
        screen: type[BaseScreen] = getattr(module, self.screen)
        return screen


SCREENS = {
    "today": Route("Today", "1", "today", "TodayScreen"),
    "contacts": Route("Contacts", "2", "contacts", "ContactsScreen"),
    "pipeline": Route("Pipeline", "3", "pipeline", "PipelineScreen"),
    "follow_ups": Route("Follow-ups", "4", "follow_ups", "FollowUpsScreen"),
    "log": Route("Log", "5", "log", "LogScreen"),
}
"""The screens of the top line, in their order."""

PUSHED = {
    "settings": Route("Settings", ",", "settings", "SettingsScreen"),
    "stages": Route("Stages", "L", "stages", "StagesScreen"),
    "own_fields": Route("Own fields", "F", "own_fields", "OwnFieldsScreen"),
    "all_tags": Route("Tags", "#", "all_tags", "AllTagsScreen"),
    "trash_screen": Route("Trash", "T", "trash", "TrashScreen"),
    "history": Route("History", "H", "history", "HistoryScreen"),
    "duplicates": Route("Duplicates", "M", "duplicates", "DuplicatesScreen"),
}
"""The screens that are laid over another one."""
