"""What can be done with a record, on every screen that shows one."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from smallcrm.errors import UsageError
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.keys import bind
from smallcrm.tui.record_actions import copied, push_by, same_as, trash_all
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.target import Target, deal_of, name_of, tag_owner

_SEVERAL = 2


class ActionsScreen(BaseScreen):
    """Actions on whatever is chosen: the marked rows, else the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("quick_add", show=True),
        bind("log", show=True),
        bind("follow_up", show=True),
        bind("done", show=True),
        bind("new_contact"),
        bind("deal_with"),
        bind("edit"),
        bind("tags"),
        bind("later"),
        bind("sooner"),
        bind("trash"),
        bind("merge"),
        bind("channels"),
        bind("copy"),
        bind("open_channel"),
    ]

    async def targets(self) -> list[Target]:
        """What is chosen; empty where there is nothing to choose."""
        return []

    # Dialogs

    @work(exit_on_error=False)
    async def action_quick_add(self) -> None:
        """Write down one line; it begins with nobody, so that anyone can be named."""
        from smallcrm.tui.dialogs.quick_add import QuickAddDialog

        await self.ask(QuickAddDialog(self.desk))

    @work(exit_on_error=False)
    async def action_new_contact(self) -> None:
        """Add a contact."""
        from smallcrm.tui.custom_fields import custom_form_fields
        from smallcrm.tui.dialogs.contact import NewContactDialog

        with self.main.errors_told():
            custom = await self.desk.read(lambda crm: custom_form_fields(crm, Noun.CONTACT))
            await self.ask(NewContactDialog(self.desk, custom))

    @work(exit_on_error=False)
    async def action_deal_with(self) -> None:
        """Add a deal with whoever is chosen."""
        from smallcrm.tui.dialogs.deal import NewDealDialog

        with self.main.errors_told():
            targets = await self.targets()
            who = targets[0].who if targets else None
            await self.ask(await self.desk.read(lambda crm: NewDealDialog(self.desk, crm, who)))

    @work(exit_on_error=False)
    async def action_log(self) -> None:
        """Log a touch with whoever is chosen."""
        from smallcrm.tui.dialogs.log import LogDialog

        with self.main.errors_told():
            target = await self._one()
            if target.who is None:
                raise UsageError(
                    "a plain to-do is with nobody", hint="{done} marks it done; {quick_add} writes something down"
                )
            name = await self._whose(target.who)
            await self.ask(LogDialog(self.desk, target._replace(name=name), target.who))

    @work(exit_on_error=False)
    async def action_follow_up(self) -> None:
        """Plan what is to be done next."""
        from smallcrm.tui.dialogs.follow_up import FollowUpDialog

        with self.main.errors_told():
            targets = await self.targets()
            who = targets[0].who if targets else None
            deal = deal_of(targets[0]) if targets else None
            await self.ask(FollowUpDialog(self.desk, who, await self._whose(who) if who else "", deal=deal))

    @work(exit_on_error=False)
    async def action_done(self) -> None:
        """Ask how it went, and complete it."""
        from smallcrm.tui.dialogs.done import OutcomeDialog, ResultDialog

        with self.main.errors_told():
            target = await self._one()
            if target.record.noun == Noun.INTERACTION:
                raise UsageError(
                    "this has happened already", hint="{log} logs another one, {follow_up} plans the next step"
                )
            dialog = OutcomeDialog if target.is_contacting else ResultDialog
            await self.ask(dialog(self.desk, target))

    @work(exit_on_error=False)
    async def action_tags(self) -> None:
        """Put tags on, or take them off."""
        from smallcrm.tui.dialogs.tags import TagsDialog

        with self.main.errors_told():
            targets = await self.targets()
            owners = list(dict.fromkeys(filter(None, map(tag_owner, targets))))
            if not owners:
                raise UsageError("nothing is chosen", hint="tags belong to contacts, companies and deals")
            name = await self._whose(owners[0]) if len(owners) == 1 else f"{len(owners)} records"
            present = await self.desk.read(lambda crm: crm.tags.of(owners[0]))
            await self.ask(TagsDialog(self.desk, owners, name, present))

    @work(exit_on_error=False)
    async def action_edit(self) -> None:
        """Change the record."""
        from smallcrm.tui.dialogs.edit import edit_dialog

        with self.main.errors_told():
            target = await self._one()
            await self.ask(await self.desk.read(lambda crm: edit_dialog(self.desk, crm, target.record)))

    @work(exit_on_error=False)
    async def action_merge(self) -> None:
        """Make the marked records one; of a single one, look for those that seem to be the same."""
        with self.main.errors_told():
            people = list(dict.fromkeys(target.who for target in await self.targets() if target.who))
            if len(people) == 1:
                people = await self.desk.read_long(lambda crm: same_as(crm, people[0]))
            if len(people) < _SEVERAL:
                raise UsageError(
                    "there is nothing to merge it with", hint="{mark} marks the records that are one, then {merge}"
                )
            await self.main.merge(people)

    # Without a dialog

    def action_later(self) -> None:
        """Put follow-ups off by a day."""
        self._push(1)

    def action_sooner(self) -> None:
        """Bring follow-ups forward by a day."""
        self._push(-1)

    @work(group="writes", exit_on_error=False)
    async def _push(self, days: int) -> None:
        with self.main.errors_told():
            steps = [target.follow_up for target in await self.targets() if target.follow_up]
            if not steps:
                raise UsageError("there is no follow-up here", hint="{follow_up} plans one")
            self.wrote(await self.desk.write(lambda crm: push_by(crm, steps, days)))

    @work(exit_on_error=False)
    async def action_trash(self) -> None:
        """Move what is chosen to the trash; several are asked about."""
        with self.main.errors_told():
            targets = await self.targets()
            if not targets or (len(targets) >= _SEVERAL and not await self._confirmed(len(targets))):
                return
            name = targets[0].name if len(targets) < _SEVERAL else f"{len(targets)} records"
            references = [target.record for target in targets]
            await self.desk.write(lambda crm: trash_all(crm, references, name))
            self.wrote(f"Moved to trash: {name}")

    async def _confirmed(self, count: int) -> bool:
        from smallcrm.tui.dialogs.confirm import ConfirmDialog

        question = f"Move {count} records to the trash?"
        dialog = ConfirmDialog(self.desk, question, "trash")
        return await self.app.push_screen_wait(dialog)

    @work(exit_on_error=False)
    async def action_copy(self) -> None:
        """Copy the name and every channel, in logical order."""
        with self.main.errors_told():
            who = await self._person()
            text = await self.desk.read(lambda crm: copied(crm, who))
            self.app.copy_to_clipboard(text)
            self.main.tell(f"Copied {text.splitlines()[0]}")

    @work(exit_on_error=False)
    async def action_channels(self) -> None:
        """Show the phones, addresses and sites of whoever is chosen."""
        from smallcrm.tui.screens.channels import ChannelsScreen

        with self.main.errors_told():
            who = await self._person()
            self.app.push_screen(ChannelsScreen(self.desk, who, await self._whose(who)))

    @work(exit_on_error=False)
    async def action_open_channel(self) -> None:
        """Call, write, or visit."""
        from smallcrm.tui.dialogs.channels import ChannelsDialog, links_of

        with self.main.errors_told():
            who = await self._person()
            links = await self.desk.read(lambda crm: links_of(crm, who))
            if not links:
                raise UsageError("there is no phone, e-mail or site", hint="{channels} adds one")
            url = links[0].url if len(links) == 1 else await self.app.push_screen_wait(ChannelsDialog(self.desk, links))
            if url:
                self.app.open_url(url)

    async def _one(self) -> Target:
        targets = await self.targets()
        if not targets:
            raise UsageError(
                "nothing is chosen", hint="{quick_add} writes something down, {new_contact} adds a contact"
            )
        return targets[0]

    async def _person(self) -> Reference:
        target = await self._one()
        if target.who is None:
            raise UsageError("a plain to-do is with nobody")
        return target.who

    async def _whose(self, who: Reference) -> str:
        return await self.desk.read(lambda crm: name_of(crm, who))
