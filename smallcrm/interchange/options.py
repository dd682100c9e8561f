"""What a person can say of an import."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.interchange.fields import COMPANIES, CONTACTS, DEALS, FOLLOW_UPS, INTERACTIONS
from smallcrm.values.calendar import DateOrder


class OnMatch(StrEnum):
    """What happens to a record that a row means: the file's values win, fill gaps, change nothing, or do not count."""

    UPDATE = "update"
    FILL = "fill"
    SKIP = "skip"
    NEW = "new"


class Unmapped(StrEnum):
    """Where the cells of columns without a field go.

    AUTO: our own exports, known by their uids, and deals, which have no notes, make custom fields; others go to notes.
    """

    AUTO = "auto"
    NOTES = "notes"
    CUSTOM = "custom"
    DROP = "drop"


class MatchKey(StrEnum):
    """What a row and a record can have in common that makes them one."""

    UID = "uid"
    EMAIL = "email"
    PHONE = "phone"
    NAME_AND_COMPANY = "name+company"
    NAME = "name"
    TITLE = "title"
    """Of a deal or a follow-up, with the same people and company."""
    MOMENT = "at"
    """Of an interaction, with the same people and company and the same summary."""


MATCH_KEYS = {
    CONTACTS: (MatchKey.UID, MatchKey.EMAIL, MatchKey.PHONE, MatchKey.NAME_AND_COMPANY),
    COMPANIES: (MatchKey.UID, MatchKey.NAME),
    DEALS: (MatchKey.UID, MatchKey.TITLE),
    INTERACTIONS: (MatchKey.UID, MatchKey.MOMENT),
    FOLLOW_UPS: (MatchKey.UID, MatchKey.TITLE),
}
"""The keys of each entity in their usual order, the surest first."""


class ImportOptions(NamedTuple):
    """How to read a file and what to do with its rows; the defaults are what a script gets that says nothing.

    `match` are key names, surest first (none: the usual ones); `columns` are written `Column=field`; `name` is what
    the file is called where its path says nothing, `rejects` where rejected rows go (none: beside the file).
    """

    kind: str = "auto"
    profile: str = "auto"
    columns: Sequence[str] = ()
    match: Sequence[str] = ()
    on_match: OnMatch = OnMatch.UPDATE
    unmapped: Unmapped = Unmapped.AUTO
    encoding: str | None = None
    delimiter: str | None = None
    has_header: bool = True
    date_order: DateOrder | None = None
    create_stages: bool = False
    tags: Sequence[str] = ()
    strict: bool = False
    rejects: str = ""
    keep_rejects: bool = True
    name: str = ""


def match_keys(kind: str, names: Sequence[str]) -> tuple[MatchKey, ...]:
    """The keys to match by, in order; UsageError for one that this entity has not got."""
    usual = MATCH_KEYS[kind]
    known = {key.value: key for key in usual}
    wanted = [name.strip().casefold() for name in names if name.strip()]
    for name in wanted:
        if name not in known:
            raise UsageError(f'{kind} cannot be matched by "{name}"', hint=f"keys: {', '.join(known)}")
    return tuple(known[name] for name in wanted) or usual
