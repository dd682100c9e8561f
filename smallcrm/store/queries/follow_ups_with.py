"""The follow-ups that are planned with contacts and companies."""

from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection


class Open(NamedTuple):
    """An open follow-up, as it is named among others."""

    id: int
    title: str
    due_on: str


def open_with(connection: Connection, whos: Sequence[Reference]) -> list[Open]:
    """The living open follow-ups with any of these contacts and companies, by the day on which they are due."""
    found = [
        Open(*row)
        for who in whos
        for row in connection.rows(
            f"SELECT id, title, due_on FROM follow_up WHERE {who.noun.table}_id = :who"
            " AND status = 'open' AND deleted_at IS NULL",
            who=who.id,
        )
    ]
    return sorted(set(found), key=lambda each: (each.due_on, each.id))
