"""What an import did, or would do."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

Stored = str | int | None


class Action(StrEnum):
    """What becomes of one row."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    SKIP = "skip"
    REJECT = "reject"


class FieldChange(NamedTuple):
    """One field of a record as a row changes it; what is added to several values has no `before`."""

    field: str
    before: Stored
    after: Stored


class PlannedRow(NamedTuple):
    """What becomes of one row, and why; `reference` names the record it means, "" for one still to be made."""

    line: int
    action: Action
    name: str
    reference: str = ""
    reason: str = ""
    changes: Sequence[FieldChange] = ()


class Counts(NamedTuple):
    """Rows by what becomes of them, and companies made because contacts name them."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    companies_created: int = 0

    @property
    def rows(self) -> int:
        """All rows of the file."""
        return self.created + self.updated + self.unchanged + self.skipped + self.rejected


class ImportReport(NamedTuple):
    """The outcome of an import.

    `run` and `group` are the ids of the import and of its undo step, None when nothing was written (`is_applied` says
    whether it was to be); `rejects_file` is the path of the rejected rows or ""; `planned` holds the first rows.
    """

    kind: str
    counts: Counts
    warnings: tuple[str, ...] = ()
    rejects_file: str = ""
    run: int | None = None
    group: int | None = None
    is_applied: bool = False
    planned: tuple[PlannedRow, ...] = ()

    @property
    def rows(self) -> int:
        """All rows of the file: created + updated + unchanged + skipped + rejected."""
        return self.counts.rows

    @property
    def created(self) -> int:
        """Rows that became new records."""
        return self.counts.created

    @property
    def updated(self) -> int:
        """Rows that changed a record."""
        return self.counts.updated

    @property
    def unchanged(self) -> int:
        """Rows that said nothing new."""
        return self.counts.unchanged

    @property
    def skipped(self) -> int:
        """Rows that were left out on purpose."""
        return self.counts.skipped

    @property
    def rejected(self) -> int:
        """Rows that could not be taken."""
        return self.counts.rejected

    @property
    def companies_created(self) -> int:
        """Companies made because contacts name them."""
        return self.counts.companies_created
