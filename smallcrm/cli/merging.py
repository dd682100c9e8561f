"""What `merge` and `duplicates` do for contacts and companies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.completion import certainties, names
from smallcrm.cli.writes import wrote
from smallcrm.records.references import Noun, noun_of_table
from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.duplicates import Certainty
    from smallcrm.records.merges import Merge

Into = Annotated[
    str, typer.Option("--into", metavar="WHO", help="The one that stays, whose values win.", autocompletion=names)
]
Least = Annotated[
    str,
    typer.Option(
        "--min",
        metavar="certain|strong|likely",
        help="How sure at least; shared lists those who only share a phone or e-mail.",
        autocompletion=certainties,
    ),
]

_COLUMNS = (
    Column("ref", "Ref", ColumnType.REFERENCE),
    Column("name", "Name"),
    Column("detail", "Detail"),
    Column("group", "Group", ColumnType.INTEGER),
    Column("certainty", "Certainty", ColumnType.CHOICE),
    Column("reasons", "Why", ColumnType.LIST),
)
_PLURALS = {"interaction_contact": "interactions", "tagging": "tags", "custom_value": "custom fields"}


def merge_into(session: "Session", noun: Noun, whos: Sequence[str], into: str, *, dry_run: bool) -> None:
    """Merge records into one, in one undo step, and tell what went where."""
    survivor = session.someone(into, nouns=(noun,))
    losers = [session.someone(who, nouns=(noun,), trashed=True) for who in session.many(whos)]
    if dry_run:
        for loser in losers:
            _tell(session, session.crm.merges.plan(loser, survivor), "would merge")
        return
    for merge in session.crm.merges.merge(losers, survivor):
        _tell(session, merge, "merged")
    wrote(session, "changed", survivor)


def print_duplicates(session: "Session", noun: Noun, least: str) -> None:
    """List records that may be one, group by group, the surest first."""
    from smallcrm.records.duplicates import Certainty

    groups = session.crm.duplicates.groups(noun, least=_certainty(least))
    rows = [
        [str(suspect.ref), suspect.name, suspect.detail, number, group.certainty.name.lower(),
         LIST_SEPARATOR.join(group.reasons)]
        for number, group in enumerate(groups, 1) for suspect in group.suspects
    ]  # fmt: skip
    page = Page(_COLUMNS, rows)
    session.out.page(page.pick(session.fields) if session.fields else page)
    if not groups:
        session.err.say(f"no {noun} seems to be there twice")
    elif groups[0].certainty > Certainty.SHARED:
        keep, *others = groups[0].suspects
        session.err.say(f"smallcrm {noun} merge {others[0].ref.id} --into {keep.ref.id} makes two one; -n shows how")


def _certainty(text: str) -> "Certainty":
    from smallcrm.errors import UsageError
    from smallcrm.records.duplicates import Certainty

    known = {certainty.name.lower(): certainty for certainty in Certainty}
    if text.strip().lower() not in known:
        raise UsageError(f"unknown certainty: {text!r}", hint=f"one of {', '.join(reversed(known))}")
    return known[text.strip().lower()]


def _tell(session: "Session", merge: "Merge", verb: str) -> None:
    from smallcrm.core.merge_fields import UNTOLD, label_of

    session.err.say(f"{verb} {merge.loser} {merge.loser_name} into {merge.survivor} {merge.survivor_name}")
    told = [f"{_plural(table)} {count}" for table, count in merge.moved().items()]
    if told:
        session.err.say(f"  moved: {', '.join(told)}")
    taken = sorted(label_of(column).lower() for column in merge.taken if column not in UNTOLD)
    if taken:
        session.err.say(f"  taken: {', '.join(taken)}")
    for line in merge.noted:
        session.err.say(f"  noted: {line}")


def _plural(table: str) -> str:
    return _PLURALS.get(table) or f"{noun_of_table(table)}s".replace("companys", "companies")
