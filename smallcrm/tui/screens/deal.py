"""The card of one deal, on a screen of its own."""

from smallcrm.tui.screens.card import CardScreen
from smallcrm.tui.screens.deal_actions import DealActions
from smallcrm.tui.target import Target, deal_target


class DealScreen(DealActions, CardScreen):
    """What a deal is worth, what comes next, and the stages it went through."""

    async def targets(self) -> list[Target]:
        """The deal."""
        return [await self.desk.read(lambda crm: deal_target(crm, self._who.id))]
