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
    found = parse_reference(ref) or session.someone(ref, hint=_ELSEWHERE)
    if found.noun == Entity.CONTACT:
        from smallcrm.cli.contact_card import show_contact

        show_contact(session, found.id)
    elif found.noun == Entity.COMPANY:
        from smallcrm.cli.company_card import show_company

        show_company(session, found.id)
    elif found.noun == Entity.DEAL:
        from smallcrm.cli.deal_card import show_deal

        show_deal(session, found.id)
    else:
        from smallcrm.cli.cards import show_fields

        show_fields(session, Reference(found.noun, found.id))
