"""What can be done with a deal, on every screen that shows one."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from smallcrm.errors import UsageError
from smallcrm.records.deals import StageType
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.actions import ActionsScreen
from smallcrm.tui.target import deal_of

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.core.deals import Moved
    from smallcrm.records.deals import Deal, Stage


class DealActions(ActionsScreen):
    """Moves, wins, loses and reopens the deal that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
            raise UsageError("no deal is chosen", hint="n adds one")
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


def move_by(crm: "Crm", identity: int, by: int) -> "tuple[Deal, Stage]":
    """Move a deal by so many open stages; returns it and where it is now. UsageError where there is none."""
    deal = crm.deals.get(identity)
    stages = [stage for stage in crm.stages.all() if stage.type == StageType.OPEN]
    places = [stage.id for stage in stages]
    if deal.stage_id not in places:
        raise UsageError(f"{deal.title} is not open", hint="R opens it again")
    place = places.index(deal.stage_id) + by
    if not 0 <= place < len(stages):
        which, hint = ("last", "w closes it as won, x as lost") if by > 0 else ("first", "x closes it as lost")
        raise UsageError(f"{deal.title} is in the {which} stage", hint=hint)
    crm.deals.move(identity, stages[place])
    return deal, stages[place]


def win(crm: "Crm", identity: int) -> str:
    """Close a deal as won; returns what a toast tells."""
    moved = crm.deals.win(identity)
    title = crm.deals.get(identity).title
    return f"Won: {title}{consequences(crm, moved)}" if moved.differs else f"{title} is won already"


def reopen(crm: "Crm", identity: int) -> str:
    """Open a closed deal again; returns what a toast tells."""
    moved = crm.deals.reopen(identity)
    deal = crm.deals.get(identity)
    return f"Open again: {deal.title}" if moved.differs else f"{deal.title} is open"


def consequences(crm: "Crm", moved: "Moved") -> str:
    """Who became a customer, and how many follow-ups were cancelled or planned."""
    from smallcrm.tui.target import name_of

    told = [f"{name_of(crm, who)} is a customer now" for who in moved.customers]
    if moved.cancelled:
        told.append(f"{len(moved.cancelled)} follow-up{'s' if len(moved.cancelled) > 1 else ''} cancelled")
    if moved.opened:
        told.append("to be tried again")
    return "".join(f"\n{line}" for line in told)
