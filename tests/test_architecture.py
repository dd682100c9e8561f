"""The import rules that keep start-up fast, seen from outside: what a command has loaded when it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "textual", "rich")
HEAVY_OF_STDLIB = ("asyncio", "dataclasses", "http", "unittest", "xml")

DAILY = [
    ["--version"],
    ["contact", "list"],
    ["contact", "list", "--json"],
    ["contact", "show", "Dana"],
    ["contact", "add", "Avi Levi"],
    ["today"],
    ["find", "dana"],
    ["log", "Dana", "Spoke about the order"],
    ["todo", "Dana", "Send the offer", "--due", "tomorrow"],
    ["done", "Dana"],
    ["follow-up", "list"],
    ["interaction", "list"],
    ["history"],
    ["undo"],
]
COMPLETED = ["smallcrm con", "smallcrm contact show Da", "smallcrm contact list --kind "]

_REPORT = """
import json, sys
before = set(sys.modules)
from smallcrm.cli.main import run
try:
    code = run(sys.argv[1:])
except SystemExit as ended:
    code = ended.code or 0
print(json.dumps([code, sorted(set(sys.modules) - before)]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with a database that holds one contact with one open follow-up."""
    folder = tmp_path_factory.mktemp("business")
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONUTF8": "1",
        "SMALLCRM_DB": str(folder / "business.db"),
        "SMALLCRM_NOW": "2026-11-27T10:00",
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    for command in (["add", "Dana Cohen"], ["todo", "Dana", "Call"]):
        assert _loaded(command, environ)[0] == 0
    return environ


def _loaded(arguments: list[str], environ: dict[str, str]) -> tuple[int, set[str]]:
    command = [sys.executable, "-c", _REPORT, *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


def _heavy(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} & {*HEAVY, *HEAVY_OF_STDLIB}


@pytest.mark.parametrize("command", DAILY, ids=" ".join)
def test_a_daily_command_loads_nothing_heavy(command: list[str], environ: dict[str, str], tmp_path: Path) -> None:
    database = tmp_path / "copy.db"
    with Path(environ["SMALLCRM_DB"]).open("rb") as source:
        database.write_bytes(source.read())
    code, modules = _loaded(command, {**environ, "SMALLCRM_DB": str(database)})
    assert code == 0
    assert _heavy(modules) == set()


@pytest.mark.parametrize("line", COMPLETED)
def test_completion_loads_nothing_heavy(line: str, environ: dict[str, str]) -> None:
    words = {"_SMALLCRM_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    code, modules = _loaded([], {**environ, **words})
    assert code == 0
    assert _heavy(modules) == set()


def test_one_noun_loads_the_modules_of_one_noun(environ: dict[str, str]) -> None:
    _, modules = _loaded(["contact", "list"], environ)
    others = {"companies", "channels", "interactions", "follow_ups", "import_export", "demo", "config", "editor"}
    assert not {f"smallcrm.cli.{name}" for name in others} & modules


def test_the_version_needs_no_core(environ: dict[str, str]) -> None:
    _, modules = _loaded(["--version"], environ)
    assert not [name for name in modules if name.startswith(("smallcrm.core", "smallcrm.store", "sqlite3"))]


@pytest.mark.parametrize("package", ["records", "values", "text", "errors", "clock", "ids"])
def test_the_innermost_rooms_use_the_standard_library_only(package: str) -> None:
    import_all = (
        "import importlib, json, pkgutil, sys\n"
        f"before = set(sys.modules); package = importlib.import_module('smallcrm.{package}')\n"
        "for module in pkgutil.walk_packages(getattr(package, '__path__', []), package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in set(sys.modules) - before})))"
    )
    done = subprocess.run([sys.executable, "-c", import_all], capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)) - sys.stdlib_module_names == {"smallcrm"}
