"""The command palette: every action of the screen, every theme, and every contact by name."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, Protocol, cast

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from smallcrm.records.references import Noun, Reference
from smallcrm.records.search import Found
from smallcrm.tui.cells import content
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import KEYS

_MOST_PEOPLE = 8
_SHORTEST = 2


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
        for label, run, told in self._actions():
            yield DiscoveryHit(label, run, help=told)

    async def search(self, query: str) -> Hits:
        """Those that fit."""
        matcher = self.matcher(query)
        for label, run, told in self._actions():
            score = matcher.match(f"{label} {told}")
            if score > 0:
                yield Hit(score, matcher.highlight(label), run, help=told)

    def _actions(self) -> list[tuple[str, Callable[[], Any], str]]:
        found = {}
        for active in self.screen.active_bindings.values():
            key = KEYS.get(active.binding.id or "")
            if key and active.enabled:
                run = partial(self.app.run_action, active.binding.action, active.node)
                found[key.label] = (key.label, run, key.tooltip)
        return list(found.values())


class Themes(Provider):
    """Every theme; the chosen one is kept."""

    async def search(self, query: str) -> Hits:
        """Those that fit `theme`, or their own name."""
        matcher = self.matcher(query)
        for name in self.app.available_themes:
            label = f"Theme: {name}"
            score = matcher.match(label)
            if score > 0:
                yield Hit(score, matcher.highlight(label), partial(setattr, self.app, "theme", name))


class People(Provider):
    """Contacts and companies whose name begins with what is typed."""

    async def search(self, query: str) -> AsyncIterator[Hit]:
        """Those that are found, the closest first."""
        if len(query.strip()) < _SHORTEST:
            return
        app = cast("ShowsCards", self.app)
        kinds = (Noun.CONTACT, Noun.COMPANY)
        found = await app.desk.read(lambda crm: crm.lists.find(query.split(), kinds=kinds, limit=_MOST_PEOPLE))
        for place, record in enumerate(found):
            yield self._hit(app, record, place)

    @staticmethod
    def _hit(app: ShowsCards, record: Found, place: int) -> Hit:
        shown = content(app.desk.mode, f"{record.name}   {record.detail}".rstrip())
        show = partial(app.show_card, record.reference)
        return Hit(1 - place / 100, shown, show, text=record.name)
