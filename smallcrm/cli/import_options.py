"""Reads the options of `import` into what the import is told."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.core.fields import read_choice
from smallcrm.errors import UsageError

if TYPE_CHECKING:
    from smallcrm.interchange.options import ImportOptions
    from smallcrm.values.calendar import DateOrder

_KINDS = ("auto", "contacts", "companies", "deals", "interactions", "follow-ups")
_DELIMITERS = {"\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";"}


def import_options(
    *,
    kind: str,
    profile: str,
    columns: Sequence[str],
    unmapped: str,
    match: str,
    on_match: str,
    encoding: str,
    delimiter: str,
    has_header: bool,
    date_order: str,
    create_stages: bool,
    tags: Sequence[str],
    strict: bool,
    rejects: str,
    from_stdin: bool,
) -> "ImportOptions":
    """The options as the import takes them; UsageError for a value that is none."""
    from smallcrm.interchange.options import ImportOptions, OnMatch, Unmapped

    if kind not in _KINDS:
        raise UsageError(f"cannot import {kind!r}", hint=f"one of {', '.join(_KINDS)}")
    return ImportOptions(
        kind=kind,
        profile=profile,
        columns=columns,
        match=[key for key in match.split(",") if key.strip()],
        on_match=OnMatch(read_choice("--on-match", OnMatch, on_match)),
        unmapped=Unmapped(read_choice("--unmapped", Unmapped, unmapped or Unmapped.AUTO)),
        encoding=encoding or None,
        delimiter=_DELIMITERS.get(delimiter.lower(), delimiter) or None,
        has_header=has_header,
        date_order=_date_order(date_order) if date_order else None,
        create_stages=create_stages,
        tags=tags,
        strict=strict,
        rejects=rejects,
        keep_rejects=bool(rejects) or not from_stdin,
        name="stdin" if from_stdin else "",
    )


def _date_order(text: str) -> "DateOrder":
    from smallcrm.core.settings import read_date_order

    return read_date_order(text)
