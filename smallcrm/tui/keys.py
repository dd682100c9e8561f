"""Every key of the full screen, by the id under which a config can rebind it; Hebrew letters come by themselves."""

import re
from typing import NamedTuple

from textual.binding import Binding

HEBREW_LAYOUT = {
    **dict(zip("ertyuiop", "קראטוןםפ", strict=True)),
    **dict(zip("asdfghjkl", "שדגכעיחלך", strict=True)),
    **dict(zip("zxcvbnm", "זסבהנמצ", strict=True)),
    "w": "apostrophe",
    "comma": "ת",
    "slash": "full_stop",
}
"""What a key sends while the Hebrew layout is on. There q sends `/`, which filters: Escape always goes back."""


LATIN_LAYOUT = {twin: key for key, twin in HEBREW_LAYOUT.items()}
"""What the key of a Hebrew letter, or of a sign beside it, types on the Latin layout."""


class Key(NamedTuple):
    """The keys of one action, in Textual's spelling, what it does in a word or two, and in a sentence.

    In the sentence `{undo}` stands for the key of `undo`.
    """

    keys: str
    label: str
    tooltip: str


KEYS = {
    # Everywhere
    "help": Key("question_mark,f1", "Keys", "Show every key of this screen"),
    "palette": Key("ctrl+p,colon", "Palette", "Find an action or a contact by name"),
    "screen_today": Key("1", "Today", "Whom to be in touch with today"),
    "screen_contacts": Key("2", "Contacts", "People, and companies behind the same filter"),
    "screen_pipeline": Key("3", "Pipeline", "Open deals by stage"),
    "screen_follow_ups": Key("4", "Follow-ups", "What is to be done next, by day"),
    "screen_log": Key("5", "Log", "Every interaction, newest first"),
    "quick_add": Key("a", "Add", "Write down one line: WHO: TEXT > WHEN"),
    "new_contact": Key("n", "New", "Add a contact"),
    "new_company": Key("n", "New company", "Add a company"),
    "undo": Key("z", "Undo", "Take this window's last step back"),
    "redo": Key("Z", "Redo", "Make the step again that was undone"),
    "import_file": Key("I", "Import", "Bring a file of contacts or companies in"),
    "settings": Key("comma", "Settings", "Theme, keys, and what belongs to the business"),
    "trash_screen": Key("T", "The trash", "What was moved to the trash, to be restored or removed for good"),
    "stages": Key("L", "Stages", "The steps of the pipeline: add, rename, order, delete them"),
    "own_fields": Key("F", "Own fields", "Fields of your own for contacts, companies and deals"),
    "all_tags": Key("number_sign", "All tags", "Every tag: rename it, give it a rhythm, delete it"),
    "history": Key("H", "History", "Every step that was taken, to be taken back"),
    "duplicates": Key("M", "Duplicates", "Who seems to be there twice"),
    "suspend_process": Key("ctrl+z", "Suspend", "Back to the shell; `fg` returns here"),
    "quit": Key("ctrl+q", "Quit", "Leave smallcrm"),
    "next_pane": Key("tab", "Next pane", "To the next part of the screen, or the next field"),
    "pane_before": Key("shift+tab", "Pane before", "To the part before, or the field before"),
    # Lists
    "filter": Key("slash", "Filter", "Narrow the list, in the words of the commands' QUERY"),
    "back": Key("escape,q", "Back", "Leave the filter, the card or the dialog"),
    "down": Key("j,down", "Down", "The next row"),
    "up": Key("k,up", "Up", "The row before"),
    "top": Key("g,home", "Top", "The first row"),
    "bottom": Key("G,end", "Bottom", "The last row"),
    "page_down": Key("ctrl+d,pagedown", "Page down", "A screenful on"),
    "page_up": Key("ctrl+u,pageup", "Page up", "A screenful back"),
    "open_card": Key("enter", "Choose", "Open what is under the cursor, or answer with it"),
    "mark": Key("v", "Mark", "Mark the row, to act on several at once"),
    "mark_all": Key("V", "Mark all", "Mark every row of the list, or none"),
    "sort": Key("s", "Sort", "Sort by the next column"),
    "reverse": Key("S", "Reverse", "Turn the sorting around"),
    "companies": Key("c", "Companies", "People or companies"),
    "views": Key("b", "Views", "Choose a saved view, change or delete one"),
    "save_view": Key("B", "Save view", "Save the present filter under a name"),
    # A record
    "log": Key("i", "Log", "Log a call, a visit, an e-mail"),
    "follow_up": Key("f", "Follow-up", "Plan what is to be done next"),
    "done": Key("space", "Done", "Reached, no answer, left message; then the next step"),
    "edit": Key("e", "Edit", "Change it"),
    "tags": Key("t", "Tags", "Add tags, or take them off"),
    "later": Key("plus,equals_sign", "Later", "Put off by a day"),
    "sooner": Key("minus", "Sooner", "Bring forward by a day"),
    "trash": Key("d", "Trash", "Move to the trash"),
    "merge": Key("m", "Merge", "Make several records one; {mark} marks them"),
    "channels": Key("C", "Channels", "Phones, addresses and sites: add, correct, mark or delete them"),
    "copy": Key("y", "Copy", "Copy name, phone and e-mail"),
    "open_channel": Key("o", "Open", "Call, write or visit: tel:, mailto:, wa.me, the web"),
    # Deals
    "left": Key("h,left", "Left", "The stage before"),
    "right": Key("l,right", "Right", "The next stage"),
    "stage_on": Key("shift+right,greater_than_sign", "Stage on", "Move the deal to the next stage"),
    "stage_back": Key("shift+left,less_than_sign", "Stage back", "Move the deal to the stage before"),
    "won": Key("w", "Won", "Close the deal as won"),
    "lost": Key("x", "Lost", "Close the deal as lost, and say why"),
    "reopen": Key("R", "Reopen", "Open a closed deal again"),
    "new_deal": Key("n", "New deal", "Add a deal"),
    "deal_with": Key("D", "Deal", "Add a deal with whoever is chosen"),
    # Import
    "go_on": Key("ctrl+s", "Go on", "The next step of the import"),
    "import_options": Key("e", "Options", "How the file is read, and what happens to known records"),
    # Settings
    "change": Key("e", "Change", "Change the setting"),
    # Stages, own fields, tags, channels
    "new_entry": Key("n", "New", "Add one"),
    "edit_entry": Key("e", "Edit", "Change the one under the cursor"),
    "entry_up": Key("shift+up,K", "Up", "One place up in the order"),
    "entry_down": Key("shift+down,J", "Down", "One place down in the order"),
    "delete_entry": Key("d", "Delete", "Delete the one under the cursor"),
    # The trash, the history, merging, views
    "restore": Key("r", "Restore", "Take it out of the trash"),
    "purge": Key("P", "Remove for good", "Remove it for good; it asks first"),
    "undo_step": Key("u", "Undo this", "Take this step back"),
    "other_survivor": Key("tab", "Another stays", "Let another of the records stay"),
    "next_value": Key("space,l,right", "Other value", "Let the next record's value stay in this field"),
    "value_before": Key("h,left", "Value before", "Let the value of the record before stay in this field"),
    "edit_view": Key("f2", "Change view", "Change name or filter of the view under the cursor"),
    "delete_view": Key("ctrl+r", "Delete view", "Delete the view under the cursor"),
    # Questions and choices
    "agree": Key("enter,y", "Yes", "Do it"),
    "refuse": Key("escape,n", "No", "Leave everything as it is"),
    "choice_before": Key("left", "Before", "Choose the word before"),
    "choice_after": Key("right", "After", "Choose the word after it"),
    "complete": Key("tab", "Complete", "Take over the name under the cursor"),
    "default_key": Key("backspace", "As it was", "Go back to the key that smallcrm came with"),
    # First run
    "start_empty": Key("s", "Start empty", "Add people one by one, with {new_contact} or {quick_add}"),
    "start_import": Key("i", "Import my file", "A CSV file from Excel, Google or Outlook"),
    "start_sample": Key("l", "Look around", "A sample business, thrown away at the end"),
    # Dialogs
    "save": Key("ctrl+s", "Save", "Save and close"),
    "cancel": Key("escape", "Cancel", "Close without saving"),
    "reached": Key("r", "Reached", "They answered"),
    "no_answer": Key("n", "No answer", "Nobody answered: it stays open and moves"),
    "left_message": Key("m", "Left message", "A message was left: it stays open and moves"),
}

