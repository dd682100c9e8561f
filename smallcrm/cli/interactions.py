"""`smallcrm interaction`: what was said and done."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import directions, interaction_channels, names, outcomes, topics
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, DryRun, Identity, Ids, KeepGoing, Limit, Sort, Terms, View
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

INTERACTION = Noun("interaction", "What was said and done, with whom and when.")

Text = Annotated[str | None, typer.Option(metavar="T")]


@INTERACTION.command("list")
def list_(
    session: Session,
    query: Terms = None,
    with_: Annotated[
        str, typer.Option("--with", metavar="WHO", help="With this contact or company.", autocompletion=names)
    ] = "",
    since: Annotated[str, typer.Option("--since", metavar="WHEN", help="Not before this day.")] = "",
    view: View = "",
    sort: Sort = "",
    limit: Limit = None,
    all_: All = False,
) -> None:
    """List interactions, newest first."""
    from smallcrm.cli.listing import owned_by, print_list
    from smallcrm.records.query import FieldTest, Not, Operator

    tests = owned_by(session, with_)
    if since:
        day = session.crm.when(since, backward=True).day
        tests.append(Not(FieldTest("at", Operator.BEFORE, (day.isoformat(),))))
    print_list(session, "interaction", query, tests=tests, sort=sort, limit=limit, everything=all_, view=view)


@INTERACTION.command("show")
def show(session: Session, identity: Identity) -> None:
    """Show one interaction whole."""
    from smallcrm.cli.cards import show_fields

    show_fields(session, Reference(Entity.INTERACTION, session.crm.resolver.interaction(identity)))


@INTERACTION.command("edit")
def edit(
    session: Session,
    identity: Identity,
    text: Annotated[str | None, typer.Option("--text", metavar="T", help="What happened.")] = None,
    body: Annotated[str | None, typer.Option("--body", metavar="T", help="More about it; - reads it.")] = None,
    channel: Annotated[
        str | None,
        typer.Option("--channel", "-c", metavar="C", help="How you met.", autocompletion=interaction_channels),
    ] = None,
    direction: Annotated[
        str | None, typer.Option("--direction", metavar="D", help="in, out or none.", autocompletion=directions)
    ] = None,
    topic: Annotated[
        str | None, typer.Option("--topic", metavar="T", help="What it was about.", autocompletion=topics)
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="O", help="How it ended.", autocompletion=outcomes)
    ] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it was.")] = None,
    minutes: Annotated[str | None, typer.Option("--minutes", metavar="N", help="How long it took.")] = None,
) -> None:
    """Change an interaction; an empty value clears a field."""
    from smallcrm.cli.people import fields_of
    from smallcrm.cli.writes import changed

    ref = Reference(Entity.INTERACTION, session.crm.resolver.interaction(identity))
    options = {
        "summary": text,
        "body": session.text(body) if body else body,
        "channel": channel,
        "direction": direction,
        "topic": topic,
        "outcome": outcome,
        "at": at,
        "minutes": minutes,
    }
    changed(session, ref, differs=session.crm.interactions.edit(ref.id, fields_of(options, None)))


@INTERACTION.command("delete")
def delete(session: Session, which: Ids, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Move interactions to the trash."""
    from smallcrm.cli.writes import act_on_each

    act_on_each(
        session,
        Entity.INTERACTION,
        which,
        session.crm.resolver.interaction,
        session.crm.interactions.delete,
        "deleted",
        dry_run=dry_run,
        keep_going=keep_going,
    )
