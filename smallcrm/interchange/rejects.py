"""The file of rejected rows: the reasons before their own columns, so that it can be mended and imported again."""

import csv
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.headers import REJECTS_HEADERS, is_rejects_header
from smallcrm.interchange.output_file import OutputFile
from smallcrm.interchange.read_records import Rejection


class RejectsFile:
    """Collects the rejected rows of a file with these headers; it appears at `path` when the `with` block ends well.

    Without rejected rows, or without a `path`, there is no file.
    """

    def __init__(self, path: Path | None, headers: Sequence[str]) -> None:
        self.path = path
        self.is_used = False
        self._headers = headers
        self._kept = [index for index, header in enumerate(headers) if not is_rejects_header(header)]
        self._stack = ExitStack()
        self._write_row: Callable[[Sequence[object]], object] | None = None

    def __enter__(self) -> "RejectsFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def add(self, row: Row, rejection: Rejection) -> None:
        """Add a rejected row; what it has beyond the header's columns stays behind them."""
        if self.path is None:
            return
        if self._write_row is None:
            self._write_row = self._open(self.path)
        cells = row.cells + [""] * (len(self._headers) - len(row.cells))
        own = [cells[index] for index in self._kept] + cells[len(self._headers) :]
        self._write_row([rejection.line, rejection.column, rejection.value, rejection.reason, *own])

    def _open(self, path: Path) -> Callable[[Sequence[object]], object]:
        # The mark tells spreadsheets that the file is UTF-8.
        file = self._stack.enter_context(OutputFile(path, force=True, encoding="utf-8-sig"))
        write_row = csv.writer(file).writerow
        write_row([*REJECTS_HEADERS, *(self._headers[index] for index in self._kept)])
        self.is_used = True
        return write_row


def rejects_path(path: Path) -> Path:
    """`people.rejected.csv` beside people.csv, with a number when there is one already: it may have been mended.

    What a rejects file leaves over goes to the next number, not to `people.rejected.rejected.csv`.
    """
    stem = re.sub(r"\.rejected(-\d+)?$", "", path.stem)
    first = path.with_name(f"{stem}.rejected.csv")
    numbered = (path.with_name(f"{stem}.rejected-{number}.csv") for number in range(2, 10_000))
    return next((each for each in (first, *numbered) if not each.exists()), first)
