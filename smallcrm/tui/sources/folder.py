"""The files and folders whose names begin with what was typed of a path."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.errors import StorageError
from smallcrm.tui.cells import EMPTY, Cell
from smallcrm.tui.sources.days import day_text
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

COLUMNS = (
    TableColumn("Name", 24, 60),
    TableColumn("Size", 8, rank=1, align="right", base="ltr"),
    TableColumn("Changed", 11, rank=2),
)
_TABLES = (".csv", ".tsv", ".txt", ".vcf", ".json")


def typed_path(text: str) -> Path:
    """The path that a line means: where a second one begins behind the first, at `//` or `/~`, the second one."""
    for beginning in ("//", "/~"):
        _, found, rest = text.rpartition(beginning)
        text = beginning[-1] + rest if found else text
    return Path(text).expanduser()


class Folder:
    """What a file picker lists: folders first; hidden ones only when a dot was typed."""

    def __init__(self, text: str) -> None:
        path = typed_path(text)
        is_whole = not text or text.endswith("/")
        self._folder = path if is_whole else path.parent
        self._beginning = "" if is_whole else path.name

    def keys(self, _crm: "Crm", sort: str) -> Iterator[Sequence[Path]]:  # noqa: ARG002
        """The paths; StorageError for a folder that cannot be read."""
        try:
            found = [path for path in self._folder.iterdir() if self._is_meant(path.name)]
            yield sorted(found, key=lambda path: (not path.is_dir(), path.name.casefold()))
        except OSError as error:
            raise StorageError(f"cannot look into {self._folder}: {error.strerror}") from error

    def rows(self, crm: "Crm", keys: Sequence[Path]) -> Mapping[Path, Row]:
        """Name, size, and the day of the last change."""
        return {path: _row(crm, path) for path in keys}

    def _is_meant(self, name: str) -> bool:
        return name.casefold().startswith(self._beginning.casefold()) and (
            not name.startswith(".") or self._beginning.startswith(".")
        )


def _row(crm: "Crm", path: Path) -> Row:
    try:
        if path.is_dir():
            return Cell(f"{path.name}/", "accent"), EMPTY, EMPTY
        status = path.stat()
    except OSError:
        return Cell(path.name, "muted"), EMPTY, EMPTY
    changed = datetime.fromtimestamp(status.st_mtime).astimezone().date()
    name = Cell(path.name, "plain" if path.suffix.lower() in _TABLES else "muted")
    return name, Cell(size_text(status.st_size), "muted"), Cell(day_text(changed, crm.clock.today()), "muted")


def size_text(size: int) -> str:
    """A number of bytes: `812 B`, `14 kB`, `3.1 MB`."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
