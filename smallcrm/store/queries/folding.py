"""`fold` as a function of SQL, for columns without a stored key."""

from smallcrm.store.connection import Connection
from smallcrm.text.fold import fold


def allow_fold(connection: Connection, statement: str) -> None:
    """Give the connection the function `fold` when the statement calls it."""
    if "fold(" in statement:
        connection.raw.create_function("fold", 1, _fold_or_none, deterministic=True)


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(text)
