"""What a row says that a record does not: the columns, channels and tags that would change."""

from enum import Enum
from typing import Any, NamedTuple

from smallcrm.interchange.incoming import Incoming, KnownChannel
from smallcrm.interchange.present import Present
from smallcrm.text.fold import fold

_ONLY_OF_ITSELF = ("created_at", "converted_at")
"""Columns that another program's row may not change: they tell when this record was made."""
_NOT_WORTH_A_NOTE = (*_ONLY_OF_ITSELF, "kind", "cadence_days", "cadence_set_on", "do_not_contact")
_MARKS = ("is_primary", "invalid", "opted_out")


class Mode(Enum):
    """How far a row may change the record that it means."""

    ITSELF = "itself"
    """The row is this record, by its uid: every value it gives counts."""
    UPDATE = "update"
    """The row's values win; notes are added to."""
    UNITE = "unite"
    """A further row of one file about one record: it fills gaps, and what differs goes to the notes.

    The first row wins so that importing a file again changes nothing.
    """
    FILL = "fill"
    """Only gaps are filled."""

    @property
    def overwrites(self) -> bool:
        """Whether a value that is there gives way."""
        return self in (Mode.ITSELF, Mode.UPDATE)


class Difference(NamedTuple):
    """What a row would change in a record: columns, channels it has not got, and columns of those it has."""

    columns: dict[str, Any]
    channels: list[KnownChannel]
    changed_channels: list[tuple[KnownChannel, dict[str, Any]]]

    @property
    def is_empty(self) -> bool:
        """Whether the row says nothing new."""
        return not (self.columns or self.channels or self.changed_channels)


def difference(present: Present, row: Incoming, mode: Mode) -> Difference:
    """What `row` would change in `present`, its company, tags and touches aside; changes nothing itself."""
    columns, losers = _columns(present, row, mode)
    notes = _notes(present, row, mode, losers)
    if notes is not None:
        columns["notes"] = notes
    fresh = [channel for channel in row.channels if channel.identity not in present.channels]
    return Difference(columns, fresh, _changed_channels(present, row, mode))


def moves(present: Present, row: Incoming, company: int | None, mode: Mode) -> bool:
    """Whether a row would change where a contact works, or note it; `company` is None when it is still to be made."""
    known = present.values.get("company_id")
    if not row.company or known == company:
        return bool(row.company and not known)
    if mode is Mode.UNITE and known:
        return company_note(row) not in (present.values.get("notes") or "")
    return mode.overwrites or not known


def company_note(row: Incoming) -> str:
    """What the notes say of another company than the one at which a contact works."""
    return f"Company: {row.company}"


def _columns(present: Present, row: Incoming, mode: Mode) -> tuple[dict[str, Any], list[str]]:
    """The columns that change, and, as lines of notes, the values that had to stand back."""
    changed: dict[str, Any] = {}
    losers = []
    known = present.values
    for column, value in row.values.items():
        if known.get(column) == value:
            continue
        if column == "name":
            if _is_better_name(present, row, mode):
                changed[column] = value
        elif column in _ONLY_OF_ITSELF and mode is not Mode.ITSELF:
            continue
        elif mode.overwrites or present.is_blank(column):
            changed[column] = value
        elif mode is Mode.UNITE and column not in _NOT_WORTH_A_NOTE:
            losers.append(f"{column.replace('_', ' ').capitalize()}: {value}")
    return changed, losers


def _is_better_name(present: Present, row: Incoming, mode: Mode) -> bool:
    """A name is never made shorter, nor replaced by an e-mail address."""
    if not row.match_name:
        return False
    if mode is Mode.ITSELF or not present.match_name:
        return True
    ours, theirs = set(present.name_key.split()), set(row.name_key.split())
    return ours < theirs or (ours == theirs and mode is Mode.UPDATE)


def _notes(present: Present, row: Incoming, mode: Mode, losers: list[str]) -> str | None:
    """The notes as they would be, or None when they stay: blocks that are there already are not added again."""
    known = present.values.get("notes") or ""
    blocks = [*row.notes, *losers]
    if mode is Mode.ITSELF and blocks:
        return _unless("\n".join(blocks), known)
    if mode is Mode.FILL and known:
        return None
    fresh = [block for block in blocks if block not in known]
    return "\n".join([known, *fresh] if known else fresh) if fresh else None


def _unless(new: str, known: str) -> str | None:
    return None if new == known else new


def _changed_channels(present: Present, row: Incoming, mode: Mode) -> list[tuple[KnownChannel, dict[str, Any]]]:
    changed = []
    for new in row.channels:
        known = present.channels.get(new.identity)
        if known is None:
            continue
        columns: dict[str, Any] = {mark: 1 for mark in _MARKS if getattr(new, mark) and not getattr(known, mark)}
        if "is_primary" in columns and mode is not Mode.ITSELF and present.primary_of(known.type):
            del columns["is_primary"]
        if new.label and new.label != known.label and (mode is Mode.ITSELF or not known.label):
            columns["label"] = new.label
        if columns:
            changed.append((known, columns))
    return changed


def take(present: Present, changes: Difference, mode: Mode) -> None:
    """Carry a difference out on the record in memory."""
    present.set(changes.columns)
    if "name" in changes.columns:
        present.name_key = fold(changes.columns["name"])
    if mode is Mode.ITSELF:
        for new in changes.channels:
            _make_room(present, new.type, new.is_primary)
    present.add_channels(changes.channels)
    for channel, columns in changes.changed_channels:
        _make_room(present, channel.type, columns.get("is_primary", 0))
        present.change_channel(channel, columns)


def _make_room(present: Present, channel_type: str, is_primary: int) -> None:
    """There is one primary channel of a type: the former one gives way."""
    former = present.primary_of(channel_type) if is_primary else None
    if former is not None:
        present.change_channel(former, {"is_primary": 0})
