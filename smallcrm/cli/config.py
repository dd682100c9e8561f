"""`smallcrm config`: the settings of the business, in the database, and of this machine, in config.toml."""

from typing import Annotated, NamedTuple

import typer

from smallcrm.cli.app import Noun
from smallcrm.cli.completion import setting_names
from smallcrm.cli.context import Session
from smallcrm.config import KNOWN_KEYS, config_path, database_path, read_config, write_config
from smallcrm.records.tables import Column, Page
from smallcrm.text.safe import safe

CONFIG = Noun("config", "Settings of the business and of this machine.")

Key = Annotated[str, typer.Argument(metavar="KEY", help="The setting's name.", autocompletion=setting_names)]

_COLUMNS = (Column("key", "Key"), Column("value", "Value"), Column("where", "Where"))


class _Setting(NamedTuple):
    key: str
    value: str | None
    where: str


@CONFIG.command("list")
def list_(session: Session) -> None:
    """List every setting, and where it lives: the database or config.toml."""
    session.reads_records = False
    session.out.picked(Page(_COLUMNS, _settings(session)))


@CONFIG.command("get")
def get(session: Session, key: Key) -> None:
    """Print one setting's value."""
    session.reads_records = False
    setting = _setting(session, key)
    if session.format in ("json", "ndjson"):
        session.out.object(setting._asdict())
    else:
        session.out.lines([safe(setting.value or "")])


@CONFIG.command("set")
def set_(
    session: Session,
    key: Key,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its value; an empty one clears it.")],
) -> None:
    """Change one setting."""
    session.reads_records = False
    before = _setting(session, key)
    if before.key in KNOWN_KEYS:
        _check(before.key, value)
        differs = write_config(session.environ, before.key, value)
    else:
        differs = session.crm.settings.set(before.key, value)
    after = _setting(session, key)
    change = f"{before.value or 'nothing'} → {after.value or 'nothing'}" if differs else after.value or "nothing"
    session.err.say(f"{'changed' if differs else 'unchanged'} {after.key}: {change} ({after.where})")
    if session.format in ("json", "ndjson"):
        session.out.object(after._asdict())


@CONFIG.command("path")
def path(session: Session) -> None:
    """Print where config.toml is; stderr says where the database is."""
    session.reads_records = False
    session.out.lines([safe(str(config_path(session.environ)))])
    session.err.say(f"the database is {database_path(session.environ, str(session.options.get('db', '')))}")


def _settings(session: Session) -> list[_Setting]:
    from smallcrm.core.settings import setting_keys

    stored = session.crm.settings.stored()
    own = read_config(session.environ)
    return [
        *(_Setting(key, _spelled(key, stored.get(key)), "database") for key in setting_keys()),
        *(_Setting(key, str(own[key]) if key in own else None, "config.toml") for key in KNOWN_KEYS),
    ]


def _setting(session: Session, key: str) -> _Setting:
    from smallcrm.errors import UsageError

    settings = _settings(session)
    found = next((setting for setting in settings if setting.key == key.strip().lower().replace("-", "_")), None)
    if found is None:
        known = ", ".join(setting.key for setting in settings)
        raise UsageError(f"there is no setting {key!r}", hint=f"there are {known}")
    return found


def _spelled(key: str, stored: str | None) -> str | None:
    """A stored setting as `set` reads it back."""
    from smallcrm.core.settings import CADENCE_PREFIX
    from smallcrm.values.periods import format_period

    return format_period(int(stored or 0) or None) if key.startswith(CADENCE_PREFIX) else stored


def _check(key: str, value: str) -> None:
    """UsageError for a way to draw right-to-left text that does not exist."""
    from smallcrm.text.terminal import drawing_mode

    if key == "bidi":
        drawing_mode({}, is_terminal=True, setting=value or "auto")
