"""Real faults of a database file under an open screen, each of which ends with its context."""

import ctypes
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest

Fault = Callable[[Path], AbstractContextManager[None]]

_PAGE = 4096
_HOLD = """
import sqlite3, sys
holder = sqlite3.connect(sys.argv[1], isolation_level=None)
holder.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
_CAPABILITIES_VERSION = 0x20080522
_MAY_OVERRIDE = 0b110
"""The rights of root that permissions do not bind: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program, which knows nothing of our lock file, is in the middle of a write."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    try:
        yield
    finally:
        holder.communicate("")


@contextmanager
def sealed(path: Path) -> Iterator[None]:
    """Neither the files nor their folder may be written; for root this takes `without_override` around the screen."""
    files = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
    for file in files:
        file.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        yield
    finally:
        path.parent.chmod(0o700)
        for file in files:
            file.chmod(0o600)


@contextmanager
def damaged(path: Path) -> Iterator[None]:
    """Every page but the first is overwritten; a backup is put in its place at the end."""
    backup = Path(shutil.copy(path, path.with_name("backup")))
    with path.open("r+b") as file:
        file.seek(_PAGE)
        file.write(b"\xde\xad\xbe\xef" * ((path.stat().st_size - _PAGE) // 4))
    try:
        yield
    finally:
        _replace(path, backup)


@contextmanager
def deleted(path: Path) -> Iterator[None]:
    """The file is gone; a backup is put in its place at the end."""
    backup = Path(shutil.copy(path, path.with_name("backup")))
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    try:
        yield
    finally:
        _replace(path, backup)


@contextmanager
def full(_path: Path) -> Iterator[None]:
    """No file takes a byte beyond its first page: what a full disk is to a log that wants to grow, on any machine."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_PAGE, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own, 8 MB, mounted on a new folder; skips the test where nothing may be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False) if shutil.which("mount") else None
    if mounted is None or mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip() if mounted else 'there is no mount'}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def no_space(path: Path) -> Iterator[None]:
    """The disk of a file is full to its last byte."""
    filler = path.with_name("filler")
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * _PAGE):
            pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def without_override() -> Iterator[None]:
    """Permissions bind this thread, and those that it starts, even where root runs the tests."""
    before = _capabilities()
    _set_capabilities(before[0] & ~_MAY_OVERRIDE, *before[1:])
    try:
        yield
    finally:
        _set_capabilities(*before)


def _replace(path: Path, backup: Path) -> None:
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    backup.rename(path)


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("thread", ctypes.c_int))


_Sets = ctypes.c_uint32 * 6


def _capabilities() -> tuple[int, ...]:
    sets = _Sets()
    assert ctypes.CDLL(None).capget(ctypes.byref(_Header(_CAPABILITIES_VERSION, 0)), sets) == 0
    return tuple(sets)


def _set_capabilities(*values: int) -> None:
    assert ctypes.CDLL(None).capset(ctypes.byref(_Header(_CAPABILITIES_VERSION, 0)), _Sets(*values)) == 0
