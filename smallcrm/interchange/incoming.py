"""A row on its way in: a record's columns with the keys by which it is compared with what is already there."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from smallcrm.core.channels import Channels
from smallcrm.interchange.fields import DEALS, INTERACTIONS, TABLES
from smallcrm.interchange.raw_records import RawChannel
from smallcrm.interchange.read_records import ReadRecord, Value
from smallcrm.records.custom_fields import StoredValue
from smallcrm.text.fold import fold

_NAMES = {**dict.fromkeys(("deal", "follow_up"), "title"), "interaction": "summary"}
_CACHED = 1 << 15


NOTHING: Mapping[int, StoredValue] = MappingProxyType({})
"""No custom values: by far the most records have none."""


class KnownChannel:
    """One way to reach somebody, with the key that makes two spellings of it equal; `id` is 0 before it is stored."""

    __slots__ = ("id", "invalid", "is_primary", "label", "match_key", "opted_out", "type", "value")

    def __init__(
        self,
        kind: str,
        value: str,
        match_key: str,
        label: str | None,
        is_primary: int,
        invalid: int,
        opted_out: int,
    ) -> None:
        self.id = 0
        self.type = kind
        self.value = value
        self.match_key = match_key
        self.label = label
        self.is_primary = is_primary
        self.invalid = invalid
        self.opted_out = opted_out

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same channel of the same owner; a phone without digits is known by its text."""
        return self.type, self.match_key or self.value


def is_address(name_key: str, channels: Iterable[KnownChannel]) -> bool:
    """Whether a name is only one of the e-mail addresses beside it."""
    return "@" in name_key and any(channel.identity == ("email", name_key) for channel in channels)


class Incoming:
    """One row understood and prepared. `values` are columns of `table` without notes; `notes` are blocks of text.

    `name_key` is what `lookup.KEYS` names; `match_name` is the folded name, "" when only an e-mail address names the
    record. `links` are texts that name other records, `custom` values by the custom field's id (`custom_texts` before
    they are read), `cleared` columns that lose their values.
    """

    __slots__ = (
        "channels",
        "cleared",
        "company",
        "company_key",
        "company_uid",
        "custom",
        "custom_texts",
        "last_contacted",
        "line",
        "links",
        "match_name",
        "name_key",
        "notes",
        "table",
        "tags",
        "uid",
        "values",
    )

    def __init__(self, record: ReadRecord, channels: list[KnownChannel], tags: Sequence[str], notes: list[str]) -> None:
        self.line = record.line
        self.table = TABLES[record.kind]
        self.values: dict[str, Value] = record.values
        self.uid = str(record.values.pop("uid", ""))
        self.name_key = str(self.values["at"]) if self.table == "interaction" else fold(self.name)
        self.match_name = "" if is_address(self.name_key, channels) else self.name_key
        self.channels = channels
        self.tags = tags
        self.notes = notes
        self.company = record.company
        self.company_key = fold(record.company)
        self.company_uid = record.company_uid
        self.last_contacted = record.last_contacted
        self.links = record.links
        self.custom: Mapping[int, StoredValue] = NOTHING
        self.custom_texts = record.custom
        self.cleared: Sequence[str] = ()

    @property
    def name(self) -> str:
        """The name, title or summary as it is written."""
        return str(self.values[_NAMES.get(self.table, "name")])

    @property
    def wants_company(self) -> bool:
        """Whether the row says where a contact works; a uid without a name cannot make a company."""
        return bool(self.company)

    def keys(self, types: Iterable[str]) -> list[str]:
        """The match keys of the row's channels of these types."""
        return [channel.match_key for channel in self.channels if channel.type in types and channel.match_key]


class Preparer:
    """Prepares the records of one file; every record gets `tags` besides its own."""

    def __init__(self, channels: Channels, tags: Sequence[str]) -> None:
        self.key = lru_cache(maxsize=_CACHED)(channels.match_key)
        self._tags = tuple(name for tag in tags for name in tag_names(tag))

    def prepare(self, record: ReadRecord) -> Incoming:
        """The record with its keys; the values of the record become the row's own."""
        notes = [str(record.values.pop("notes"))] if "notes" in record.values else []
        notes.extend(f"{header}: {cell}" for header, cell in record.extra)
        if record.kind == INTERACTIONS and notes:
            record.values["body"] = "\n".join([*filter(None, [str(record.values.get("body", ""))]), *notes])
            notes = []
        elif record.kind == DEALS:
            notes = []
        return Incoming(record, self._channels(record.channels), self._tags_of(record), notes)

    def _channels(self, raw: list[RawChannel]) -> list[KnownChannel]:
        """Each channel once: the first spelling counts."""
        if len(raw) == 1:
            return [self._channel(raw[0])]
        found: dict[tuple[str, str], KnownChannel] = {}
        for each in raw:
            channel = self._channel(each)
            found.setdefault(channel.identity, channel)
        return list(found.values())

    def _channel(self, raw: RawChannel) -> KnownChannel:
        kind, value, label, primary, invalid, opted_out = raw
        return KnownChannel(
            kind, value, self.key(kind, value), label or None, int(primary), int(invalid), int(opted_out)
        )

    def _tags_of(self, record: ReadRecord) -> Sequence[str]:
        if not record.tags:
            return self._tags
        return [*self._tags, *(name for tag in record.tags for name in tag_names(tag))]


@lru_cache(maxsize=_CACHED)
def tag_names(text: str) -> tuple[str, ...]:
    """The names of tags in a text, as they are stored: other programs allow commas in a tag."""
    names = (part.strip().lstrip("+#").strip() for part in text.split(","))
    return tuple(name for name in names if name)
