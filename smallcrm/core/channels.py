"""Channels: the e-mail addresses, phones and other ways to reach a contact or a company."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.core.fields import one_line
from smallcrm.errors import ConflictError, DuplicateError, NotFoundError, UsageError
from smallcrm.records.channels import Channel, ChannelType, NewChannel
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries.rows import fetch, fetch_all
from smallcrm.text.links import link_key
from smallcrm.values.emails import email_key, looks_like_email, parse_email
from smallcrm.values.phones import looks_like_phone, phone_key

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm
    from smallcrm.store.unit_of_work import UnitOfWork

_PHONES = (ChannelType.PHONE, ChannelType.WHATSAPP)


class Channels:
    """The use cases of channels."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def of(self, owner: Reference) -> list[Channel]:
        """The living channels of an owner, primary ones first within each type."""
        return fetch_all(
            self._crm.store.read(),
            Channel,
            f"WHERE {owner_column(owner)} = :owner AND deleted_at IS NULL ORDER BY type, is_primary DESC, id",
            owner=owner.id,
        )

    def get(self, channel_id: int) -> Channel:
        """One channel by its id."""
        return fetch(self._crm.store.read(), Channel, channel_id)

    def add(self, owner: Reference, new: NewChannel, *, primary: bool = False) -> int | None:
        """Add a channel; None when the owner has it already. UsageError for an e-mail address that cannot be one."""
        with self._crm.store.write(f"add {new.type} to {owner}") as work:
            return self._add(work, owner, new, primary=primary)

    def add_all(self, work: "UnitOfWork", owner: Reference, channels: Sequence[NewChannel]) -> list[int]:
        """Add those channels that the owner has not got yet, inside a transaction; returns their ids."""
        added = [self._add(work, owner, new) for new in channels]
        return [identity for identity in added if identity is not None]

    def edit(self, channel_id: int, changes: Mapping[str, Any]) -> bool:
        """Change value, type, label or marks of a channel; `is_primary` takes the mark from its siblings."""
        channel = self.get(channel_id)
        values = dict(changes)
        if "label" in values:
            values["label"] = one_line(values["label"]) or None
        if "value" in values or "type" in values:
            new = self.normalized(
                NewChannel(ChannelType(values.get("type", channel.type)), values.get("value", channel.value))
            )
            values |= {"type": new.type.value, "value": new.value, "match_key": self.match_key(new.type, new.value)}
        with self._crm.store.write(f"edit {channel.type} {channel.value}") as work:
            self._check_unique(channel, values)
            if values.get("is_primary"):
                self._take_primary(work, channel)
            return work.update("channel", channel_id, values)

    def delete(self, channel_id: int) -> bool:
        """Move a channel to the trash; returns whether it was alive."""
        channel = self.get(channel_id)
        with self._crm.store.write(f"delete {channel.type} {channel.value}") as work:
            return work.trash("channel", channel_id)

    def find(self, owner: Reference, value: str, *types: ChannelType) -> Channel:
        """The owner's channel that `value` spells, in any spelling; NotFoundError lists what there is."""
        channels = [channel for channel in self.of(owner) if not types or channel.type in types]
        for channel in channels:
            if channel.value == value or channel.match_key == self.match_key(channel.type, value):
                return channel
        raise NotFoundError(
            f"{owner} has no channel {value!r}",
            hint="it has these" if channels else "it has none",
            candidates=[channel.value for channel in channels],
        )

    def replace(self, owner: Reference, old: str, new: str, *types: ChannelType) -> bool:
        """Write `new` over the channel that `old` spells."""
        return self.edit(self.find(owner, old, *types).id, {"value": new})

    def put(self, owner: Reference, new: NewChannel) -> bool:
        """Write a channel over the owner's only one of its type, or add it to none or several.

        Returns whether anything differs now.
        """
        present = [channel for channel in self.of(owner) if channel.type == new.type]
        if len(present) != 1:
            return self.add(owner, new) is not None
        return self.edit(present[0].id, {"value": new.value, **({"label": one_line(new.label)} if new.label else {})})

    def clear(self, owner: Reference, kind: ChannelType) -> bool:
        """Move all of an owner's channels of a type to the trash; returns whether there were any."""
        with self._crm.store.write(f"clear {kind} of {owner}") as work:
            cleared = [work.trash("channel", channel.id) for channel in self.of(owner) if channel.type == kind]
        return any(cleared)

    def normalized(self, new: NewChannel) -> NewChannel:
        """A channel with its value cleaned and, for an e-mail address, checked: UsageError when it cannot be one."""
        value = one_line(new.value)
        if not value:
            raise UsageError(f"the {new.type} is empty", hint=f"give the {new.type}, or leave it out")
        if new.type == ChannelType.EMAIL:
            value = parse_email(value)
        return NewChannel(new.type, value, one_line(new.label))

    def match_key(self, kind: str, value: str) -> str:
        """What makes two spellings of one channel of a type equal."""
        if kind == ChannelType.EMAIL:
            return email_key(value)
        if kind in _PHONES:
            return phone_key(value, self._crm.business.country)
        return link_key(value)

    def _add(self, work: "UnitOfWork", owner: Reference, new: NewChannel, *, primary: bool = False) -> int | None:
        new = self.normalized(new)
        key = self.match_key(new.type, new.value)
        column = owner_column(owner)
        if work.connection.value(
            f"SELECT id FROM channel WHERE match_key = :key AND type = :type AND {column} = :owner"  # noqa: S608
            " AND deleted_at IS NULL",
            key=key, type=new.type.value, owner=owner.id,
        ):  # fmt: skip
            return None
        identity = work.insert(
            "channel",
            {
                column: owner.id,
                "type": new.type.value,
                "value": new.value,
                "match_key": key,
                "label": new.label or None,
            },
        )
        if primary:
            self.edit(identity, {"is_primary": 1})
        return identity

    def _check_unique(self, channel: Channel, values: Mapping[str, Any]) -> None:
        wanted = (values.get("type", channel.type), values.get("match_key", channel.match_key))
        for sibling in self.of(channel_owner(channel)):
            if sibling.id != channel.id and (sibling.type, sibling.match_key) == wanted:
                raise DuplicateError(f"{sibling.value} is there already", hint=f"delete {channel.value} instead")

    def _take_primary(self, work: "UnitOfWork", channel: Channel) -> None:
        owner = channel_owner(channel)
        for sibling in self.of(owner):
            if sibling.type == channel.type and sibling.id != channel.id:
                work.update("channel", sibling.id, {"is_primary": 0})


def owner_column(owner: Reference) -> str:
    """The column of `channel` that points to an owner of this noun."""
    if owner.noun not in (Noun.CONTACT, Noun.COMPANY):
        raise ConflictError(f"{owner} has no channels")
    return f"{owner.noun.table}_id"


def channel_owner(channel: Channel) -> Reference:
    """Whom a channel reaches."""
    if channel.contact_id is not None:
        return Reference(Noun.CONTACT, channel.contact_id)
    return Reference(Noun.COMPANY, channel.company_id or 0)


def guess_type(value: str) -> ChannelType:
    """The type that a value has by its looks."""
    if looks_like_email(value):
        return ChannelType.EMAIL
    if looks_like_phone(value):
        return ChannelType.PHONE
    if value.startswith(("http://", "https://", "www.")):
        return ChannelType.WEBSITE
    return ChannelType.SOCIAL if value.startswith("@") else ChannelType.OTHER
