"""`smallcrm find`: anything by words."""

from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, Limit
from smallcrm.records.references import Noun as Entity
from smallcrm.records.tables import Column, ColumnType, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smallcrm.records.search import Found

SEARCH = Noun("search", "Find anything.")

KINDS = (Entity.CONTACT, Entity.COMPANY, Entity.DEAL, Entity.INTERACTION, Entity.FOLLOW_UP)

_COLUMNS = (
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("name", "Name"),
    Column("detail", "Detail"),
    Column("found_by", "Found by", ColumnType.CHOICE),
)
_MOST_OF_A_KIND = 1000


@SEARCH.command("find")
def find(
    session: Session,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, or parts of a phone or e-mail.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="K",
            help="Only contact, company, deal, interaction or follow-up.",
            autocompletion=lambda: list(KINDS),
        ),
    ] = "",
    limit: Limit = None,
    all_: All = False,
) -> None:
    """Find records by words; names that sound alike when nothing matches."""
    most = session.out.default_limit(limit, all_)
    found = session.crm.lists.find(words, kinds=_kinds(kind), limit=(_MOST_OF_A_KIND if most is None else most) + 1)
    shown = session.out.at_most(most, _without_surplus(session, found) if most is None else found)
    page = Page(_COLUMNS, [(str(hit.reference), hit.name, hit.detail, hit.found_by.value) for hit in shown])
    session.out.picked(page)
    if not found:
        session.err.say(f"nothing holds {' '.join(words)!r}")
    elif found[0].found_by == "sound":
        session.err.say("nothing matched; these names sound alike")


def _without_surplus(session: Session, found: "Sequence[Found]") -> "list[Found]":
    """The first 1,000 of each kind; stderr says of which kinds there are more."""
    counted: dict[Entity, int] = {}
    kept: list[Found] = []
    for hit in found:
        noun = hit.reference.noun
        counted[noun] = counted.get(noun, 0) + 1
        if counted[noun] <= _MOST_OF_A_KIND:
            kept.append(hit)
    for noun, count in counted.items():
        if count > _MOST_OF_A_KIND:
            session.err.say(f"the first {_MOST_OF_A_KIND} of kind {noun} shown; smallcrm {noun} list shows every one")
    return kept


def _kinds(kind: str) -> "Sequence[Entity]":
    from smallcrm.errors import UsageError

    wanted = kind.strip().lower().replace("_", "-")
    found = [noun for noun in KINDS if noun == wanted] if kind else KINDS
    if not found:
        raise UsageError(f"unknown kind: {kind!r}", hint=f"one of {', '.join(KINDS)}")
    return found
