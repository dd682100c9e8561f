"""The fields a column can be mapped to, as they are written: `city`, `phone_2`, `email_work`, `phone_1_label`."""

import re
from typing import NamedTuple

from smallcrm.errors import UsageError

CONTACTS, COMPANIES = "contacts", "companies"
CHANNEL_TYPES = ("email", "phone", "whatsapp", "website", "social", "other")
LABELS = ("work", "home", "mobile", "fax", "other", "main")
MARKS = ("primary", "invalid", "opted_out")
_SHARED = ("uid", "name", "kind", "address", "city", "postal_code", "country", "cadence", "notes", "tags")
FIELDS = {
    CONTACTS: (
        *_SHARED,
        *("given_name", "middle_name", "family_name", "job_title", "company", "company_uid", "source"),
        *("language", "birthday", "do_not_contact", "do_not_contact_reason", "cadence_set_on", "converted_at"),
        *("created_at", "last_contacted"),
    ),
    COMPANIES: (*_SHARED, "domain", "tax_id", "industry", "website", "created_at"),
}
_CHANNEL = re.compile(rf"({'|'.join(CHANNEL_TYPES)})(?:_(\d+))?(?:_([a-z_]+))?")


class Target(NamedTuple):
    """What a column holds: a field, or a channel of type `field`, or that channel's `part`: its label or a mark.

    `number` pairs a part with its value (0: not numbered); `label` is what the column's name says.
    """

    field: str
    is_channel: bool = False
    part: str = ""
    number: int = 0
    label: str = ""

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


def parse_target(name: str, kind: str) -> Target:
    """The target a field's written name stands for; UsageError lists what exists."""
    written = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if written in FIELDS[kind]:
        return Target(written)
    match = _CHANNEL.fullmatch(written)
    suffix = match[3] if match else None
    if match is None or not _is_suffix(match[1], suffix):
        raise UsageError(f'there is no field "{name}" for {kind}', hint=f"fields: {', '.join(_listed(kind))}")
    part = suffix if suffix in ("label", *MARKS) else ""
    return Target(match[1], True, part, int(match[2] or 0), "" if part else suffix or "")


def numbered_channel(header: str, kind: str) -> Target | None:
    """The channel that a column of our own exports holds, such as `other_1` and `other_1_label`."""
    match = _CHANNEL.fullmatch(header.casefold())
    is_ours = match is not None and match[2] and match[3] in (None, "label", *MARKS)
    return parse_target(header, kind) if is_ours else None


def _is_suffix(channel: str, suffix: str | None) -> bool:
    """A social channel's label is the network's name; the others keep to the usual set, so that a typo is told."""
    return channel == "social" or suffix in (None, "label", *MARKS, *LABELS)


def _listed(kind: str) -> list[str]:
    return [*FIELDS[kind], *CHANNEL_TYPES, "phone_2", "phone_2_label", "email_work"]
