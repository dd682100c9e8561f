"""The business's time zone: guessed from the machine, loaded by name."""

import os
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path

from smallcrm.errors import UsageError

_LOCAL_TIME = Path("/etc/localtime")
_ZONES = "zoneinfo/"


def guess_zone(environ: Mapping[str, str]) -> str:
    """The name of the machine's time zone, such as Asia/Jerusalem; empty when it has no name."""
    named = environ.get("TZ", "").removeprefix(":")
    if "/" in named and not named.startswith("/"):
        return named
    try:
        target = str(_LOCAL_TIME.resolve())
    except OSError:
        return ""
    _, found, name = target.partition(_ZONES)
    return name if found and "/" in name else ""


def zone_named(name: str) -> tzinfo | None:
    """The time zone of a name; None, the machine's own, when that is the one or no name is known.

    The machine's own zone costs nothing, while loading `zoneinfo` takes a tenth of a command's start-up.
    """
    return load_zone(name) if name and name != guess_zone(os.environ) else None


def load_zone(name: str) -> tzinfo:
    """The time zone of a name; UsageError for a name that this machine does not know."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UsageError(f"unknown time zone: {name!r}", hint="for example Asia/Jerusalem or Europe/Berlin") from error
