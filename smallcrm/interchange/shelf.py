"""The records of one table that a batch of rows may mean, found by their keys; records to be made join them."""

from collections.abc import Iterator, Sequence

from smallcrm.interchange.difference import Mode, difference, moves
from smallcrm.interchange.fields import is_linked
from smallcrm.interchange.incoming import Incoming
from smallcrm.interchange.lookup import Lookup, next_id
from smallcrm.interchange.options import MatchKey
from smallcrm.interchange.present import Present, made_from
from smallcrm.store.connection import Connection
from smallcrm.values.names import names_agree

_FAMILIES = {MatchKey.EMAIL: ("email",), MatchKey.PHONE: ("phone", "whatsapp")}
_KEY_OF_TYPE = {kind: key for key, kinds in _FAMILIES.items() for kind in kinds}
_NAMING_KEYS = {MatchKey.NAME, MatchKey.TITLE, MatchKey.MOMENT}
_COMPARED_NAMES = 200
"""How many owners of one phone are compared loosely; whoever bears exactly the name is always found."""


class Shelf:
    """Holds what one batch needs, and forgets it with the next. `lookup` asks the database."""

    def __init__(
        self, connections: Sequence[Connection], table: str, keys: Sequence[MatchKey], *, fills: bool = False
    ) -> None:
        self.table = table
        self._fills = fills
        self.lookup = Lookup(connections, table)
        self._channel_types = {kind for key in keys for kind in _FAMILIES.get(key, ())}
        self.keys = keys
        self._by_any_name = not _NAMING_KEYS.isdisjoint(keys)
        self.first_new = self._next_id = next_id(connections[-1], table)
        # One byte a record keeps memory flat: of those made in this run, which all follow, nothing need be kept.
        self._seen = bytearray(self.first_new)
        self._forget()

    def _forget(self) -> None:
        self.made: list[Present] = []
        self.presents: dict[int, Present] = {}
        self._by_uid: dict[str, int] = {}
        self.trashed_uids: dict[str, int] = {}
        self._by_channel: dict[tuple[MatchKey, str], list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._by_name_and_company: dict[tuple[str, int], list[int]] = {}

    def begin(self, rows: Sequence[Incoming], companies: dict[int, int] | None = None) -> None:
        """Fetch whatever the rows of a batch may mean; `companies` has the company's id by a row's position."""
        self._forget()
        for uid, identity, is_trashed in self.lookup.by_uid({row.uid for row in rows if row.uid}):
            (self.trashed_uids if is_trashed else self._by_uid)[uid] = identity
        keys = {key for row in rows for key in row.keys(self._channel_types)}
        for kind, key, identity in self.lookup.by_channel(keys):
            if kind in self._channel_types:
                self._add_owner(kind, key, identity)
        self._fetch_names(rows, companies or {})
        self.presents = self.lookup.load(self._candidates())

    def _fetch_names(self, rows: Sequence[Incoming], companies: dict[int, int]) -> None:
        pairs = {(rows[position].name_key, company) for position, company in companies.items()}
        for name, company, identity in self.lookup.by_name_and_company(pairs):
            self._by_name_and_company.setdefault((name, company), []).append(identity)
        names = {row.name_key for row in rows if self._by_any_name or not self.has_keys(row)}
        for name, identity in self.lookup.by_key(names):
            self._by_name.setdefault(name, []).append(identity)

    def _candidates(self) -> set[int]:
        ids = set(self._by_uid.values())
        grouped = (self._by_channel, self._by_name, self._by_name_and_company)
        for owners in (owners for found in grouped for owners in found.values()):
            ids.update(owners)
        return ids

    def has_keys(self, row: Incoming) -> bool:
        """Whether the row can be told from its namesakes by a key other than its name."""
        with_company = MatchKey.NAME_AND_COMPANY in self.keys and row.wants_company
        with_uid = MatchKey.UID in self.keys and row.uid
        return bool(with_company or with_uid or row.keys(self._channel_types))

    def by_uid(self, row: Incoming) -> Present | None:
        """The record of the row's uid."""
        return self.presents.get(self._by_uid.get(row.uid, 0))

    def by_channel(self, row: Incoming, key: MatchKey, company: int | None) -> tuple[Present | None, Present | None]:
        """The record that shares an e-mail or phone with the row and has an agreeing name; else who shares it."""
        other = None
        for match_key in row.keys(_FAMILIES[key]):
            owners = self._by_channel.get((key, match_key))
            if not owners:
                continue
            found = self._agreeing(row, owners, company)
            if found is not None:
                return found, None
            other = other or self.presents[owners[0]]
        return None, other

    def by_name(self, row: Incoming) -> Present | None:
        """The oldest record of exactly this name."""
        return next(self.namesakes(row), None)

    def namesakes(self, row: Incoming) -> Iterator[Present]:
        """The records of exactly this name."""
        found = (self.presents[identity] for identity in self._by_name.get(row.name_key, ()))
        return (
            present for present in found if present.name_key == row.name_key and not (row.uid and self.is_seen(present))
        )

    def id_named(self, name_key: str) -> int | None:
        """The id of the oldest record of a name that this batch knows of."""
        return next(iter(self._by_name.get(name_key, ())), None)

    def by_name_and_company(self, row: Incoming, company: int) -> Present | None:
        """The record of this name at this company, of several the one about whom the row says nothing new."""
        found = self._by_name_and_company.get((row.name_key, company))
        if not found:
            return None
        namesakes = [
            present
            for present in map(self.presents.__getitem__, found)
            if (present.name_key, present.values.get("company_id")) == (row.name_key, company)
            and not (row.uid and self.is_seen(present))
        ]
        return self._least_strange(namesakes, row, company)

    def make(self, row: Incoming) -> Present:
        """A record to be made from a row; its uid is the row's unless somebody has it."""
        is_free = row.uid and row.uid not in self._by_uid and row.uid not in self.trashed_uids
        made = made_from(row, self._next_id, row.uid if is_free else "")
        self._next_id += 1
        self.made.append(made)
        self.presents[made.id] = made
        self.register(made)
        return made

    def register(self, present: Present) -> None:
        """Let the rows that follow find a record by the keys it has now."""
        if present.uid:
            self._by_uid[present.uid] = present.id
        for channel in present.new_channels:
            if channel.match_key and channel.type in self._channel_types:
                self._add_owner(channel.type, channel.match_key, present.id)
        self._by_name.setdefault(present.name_key, []).append(present.id)
        company = present.values.get("company_id")
        if company:
            _add(self._by_name_and_company.setdefault((present.name_key, company), []), present.id)

    def is_seen(self, present: Present) -> bool:
        """Whether an earlier row of this run meant the record."""
        return present.id >= self.first_new or bool(self._seen[present.id])

    def see(self, present: Present) -> None:
        """Remember that a row meant the record."""
        if present.id < self.first_new:
            self._seen[present.id] = 1

    def mode(self, present: Present, key: MatchKey | None = None) -> Mode:
        """How far a row that means the record, by this key, may change it."""
        if self._fills:
            return Mode.FILL
        if self.is_seen(present):
            return Mode.FILL if is_linked(self.table) else Mode.UNITE
        return Mode.ITSELF if key is MatchKey.UID else Mode.UPDATE

    def changed(self) -> list[Present]:
        """The stored records that the batch changes."""
        return [
            present
            for present in self.presents.values()
            if not present.is_new
            and (present.changed or present.new_channels or present.changed_channels or present.new_tags
                 or present.touches or present.new_custom or present.new_people)
        ]  # fmt: skip

    def _add_owner(self, channel_type: str, key: str, identity: int) -> None:
        _add(self._by_channel.setdefault((_KEY_OF_TYPE[channel_type], key), []), identity)

    def _agreeing(self, row: Incoming, owners: Sequence[int], company: int | None) -> Present | None:
        """The owner of that name, else one whose name agrees; of several the one about whom the row says nothing new.

        Rows with uids of their own are not one record, whatever they share.
        """
        presents = self.presents
        if row.uid:
            owners = [identity for identity in owners if not self.is_seen(presents[identity])]
        namesakes = [presents[identity] for identity in owners if presents[identity].name_key == row.name_key]
        compared = [] if namesakes else [presents[identity] for identity in owners[:_COMPARED_NAMES]]
        agreeing = [present for present in compared if names_agree(row.match_name, present.match_name)]
        return self._least_strange(namesakes or agreeing, row, company)

    def _least_strange(self, found: list[Present], row: Incoming, company: int | None) -> Present | None:
        """Of several who may be meant, whom the row tells the least new things about; of equals the oldest."""
        if len(found) > 1:
            return min(found, key=lambda present: self._strangeness(present, row, company))
        return found[0] if found else None

    def _strangeness(self, present: Present, row: Incoming, company: int | None) -> tuple[bool, bool, bool, bool, int]:
        """Whether the row would change anything, so that a file read again finds its way; then what differs at all."""
        mode = self.mode(present)
        changes = moves(present, row, company, mode) or not difference(present, row, mode).is_empty
        is_elsewhere = company is not None and present.values.get("company_id") != company
        differs = not difference(present, row, Mode.UPDATE).is_empty
        fills = differs and not difference(present, row, Mode.FILL).is_empty
        return changes, is_elsewhere, differs, fills, present.id


def _add(owners: list[int], identity: int) -> None:
    if identity not in owners[-1:]:
        owners.append(identity)
