"""What commands say after a write: the record's reference and name, or the record itself."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.cli.output import json_value
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session

_NAME_FIELDS = {
    "contact": "name",
    "company": "name",
    "interaction": "summary",
    "follow-up": "title",
    "channel": "value",
}


def wrote(session: "Session", verb: str, ref: Reference) -> None:
    """Tell what was done to a record: on stderr, with --json as the record on stdout, with -q as its id there."""
    if session.quiet or session.format == "ids":
        session.out.lines([str(ref.id)])
        return
    session.err.say(f"{verb} {ref} {name_of(session, ref)}")
    if session.format in ("json", "ndjson"):
        session.out.object(record(session, ref))


def changed(session: "Session", ref: Reference, *, differs: bool, verb: str = "changed") -> None:
    """Tell of a change that may have found everything so already."""
    wrote(session, verb if differs else "unchanged", ref)


def act_on_each(
    session: "Session",
    noun: Noun,
    items: Sequence[str],
    resolve: Callable[[str], int],
    act: Callable[[int], bool],
    verb: str,
    *,
    dry_run: bool = False,
    keep_going: bool = False,
) -> None:
    """Do one thing to every record named, in one undo step, and tell of each; `act` returns whether it changed."""
    items = session.many(items)

    def apply(identity: int) -> None:
        changed(session, Reference(noun, identity), differs=act(identity), verb=verb)

    if dry_run:
        for item in items:
            changed(session, Reference(noun, resolve(item)), differs=True, verb=f"would have {verb}")
    else:
        session.each(items, f"{verb} {len(items)} {noun}", resolve, apply, keep_going=keep_going)


def record(session: "Session", ref: Reference) -> dict[str, Any]:
    """A record as JSON has it, with every field of its list; of one in the trash, its reference and name."""
    page = session.crm.lists.record(ref.noun, ref.id)
    if not page.rows:
        return {"id": ref.id, "ref": str(ref), "name": name_of(session, ref)}
    return {column.name: json_value(column, value) for column, value in zip(page.columns, page.rows[0], strict=True)}


def name_of(session: "Session", ref: Reference) -> str:
    """What a record is called."""
    column = _NAME_FIELDS[ref.noun]
    return str(session.crm.lists.name(ref.noun.table, column, ref.id) or "")
