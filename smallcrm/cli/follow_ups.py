"""`smallcrm follow-up`: what is to be done next."""

from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import follow_up_kinds, names, outcomes, priorities
from smallcrm.cli.context import Session
from smallcrm.cli.options import DryRun, Identity, Ids, KeepGoing, Limit, Sort, Terms, View
from smallcrm.cli.planning import Deal, Next, NextTitle, NoDeal, check_deal_options, due_text, next_step, step_at
from smallcrm.errors import UsageError
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

if TYPE_CHECKING:
    from smallcrm.records.query import Query

FOLLOW_UP = Noun("follow-up", "What is to be done next.")

Kind = Annotated[
    str,
    typer.Option(
        "--kind", metavar="K", help="call, email, meeting, send_quote or other.", autocompletion=follow_up_kinds
    ),
]
Priority = Annotated[
    str, typer.Option("--priority", metavar="P", help="high, normal or low.", autocompletion=priorities)
]


@FOLLOW_UP.command("add")
def add(
    session: Session,
    first: Annotated[
        str | None,
        typer.Argument(metavar="[WHO]", help="With whom; a plain to-do when left out.", autocompletion=names),
    ] = None,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="What is to be done; - reads it.")] = None,
    due: Annotated[str, typer.Option("--due", metavar="WHEN", help="The day, and a time if it matters.")] = "today",
    kind: Kind = "",
    priority: Priority = "normal",
    repeat: Annotated[str, typer.Option("--repeat", metavar="2w", help="Again every so often.")] = "",
    notes: Annotated[str, typer.Option("--notes", metavar="T", help="Free notes; - reads them.")] = "",
    deal: Deal = "",
    no_deal: NoDeal = False,
) -> None:
    """Plan a follow-up with someone, or a plain to-do."""
    from smallcrm.cli.narration import tell_deal
    from smallcrm.cli.writes import wrote
    from smallcrm.core.fields import read_choice
    from smallcrm.records import follow_ups as records

    if first is None:
        raise UsageError("there is nothing to plan", hint='say what is to be done: smallcrm todo WHO "Send the quote"')
    check_deal_options(deal, no_deal)
    who = session.someone(first) if title is not None else None
    step = step_at(session, due, session.text(title if title is not None else first))
    identity = session.crm.follow_ups.add(
        who,
        step,
        kind=records.FollowUpKind(read_choice("kind", records.FollowUpKind, kind)) if kind else None,
        priority=records.Priority(read_choice("priority", records.Priority, priority)),
        repeat=repeat,
        notes=session.text(notes),
        deal=session.crm.resolver.deal(deal) if deal else None,
        attach=not no_deal,
    )
    wrote(session, "planned", Reference(Entity.FOLLOW_UP, identity))
    tell_deal(session, [who] if who else [], session.crm.follow_ups.get(identity).deal_id, attach=not no_deal)
    session.err.say(due_text(session, step.due, step.time))


@FOLLOW_UP.command("list")
def list_(
    session: Session,
    query: Terms = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose day has passed.")] = False,
    due: Annotated[str, typer.Option("--due", metavar="WHEN", help="Only those due on this day or span.")] = "",
    with_: Annotated[
        str, typer.Option("--with", metavar="WHO", help="With this contact or company.", autocompletion=names)
    ] = "",
    done: Annotated[bool, typer.Option("--done", help="Those that are done, instead of the open ones.")] = False,
    view: View = "",
    sort: Sort = "",
    limit: Limit = None,
    all_: Annotated[bool, typer.Option("--all", help="In every status, every row without --limit.")] = False,
) -> None:
    """List open follow-ups, the earliest first."""
    from smallcrm.cli.listing import equals, owned_by, print_list, says

    if done and overdue:
        raise UsageError("what is done is not overdue", hint="give --done or --overdue")
    tests: list[Query] = [*owned_by(session, with_), *equals("due", due)]
    if done:
        tests += equals("status", "done")
    elif not all_ and not says(session, "follow-up", query, view, "status", "done"):
        tests += equals("status", "open")
    if overdue:
        tests += equals("overdue", "yes")
    every_row = all_ and limit is None
    print_list(session, "follow-up", query, tests=tests, sort=sort, limit=limit, everything=every_row, view=view)


