"""What is told of an error on the full screen: the message, and of its hint what can be done here."""

import re

from smallcrm.errors import CrmError
from smallcrm.tui.keyboard import Keyboard

_OF_COMMANDS = re.compile(r"(?:^|[\s(])(?:--(?!db\b)[a-z]|smallcrm [a-z]|config set )")
_IN_THE_TRASH = re.compile(r"smallcrm .*\brestore\b")
_HERE_INSTEAD = "{trash_screen} shows the trash"


def advice(error: CrmError) -> str:
    """The hint without what only commands can do; whoever is in the trash is found there with a key as well.

    `{undo}` in it stands for the key of `undo`.
    """
    parts = (_HERE_INSTEAD if _IN_THE_TRASH.match(part) else part for part in error.hint.split("; "))
    return "; ".join(part for part in parts if not _OF_COMMANDS.search(part))


def told(error: CrmError, keyboard: Keyboard) -> str:
    """The message, and below it the advice, if there is any."""
    return "\n".join(filter(None, (error.message, keyboard.told(advice(error)))))
