"""What lies in the trash, and what was removed from it for good."""

from pathlib import Path
from typing import NamedTuple

from smallcrm.records.steps import NamedRecord


class TrashedRecord(NamedTuple):
    """A record in the trash, and the moment it was put there."""

    reference: str
    name: str
    deleted_at: str


class Purged(NamedTuple):
    """What was removed for good, who lost a link to it, and where the data can still be found.

    `backup` was made first; `holding` names every backup, that one among them, that still has the data.
    """

    records: tuple[NamedRecord, ...]
    unlinked: tuple[NamedRecord, ...]
    backup: Path
    holding: tuple[Path, ...]
