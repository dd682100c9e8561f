"""`smallcrm log`: one line logs a touch and plans the next."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import interaction_channels, names, outcomes, topics
from smallcrm.cli.context import Session
from smallcrm.cli.planning import Deal, Next, NextTitle, NoDeal, check_deal_options, next_step
from smallcrm.errors import UsageError
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

LOG = Noun("log", "Log a touch.")

Channel = Annotated[
    str,
    typer.Option(
        "--channel",
        "-c",
        metavar="C",
        help="call, email, meeting, visit, sms, whatsapp, chat, fax, web, letter, note or other.",
        autocompletion=interaction_channels,
    ),
]
Topic = Annotated[
    str,
    typer.Option(
        "--topic", metavar="T", help="general, sale, service, complaint, praise or billing.", autocompletion=topics
    ),
]
Outcome = Annotated[
    str,
    typer.Option(
        "--outcome",
        metavar="O",
        help="reached, no_answer, left_message, positive, neutral or negative.",
        autocompletion=outcomes,
    ),
]


@LOG.command("log")
def log(
    session: Session,
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="A contact or a company; - reads ids.", autocompletion=names)
    ],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What happened; - reads it.")],
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="WHO", help="Who else was there.", autocompletion=names)
    ] = None,
    channel: Channel = "call",
    incoming: Annotated[bool, typer.Option("--in", "-i", help="They came to you.")] = False,
    topic: Topic = "general",
    outcome: Outcome = "",
    at: Annotated[str, typer.Option("--at", metavar="WHEN", help="When it was; now, if left out.")] = "",
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="N", min=0, help="How long it took.")] = None,
    body: Annotated[str, typer.Option("--body", metavar="T", help="More about it; - reads it.")] = "",
    next_: Next = "",
    next_title: NextTitle = "",
    closes: Annotated[str, typer.Option("--closes", metavar="ID", help="The follow-up it completes.")] = "",
    no_close: Annotated[bool, typer.Option("--no-close", help="Leave all follow-ups open.")] = False,
    deal: Deal = "",
    no_deal: NoDeal = False,
) -> None:
    """Log a touch, close the follow-up it answers, plan the next."""
    from smallcrm.cli.narration import tell_deal, tell_follow_ups
    from smallcrm.cli.writes import wrote
    from smallcrm.core.fields import read_choice
    from smallcrm.core.touches import Touch
    from smallcrm.records import interactions as records

    if closes and no_close:
        raise UsageError("--closes and --no-close contradict each other", hint="give one of them")
    check_deal_options(deal, no_deal)
    crm = session.crm
    people = [session.someone(who), *(session.someone(other) for other in with_ or ())]
    touch = Touch(
        summary=session.text(text),
        at=crm.interactions.moment(at) if at else crm.clock.stamp(),
        channel=records.InteractionChannel(read_choice("channel", records.InteractionChannel, channel)),
        direction=records.Direction.IN if incoming else records.Direction.OUT,
        topic=records.Topic(read_choice("topic", records.Topic, topic)),
        outcome=records.Outcome(read_choice("outcome", records.Outcome, outcome)) if outcome else None,
        body=session.text(body) or None,
        duration_minutes=minutes,
        deal_id=crm.resolver.deal(deal) if deal else None,
    )
    logged = crm.interactions.log(
        people,
        touch,
        next_step=next_step(session, next_, next_title),
        closes=crm.resolver.follow_up(closes) if closes else None,
        close=not no_close,
        attach=not no_deal,
    )
    wrote(session, "logged", Reference(Entity.INTERACTION, logged.interaction_id))
    tell_deal(session, people, crm.interactions.get(logged.interaction_id).deal_id, attach=not no_deal)
    tell_follow_ups(session, logged)
