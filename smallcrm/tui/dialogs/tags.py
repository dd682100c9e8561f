"""Tags of one record, or of several at once."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.errors import UsageError
from smallcrm.records.references import Reference
from smallcrm.text.fold import fold
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


_MOST_KNOWN = 24


class TagsDialog(FormDialog):
    """Words to put on, and words with a minus to take off."""

    HINT = "vip cakes puts on   -lead takes off   Enter saves"

    def __init__(self, desk: Desk, owners: Sequence[Reference], name: str, present: Sequence[str]) -> None:
        super().__init__(desk, f"Tags · {name}", [FormField("tags", "Tags", placeholder="vip -lead")])
        self._owners = owners
        self._whose = name
        self._present = present

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """The tags that are there, and those one may mean."""
        known = fitting(crm.tags.names(), values["tags"])
        return "\n".join(filter(None, (_told("has", self._present), _told("there are", known))))

    def on_mount(self) -> None:
        """Show the tags that are there."""
        self._preview(self.values)

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Put on and take off, as one step."""
        words = values["tags"].split()
        removed = [word[1:] for word in words if word.startswith("-")]
        added = [word for word in words if not word.startswith("-")]
        if not words:
            raise UsageError("no tag was given", hint="type a word to put it on, -word to take it off")
        with crm.store.write(f"tag {self._whose}"):
            for owner in self._owners:
                if added:
                    crm.tags.add(owner, added)
                if removed:
                    crm.tags.remove(owner, removed)
        return f"Tagged {self._whose}: {' '.join(words)}"


def fitting(names: Sequence[str], typed: str) -> list[str]:
    """The names that the last word typed may mean; all of them after a blank."""
    word = "" if not typed or typed[-1].isspace() else fold(typed.rsplit(maxsplit=1)[-1].lstrip("-+#"))
    return [name for name in names if fold(name).startswith(word)][:_MOST_KNOWN]


def _told(what: str, names: Sequence[str]) -> str:
    return f"{what}  " + "  ".join(f"#{name}" for name in names) if names else ""
