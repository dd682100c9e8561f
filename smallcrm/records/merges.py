"""Merging: what becomes of two records that are one."""

from typing import Any, NamedTuple

from smallcrm.records.references import Reference


class Move(NamedTuple):
    """A row that belongs to the loser; `column` points to the survivor afterwards, unless the row is dropped.

    `changes` are further columns of the row that change with it. A dropped row says what the survivor has already.
    """

    table: str
    id: int
    column: str
    is_dropped: bool
    changes: dict[str, Any]


class Merge(NamedTuple):
    """The plan of a merge, and afterwards the account of it."""

    loser: Reference
    loser_name: str
    survivor: Reference
    survivor_name: str
    taken: dict[str, Any]
    """The columns in which the survivor gets the loser's value."""
    noted: tuple[str, ...]
    """The loser's values that had to stand back, as lines of a note."""
    moves: tuple[Move, ...]

    def moved(self) -> dict[str, int]:
        """How many rows of each table go over to the survivor."""
        counts: dict[str, int] = {}
        for move in self.moves:
            if not move.is_dropped:
                counts[move.table] = counts.get(move.table, 0) + 1
        return counts
