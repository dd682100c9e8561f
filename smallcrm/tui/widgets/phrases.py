"""A few phrases in a row, which is broken between two of them and never within one that fits."""

from collections.abc import Sequence

from smallcrm.text.width import width
from smallcrm.tui.widgets.ordered import Told

_APART = "   "


class Phrases(Told):
    """Says phrases, in as many lines as they take."""

    phrases: Sequence[str] = ()

    def say(self, phrases: Sequence[str]) -> None:
        """Show other phrases."""
        self.phrases = phrases
        self._lay_out()

    def on_resize(self) -> None:
        """Use the room there is now."""
        self._lay_out()

    def _lay_out(self) -> None:
        self.update("\n".join(in_lines(self.phrases, self.scrollable_content_region.width)))


def in_lines(phrases: Sequence[str], room: int) -> list[str]:
    """The phrases, as many to a line as `room` cells hold."""
    lines: list[str] = []
    for phrase in phrases:
        longer = f"{lines[-1]}{_APART}{phrase}" if lines else phrase
        if lines and width(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(phrase)
    return lines
