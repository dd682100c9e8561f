"""`smallcrm view`: lists that are looked at again and again."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import lists, views
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, Limit, Sort, Terms

VIEW = Noun("view", "Saved views: lists to look at again, by name.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the view.", autocompletion=views)]


@VIEW.command("list")
def list_(session: Session, sort: Sort = "", limit: Limit = None, all_: All = False) -> None:
    """List the saved views."""
    from smallcrm.cli.listing import print_list

    print_list(session, "view", None, sort=sort, limit=limit, everything=all_)


@VIEW.command("save")
def save(
    session: Session,
    name: Name,
    query: Terms = None,
    of: Annotated[
        str, typer.Option("--of", metavar="NOUN", help="Whose list: contact, deal, ...", autocompletion=lists)
    ] = "contact",
    sort: Sort = "",
) -> None:
    """Save a query under a name, with --fields and --sort; list --view shows it."""
    from smallcrm.cli.writes import wrote_row

    fields = session.fields
    session.options.pop("fields", None)  # they are the view's columns, not those of the record printed with --json
    sorting = [part for part in sort.split(",") if part]
    identity, differs = session.crm.views.save(name, query or [], noun=of, fields=fields, sort=sorting)
    title = session.crm.lists.name("saved_view", identity) or ""
    wrote_row(session, "saved" if differs else "unchanged", "view", identity, title)


@VIEW.command("delete")
def delete(session: Session, name: Name) -> None:
    """Move a view to the trash; undo brings it back."""
    from smallcrm.cli.writes import wrote_row

    view = session.crm.views.find(name)
    session.crm.views.delete(view.id)
    wrote_row(session, "deleted", "view", view.id, view.name)
