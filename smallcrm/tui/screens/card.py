"""The 360° card of one contact or company, on a screen of its own."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.records.references import Noun, Reference
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.actions import ActionsScreen
from smallcrm.tui.target import Target, person_target
from smallcrm.tui.widgets.page import Page

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_ENTRIES = 200


class CardScreen(ActionsScreen):
    """Everything about someone, with the whole timeline."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("back", show=True)]

    def __init__(self, desk: Desk, who: Reference) -> None:
        super().__init__(desk)
        self._who = who
        self._is_shown = False

    def compose_body(self) -> ComposeResult:
        """One page."""
        yield Page(self.desk, identity="whole-card")

    def on_mount(self) -> None:
        """Read the card."""
        super().on_mount()
        self.query_one(Page).focus()
        self.reload()

    async def targets(self) -> list[Target]:
        """Whose card it is, with the first follow-up that is open."""
        return [await self.desk.read(lambda crm: person_target(crm, self._who, _first_step(crm, self._who)))]

    def reload(self) -> None:
        """Read the card anew; it stays scrolled as it is."""
        self._read()

    @work(exclusive=True, group="card", exit_on_error=False)
    async def _read(self) -> None:
        from smallcrm.tui.card_lines import card_lines

        with self.main.errors_told():
            lines = await self.desk.read(lambda crm: card_lines(crm, self._who, entries=_ENTRIES))
            self.query_one(Page).show(lines, keep_place=self._is_shown)
            self._is_shown = True

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(None)


def _first_step(crm: "Crm", who: Reference) -> int | None:
    profiles = crm.profiles
    profile = profiles.company(who.id, entries=0) if who.noun == Noun.COMPANY else profiles.contact(who.id, entries=0)
    return profile.follow_ups[0].id if profile.follow_ups else None
