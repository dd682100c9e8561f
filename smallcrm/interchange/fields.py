"""The fields a column can be mapped to, as they are written: `city`, `phone_2`, `email_work`, `phone_1_label`."""

import re
from collections.abc import Collection
from typing import NamedTuple

from smallcrm.errors import UsageError

CONTACTS, COMPANIES = "contacts", "companies"
DEALS, INTERACTIONS, FOLLOW_UPS = "deals", "interactions", "follow-ups"
LINKED = (DEALS, INTERACTIONS, FOLLOW_UPS)
"""The entities whose records point to contacts, companies and deals, and have no channels."""
TABLES = {
    CONTACTS: "contact",
    COMPANIES: "company",
    DEALS: "deal",
    INTERACTIONS: "interaction",
    FOLLOW_UPS: "follow_up",
}
"""The table of each entity's records."""
_LINKED_TABLES = frozenset(TABLES[kind] for kind in LINKED)
WITH_CUSTOM_FIELDS = (CONTACTS, COMPANIES, DEALS)
CHANNEL_TYPES = ("email", "phone", "whatsapp", "website", "social", "other")
LABELS = ("work", "home", "mobile", "fax", "other", "main")
BIRTH_PARTS = ("year_of_birth", "month_of_birth", "day_of_birth")
"""A birthday in three columns, as Thunderbird has it."""
MARKS = ("primary", "invalid", "opted_out")
_SHARED = ("uid", "name", "kind", "address", "city", "postal_code", "country", "cadence", "notes", "tags")
FIELDS = {
    CONTACTS: (
        *_SHARED,
        *("given_name", "middle_name", "family_name", "job_title", "company", "company_uid", "source"),
        *("language", "birthday", "do_not_contact", "do_not_contact_reason", "cadence_set_on", "converted_at"),
        *("created_at", "last_contacted"),
        *BIRTH_PARTS,
    ),
    COMPANIES: (*_SHARED, "domain", "tax_id", "industry", "website", "created_at"),
    DEALS: (
        *("uid", "title", "contact", "contact_uid", "contact_email", "company", "company_uid", "stage", "status"),
        *("amount", "currency", "probability", "close", "source", "lost_reason", "lost_note", "closed_at"),
        *("created_at", "tags"),
    ),
    INTERACTIONS: (
        *("uid", "at", "contacts", "contact_uids", "company", "company_uid", "deal", "deal_uid", "channel"),
        *("direction", "topic", "outcome", "summary", "body", "minutes", "created_at"),
    ),
    FOLLOW_UPS: (
        *("uid", "title", "due", "due_time", "contact", "contact_uid", "contact_email", "company", "company_uid"),
        *("deal", "deal_uid", "kind", "priority", "status", "done_at", "result", "repeat", "repeat_from"),
        *("first_due", "snooze_count", "notes", "created_at"),
    ),
}
_CHANNEL = re.compile(rf"({'|'.join(CHANNEL_TYPES)})(?:_(\d+))?(?:_([a-z_]+))?")


class Target(NamedTuple):
    """What a column holds: a field, or a channel of type `field`, or that channel's `part`: its label or a mark.

    A custom field goes by its key; `new_label` is that of one still to be made.

    `number` pairs a part with its value (0: not numbered); `label` is what the column's name says.
    """

    field: str
    is_channel: bool = False
    part: str = ""
    number: int = 0
    label: str = ""
    is_custom: bool = False
    new_label: str = ""

    @property
    def is_value(self) -> bool:
        """Whether the column holds channels themselves."""
        return self.is_channel and not self.part

    @property
    def written(self) -> str:
        """The target as `--map` takes it."""
        if not self.is_channel:
            return self.field
        ending = f"_{self.part}" if self.part else ""
        return f"{self.field}_{self.number}{ending}"


def is_linked(table: str) -> bool:
    """Whether records of a table point to contacts, companies and deals."""
    return table in _LINKED_TABLES


def parse_target(name: str, kind: str, custom: Collection[str] = ()) -> Target:
    """The target a field's written name stands for, `custom` being the keys of custom fields.

    UsageError lists what exists.
    """
    written = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if written in FIELDS[kind]:
        return Target(written)
    if written in custom:
        return Target(written, is_custom=True)
    match = _CHANNEL.fullmatch(written) if kind not in LINKED else None
    suffix = match[3] if match else None
    if match is None or not _is_suffix(match[1], suffix):
        raise UsageError(
            f'there is no field "{name}" for {kind}', hint=f"fields: {', '.join([*_listed(kind), *custom])}"
        )
    part = suffix if suffix in ("label", *MARKS) else ""
    return Target(match[1], True, part, int(match[2] or 0), "" if part else suffix or "")


def numbered_channel(header: str, kind: str) -> Target | None:
    """The channel that a column of our own exports holds, such as `other_1` and `other_1_label`."""
    match = _CHANNEL.fullmatch(header.casefold()) if kind not in LINKED else None
    is_ours = match is not None and match[2] and match[3] in (None, "label", *MARKS)
    return parse_target(header, kind) if is_ours else None


def _is_suffix(channel: str, suffix: str | None) -> bool:
    """A social channel's label is the network's name; the others keep to the usual set, so that a typo is told."""
    return channel == "social" or suffix in (None, "label", *MARKS, *LABELS)


def _listed(kind: str) -> list[str]:
    if kind in LINKED:
        return list(FIELDS[kind])
    return [*FIELDS[kind], *CHANNEL_TYPES, "phone_2", "phone_2_label", "email_work"]
