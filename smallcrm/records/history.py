"""Undo steps and the changes in them."""

from enum import StrEnum
from typing import NamedTuple


class Source(StrEnum):
    """Which door a change came through."""

    CLI = "cli"
    TUI = "tui"
    IMPORT = "import"
    """The command `import`; the full screen's imports are its own."""
    API = "api"


class ChangeGroup(NamedTuple):
    """A row of table `change_group`: one write transaction, one undo step."""

    id: int
    at: str
    source: str
    session: str
    label: str
    undoes: int | None
    undone_by: int | None


class Change(NamedTuple):
    """A row of table `change`; `before` and `after` are JSON objects of the changed columns.

    `last_id` ends a range of inserted rows. A purged record's changes have neither `before` nor `after`.
    """

    id: int
    group_id: int
    entity: str
    entity_id: int
    last_id: int | None
    entity_uid: str | None
    op: str
    before: str | None
    after: str | None
