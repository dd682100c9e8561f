"""Records as rows of their tables, for many to be inserted at once."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any

from smallcrm.ids import encode_ulid
from smallcrm.interchange.incoming import KnownChannel
from smallcrm.interchange.linked_plan import StageMove
from smallcrm.interchange.lookup import COLUMNS, KEYS
from smallcrm.interchange.present import Present

TableRow = tuple[Any, ...]

_NOTHING: dict[str, Any] = {}
OWNERS = ("contact_id", "company_id", "deal_id")
_COMMON = ("id", "uid", "updated_at", "version")
_NOT_NULL = {"contact": {"do_not_contact": 0}, "follow_up": {"snooze_count": 0}}
ROW_COLUMNS = {
    **{
        table: (*_COMMON, *(() if KEYS[table] in columns else (KEYS[table],)), *columns)
        for table, columns in COLUMNS.items()
    },
    "tag": (*_COMMON, "created_at", "name", "name_key"),
    "channel": (
        *(*_COMMON, "created_at", "contact_id", "company_id"),
        *("type", "value", "match_key", "label", "is_primary", "invalid", "opted_out"),
    ),
    "tagging": ("id", "tag_id", *OWNERS),
    "custom_value": ("id", "custom_field_id", *OWNERS, "value", "currency"),
    "interaction_contact": ("id", "interaction_id", "contact_id", "at"),
    "stage_event": ("id", *StageMove._fields),
}
"""The columns of each table's rows, in their order."""

_UID_ENDING = 4
_ALPHABET = [encode_ulid(0, number.to_bytes(10, "big"))[-1] for number in range(32)]


def uids(new_uid: Callable[[], str]) -> Iterator[str]:
    """New uids, the last letters counted up: monotonic ULIDs (ulid/spec), twenty times as fast as random ones."""
    while True:
        beginning = new_uid()[:-_UID_ENDING]
        for ending in product(_ALPHABET, repeat=_UID_ENDING):
            yield beginning + "".join(ending)


class RowMaker:
    """Makes rows that were written at `stamp`; `new_uids` gives each its uid."""

    def __init__(self, stamp: str, new_uids: Iterator[str]) -> None:
        self._stamp = stamp
        self._uids = new_uids

    def record(self, present: Present) -> TableRow:
        """A record of a table in `COLUMNS`."""
        return self.row(present.table, present.id, present.values, key=present.name_key, uid=present.uid)

    def row(self, table: str, identity: int, values: dict[str, Any], *, key: str, uid: str = "") -> TableRow:
        """The row of a record with these columns."""
        values.setdefault("created_at", self._stamp)
        for column, value in _NOT_NULL.get(table, _NOTHING).items():
            values.setdefault(column, value)
        keys = () if table == "interaction" else (key,)
        return (identity, uid or next(self._uids), self._stamp, 1, *keys, *map(values.get, COLUMNS[table]))

    def channel(self, identity: int, owner: Present, channel: KnownChannel) -> TableRow:
        """One way to reach a contact or a company."""
        stamp = self._stamp
        contact, company, _ = owner_ids(owner)
        return (
            identity, next(self._uids), stamp, 1, stamp, contact, company,
            channel.type, channel.value, channel.match_key, channel.label,
            channel.is_primary, channel.invalid, channel.opted_out,
        )  # fmt: skip

    def entity(self, identity: int, *values: Any) -> TableRow:
        """A row of another entity: its common columns, then these."""
        return (identity, next(self._uids), self._stamp, 1, self._stamp, *values)


def owner_ids(owner: Present) -> tuple[int | None, ...]:
    """(contact, company, deal): whom a row belongs to."""
    if owner.table == "contact":
        return owner.id, None, None
    return (None, owner.id, None) if owner.table == "company" else (None, None, owner.id)


def numbered(first: int, rows: Iterable[TableRow]) -> list[TableRow]:
    """Rows with ids counting up from `first` before them."""
    return [(identity, *row) for identity, row in enumerate(rows, first)]
