"""Where things are and how they look on this machine: config.toml, the environment, the user's folders."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from smallcrm.errors import StorageError, UsageError

APP = "smallcrm"
DATABASE_NAME = "smallcrm.db"
_KEYS_TABLE = "[keys]"
KNOWN_KEYS = {
    "db": "the database file",
    "bidi": "how right-to-left text is drawn: auto, app, lro, words, terminal or off",
    "pager": "the program that shows long lists, or none",
    "editor": "the program that edits notes",
    "theme": "the full screen's theme",
}


def config_path(environ: Mapping[str, str]) -> Path:
    """The file of looks, keys and paths."""
    base = environ.get("XDG_CONFIG_HOME")
    return Path(base, APP, "config.toml") if base else Path(_user_folder("config"), "config.toml")


def database_path(environ: Mapping[str, str], given: str = "") -> Path:
    """The database: what was given, else SMALLCRM_DB, else the config's `db`, else the user's data folder."""
    named = given or environ.get("SMALLCRM_DB") or read_config(environ).get("db")
    if named:
        return Path(str(named)).expanduser()
    base = environ.get("XDG_DATA_HOME")
    return Path(base, APP, DATABASE_NAME) if base else Path(_user_folder("data"), DATABASE_NAME)


def read_config(environ: Mapping[str, str]) -> dict[str, Any]:
    """The content of config.toml; empty when there is none. UsageError when it is not TOML."""
    path = config_path(environ)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"cannot read {path}: {error}") from error
    return _parsed(text, path)


def write_config(environ: Mapping[str, str], key: str, value: str) -> bool:
    """Set one key of config.toml, an empty value removes it; returns whether the file differs now."""
    if key not in KNOWN_KEYS:
        raise UsageError(f"there is no configuration {key!r}", hint="known: " + ", ".join(KNOWN_KEYS))
    path = config_path(environ)
    lines, tables = _split(_text(path))
    lines = [line for line in lines if line.partition("=")[0].strip() != key]
    if value:
        lines.insert(0, f"{key} = {_quoted(value)}")
    return _write(path, [*lines, *tables])


def write_key(environ: Mapping[str, str], action: str, keys: str) -> bool:
    """Set the keys of an action in the table `[keys]`, empty ones remove it; returns whether the file differs now."""
    path = config_path(environ)
    lines, tables = _split(_text(path))
    place = tables.index(_KEYS_TABLE) if _KEYS_TABLE in tables else len(tables)
    own, others = _split(tables[place + 1 :])
    own = [line for line in own if line.strip() and line.partition("=")[0].strip() != action]
    if keys:
        own.append(f"{action} = {_quoted(keys)}")
    return _write(path, [*lines, *tables[:place], *([_KEYS_TABLE, *own] if own else []), *others])


def _text(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    _parsed(text, path)
    return text.splitlines()


def _split(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines before the first table, and the rest."""
    first = next((place for place, line in enumerate(lines) if line.lstrip().startswith("[")), len(lines))
    return list(lines[:first]), list(lines[first:])


def _write(path: Path, lines: Sequence[str]) -> bool:
    after = "".join(f"{line}\n" for line in lines)
    if path.exists() and after == path.read_text(encoding="utf-8"):
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(after, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}") from error
    return True


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"cannot read {path}: {error}", hint="correct the file, or delete it") from error


def _quoted(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


@cache
def _user_folder(kind: str) -> str:
    import platformdirs

    return platformdirs.user_config_dir(APP) if kind == "config" else platformdirs.user_data_dir(APP)
