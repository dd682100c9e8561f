"""What can be done with a deal, on every screen that shows one."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from smallcrm.errors import UsageError
from smallcrm.tui.deal_moves import move_by, reopen, win
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.actions import ActionsScreen
from smallcrm.tui.target import deal_of


class DealActions(ActionsScreen):
    """Moves, wins, loses and reopens the deal that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("done"),
        bind("new_deal"),
        bind("stage_on", show=True),
        bind("stage_back"),
        bind("won", show=True),
        bind("lost", show=True),
        bind("reopen"),
    ]

    def follow(self, deal: int, stage: int) -> None:
        """Take the cursor along with a deal that was moved."""

    async def _deal(self) -> int:
        targets = await self.targets()
        deal = deal_of(targets[0]) if targets else None
        if deal is None:
            raise UsageError("no deal is chosen", hint="{new_deal} adds one")
        return deal

    @work(exit_on_error=False)
    async def action_new_deal(self) -> None:
        """Add a deal."""
        from smallcrm.tui.dialogs.deal import NewDealDialog

        with self.main.errors_told():
            await self.ask(await self.desk.read(lambda crm: NewDealDialog(self.desk, crm)))

    def action_stage_on(self) -> None:
        """Move the deal to the next open stage."""
        self._move(1)

    def action_stage_back(self) -> None:
        """Move the deal to the open stage before."""
        self._move(-1)

    @work(group="writes", exit_on_error=False)
    async def _move(self, by: int) -> None:
        with self.main.errors_told():
            identity = await self._deal()
            deal, stage = await self.desk.write(lambda crm: move_by(crm, identity, by))
            self.follow(identity, stage.id)
            self.wrote(f"Now in {stage.name}: {deal.title}")

    @work(group="writes", exit_on_error=False)
    async def action_won(self) -> None:
        """Close the deal as won."""
        with self.main.errors_told():
            identity = await self._deal()
            self.wrote(await self.desk.write(lambda crm: win(crm, identity)))

    @work(exit_on_error=False)
    async def action_lost(self) -> None:
        """Ask why it was lost, and close it."""
        from smallcrm.tui.dialogs.lost import LostDialog

        with self.main.errors_told():
            identity = await self._deal()
            await self.ask(await self.desk.read(lambda crm: LostDialog(self.desk, crm, identity)))

    @work(group="writes", exit_on_error=False)
    async def action_reopen(self) -> None:
        """Open a closed deal again, where it was closed from."""
        with self.main.errors_told():
            identity = await self._deal()
            self.wrote(await self.desk.write(lambda crm: reopen(crm, identity)))
