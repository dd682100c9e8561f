"""What commands say after a write: the record's reference and name, or the record itself."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.cli.context import FROM_STDIN
from smallcrm.cli.output import json_value
from smallcrm.cli.wording import counted
from smallcrm.errors import NotFoundError, RowsRejectedError
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session


def wrote(session: "Session", verb: str, ref: Reference) -> None:
    """Tell what was done to a record: on stderr, with --json as the record on stdout, with -q as its id there."""
    wrote_row(session, verb, ref.noun, ref.id, name_of(session, ref))


def wrote_row(session: "Session", verb: str, noun: str, identity: int, name: str) -> None:
    """The same for a record of any list, called `name`."""
    if _tell(session, verb, noun, identity, name):
        session.out.object(_written(session, noun, identity, name))


def changed(session: "Session", ref: Reference, *, differs: bool, verb: str = "changed") -> None:
    """Tell of a change that may have found everything so already."""
    wrote(session, verb if differs else "unchanged", ref)


def wrote_all(session: "Session", done: Sequence[tuple[str, Reference]]) -> None:
    """Tell what was done to several records, which --json prints as one list."""
    named = [(verb, ref, name_of(session, ref)) for verb, ref in done]
    wanted = [_tell(session, verb, ref.noun, ref.id, name) for verb, ref, name in named]
    if any(wanted):
        session.out.objects(_written(session, ref.noun, ref.id, name) for _, ref, name in named)


def change_each(
    session: "Session",
    noun: str,
    items: Sequence[str],
    label: str,
    resolve: Callable[[str], Reference],
    change: Callable[[Reference], bool],
    verb: str,
    *,
    dry_run: bool = False,
    keep_going: bool = False,
    tell_more: Callable[[], None] = lambda: None,
) -> None:
    """Change every record named, in one undo step, then tell of each; `change` returns whether it did anything.

    In `label`, what history calls the step, `{}` stands for the record that was changed, or for how many of the noun
    were. `tell_more` says what else came of those that were changed.
    """
    whos = session.many(items)
    done: list[tuple[str, Reference]] = []

    def apply(ref: Reference) -> None:
        if dry_run:
            _check_exists(session, ref)
            done.append((f"would have {verb}", ref))
        else:
            done.append((verb if change(ref) else "unchanged", ref))

    def label_now() -> str:
        differing = [ref for told, ref in done if told != "unchanged"]
        return label.replace("{}", str(differing[0]) if len(differing) == 1 else counted(len(differing), noun), 1)

    try:
        session.each(whos, label_now, resolve, apply, dry_run=dry_run, keep_going=keep_going)
    except RowsRejectedError:
        wrote_all(session, done)
        tell_more()
        raise
    if len(items) == 1 and items[0] != FROM_STDIN:
        wrote(session, *done[0])
    else:
        wrote_all(session, done)
    tell_more()


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
    """Do one thing to every record named, by id, in one undo step, and tell of each."""
    change_each(
        session,
        noun,
        items,
        f"{verb} {{}}",
        lambda text: Reference(noun, resolve(text)),
        lambda ref: act(ref.id),
        verb,
        dry_run=dry_run,
        keep_going=keep_going,
    )


def record(session: "Session", ref: Reference) -> dict[str, Any]:
    """A record as JSON has it, with every field of its list; of one in the trash, its reference and name."""
    return _record(session, ref.noun, ref.id, name_of(session, ref), ())


def name_of(session: "Session", ref: Reference) -> str:
    """What a record is called."""
    return str(session.crm.lists.name(ref.noun.table, ref.id) or "")


def _check_exists(session: "Session", ref: Reference) -> None:
    if session.crm.lists.name(ref.noun.table, ref.id) is None:
        raise NotFoundError(f"there is no {ref.noun} {ref.id}", hint=f"smallcrm {ref.noun} list shows them")


def _tell(session: "Session", verb: str, noun: str, identity: int, name: str) -> bool:
    """Narrate one write, or print the bare id; returns whether the record itself is to be printed as well."""
    if session.quiet or session.format == "ids":
        session.out.lines([str(identity)])
        return False
    session.err.say(f"{verb} {noun}:{identity} {name}")
    return session.format in ("json", "ndjson")


def _written(session: "Session", noun: str, identity: int, name: str) -> dict[str, Any]:
    """A record with the fields that --fields names, else with every one."""
    content = _record(session, noun, identity, name, session.fields)
    return content if not session.fields else {field: content.get(field) for field in session.fields}


def _record(session: "Session", noun: str, identity: int, name: str, fields: Sequence[str]) -> dict[str, Any]:
    page = session.crm.lists.record(noun, identity, fields)
    if not page.rows:
        return {"id": identity, "ref": f"{noun}:{identity}", "name": name}
    return {column.name: json_value(column, value) for column, value in zip(page.columns, page.rows[0], strict=True)}
