"""A contact: one person, the unit of this program."""

from enum import StrEnum
from typing import NamedTuple


class ContactKind(StrEnum):
    """What a contact or a company is to the business; a lead is a contact whose kind changes."""

    LEAD = "lead"
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    FORMER = "former"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    OTHER = "other"


class Contact(NamedTuple):
    """A row of table `contact`."""

    id: int
    uid: str
    name: str
    given_name: str | None
    family_name: str | None
    job_title: str | None
    company_id: int | None
    kind: str
    source: str | None
    language: str | None
    birthday: str | None
    address: str | None
    city: str | None
    postal_code: str | None
    country: str | None
    do_not_contact: int
    do_not_contact_reason: str | None
    cadence_days: int | None
    cadence_set_on: str | None
    notes: str | None
    converted_at: str | None
    last_touch_at: str | None
    next_follow_up_on: str | None
    touch_due_on: str | None
    touch_overdue_on: str | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None
