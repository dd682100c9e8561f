"""The fields a column can be mapped to, as they are written: `city`, `phone_2`, `email_work`, `phone_1_label`."""

import re
from typing import NamedTuple

from smallcrm.errors import UsageError

CONTACTS, COMPANIES = "contacts", "companies"
CHANNEL_TYPES = ("email", "phone", "whatsapp", "website", "social", "other")
LABELS = ("work", "home", "mobile", "fax", "other", "main")
_SHARED = ("uid", "name", "kind", "address", "city", "postal_code", "country", "cadence", "notes", "tags")
FIELDS = {
    CONTACTS: (
        *_SHARED,
        *("given_name", "middle_name", "family_name", "job_title", "company", "company_uid", "source"),
        *("language", "birthday", "do_not_contact", "do_not_contact_reason", "created_at", "last_contacted"),
    ),
    COMPANIES: (*_SHARED, "domain", "tax_id", "industry", "website", "created_at"),
}
_CHANNEL = re.compile(rf"({'|'.join(CHANNEL_TYPES)})(?:_(\d+))?(?:_([a-z]+))?")


class Target(NamedTuple):
    """What a column holds: a field, or one part (value or label) of a channel of type `field`.

    `number` pairs a label with its value (0: not numbered); `label` is what the column's name says.
    """

    field: str
    is_channel: bool = False
    is_label: bool = False
    number: int = 0
    label: str = ""

    @property
    def written(self) -> str:
        """The target as `--map` takes it."""
        if not self.is_channel:
            return self.field
        ending = "_label" if self.is_label else ""
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
    label = "" if suffix in (None, "label") else suffix
    return Target(match[1], True, suffix == "label", int(match[2] or 0), label or "")


def _is_suffix(channel: str, suffix: str | None) -> bool:
    """A social channel's label is the network's name; the others keep to the usual set, so that a typo is told."""
    return channel == "social" or suffix in (None, "label", *LABELS)


def _listed(kind: str) -> list[str]:
    return [*FIELDS[kind], *CHANNEL_TYPES, "phone_2", "phone_2_label", "email_work"]