SECTIONS = {
    "help": "Everywhere",
    "filter": "Lists",
    "log": "A record",
    "left": "Deals",
    "go_on": "Import",
    "change": "Settings",
    "new_entry": "Stages, own fields, tags, channels",
    "restore": "The trash, the history, merging, views",
    "agree": "Questions and choices",
    "start_empty": "The first run",
    "save": "Dialogs",
}
"""What the keys are for, by the first of each part of the table."""

_SHOWN = {
    "question_mark": "?", "slash": "/", "colon": ":", "plus": "+", "comma": ",", "minus": "-", "equals_sign": "=",
    "escape": "Esc", "enter": "Enter", "space": "Space", "down": "↓", "up": "↑", "full_stop": ".",
    "apostrophe": "'",
    "number_sign": "#", "tab": "Tab", "shift+tab": "⇧Tab", "backspace": "Backspace",
    "pagedown": "PgDn", "pageup": "PgUp", "home": "Home", "end": "End", "shift+up": "⇧↑", "shift+down": "⇧↓",
    "left": "←", "right": "→", "shift+left": "⇧←", "shift+right": "⇧→",
    "less_than_sign": "<", "greater_than_sign": ">",
}  # fmt: skip
_FUNCTION_KEY = re.compile(r"f\d+")


def bind(name: str, *, show: bool = False, priority: bool = False, action: str = "") -> Binding:
    """The binding of a key; its action is called as it is."""
    key = KEYS[name]
    return Binding(
        with_hebrew(key.keys),
        action or name,
        key.label,
        show=show,
        priority=priority,
        tooltip=key.tooltip,
        id=name,
        key_display=None,
    )


def with_hebrew(keys: str) -> str:
    """Keys, and beside every letter the one that the same key sends on the Hebrew layout."""
    listed = keys.split(",")
    return ",".join([*listed, *(HEBREW_LAYOUT[key] for key in listed if key in HEBREW_LAYOUT)])


def keymap_from(configured: object) -> dict[str, str]:
    """The keymap of a config's table `[keys]`, ids to keys; entries that name no key of ours are left out."""
    if not isinstance(configured, dict):
        return {}
    return {name: with_hebrew(str(keys)) for name, keys in configured.items() if name in KEYS}


IN_PLACE_OF_ANOTHER = ("new_deal", "new_company")
"""Actions that have the key of another one, on the screens where that one would make no sense."""


def shown_key(key: str) -> str:
    """A key as it is printed on the keyboard."""
    return _SHOWN.get(key, key.upper() if _FUNCTION_KEY.fullmatch(key) else key)
