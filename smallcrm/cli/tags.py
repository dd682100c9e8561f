"""`smallcrm tag`: the words that group contacts, companies and deals."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import tags
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, Limit, Sort

TAG = Noun("tag", "Words that group contacts, companies and deals.")

Which = Annotated[str, typer.Argument(metavar="T", help="A tag.", autocompletion=tags)]


@TAG.command("list")
def list_(session: Session, sort: Sort = "", limit: Limit = None, all_: All = False) -> None:
    """List the tags, with how many records have each."""
    from smallcrm.cli.listing import print_list

    print_list(session, "tag", None, sort=sort, limit=limit, everything=all_)


@TAG.command("edit")
def edit(
    session: Session,
    tag: Which,
    rename: Annotated[str | None, typer.Option("--rename", metavar="N", help="The new name.")] = None,
    cadence: Annotated[
        str | None, typer.Option("--cadence", metavar="90d|off", help="How often to be in touch with its contacts.")
    ] = None,
    merge: Annotated[bool, typer.Option("--merge", help="When the new name is another tag's: make them one.")] = False,
) -> None:
    """Rename a tag, or set the cadence of the contacts that have it."""
    from smallcrm.cli.writes import wrote_row

    found = session.crm.tags.find(tag)
    identity, differs = session.crm.tags.edit(found.id, name=rename, cadence=cadence, merge=merge)
    name = session.crm.lists.name("tag", identity) or ""
    wrote_row(session, "changed" if differs else "unchanged", "tag", identity, name)


@TAG.command("delete")
def delete(session: Session, tag: Which) -> None:
    """Take a tag off everything and move it to the trash; undo brings it back."""
    from smallcrm.cli.writes import wrote_row

    found = session.crm.tags.find(tag)
    differs = session.crm.tags.delete(found.id)
    wrote_row(session, "deleted" if differs else "unchanged", "tag", found.id, found.name)
