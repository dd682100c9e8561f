"""What commands say about days: WHEN read from options, and echoed as people say it."""

from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.errors import UsageError

if TYPE_CHECKING:
    from datetime import date, time

    from smallcrm.cli.context import Session
    from smallcrm.records.follow_ups import NextStep

Next = Annotated[str, typer.Option("--next", metavar="WHEN", help="When to be in touch again.")]
NextTitle = Annotated[str, typer.Option("--next-title", metavar="T", help="What to do then.")]

Deal = Annotated[str, typer.Option("--deal", "-d", metavar="D", help="The deal it belongs to.")]
NoDeal = Annotated[bool, typer.Option("--no-deal", help="Attach it to no deal.")]


def check_deal_options(deal: str, no_deal: bool) -> None:
    """UsageError when --deal and --no-deal are both given."""
    if deal and no_deal:
        raise UsageError("--deal and --no-deal contradict each other", hint="give one of them")


def step_at(session: "Session", when: str, title: str = "") -> "NextStep":
    """The step that WHEN and a title make."""
    from smallcrm.records.follow_ups import NextStep

    read = session.crm.when(when)
    return NextStep(read.day, read.time, title)


def next_step(session: "Session", when: str, title: str) -> "NextStep | None":
    """The step that --next and --next-title make, if either was given; a title alone means tomorrow."""
    if not when and not title:
        return None
    return step_at(session, when or "tomorrow", title)


def due_text(session: "Session", day: "date", at: "time | None" = None) -> str:
    """`due Fri 27 Nov (in 4 days)`, with the time, and a note when nobody works that day."""
    from smallcrm.values.when import When, describe_when

    told = f"due {describe_when(When(day, at), session.crm.clock.today())}"
    return told if session.crm.business.calendar.is_working(day) else f"{told}, not a working day"


def stored_due_text(session: "Session", due_on: str, due_time: str | None) -> str:
    """The same for a stored day and time."""
    from datetime import date, time

    return due_text(session, date.fromisoformat(due_on), time.fromisoformat(due_time) if due_time else None)
