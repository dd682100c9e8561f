"""`smallcrm find`: anything by words."""

from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import Limit
from smallcrm.records.tables import Column, ColumnType, Page

if TYPE_CHECKING:
    from smallcrm.records.references import Noun as Entity

SEARCH = Noun("search", "Find anything.")

_COLUMNS = (
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("name", "Name"),
    Column("detail", "Detail"),
    Column("found_by", "Found by", ColumnType.CHOICE),
)
_ROWS_A_NOUN = 20


@SEARCH.command("find")
def find(
    session: Session,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, or parts of a phone or e-mail.")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="K", help="Only contact, company, interaction or follow-up.")
    ] = "",
    limit: Limit = None,
) -> None:
    """Find records by words; names that sound alike when nothing matches."""
    found = session.crm.lists.find(words, kinds=_kinds(kind), limit=_ROWS_A_NOUN if limit is None else limit)
    page = Page(_COLUMNS, [(str(hit.reference), hit.name, hit.detail, hit.found_by.value) for hit in found])
    session.out.page(page.pick(session.fields) if session.fields else page)
    if not found:
        session.err.say(f"nothing holds {' '.join(words)!r}")
    elif found[0].found_by == "sound":
        session.err.say("nothing matched; these names sound alike")


def _kinds(kind: str) -> "list[Entity]":
    from smallcrm.core.fields import read_choice
    from smallcrm.records.references import Noun as Entities

    if not kind:
        return list(Entities)
    return [Entities(read_choice("kind", Entities, kind))]
