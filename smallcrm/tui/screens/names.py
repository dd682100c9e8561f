"""The screens of the top line, in their order: where each is, so that only what is shown is loaded."""

from typing import NamedTuple


class Entry(NamedTuple):
    """A screen's title, key, module and class."""

    title: str
    key: str
    module: str
    screen: str


SCREENS = {
    "today": Entry("Today", "1", "today", "TodayScreen"),
    "contacts": Entry("Contacts", "2", "contacts", "ContactsScreen"),
    "pipeline": Entry("Pipeline", "3", "pipeline", "PipelineScreen"),
    "follow_ups": Entry("Follow-ups", "4", "follow_ups", "FollowUpsScreen"),
    "log": Entry("Log", "5", "log", "LogScreen"),
}

PUSHED = {
    "settings": Entry("Settings", ",", "settings", "SettingsScreen"),
    "stages": Entry("Stages", "L", "stages", "StagesScreen"),
    "own_fields": Entry("Own fields", "F", "own_fields", "OwnFieldsScreen"),
    "all_tags": Entry("Tags", "#", "all_tags", "AllTagsScreen"),
    "trash_screen": Entry("Trash", "T", "trash", "TrashScreen"),
    "history": Entry("History", "H", "history", "HistoryScreen"),
    "duplicates": Entry("Duplicates", "M", "duplicates", "DuplicatesScreen"),
}
"""The screens that are laid over another one."""
