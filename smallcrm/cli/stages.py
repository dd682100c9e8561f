"""`smallcrm stage`: the steps of the pipeline."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import stages
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, Limit, Sort
from smallcrm.cli.wording import counted
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

STAGE = Noun("stage", "The steps of the pipeline.")

Which = Annotated[str, typer.Argument(metavar="S", help="A stage's name or id.", autocompletion=stages)]
After = Annotated[str, typer.Option("--after", metavar="S", help="The stage before it.", autocompletion=stages)]


@STAGE.command("list")
def list_(session: Session, sort: Sort = "", limit: Limit = None, all_: All = False) -> None:
    """List the stages in their order, with how many deals are in each."""
    from smallcrm.cli.listing import print_list

    print_list(session, "stage", None, sort=sort, limit=limit, everything=all_)


@STAGE.command("add")
def add(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name.")],
    probability: Annotated[str, typer.Option("--probability", metavar="N", help="How likely its deals are, in %.")],
    after: After = "",
    rot_days: Annotated[str, typer.Option("--rot-days", metavar="N", help="Days until a deal rots.")] = "",
) -> None:
    """Add an open stage, after the last open one unless told."""
    before = session.crm.stages.named(after) if after else None
    fields = {"name": name, "probability": probability, "rot_days": rot_days}
    _tell(session, "created", session.crm.stages.add(fields, after=before))


@STAGE.command("edit")
def edit(
    session: Session,
    which: Which,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="The new name.")] = None,
    probability: Annotated[str | None, typer.Option("--probability", metavar="N", help="In %.")] = None,
    rot_days: Annotated[str | None, typer.Option("--rot-days", metavar="N", help="Empty for never.")] = None,
) -> None:
    """Change a stage's name, probability or days until rotting."""
    options = {"name": name, "probability": probability, "rot_days": rot_days}
    stage = session.crm.stages.named(which)
    differs = session.crm.stages.edit(stage.id, {key: text for key, text in options.items() if text is not None})
    _tell(session, "changed" if differs else "unchanged", stage.id)


@STAGE.command("move")
def move(
    session: Session,
    which: Which,
    after: Annotated[str, typer.Option("--after", metavar="S", help="The stage before it.", autocompletion=stages)],
) -> None:
    """Put a stage after another one."""
    stage = session.crm.stages.named(which)
    differs = session.crm.stages.move(stage.id, after=session.crm.stages.named(after).id)
    _tell(session, "moved" if differs else "unchanged", stage.id)


@STAGE.command("delete")
def delete(
    session: Session,
    which: Which,
    move_deals_to: Annotated[
        str, typer.Option("--move-deals-to", metavar="S", help="Where its deals go.", autocompletion=stages)
    ] = "",
) -> None:
    """Delete a stage; its deals go to another."""
    stage = session.crm.stages.named(which)
    target = session.crm.stages.named(move_deals_to) if move_deals_to else None
    moved = session.crm.stages.delete(stage.id, move_deals_to=target)
    _tell(session, "deleted", stage.id)
    if target and moved:
        session.err.say(f"{counted(moved, 'deal')} moved to {target.name}")


def _tell(session: Session, verb: str, stage_id: int) -> None:
    from smallcrm.cli.writes import wrote

    wrote(session, verb, Reference(Entity.STAGE, stage_id))
