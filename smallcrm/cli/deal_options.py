"""What the options of the deal commands mean."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.cli.listing import equals, says
from smallcrm.cli.people import fields_of
from smallcrm.errors import UsageError
from smallcrm.records.query import Query
from smallcrm.records.references import Noun

if TYPE_CHECKING:
    from smallcrm.cli.context import Session

_FIELDS = ("title", "amount", "currency", "close", "probability", "source")


def fields_of_deal(options: Mapping[str, Any]) -> dict[str, str]:
    """The fields that options fill; those left out are not in it."""
    return fields_of({name: options.get(name) for name in _FIELDS}, options.get("set"))


def owners_of_deal(session: "Session", options: Mapping[str, Any]) -> dict[str, int | None]:
    """The contact and the company that options name, as columns; an empty one is None."""
    named = {noun: options[noun.value] for noun in (Noun.CONTACT, Noun.COMPANY) if options[noun.value] is not None}
    return {
        f"{noun.table}_id": session.someone(who, nouns=(noun,)).id if who.strip() else None
        for noun, who in named.items()
    }


def status_asked(*, is_open: bool, won: bool, lost: bool, rotting: bool) -> str:
    """The status that flags name, "" when none does; UsageError when they contradict each other."""
    asked = [name for name, on in (("open", is_open), ("won", won), ("lost", lost)) if on]
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} contradict each other", hint="status:won,lost lists both")
    if rotting and (won or lost):
        raise UsageError(f"only open deals rot, so --rotting and --{asked[0]} contradict each other")
    return asked[0] if asked else ""


def status_test(
    session: "Session",
    terms: Sequence[str] | None,
    status: str,
    *,
    view: str = "",
    everything: bool = False,
) -> list[Query]:
    """The status asked for; else the open ones, unless the query or the view names others or `everything` is wanted."""
    if status:
        return equals("status", status)
    if everything or says(session, "deal", terms, view, "status", "stage", "closed", "lost_reason"):
        return []
    return equals("status", "open")
