"""The keys as they are bound now, for whatever names them on the screen."""

import re
from collections.abc import Mapping

from smallcrm.tui.keys import IN_PLACE_OF_ANOTHER, KEYS, shown_key

_NAMED = re.compile(r"\{(\w+)\}")


class Keyboard:
    """The keys of `KEYS`, but for those that a config has bound anew: `own`, ids to keys."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._own = own or {}

    def keys(self, name: str) -> list[str]:
        """The keys of an action, in Textual's spelling."""
        return self._own.get(name, KEYS[name].keys).split(",")

    def shown(self, name: str) -> str:
        """The first key of an action, as it is printed on the keyboard."""
        return shown_key(self.keys(name)[0])

    def told(self, text: str) -> str:
        """A text of the program, in which `{undo}` stands for the key of `undo`; other braces stay as they are."""
        return _NAMED.sub(lambda named: self.shown(named[1]) if named[1] in KEYS else named[0], text)

    def taken_by(self, key: str, name: str) -> str:
        """The other action that a key runs on the main screens, "" for none."""
        names = list(KEYS)
        main = [other for other in names[: names.index("go_on")] if other not in IN_PLACE_OF_ANOTHER]
        if name not in main:
            return ""
        return next((other for other in main if other != name and key in self.keys(other)), "")
