"""`smallcrm show REF`: any record by its reference, or anybody by name."""

from typing import Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import names
from smallcrm.cli.context import Session
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference, parse_reference

SHOW = Noun("show", "Show any record.")

_ELSEWHERE = "smallcrm find looks through every noun; a reference is written like deal:7"


@SHOW.command("show")
def show(
    session: Session,
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A reference such as follow-up:31, or WHO.", autocompletion=names)
    ],
) -> None:
    """Show any record by its reference."""
    from smallcrm.cli.cards import show_company, show_contact, show_deal, show_fields

    found = parse_reference(ref) or session.someone(ref, hint=_ELSEWHERE)
    if found.noun == Entity.CONTACT:
        show_contact(session, found.id)
    elif found.noun == Entity.COMPANY:
        show_company(session, found.id)
    elif found.noun == Entity.DEAL:
        show_deal(session, found.id)
    else:
        show_fields(session, Reference(found.noun, found.id))
