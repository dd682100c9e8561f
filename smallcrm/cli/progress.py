"""A progress bar on the terminal's stderr, for work that takes longer than a second."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

_SILENT_SECONDS = 1.0
_ROWS_A_LOOK = 500


@contextmanager
def row_progress(*, shown: bool) -> Iterator[Callable[[int], None] | None]:
    """A function to be told how many rows are done; None when nobody looks."""
    if not shown:
        yield None
        return
    with ExitStack() as stack:
        yield _Bar(stack).advance_to


class _Bar:
    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._since = time.monotonic()
        self._update: Callable[[int], None] | None = None

    def advance_to(self, rows: int) -> None:
        """Tell how many rows are done."""
        if rows % _ROWS_A_LOOK:
            return
        if self._update is None and time.monotonic() - self._since > _SILENT_SECONDS:
            self._update = self._open()
        if self._update is not None:
            self._update(rows)

    def _open(self) -> Callable[[int], None]:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn

        progress = self._stack.enter_context(
            Progress(
                SpinnerColumn(), TextColumn("{task.completed:,.0f} rows"), console=Console(stderr=True), transient=True
            )
        )
        task = progress.add_task("rows", total=None)
        return lambda rows: progress.update(task, completed=rows)
