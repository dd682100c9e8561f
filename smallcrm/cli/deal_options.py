"""What the options of the deal commands mean."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.cli.listing import equals, says
from smallcrm.cli.people import fields_of
from smallcrm.records.query import FieldTest, Operator, Query
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


def status_test(
    session: "Session",
    terms: Sequence[str] | None,
    statuses: Sequence[str],
    *,
    view: str = "",
    everything: bool = False,
) -> list[Query]:
    """The statuses asked for; the open ones, unless the query or the view names others or `everything` is wanted."""
    if statuses:
        return [FieldTest("status", Operator.IS, tuple(statuses))]
    if everything or says(session, "deal", terms, view, "status", "stage", "closed", "lost_reason"):
        return []
    return equals("status", "open")
