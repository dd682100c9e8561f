"""A record as it stands while a batch of rows is planned: as stored, or still to be made."""

from collections.abc import Iterable, Mapping
from typing import Any

from smallcrm.interchange.incoming import NOTHING, Incoming, KnownChannel, is_address
from smallcrm.records.custom_fields import StoredValue
from smallcrm.records.references import noun_of_table

_VALUES_OF_NOBODY = {"do_not_contact": 0, "kind": "lead"}
"""What a column holds when nothing was said."""


_LEADS_AT_FIRST = ("contact", "company")


class Present:
    """A record of any entity that is imported. Values without content are missing from `values`.

    What is new to it waits in `changed` (columns), `new_channels`, `changed_channels` (columns by id), `new_tags`
    (ids), `new_custom` (values by the field's id), `new_people` (ids) and `touches` (stored moments of past and future
    contact) until the batch is written. `people` are the contacts of an interaction.
    """

    __slots__ = (
        "changed",
        "changed_channels",
        "channels",
        "custom",
        "id",
        "is_new",
        "name_key",
        "new_channels",
        "new_custom",
        "new_people",
        "new_tags",
        "people",
        "table",
        "tags",
        "touches",
        "uid",
        "values",
    )

    def __init__(self, table: str, identity: int, uid: str, name_key: str, values: dict[str, Any]) -> None:
        self.table = table
        self.id = identity
        self.uid = uid
        self.name_key = name_key
        self.values = values
        self.is_new = False
        self.channels: dict[tuple[str, str], KnownChannel] = {}
        self.tags: set[int] = set()
        self.custom: Mapping[int, StoredValue] = NOTHING
        self.people: tuple[int, ...] = ()
        self.changed: dict[str, Any] = {}
        self.new_channels: list[KnownChannel] = []
        self.changed_channels: dict[int, dict[str, Any]] = {}
        self.new_tags: list[int] = []
        self.new_custom: Mapping[int, StoredValue] = NOTHING
        self.new_people: tuple[int, ...] = ()
        self.touches: list[str] = []

    @property
    def reference(self) -> str:
        """How the record is named to people; "" before it has an id of its own."""
        return "" if self.is_new else f"{noun_of_table(self.table)}:{self.id}"

    @property
    def match_name(self) -> str:
        """The folded name, "" when only an e-mail address names the record."""
        return "" if is_address(self.name_key, self.channels.values()) else self.name_key

    def is_blank(self, column: str) -> bool:
        """Whether nothing was ever said of a column."""
        return self.values.get(column) == _VALUES_OF_NOBODY.get(column)

    def set(self, columns: dict[str, Any]) -> None:
        """Give columns new values."""
        self.values.update(columns)
        self.changed.update(columns)

    def add_channels(self, channels: Iterable[KnownChannel]) -> None:
        """Add channels that it has not got; only the first primary one of a type counts."""
        for new in channels:
            if new.is_primary and self.primary_of(new.type):
                new.is_primary = 0
            self.channels[new.identity] = new
            self.new_channels.append(new)

    def change_channel(self, channel: KnownChannel, columns: dict[str, Any]) -> None:
        """Give columns of a channel new values."""
        for column, value in columns.items():
            setattr(channel, column, value)
        if channel.id:
            self.changed_channels.setdefault(channel.id, {}).update(columns)

    def add_tags(self, tags: Iterable[int]) -> None:
        """Add tags that it has not got."""
        fresh = [tag for tag in dict.fromkeys(tags) if tag not in self.tags]
        self.tags.update(fresh)
        self.new_tags.extend(fresh)

    def fill(self, custom: Mapping[int, StoredValue]) -> None:
        """Give custom fields, by id, new values."""
        if custom:
            self.custom = {**self.custom, **custom}
            self.new_custom = {**self.new_custom, **custom}

    def add_people(self, people: Iterable[int]) -> None:
        """Add contacts that it has not got."""
        fresh = tuple(person for person in dict.fromkeys(people) if person not in self.people)
        self.people += fresh
        self.new_people += fresh

    def primary_of(self, channel_type: str) -> KnownChannel | None:
        """The primary channel of a type."""
        return next((each for each in self.channels.values() if each.type == channel_type and each.is_primary), None)


def made_from(row: Incoming, identity: int, uid: str) -> Present:
    """The record that a row makes; its company and tags are for the caller to add."""
    made = Present(row.table, identity, uid, row.name_key, row.values)
    made.is_new = True
    made.add_channels(row.channels)
    if row.table in _LEADS_AT_FIRST:
        made.values.setdefault("kind", "lead")
    if row.notes:
        made.values["notes"] = "\n".join(row.notes)
    if row.last_contacted:
        made.touches.append(row.last_contacted)
    return made
