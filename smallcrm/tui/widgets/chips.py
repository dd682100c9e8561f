"""A choice of one of a few words, all of them in sight."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from smallcrm.tui.cells import line_text, short
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import LATIN_LAYOUT, bind


class Chips(Widget, can_focus=True):
    """Words in a row; arrows, a word's first letter or a click choose one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("choice_before", action="step(-1)"),
        bind("choice_after", action="step(1)"),
    ]
    value: reactive[str] = reactive("", layout=True)

    class Changed(Message):
        """Another word was chosen."""

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, chips: "Chips") -> None:
            super().__init__()
            self.chips = chips

    def __init__(self, desk: Desk, words: Sequence[str], value: str, *, identity: str | None = None) -> None:
        super().__init__(id=identity)
        self._desk = desk
        self._words = tuple(words)
        self.set_reactive(Chips.value, value)

    def render(self) -> Content:
        """The words, the chosen one marked by brackets and colour."""
        return Content(" ").join([self._drawn(place, word) for place, word in enumerate(self._words)])

    def _drawn(self, place: int, word: str) -> Content:
        told = line_text(self._desk.mode, short(word.replace("_", " ")) or "none")
        drawn = "[$text-accent b]‹$told›[/]" if word == self.value else "[$foreground 70%] $told [/]"
        return Content.from_markup(f"[@click=pick({place})]{drawn}[/]", told=told)

    def watch_value(self) -> None:
        """Tell the form."""
        self.post_message(self.Changed())

    def action_pick(self, place: int) -> None:
        """Choose a word."""
        self.value = self._words[place]
        self.focus()

    def action_step(self, by: int) -> None:
        """Choose the next word, or the one before."""
        self.value = self._words[(self._words.index(self.value) + by) % len(self._words)]

    def on_key(self, event: events.Key) -> None:
        """Enter goes on; a letter chooses the next word that begins with it."""
        if event.key == "enter":
            event.stop()
            self.post_message(self.Submitted(self))
            return
        letters = tuple(filter(None, ((event.character or "").lower(), LATIN_LAYOUT.get(event.key))))
        if not letters:
            return
        at = self._words.index(self.value)
        for word in (*self._words[at + 1 :], *self._words[: at + 1]):
            if word.startswith(letters):
                self.value = word
                event.stop()
                return
