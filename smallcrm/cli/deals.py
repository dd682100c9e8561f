"""`smallcrm deal`: sales on their way."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import lost_reasons, names, stages, tags
from smallcrm.cli.context import Session
from smallcrm.cli.options import DryRun, Identity, Ids, KeepGoing, Limit, Sort, Terms, View, filled_in
from smallcrm.cli.people import TagWords, TakeOff, field
from smallcrm.cli.planning import Next, NextTitle
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

DEAL = Noun("deal", "Sales on their way through the stages of the pipeline.")

Title = Annotated[str, typer.Argument(metavar="TITLE", help="What is to be sold; - reads it.")]
Stage = Annotated[str, typer.Option("--stage", metavar="S", help="A stage's name or id.", autocompletion=stages)]
KeepFollowUps = Annotated[bool, typer.Option("--keep-follow-ups", help="Leave the deal's follow-ups open.")]
Note = Annotated[str, typer.Option("--note", metavar="T", help="More about why it was lost; - reads it.")]
Reason = Annotated[str, typer.Option("--reason", metavar="R", help="Why it was lost.", autocompletion=lost_reasons)]

OWNERS: Mapping[str, Any] = {
    "contact": field("--contact", "WHO", "The contact it is made with.", names),
    "company": field("--company", "WHO", "The company it is made with.", names),
}
FIELDS: Mapping[str, Any] = {
    "amount": field("--amount", "N", "What it is worth: 12500, 1,234.50, $300."),
    "currency": field("--currency", "C", "Its currency; that of the business when left out."),
    "close": field("--close", "WHEN", "The day it is expected to close."),
    "probability": field("--probability", "N", "Its own probability in percent, instead of the stage's."),
    "source": field("--source", "S", "Where it comes from."),
    "set": Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any field; repeatable.")],
}


class Adding(TyperCommand):
    """`deal add`, where `--won` may stand alone: Typer has no options with an optional value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the command line, with today for a `--won` without a day."""
        return super().parse_args(ctx, filled_in(args, "--won", "today"))


@DEAL.command("add", options={**OWNERS, **FIELDS}, cls=Adding)
def add(
    session: Session,
    title: Title,
    options: Mapping[str, Any],
    stage: Stage = "",
    tag: Annotated[
        list[str] | None, typer.Option("--tag", "-t", metavar="T", help="A tag; repeatable.", autocompletion=tags)
    ] = None,
    won: Annotated[str, typer.Option("--won", metavar="[WHEN]", help="It is won already, since WHEN or now.")] = "",
) -> None:
    """Add a deal with a contact or a company, in the first stage."""
    from smallcrm.cli.deal_options import fields_of_deal, owners_of_deal
    from smallcrm.cli.narration import tell_consequences
    from smallcrm.cli.writes import wrote

    owners = owners_of_deal(session, options)
    identity, moved = session.crm.deals.add(
        {"title": session.text(title), **fields_of_deal(options)},
        contact=owners.get("contact_id"),
        company=owners.get("company_id"),
        stage=session.crm.stages.named(stage) if stage else None,
        tags=tag or (),
        won=won,
    )
    wrote(session, "created", Reference(Entity.DEAL, identity))
    tell_consequences(session, moved)


@DEAL.command("list")
def list_(
    session: Session,
    query: Terms = None,
    stage: Stage = "",
    open_: Annotated[bool, typer.Option("--open", help="Open deals; the default.")] = False,
    won: Annotated[bool, typer.Option("--won", help="Deals that are won.")] = False,
    lost: Annotated[bool, typer.Option("--lost", help="Deals that are lost.")] = False,
    rotting: Annotated[bool, typer.Option("--rotting", help="Open deals that nothing happens to.")] = False,
    view: View = "",
    sort: Sort = "",
    limit: Limit = None,
    all_: Annotated[bool, typer.Option("--all", help="Open and closed, every row without --limit.")] = False,
) -> None:
    """List deals, the open ones unless told: words and filters such as stage:proposal amount.over:5000 +vip."""
    from smallcrm.cli.deal_options import status_asked, status_test
    from smallcrm.cli.listing import equals, print_list

    status = status_asked(is_open=open_, won=won, lost=lost, rotting=rotting)
    tests = status_test(session, query, status, view=view, everything=all_ or bool(stage))
    if stage:
        tests += equals("stage_id", str(session.crm.stages.named(stage).id))
    if rotting:
        tests += equals("rotting", "yes")
    every_row = all_ and limit is None
    print_list(session, "deal", query, tests=tests, sort=sort, limit=limit, everything=every_row, view=view)


@DEAL.command("board")
def board(session: Session, query: Terms = None, limit: Limit = None) -> None:
    """Draw the open stages side by side, with their sums and the deals in them."""
    from smallcrm.cli.board import show_board

    show_board(session, query, limit)


@DEAL.command("show")
def show(session: Session, identity: Identity) -> None:
    """Show one deal whole, with the stages it went through."""
    from smallcrm.cli.deal_card import show_deal

    show_deal(session, session.crm.resolver.deal(identity))


@DEAL.command("edit", options={"title": field("--title", "T", "What is to be sold."), **OWNERS, **FIELDS})
def edit(session: Session, identity: Identity, options: Mapping[str, Any]) -> None:
    """Change a deal; an empty value clears a field."""
    from smallcrm.cli.deal_options import fields_of_deal, owners_of_deal
    from smallcrm.cli.writes import changed

    ref = Reference(Entity.DEAL, session.crm.resolver.deal(identity))
    owners = owners_of_deal(session, options)
    changed(session, ref, differs=session.crm.deals.edit(ref.id, fields_of_deal(options), owners=owners))


@DEAL.command("move")
def move(
    session: Session,
    which: Ids,
    to: Annotated[str, typer.Option("--to", metavar="STAGE", help="The stage to move to.", autocompletion=stages)],
    reason: Reason = "",
    note: Note = "",
    keep_follow_ups: KeepFollowUps = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Move deals to a stage: forward, back, past others, or closed."""
    from smallcrm.cli.deal_moves import move_each

    stage, text = session.crm.stages.named(to), session.text(note)
    move_each(
        session,
        which,
        f"moved to {stage.name}:",
        lambda deal: session.crm.deals.move(deal, stage, reason=reason, note=text, keep_follow_ups=keep_follow_ups),
        dry_run=dry_run,
        keep_going=keep_going,
    )


