"""Channels: every phone, address and site of one contact or company."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.records.channels import Channel
from smallcrm.records.references import Reference
from smallcrm.tui.cells import Cell, Tone
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.channel import ChannelDialog, NewChannelDialog
from smallcrm.tui.screens.entries import EntriesScreen
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from smallcrm.core.crm import Crm


class ChannelsScreen(EntriesScreen):
    """The ones to use first on top of their type."""

    COLUMNS = (
        TableColumn("Type", 8, grouped=True),
        TableColumn("Channel", 24, 50),
        TableColumn("Label", 8, 20, rank=1),
        TableColumn("", 10, 30),
    )
    EMPTY = "There is no way to reach them yet.   {new_entry} adds one"

    def __init__(self, desk: Desk, who: Reference, name: str) -> None:
        super().__init__(desk)
        self._who = who
        self._whose = name

    @property
    def title_text(self) -> str:
        """Whose they are."""
        return self._whose

    def rows(self, crm: "Crm") -> Mapping[int, Row]:
        """The channels."""
        return {channel.id: _row(channel) for channel in crm.channels.of(self._who)}

    def edit_dialog(self, crm: "Crm", identity: int) -> "ModalScreen[str]":
        """Everything about one channel."""
        return ChannelDialog(self.desk, crm, identity)

    def delete(self, crm: "Crm", identity: int) -> str:
        """Move a channel to the trash."""
        value = crm.channels.get(identity).value
        crm.channels.delete(identity)
        return f"Deleted {value}"

    def new_dialog(self, crm: "Crm") -> "ModalScreen[str]":  # noqa: ARG002
        """Add a channel."""
        return NewChannelDialog(self.desk, self._who, self._whose)


def _row(channel: Channel) -> Row:
    marks = ("first" if channel.is_primary else "", "invalid" if channel.invalid else "")
    told = ", ".join(filter(None, (*marks, "opted out" if channel.opted_out else "")))
    is_usable = not (channel.invalid or channel.opted_out)
    tone: Tone = "strong" if is_usable else "muted"
    return (
        Cell(channel.type, "accent"),
        Cell(channel.value, tone),
        Cell(channel.label or ""),
        Cell(told, _tone(channel)),
    )


def _tone(channel: Channel) -> Tone:
    return "bad" if channel.invalid or channel.opted_out else "good"
