"""Everything that can go wrong, as one tree: each class carries its exit code and a message for a person."""

from collections.abc import Sequence


class CrmError(Exception):
    """A failure told to a person: `message` says what, `hint` says what to do next."""

    exit_code = 1
    code = "failed"

    def __init__(self, message: str, *, hint: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.candidates = tuple(candidates)


class UsageError(CrmError):
    """What was typed cannot be understood: an unreadable date, an unknown field, an option's bad value."""

    exit_code = 2
    code = "usage"


class NotFoundError(CrmError):
    """Nothing answers to the name, id or file that was given."""

    exit_code = 3
    code = "not_found"


class AmbiguousError(CrmError):
    """Several records answer to what was given; `candidates` lists them."""

    exit_code = 4
    code = "ambiguous"


class DuplicateError(CrmError):
    """The record exists already."""

    exit_code = 4
    code = "duplicate"


class ConflictError(CrmError):
    """The data has changed meanwhile, or other data depends on what was to be changed."""

    exit_code = 4
    code = "conflict"


class RowsRejectedError(CrmError):
    """Some rows were refused; the others were taken."""

    exit_code = 5
    code = "rows_rejected"


class NotADatabaseError(CrmError):
    """The file is not a smallcrm database, is damaged, or was written by a newer smallcrm."""

    exit_code = 6
    code = "not_a_database"


class ReadOnlyError(CrmError):
    """The database, or its folder, cannot be written."""

    exit_code = 7
    code = "read_only"


class StorageError(CrmError):
    """The disk is full, or reading or writing failed."""

    exit_code = 8
    code = "storage"


class BusyError(CrmError):
    """Another program held the database for longer than the deadline."""

    exit_code = 9
    code = "busy"
