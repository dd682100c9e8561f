"""Saved views: lists that are looked at again and again, under a name."""

from typing import NamedTuple


class SavedView(NamedTuple):
    """A row of table `saved_view`: a QUERY on the list of `entity`, with columns and sorting as --fields and --sort."""

    id: int
    uid: str
    entity: str
    name: str
    query: str
    columns: str | None
    sort: str | None
    created_at: str
    updated_at: str
    version: int
    deleted_at: str | None
