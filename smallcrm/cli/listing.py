"""What every `list` command does: parse the query, read a page, print it, say what was left out."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.errors import UsageError
from smallcrm.records.query import AllOf, FieldTest, Operator, Query

if TYPE_CHECKING:
    from smallcrm.cli.context import Session


def print_list(
    session: "Session",
    noun: str,
    terms: Sequence[str] | None,
    *,
    tests: Sequence[Query] = (),
    sort: str = "",
    limit: int | None = None,
    everything: bool = False,
    view: str = "",
) -> None:
    """Print a noun's list: rows that answer to the query, to every one of `tests`, and to the saved `view`'s query."""
    from smallcrm.core.query import parse_query

    if everything and limit is not None:
        raise UsageError(f"--all and --limit {limit} contradict each other", hint="give one of them")
    look = session.crm.views.look(view, noun) if view else None
    query = AllOf((parse_query(terms or []), *tests, *([look.query] if look else [])))
    fields = _columns(session, noun, look.fields if look else ())
    most = session.out.default_limit(limit, everything)
    page = session.crm.lists.page(
        noun,
        query=query,
        fields=fields,
        sort=[name for name in sort.split(",") if name] or (look.sort if look else ()),
        limit=None if most is None else most + 1,
    )
    cut = most is not None and len(page.rows) > most
    session.out.page(page._replace(rows=page.rows[:most]) if cut else page)
    if cut:
        total = session.crm.lists.count(noun, query)
        session.err.say(f"{most} of {total} shown; --all shows every one")
    elif not page.rows and session.format == "table" and session.crm.store.exists:
        session.err.say(f"no {noun} fits" if terms or tests or look else f"there is no {noun} yet")


def _columns(session: "Session", noun: str, of_view: Sequence[str]) -> Sequence[str]:
    """The columns asked for, the view's, or those that the format prints when nobody says; none: the default ones."""
    if session.fields or session.format == "ids":
        return session.fields or ["id"]
    whole = session.format in ("json", "ndjson")
    return of_view or (session.crm.lists.fields(noun) if whole else ())


def equals(field: str, value: str) -> list[Query]:
    """A test for an option that may be empty."""
    return [FieldTest(field, Operator.IS, (value,))] if value else []


def owned_by(session: "Session", who: str) -> list[Query]:
    """A test for `--with WHO`: rows of that contact, or of that company and its people."""
    from smallcrm.records.references import Noun

    if not who:
        return []
    ref = session.someone(who)
    return equals("contact_id" if ref.noun == Noun.CONTACT else "company_id", str(ref.id))


def says(session: "Session", noun: str, terms: Sequence[str] | None, view: str, *fields: str) -> bool:
    """Whether the query, or the saved view, tests one of these fields itself."""
    from smallcrm.core.query import parse_query
    from smallcrm.records.query import fields_tested

    asked = [parse_query(terms or []), *([session.crm.views.look(view, noun).query] if view else [])]
    return not {*fields}.isdisjoint(name.replace("-", "_") for name in fields_tested(AllOf(tuple(asked))))
