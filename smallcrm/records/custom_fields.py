"""Custom fields: what a business keeps of its records beyond the fields that every business has."""

from enum import StrEnum
from typing import NamedTuple


class CustomEntity(StrEnum):
    """What can have custom fields."""

    CONTACT = "contact"
    COMPANY = "company"
    DEAL = "deal"


class CustomType(StrEnum):
    """What the values of a custom field are."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOL = "bool"
    CHOICE = "choice"
    URL = "url"


WORDY_TYPES = (CustomType.TEXT, CustomType.CHOICE, CustomType.URL)
"""The types whose values are found by their words."""


class CustomField(NamedTuple):
    """A row of table `custom_field`; `choices` are the values of a choice, one a line, in their order."""

    id: int
    uid: str
    entity: str
    key: str
    label: str
    type: str
    choices: str | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None

    @property
    def choice_list(self) -> tuple[str, ...]:
        """The values of a choice; of another type none."""
        return tuple((self.choices or "").splitlines())


class StoredValue(NamedTuple):
    """A value as it is stored: a plain decimal, an ISO day, 0 or 1, minor units of `currency`, an ISO code."""

    value: str
    currency: str | None = None
