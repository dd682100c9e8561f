"""`smallcrm channel`: e-mail addresses, phones and other ways to reach someone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import types
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, Limit, Sort, Who

if TYPE_CHECKING:
    from smallcrm.records.channels import Channel, ChannelType

CHANNEL = Noun("channel", "E-mail addresses, phones and other ways to reach someone.")

Value = Annotated[str, typer.Argument(metavar="VALUE", help="The address, phone or name, in any spelling.")]
Type = Annotated[
    str,
    typer.Option("--type", metavar="T", help="email, phone, whatsapp, website, social or other.", autocompletion=types),
]
Label = Annotated[str | None, typer.Option("--label", metavar="L", help="A word such as work or home.")]


@CHANNEL.command("list")
def list_(
    session: Session,
    query: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words and filters.")] = None,
    kind: Type = "",
    sort: Sort = "",
    limit: Limit = None,
    all_: All = False,
) -> None:
    """List channels: words of a name, parts of a phone, filters such as invalid:yes."""
    from smallcrm.cli.listing import equals, print_list

    print_list(session, "channel", query, tests=equals("type", kind), sort=sort, limit=limit, everything=all_)


@CHANNEL.command("add")
def add(
    session: Session,
    who: Who,
    value: Value,
    kind: Type = "",
    label: Label = None,
    primary: Annotated[bool, typer.Option("--primary", help="The one to use first.")] = False,
) -> None:
    """Add a channel to a contact or a company; its type is seen from its looks."""
    from smallcrm.core.channels import guess_type
    from smallcrm.records.channels import NewChannel

    owner = session.someone(who)
    new = NewChannel(_type(kind) if kind else guess_type(value), value, label or "")
    with session.crm.store.write(f"add {new.type} to {owner}"):
        added = session.crm.channels.add(owner, new, primary=primary)
        if added is not None:
            _wrote(session, "created", added)
            return
        there = session.crm.channels.find(owner, value, new.type)
        _edit(session, there, {"label": label, "is_primary": primary or None})


@CHANNEL.command("edit")
def edit(
    session: Session,
    who: Who,
    value: Value,
    new: Annotated[str | None, typer.Option("--value", metavar="NEW", help="What it is now.")] = None,
    label: Label = None,
    kind: Type = "",
    primary: Annotated[bool | None, typer.Option("--primary/--no-primary", help="The one to use first.")] = None,
    invalid: Annotated[bool | None, typer.Option("--invalid/--no-invalid", help="It reaches nobody.")] = None,
    opted_out: Annotated[
        bool | None, typer.Option("--opted-out/--no-opted-out", help="They asked not to be written to there.")
    ] = None,
) -> None:
    """Change a channel; an empty label clears it."""
    channel = session.crm.channels.find(session.someone(who), value)
    changes = {
        "value": new,
        "type": _type(kind) if kind else None,
        "label": label,
        "is_primary": _mark(primary),
        "invalid": _mark(invalid),
        "opted_out": _mark(opted_out),
    }
    _edit(session, channel, changes)


@CHANNEL.command("delete")
def delete(session: Session, who: Who, value: Value) -> None:
    """Move a channel to the trash; undo brings it back."""
    channel = session.crm.channels.find(session.someone(who), value)
    session.crm.channels.delete(channel.id)
    _wrote(session, "deleted", channel.id)


def _type(text: str) -> "ChannelType":
    from smallcrm.core.fields import read_choice
    from smallcrm.records.channels import ChannelType

    return ChannelType(read_choice("type", ChannelType, text))


def _edit(session: Session, channel: "Channel", changes: Mapping[str, Any]) -> None:
    """Write what was asked for; None leaves a column alone."""
    asked = {name: value for name, value in changes.items() if value is not None}
    differs = session.crm.channels.edit(channel.id, asked)
    _wrote(session, "changed" if differs else "unchanged", channel.id)


def _mark(asked: bool | None) -> int | None:
    return None if asked is None else int(asked)


def _wrote(session: Session, verb: str, channel_id: int) -> None:
    from smallcrm.cli.writes import wrote_row
    from smallcrm.core.channels import channel_owner

    channel = session.crm.channels.get(channel_id)
    wrote_row(session, verb, "channel", channel_id, f"{channel.value} of {channel_owner(channel)}")
