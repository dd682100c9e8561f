"""`smallcrm quick`: one line logs, plans or notes."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import DryRun

QUICK = Noun("quick", "Quick add.")


@QUICK.command("quick")
def quick(
    session: Session,
    line: Annotated[
        list[str], typer.Argument(metavar="LINE", help="WHO: TEXT [#tag] [@channel] [> WHEN [title]]; - reads it.")
    ],
    dry_run: DryRun = False,
) -> None:
    """Write down one line: "dana: wants a quote #cakes @call > fri send it"; without WHO a plain to-do."""
    from smallcrm.cli.narration import tell_follow_up
    from smallcrm.cli.planning import stored_due_text
    from smallcrm.cli.writes import wrote
    from smallcrm.records.references import Noun as Entity
    from smallcrm.records.references import Reference

    text = session.text(" ".join(line))
    if dry_run:
        _tell_plan(session, text)
        return
    added = session.crm.quick_add.carry_out(text)
    if added.interaction is not None:
        wrote(session, "logged", Reference(Entity.INTERACTION, added.interaction))
    elif added.follow_ups:
        wrote(session, "planned", Reference(Entity.FOLLOW_UP, added.follow_ups[0]))
        follow_up = session.crm.follow_ups.get(added.follow_ups[0])
        session.err.say(stored_due_text(session, follow_up.due_on, follow_up.due_time))
    if added.who is not None:
        session.err.say(f"{'a new contact' if added.is_new else 'with'} {added.who}")
    for identity in added.follow_ups if added.interaction is not None else ():
        tell_follow_up(session, "planned", identity)


def _tell_plan(session: Session, text: str) -> None:
    from smallcrm.cli.planning import due_text

    plan = session.crm.quick_add.plan(text)
    line = plan.line
    who = str(plan.who or "") or (f"a new contact, {plan.new_name}" if plan.new_name else "a plain to-do")
    session.err.say(f"would add: {who}")
    if line.text:
        session.err.say(f"  {line.channel or 'call'}: {line.text}" if line.who else f"  {line.text}")
    if line.tags:
        session.err.say(f"  tags: {', '.join(line.tags)}")
    if line.next_step:
        session.err.say(f"  next: {due_text(session, line.next_step.due, line.next_step.time)} {line.next_step.title}")
