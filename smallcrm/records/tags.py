"""A tag: a word that groups contacts, companies and deals, perhaps with a cadence of its own."""

from typing import NamedTuple


class Tag(NamedTuple):
    """A row of table `tag`."""

    id: int
    uid: str
    name: str
    cadence_days: int | None
    cadence_set_on: str | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None
