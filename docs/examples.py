"""The examples of the manual: every `$ command` of a console block, and what it prints on the sample business."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

DOCS = Path(__file__).parent
NOW = "2026-11-23T09:00"
BEGIN, END, PROMPT = "```console", "```", "$ "
# What is printed may begin with a dollar sign too, so the program is part of what tells a command.
COMMANDS = ("$ smallcrm ", "$ printf ")

Run = Callable[[str], str]


def pages() -> list[Path]:
    """Every page of the manual, and the README."""
    return [*sorted(DOCS.parent.glob("README*.md")), *sorted(DOCS.rglob("*.md"))]


def refreshed(page: str, run: Run) -> str:
    """The page with the output of its examples as `run` gives it for each command, in their order."""
    return "\n".join(_lines(iter(page.split("\n")), run))


def build_sample(folder: Path) -> Path:
    """A file with the sample business, seen from a fixed moment."""
    path = folder / "sample.db"
    command = [_program("smallcrm"), "demo", "--quiet", "--keep", str(path)]
    subprocess.run(command, env=_environment(folder), stdout=subprocess.DEVNULL, check=True)
    return path


def shell(sample: Path, folder: Path) -> Run:
    """Runs commands in `folder`, on a copy of the sample business of their own; returns stdout and stderr."""
    folder.mkdir()
    shutil.copy(sample, folder / "business.db")

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.stdout

    return run


def _lines(lines: Iterator[str], run: Run) -> Iterator[str]:
    for line in lines:
        yield line
        if line == BEGIN:
            yield from _block(lines, run)


def _block(lines: Iterator[str], run: Run) -> Iterator[str]:
    for line in lines:
        if line.startswith(COMMANDS):
            yield line
            printed = run(line.removeprefix(PROMPT)).rstrip("\n")
            yield from printed.split("\n") if printed else ()
        elif line == END:
            yield line
            return


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.pathsep.join([str(Path(_program("smallcrm")).parent), os.environ["PATH"]]),
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "TZ": "Asia/Jerusalem",
        "COLUMNS": "100",
        "PYTHONUNBUFFERED": "1",
        "SMALLCRM_DB": "business.db",
        "SMALLCRM_FORMAT": "table",
        "SMALLCRM_NOW": NOW,
    }


def _program(name: str) -> str:
    return str(Path(sys.executable).with_name(name))
