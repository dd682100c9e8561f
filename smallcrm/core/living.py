"""Records in the trash are left alone: what changes one first makes sure that it is alive."""

from smallcrm.errors import NotFoundError
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries.names import named, value_of

RESTORABLE = (Noun.CONTACT, Noun.COMPANY, Noun.DEAL, Noun.INTERACTION, Noun.FOLLOW_UP)
"""What is taken out of the trash by itself; the deletion of anything else is undone."""


def check_living(connection: Connection, ref: Reference) -> None:
    """NotFoundError, saying how to bring it back, for a record that is in the trash."""
    if value_of(connection, ref.noun.table, "deleted_at", ref.id):
        raise in_trash(ref, named(connection, ref.noun.table, ref.id).name)


def in_trash(ref: Reference, name: str) -> NotFoundError:
    """What is said of a record of this name that is in the trash."""
    back = f"smallcrm restore {ref} brings it back"
    hint = back if ref.noun in RESTORABLE else "smallcrm undo takes its deletion back"
    return NotFoundError(f"{ref.noun} {ref.id} ({name}) is in the trash", hint=hint)
