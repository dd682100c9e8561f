"""What other programs call the kinds of contacts and companies."""

from functools import cache

from smallcrm.interchange.headers import header_key
from smallcrm.records.contacts import ContactKind

_WORDS = {
    ContactKind.LEAD: "subscriber, marketing qualified lead, mql, ליד, מתעניין",
    ContactKind.PROSPECT: "opportunity, sales qualified lead, sql, potential, פוטנציאלי, לקוח פוטנציאלי",
    ContactKind.CUSTOMER: "client, evangelist, active customer, לקוח, לקוחה, לקוח פעיל",
    ContactKind.FORMER: "former customer, past customer, churned, inactive, לקוח עבר, לשעבר, לא פעיל",
    ContactKind.PARTNER: "reseller, שותף, שותפה",
    ContactKind.SUPPLIER: "vendor, contractor, ספק, ספקית",
    ContactKind.OTHER: "אחר",
}


def read_kind(text: str) -> str:
    """The kind that a cell names, in English or Hebrew, or "" when it names none of ours."""
    return _kinds().get(header_key(text), "")


@cache
def _kinds() -> dict[str, str]:
    return {header_key(word): kind.value for kind, words in _WORDS.items() for word in (kind.value, *words.split(","))}