@FOLLOW_UP.command("show")
def show(session: Session, identity: Identity) -> None:
    """Show one follow-up whole."""
    from smallcrm.cli.cards import show_fields

    show_fields(session, Reference(Entity.FOLLOW_UP, session.crm.resolver.follow_up(identity)))


@FOLLOW_UP.command("edit")
def edit(
    session: Session,
    identity: Identity,
    title: Annotated[str | None, typer.Option("--title", metavar="T", help="What is to be done.")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="WHEN", help="The day, and perhaps a time.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="K", help="What kind of step it is.", autocompletion=follow_up_kinds)
    ] = None,
    priority: Annotated[
        str | None, typer.Option("--priority", metavar="P", help="high, normal or low.", autocompletion=priorities)
    ] = None,
    repeat: Annotated[str | None, typer.Option("--repeat", metavar="2w", help="Again every so often.")] = None,
    result: Annotated[str | None, typer.Option("--result", metavar="T", help="What came of it.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", metavar="T", help="Free notes; - reads them.")] = None,
) -> None:
    """Change a follow-up; an empty value clears a field."""
    from smallcrm.cli.people import fields_of
    from smallcrm.cli.writes import changed

    ref = Reference(Entity.FOLLOW_UP, session.crm.resolver.follow_up(identity))
    options = {
        "title": title,
        "due": due,
        "kind": kind,
        "priority": priority,
        "repeat": repeat,
        "result": result,
        "notes": session.text(notes) if notes else notes,
    }
    changed(session, ref, differs=session.crm.follow_ups.edit(ref.id, fields_of(options, None)))
    if due:
        _echo_due(session, ref.id)


@FOLLOW_UP.command("done")
def done(
    session: Session,
    which: Ids,
    result: Annotated[str, typer.Option("--result", metavar="T", help="What came of it; - reads it.")] = "",
    outcome: Annotated[
        str,
        typer.Option(
            "--outcome",
            metavar="O",
            help="reached, no_answer, left_message, positive, neutral or negative.",
            autocompletion=outcomes,
        ),
    ] = "",
    no_log: Annotated[bool, typer.Option("--no-log", help="Log no touch for it.")] = False,
    next_: Next = "",
    next_title: NextTitle = "",
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Complete follow-ups; a call, e-mail or meeting is logged as a touch."""
    from smallcrm.cli.completing import complete_each
    from smallcrm.core.fields import read_choice
    from smallcrm.records.interactions import Outcome

    complete_each(
        session,
        which,
        result=session.text(result),
        outcome=Outcome(read_choice("outcome", Outcome, outcome)) if outcome else None,
        log=not no_log,
        next_step=next_step(session, next_, next_title),
        dry_run=dry_run,
        keep_going=keep_going,
    )


@FOLLOW_UP.command("snooze")
def snooze(
    session: Session,
    which: Ids,
    to: Annotated[str, typer.Option("--to", metavar="WHEN", help="The day to move to.")],
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Move open follow-ups to another day."""
    from smallcrm.cli.writes import act_on_each

    step = step_at(session, to)
    act_on_each(
        session,
        Entity.FOLLOW_UP,
        which,
        session.crm.resolver.follow_up,
        lambda identity: session.crm.follow_ups.snooze(identity, step),
        "moved",
        dry_run=dry_run,
        keep_going=keep_going,
    )
    session.err.say(due_text(session, step.due, step.time))


@FOLLOW_UP.command("cancel")
def cancel(session: Session, which: Ids, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Cancel follow-ups."""
    from smallcrm.cli.writes import act_on_each

    act_on_each(
        session,
        Entity.FOLLOW_UP,
        which,
        session.crm.resolver.follow_up,
        session.crm.follow_ups.cancel,
        "cancelled",
        dry_run=dry_run,
        keep_going=keep_going,
    )


@FOLLOW_UP.command("delete")
def delete(session: Session, which: Ids, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Move follow-ups to the trash."""
    from smallcrm.cli.writes import act_on_each

    act_on_each(
        session,
        Entity.FOLLOW_UP,
        which,
        session.crm.resolver.follow_up,
        session.crm.follow_ups.delete,
        "deleted",
        dry_run=dry_run,
        keep_going=keep_going,
    )


def _echo_due(session: Session, identity: int) -> None:
    from smallcrm.cli.planning import stored_due_text

    follow_up = session.crm.follow_ups.get(identity)
    session.err.say(stored_due_text(session, follow_up.due_on, follow_up.due_time))
