"""What is understood of a row: a record's values, or the reason why it is refused."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from smallcrm.interchange.raw_records import RawChannel

Value = str | int
_NOTHING: Mapping[str, str] = MappingProxyType({})


class ReadRecord(NamedTuple):
    """One row understood: `kind` is its entity, `values` the columns of that entity's table that it fills.

    `company` and `company_uid` name a company, `links` by field the other records it points to, as they are written;
    `last_contacted` is a stored moment or ""; `custom` are texts of custom fields by key.
    """

    line: int
    kind: str
    values: dict[str, Value]
    company: str
    company_uid: str
    last_contacted: str
    channels: list[RawChannel]
    tags: list[str]
    extra: list[tuple[str, str]]
    links: Mapping[str, str] = _NOTHING
    custom: Mapping[str, str] = _NOTHING


class Rejection(NamedTuple):
    """A row that is refused: the column and the value at fault ("" when it is the whole row), and why."""

    line: int
    column: str
    value: str
    reason: str


class BadValueError(Exception):
    """One value of a row cannot be taken; `field` is "" when it is the whole row."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.value, self.reason = field, value, reason
