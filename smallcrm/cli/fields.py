"""`smallcrm field`: the custom fields of this business."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import custom_entities, custom_fields, custom_types
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, Limit, Sort

FIELD = Noun("field", "Fields of your own for contacts, companies and deals.")

Which = Annotated[str, typer.Argument(metavar="KEY", help="A field's key or label.", autocompletion=custom_fields)]
Key = Annotated[str | None, typer.Option("--key", metavar="K", help="What commands call it; made from its label.")]
Choices = Annotated[list[str] | None, typer.Option("--choice", metavar="V", help="A value to choose; repeatable.")]
Of = Annotated[str, typer.Option("--of", metavar="E", help="contact, company or deal.", autocompletion=custom_entities)]


@FIELD.command("list")
def list_(session: Session, of: Of = "", sort: Sort = "", limit: Limit = None, all_: All = False) -> None:
    """List the custom fields, with how many records have a value."""
    from smallcrm.cli.listing import equals, print_list

    print_list(session, "field", None, tests=equals("of", of), sort=sort, limit=limit, everything=all_)


@FIELD.command("add")
def add(
    session: Session,
    label: Annotated[str, typer.Argument(metavar="LABEL", help='Its name, such as "Shoe size".')],
    of: Of = "contact",
    kind: Annotated[
        str,
        typer.Option(
            "--type", metavar="T", help="text, number, money, date, bool, choice or url.", autocompletion=custom_types
        ),
    ] = "text",
    key: Key = None,
    choices: Choices = None,
) -> None:
    """Define a field; --set KEY=VALUE fills it in, KEY:VALUE finds it."""
    identity = session.crm.custom_fields.add(label, entity=of, kind=kind, key=key or "", choices=choices or ())
    _tell(session, "created", identity)


@FIELD.command("edit")
def edit(
    session: Session,
    which: Which,
    of: Of = "",
    label: Annotated[str | None, typer.Option("--label", metavar="LABEL", help="The new label.")] = None,
    key: Key = None,
    choices: Choices = None,
) -> None:
    """Change a field's label, key or choices; its type stays."""
    field = session.crm.custom_fields.find(which, entity=of)
    differs = session.crm.custom_fields.edit(field.id, label=label, key=key, choices=choices)
    _tell(session, "changed" if differs else "unchanged", field.id)


@FIELD.command("delete")
def delete(session: Session, which: Which, of: Of = "") -> None:
    """Move a field, with all its values, to the trash; undo brings them back."""
    field = session.crm.custom_fields.find(which, entity=of)
    used = session.crm.custom_fields.delete(field.id)
    _tell(session, "deleted", field.id)
    if used:
        session.err.say(f"{used} records had a value; smallcrm undo brings them back")


def _tell(session: Session, verb: str, identity: int) -> None:
    from smallcrm.cli.writes import wrote_row

    wrote_row(session, verb, "field", identity, session.crm.lists.name("custom_field", identity) or "")
