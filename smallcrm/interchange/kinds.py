"""What other programs call the kinds of contacts and companies."""

from functools import cache

from smallcrm.interchange.headers import header_key
from smallcrm.records.contacts import ContactKind
from smallcrm.values.hebrew_choices import meanings_in_hebrew

_WORDS = {
    ContactKind.LEAD: "subscriber, marketing qualified lead, mql",
    ContactKind.PROSPECT: "opportunity, sales qualified lead, sql, potential",
    ContactKind.CUSTOMER: "client, evangelist, active customer",
    ContactKind.FORMER: "former customer, past customer, churned, inactive",
    ContactKind.PARTNER: "reseller",
    ContactKind.SUPPLIER: "vendor, contractor",
    ContactKind.OTHER: "miscellaneous",
}


def read_kind(text: str) -> str:
    """The kind that a cell names, in English or Hebrew, or "" when it names none of ours."""
    found = (_kinds().get(header_key(text), ""), *meanings_in_hebrew(text))
    return next((kind for kind in found if kind in _WORDS), "")


@cache
def _kinds() -> dict[str, str]:
    return {header_key(word): kind.value for kind, words in _WORDS.items() for word in (kind.value, *words.split(","))}
