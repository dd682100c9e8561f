"""The command palette: every action of the screen, every theme, and every contact, company and deal by name."""

import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, NamedTuple, Protocol, cast

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from smallcrm.records.references import Noun, Reference
from smallcrm.records.search import Found
from smallcrm.text.fold import fold
from smallcrm.tui.cells import content, line_text
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import KEYS, shown_key

_MOST_PEOPLE = 8
_SHORTEST = 2
_MOVES = frozenset({"up", "down", "left", "right", "top", "bottom", "page_up", "page_down"})
"""Actions that nobody looks for by name; they stand last."""
_CALLED_SO, _NAMED, _TOLD_SO = 3.0, 2.0, 1.0
"""Who comes first: actions by their names, then people by theirs, then actions by what they do."""


class ShowsCards(Protocol):
    """The application, as far as people are found with it."""

    desk: Desk

    def show_card(self, who: Reference) -> None:
        """Lay someone's card over the screen."""


def open_palette(app: App[None]) -> None:
    """Show the palette over the screen that is shown."""
    app.push_screen(CommandPalette([Actions, Themes, People], placeholder="An action, or a name"))


class Actions(Provider):
    """Every key of the screen, by what it does."""

    async def discover(self) -> Hits:
        """All of them."""
        for action in self._actions():
            yield DiscoveryHit(action.shown, action.run, text=action.label, help=action.about)

    async def search(self, query: str) -> Hits:
        """Those of whose words each word typed begins one, first those that are called so."""
        for action in self._actions():
            score = _CALLED_SO if words_begin(query, action.label) else _TOLD_SO
            if words_begin(query, f"{action.label} {action.about}"):
                yield Hit(score, action.shown, action.run, text=action.label, help=action.about)

    def _actions(self) -> list["_Action"]:
        keyboard = cast("ShowsCards", self.app).desk.keyboard
        found: dict[str, _Action] = {}
        for active in self.screen.active_bindings.values():
            name = active.binding.id
            if name in KEYS and active.enabled:
                label, about = KEYS[name].label, keyboard.told(KEYS[name].tooltip)
                run = partial(self.app.run_action, active.binding.action, active.node)
                shown = Content.assemble(label, "   ", (shown_key(active.binding.key), "dim"))
                found.setdefault(name, _Action(label, about, shown, run))
        return [found[name] for name in sorted(found, key=_MOVES.__contains__)]


class _Action(NamedTuple):
    label: str
    about: str
    shown: Content
    """The label, and the key as it is bound now."""
    run: Callable[[], Any]


class Themes(Provider):
    """Every theme; the chosen one is kept."""

    async def search(self, query: str) -> Hits:
        """Those that fit `theme`, or their own name."""
        for name in self.app.available_themes:
            label = f"Theme: {name}"
            if words_begin(query, label):
                yield Hit(_TOLD_SO, label, partial(setattr, self.app, "theme", name))


class People(Provider):
    """Contacts, companies and deals, closed ones too, whose name begins with what is typed."""

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Those that are found, the closest first."""
        if len(query.strip()) < _SHORTEST:
            return
        app = cast("ShowsCards", self.app)
        kinds = (Noun.CONTACT, Noun.COMPANY, Noun.DEAL)
        found = await app.desk.read(lambda crm: crm.lists.find(query.split(), kinds=kinds, limit=_MOST_PEOPLE))
        for place, record in enumerate(found):
            yield self._hit(app, record, place)

    @staticmethod
    def _hit(app: ShowsCards, record: Found, place: int) -> Hit:
        mode = app.desk.mode
        shown = Content.assemble(content(mode, record.name), "   ", (line_text(mode, record.detail), "dim"))
        show = partial(app.show_card, record.reference)
        return Hit(_NAMED + 1 / (place + 2), shown, show, text=record.name)


def words_begin(typed: str, text: str) -> bool:
    """Whether each word typed begins a word of a text."""
    words = re.split(r"\W+", fold(text))
    return all(any(word.startswith(beginning) for word in words) for beginning in fold(typed).split())
