"""Typing ahead: every key is handled by what the keys before it led to, however fast they come.

Textual sends a key to the widget that has the focus when the key arrives, though the key before it may have begun to
move the focus, or to read what a dialog needs: text meant for the dialog would act as commands on a record.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol, runtime_checkable
from weakref import WeakSet

from textual import events, work
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

PATIENCE_SECONDS = 5.0
"""How long keys are held back at most; what is held then is dropped."""
URGENT_PATIENCE_SECONDS = 1.0
"""How long it is where Esc or ctrl+q wait, which lead out of what is stuck."""
_LOOK_SECONDS = 0.005
_QUIET_TURNS = 3
"""The longest way of a key: Enter in a field, what its screen makes of that, and the focus that moves."""
_MOVES = frozenset({"down", "up", "top", "bottom", "page_down", "page_up", "mark", "mark_all"})
"""The actions of lists that leave everything but cursor and marks as it is."""
_GROUP: Final = "typeahead"
_ONLY_SHOWN = frozenset({"card", "headline", "preview", "rows", "summary", "watch", "import", _GROUP})
"""The groups of workers on whose results no key acts; an import tells itself which keys it takes."""

Typed = events.Key | events.Paste


@runtime_checkable
class ReadsAhead(Protocol):
    """A widget that goes on reading when keys can act on it already."""

    @property
    def is_ready(self) -> bool:
        """Whether what was asked for last is there, as far as a key needs it."""


class TypeaheadApp(App[None]):
    """Holds keys and pasted text back, in their order, until what was begun before them has come to rest."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._held: deque[Typed] = deque()
        self._is_releasing = False
        self._is_at_rest = False
        """Whether nothing has happened since the last rest but what stayed in the widget in use."""
        self._rested_on: Screen[Any] | None = None
        self._patience: asyncio.Timeout | None = None
        self._not_waited_for: WeakSet[Worker[Any]] = WeakSet()
        """Workers that wait for the person, or that were waited for too long."""

    async def on_event(self, event: events.Event) -> None:
        """Hold back what is typed; everything else is handled at once."""
        if isinstance(event, events.MouseUp):
            self._is_at_rest = False
        if isinstance(event, Typed) and not event.is_forwarded:
            self._hold(event)
        else:
            await super().on_event(event)

    async def push_screen_wait(self, screen: Any, *, mode: str | None = None) -> Any:
        """Show a screen and wait for its answer; meanwhile keys are the screen's."""
        worker = get_current_worker()
        self._not_waited_for.add(worker)
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._not_waited_for.discard(worker)

    def _hold(self, event: Typed) -> None:
        self._held.append(event)
        if self._patience is not None and _leads_out(event):
            urgent = asyncio.get_running_loop().time() + URGENT_PATIENCE_SECONDS
            self._patience.reschedule(min(urgent, self._patience.when() or urgent))
        if not self._is_releasing:
            self._is_releasing = True
            self._release()

    @work(group=_GROUP, exit_on_error=False)
    async def _release(self) -> None:
        try:
            while self._held:
                if not (self._is_at_rest and self._stays(self._held[0])):
                    await self._rest()
                if self._held:
                    event = self._held.popleft()
                    self._is_at_rest = self._stays(event)
                    self.call_later(super().on_event, event)
        finally:
            self._is_releasing = False

    def _stays(self, event: Typed) -> bool:
        """Whether the widget in use takes this for itself, as text or as a move inside it."""
        is_field = isinstance(self.focused, Input)
        if isinstance(event, events.Paste) or (is_field and event.is_printable):
            return is_field
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.node is not self.focused:
            return False
        return bound.binding.action != "submit" if is_field else bound.binding.action in _MOVES

    async def _rest(self) -> None:
        """Wait until nothing that was begun changes what the next key means, but not for ever."""
        seconds = URGENT_PATIENCE_SECONDS if any(map(_leads_out, self._held)) else PATIENCE_SECONDS
        try:
            async with asyncio.timeout(seconds) as self._patience:
                await self._come_to_rest()
        except TimeoutError:
            self._give_up()
        finally:
            self._patience = None

    async def _come_to_rest(self) -> None:
        quiet_turns = 0
        while quiet_turns < _QUIET_TURNS:
            before = (self.screen, self.focused)
            await self._take_turn()
            if self._awaited:
                await asyncio.sleep(_LOOK_SECONDS)
            is_quiet = before == (self.screen, self.focused) and not self._awaited
            quiet_turns = quiet_turns + 1 if is_quiet else 0

    async def _take_turn(self) -> None:
        """Let every message be handled that is on its way to the widget in use, or up from there."""
        target: Widget = self.focused or self.screen
        for node in (self, *target.ancestors_with_self):
            await _called(node.call_later)
        if self.screen is not self._rested_on:
            self._rested_on = self.screen
            await _called(self.screen.call_after_refresh)

    @property
    def _awaited(self) -> list[Worker[Any]]:
        return [worker for worker in self.workers if self._is_awaited(worker)]

    def _is_awaited(self, worker: Worker[Any]) -> bool:
        is_done = worker.is_finished or worker.group in _ONLY_SHOWN or worker in self._not_waited_for
        return not is_done and not (isinstance(worker.node, ReadsAhead) and worker.node.is_ready)

    def _give_up(self) -> None:
        """Drop what is held but for the keys that lead out of it: elsewhere, text would act as commands."""
        self._not_waited_for.update(self._awaited)
        kept = [event for event in self._held if _leads_out(event)]
        if len(kept) < len(self._held):
            self.notify("What was typed meanwhile was dropped: the key before it is still at work", severity="warning")
        self._held = deque(kept)


def _leads_out(event: Typed) -> bool:
    return isinstance(event, events.Key) and event.key in ("escape", "ctrl+q")


async def _called(call: Callable[[Callable[[], None]], bool]) -> None:
    """Wait until a pump, which takes one thing after the other, comes to a call that it is asked for now."""
    turn = asyncio.Event()
    if call(turn.set):
        await turn.wait()
