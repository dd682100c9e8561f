"""Which of someone's phones, addresses and sites to open."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from smallcrm.records.channels import Channel, ChannelType
from smallcrm.records.references import Reference
from smallcrm.tui.cells import content
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_MOST = 9


class Link(NamedTuple):
    """What is shown, and what is opened."""

    label: str
    url: str


def links_of(crm: "Crm", who: Reference) -> list[Link]:
    """Every way to reach someone, as links."""
    return [link for channel in crm.channels.of(who) for link in _links(channel)][:_MOST]


def _links(channel: Channel) -> Iterator[Link]:
    digits = re.sub(r"[^\d+*#]", "", channel.value)
    if channel.type == ChannelType.EMAIL:
        yield Link(f"mail  {channel.value}", f"mailto:{quote(channel.value, safe='@+')}")
    elif channel.type in (ChannelType.PHONE, ChannelType.WHATSAPP):
        international = channel.match_key.split()[-1] if channel.match_key else digits.lstrip("+")
        if channel.type == ChannelType.PHONE:
            yield Link(f"call  {channel.value}", f"tel:{digits}")
        yield Link(f"chat  {channel.value}", f"https://wa.me/{international}")
    elif channel.type == ChannelType.WEBSITE:
        site = channel.value if channel.value.startswith(("http://", "https://")) else f"https://{channel.value}"
        yield Link(f"site  {channel.value}", quote(site, safe=":/?#[]@!$&'()*+,;=%~"))


class _Choice(Static):
    """One link; a click opens it."""

    def __init__(self, desk: Desk, number: int, link: Link) -> None:
        super().__init__(content(desk.mode, f"  {number}   {link.label}", "ltr"), classes="answer")
        self._url = link.url

    def on_click(self, event: events.Click) -> None:
        """Open it."""
        event.stop()
        self.screen.dismiss(self._url)


class ChannelsDialog(Dialog[str]):
    """A digit opens a link."""

    HINT = "A digit or a click opens"

    def __init__(self, desk: Desk, links: Sequence[Link]) -> None:
        super().__init__(desk, "Open")
        self._links = links

    def compose_body(self) -> ComposeResult:
        """The links, each with its digit."""
        for number, link in enumerate(self._links, 1):
            yield _Choice(self.desk, number, link)

    def on_key(self, event: events.Key) -> None:
        """Open the link of a digit."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._links):
            event.stop()
            self.dismiss(self._links[int(event.key) - 1].url)
