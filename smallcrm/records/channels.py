"""A channel: one way to reach a contact or a company."""

from enum import StrEnum
from typing import NamedTuple


class ChannelType(StrEnum):
    """What kind of address a channel holds."""

    EMAIL = "email"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    WEBSITE = "website"
    SOCIAL = "social"
    OTHER = "other"


class Channel(NamedTuple):
    """A row of table `channel`; it belongs to a contact or to a company."""

    id: int
    uid: str
    contact_id: int | None
    company_id: int | None
    type: str
    value: str
    match_key: str
    label: str | None
    is_primary: int
    invalid: int
    opted_out: int
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None


class NewChannel(NamedTuple):
    """A channel about to be added; an empty label means none."""

    type: ChannelType
    value: str
    label: str = ""