@DEAL.command("win")
def win(
    session: Session,
    which: Ids,
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="When it was won; now, if left out.")] = "",
    keep_follow_ups: KeepFollowUps = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Close deals as won; a lead or prospect becomes a customer."""
    from smallcrm.cli.deal_moves import move_each

    moment = session.crm.deals.moment(at) if at else ""
    move_each(
        session,
        which,
        "won",
        lambda deal: session.crm.deals.win(deal, at=moment, keep_follow_ups=keep_follow_ups),
        dry_run=dry_run,
        keep_going=keep_going,
    )


@DEAL.command("lose")
def lose(
    session: Session,
    which: Ids,
    reason: Reason = "",
    note: Note = "",
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="When it was lost; now, if left out.")] = "",
    next_: Next = "",
    next_title: NextTitle = "",
    keep_follow_ups: KeepFollowUps = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Close deals as lost, and say why."""
    from smallcrm.cli.deal_moves import move_each
    from smallcrm.cli.planning import next_step

    step, text = next_step(session, next_, next_title), session.text(note)
    moment = session.crm.deals.moment(at) if at else ""
    move_each(
        session,
        which,
        "lost",
        lambda deal: session.crm.deals.lose(
            deal, reason, note=text, at=moment, next_step=step, keep_follow_ups=keep_follow_ups
        ),
        dry_run=dry_run,
        keep_going=keep_going,
    )


@DEAL.command("reopen")
def reopen(
    session: Session,
    which: Ids,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="STAGE",
            help="The open stage; the one it was closed from, if left out.",
            autocompletion=stages,
        ),
    ] = "",
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Open closed deals again; their history is kept."""
    from smallcrm.cli.deal_moves import move_each

    stage = session.crm.stages.named(to) if to else None
    move_each(
        session,
        which,
        "reopened",
        lambda deal: session.crm.deals.reopen(deal, stage),
        is_open=False,
        dry_run=dry_run,
        keep_going=keep_going,
    )


@DEAL.command("delete")
def delete(session: Session, which: Ids, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Move deals to the trash; undo or restore brings them back."""
    from smallcrm.cli.writes import act_on_each

    act_on_each(
        session,
        Entity.DEAL,
        which,
        session.crm.resolver.deal,
        session.crm.deals.delete,
        "deleted",
        dry_run=dry_run,
        keep_going=keep_going,
    )


@DEAL.command("restore")
def restore(session: Session, which: Ids, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Take deals out of the trash."""
    from smallcrm.cli.writes import act_on_each

    act_on_each(
        session,
        Entity.DEAL,
        which,
        session.crm.resolver.deal,
        session.crm.deals.restore,
        "restored",
        dry_run=dry_run,
        keep_going=keep_going,
    )


@DEAL.command("tag")
def tag(
    session: Session,
    identity: Identity,
    tags: TagWords,
    remove: TakeOff = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Put tags on a deal, or take them off."""
    from smallcrm.cli.people import tag_each

    tag_each(session, Entity.DEAL, identity, tags, remove=remove, dry_run=dry_run, keep_going=keep_going)
