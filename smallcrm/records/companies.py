"""A company: where contacts work."""

from typing import NamedTuple


class Company(NamedTuple):
    """A row of table `company`."""

    id: int
    uid: str
    name: str
    domain: str | None
    tax_id: str | None
    industry: str | None
    website: str | None
    address: str | None
    city: str | None
    postal_code: str | None
    country: str | None
    kind: str
    cadence_days: int | None
    notes: str | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None
