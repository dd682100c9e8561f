"""Cells of any entity, read alike."""

from smallcrm.core.fields import one_line
from smallcrm.errors import UsageError
from smallcrm.ids import is_ulid


def clean(text: str) -> str:
    """The text as it is stored; printable text, by far the most, seldom has anything to be removed."""
    return text if text.isprintable() and "  " not in text else one_line(text)


def read_uid(text: str) -> str:
    """A uid of ours; UsageError for anything else."""
    if not is_ulid(text):
        raise UsageError(f'"{text}" is not a uid of smallcrm', hint="leave that column out: --map uid=")
    return text.upper()
