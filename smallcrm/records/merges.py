"""Merging: what becomes of two records that are one."""

from enum import Enum
from typing import Any, NamedTuple

from smallcrm.records.references import Reference


class Fate(Enum):
    """What a merge does with a row that belongs to the loser or to the survivor."""

    MOVED = "moved"
    """It belongs to the survivor from now on."""
    DROPPED = "dropped"
    """It says what the survivor has already."""
    CHANGED = "changed"
    """It is the survivor's own, and takes over what a dropped row said besides."""


class RowChange(NamedTuple):
    """One row and its new values."""

    table: str
    id: int
    fate: Fate
    values: dict[str, Any]


class MergeField(NamedTuple):
    """What each of several records has in one field, in their order; "" where it is not filled in."""

    name: str
    """The column, or the key of a custom field."""
    label: str
    values: tuple[str, ...]
    is_joined: bool = False
    """Whether all of it is kept, whoever stays."""

    @property
    def differs(self) -> bool:
        """Whether one value must stand back for another."""
        return not self.is_joined and len(set(filter(None, self.values))) > 1

    @property
    def winner(self) -> int:
        """Whose value stays unless told: that of the first who has one."""
        return next((at for at, value in enumerate(self.values) if value), 0)


class Merge(NamedTuple):
    """The plan of a merge, and afterwards the account of it."""

    loser: Reference
    loser_uid: str
    loser_name: str
    survivor: Reference
    survivor_name: str
    taken: dict[str, Any]
    """The columns in which the survivor gets the loser's value."""
    noted: tuple[str, ...]
    """The values that had to stand back, as lines of a note."""
    rows: tuple[RowChange, ...]

    def moved(self) -> dict[str, int]:
        """How many rows of each table go over to the survivor."""
        counts: dict[str, int] = {}
        for row in self.rows:
            if row.fate is Fate.MOVED:
                counts[row.table] = counts.get(row.table, 0) + 1
        return counts
