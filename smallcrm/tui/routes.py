"""The screens by their names: where each is, so that only what is shown is loaded."""

from importlib import import_module
from typing import Any, NamedTuple


class Route(NamedTuple):
    """A screen's title, module and class."""

    title: str
    module: str
    screen: str

    def load(self) -> type[Any]:
        """The class, with its module loaded; it is made of a desk."""
        module = import_module(f"smallcrm.tui.screens.{self.module}")
        screen: type[Any] = getattr(module, self.screen)
        return screen


SCREENS = {
    "today": Route("Today", "today", "TodayScreen"),
    "contacts": Route("Contacts", "contacts", "ContactsScreen"),
    "pipeline": Route("Pipeline", "pipeline", "PipelineScreen"),
    "follow_ups": Route("Follow-ups", "follow_ups", "FollowUpsScreen"),
    "log": Route("Log", "log", "LogScreen"),
}
"""The screens of the top line, in their order."""

PUSHED = {
    "settings": Route("Settings", "settings", "SettingsScreen"),
    "stages": Route("Stages", "stages", "StagesScreen"),
    "own_fields": Route("Own fields", "own_fields", "OwnFieldsScreen"),
    "all_tags": Route("Tags", "all_tags", "AllTagsScreen"),
    "trash_screen": Route("Trash", "trash", "TrashScreen"),
    "history": Route("History", "history", "HistoryScreen"),
    "duplicates": Route("Duplicates", "duplicates", "DuplicatesScreen"),
}
"""The screens that are laid over another one."""
