"""What a person says of columns: `Column=field`, by name or by number, and `Column=` to drop one."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.interchange.fields import Target, parse_target
from smallcrm.interchange.headers import header_key


class Choice(NamedTuple):
    """What a column was said to hold; no target means that the column is dropped."""

    target: Target | None


def read_overrides(
    overrides: Iterable[str], headers: Sequence[str], kind: str, custom: Collection[str] = ()
) -> dict[int, Choice]:
    """The choice per column index; UsageError lists the columns or the fields that exist."""
    choices: dict[int, Choice] = {}
    for override in overrides:
        column, sign, field = override.rpartition("=")
        if not sign:
            raise UsageError(f'"{override}" is not Column=field', hint='write --map "Mobile no.=phone_mobile"')
        choice = Choice(parse_target(field, kind, custom) if field.strip() else None)
        choices |= dict.fromkeys(_find_columns(column.strip(), headers), choice)
    return choices


def named_columns(overrides: Iterable[str]) -> list[str]:
    """The column names that overrides speak of, by which a header row can be recognised."""
    columns = (override.rpartition("=")[0].strip() for override in overrides)
    return [column for column in columns if column and not column.isdecimal()]


def listed(headers: Sequence[str]) -> str:
    """The columns with their numbers, for a message."""
    return ", ".join(f"{number} {header}".rstrip() for number, header in enumerate(headers, 1))


def _find_columns(column: str, headers: Sequence[str]) -> list[int]:
    key = _key(column)
    found = [index for index, header in enumerate(headers) if key and _key(header) == key]
    if found:
        return found
    if column.isdecimal() and 1 <= int(column) <= len(headers):
        return [int(column) - 1]
    raise UsageError(f'the file has no column "{column}"', hint=f"columns: {listed(headers)}")


def _key(name: str) -> str:
    """A name made of signs alone, such as `#`, is compared as it is."""
    return header_key(name) or name
