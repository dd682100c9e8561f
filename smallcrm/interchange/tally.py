"""Counts the rows of an import as they are read and decided, and tells whoever follows it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from smallcrm.interchange.fields import DEALS
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.plan import Batch, ReadRow
from smallcrm.interchange.read_records import ReadRecord
from smallcrm.interchange.report import Action, Counts, ImportReport, PlannedRow

Progress = Callable[[int], None]
"""Told how many rows are done; how many there are is not known beforehand."""
OnRow = Callable[[PlannedRow], None]
"""Told what becomes of each row, in the file's order."""

KEPT_ROWS = 1000
"""How many planned rows a report holds."""


class Tally:
    """What is known of one pass over a file."""

    def __init__(self, file: ImportFile, *, progress: Progress | None = None, on_row: OnRow | None = None) -> None:
        self._file = file
        self._progress = progress
        self._on_row = on_row
        self._unmapped = {column.header or f"column {column.position + 1}" for column in file.mapping.unmapped}
        self._actions: Counter[Action] = Counter()
        self._extra: Counter[str] = Counter()
        self._kept: list[PlannedRow] = []

    def watch(self, records: Iterable[ReadRow]) -> Iterator[ReadRow]:
        """The same records, their cells without a field counted."""
        for row, found in records:
            if isinstance(found, ReadRecord) and found.extra:
                self._extra.update(header for header, _ in found.extra)
            yield row, found

    def add(self, batch: Batch) -> None:
        """Count a batch."""
        self._actions.update(planned.action for planned in batch.rows)
        self._kept.extend(batch.rows[: KEPT_ROWS - len(self._kept)])
        if self._on_row is not None:
            for planned in batch.rows:
                self._on_row(planned)
        if self._progress is not None:
            self._progress(self._actions.total())

    def counts(self, companies_created: int) -> Counts:
        """The counts so far."""
        actions = self._actions
        return Counts(
            created=actions[Action.CREATE],
            updated=actions[Action.UPDATE],
            unchanged=actions[Action.UNCHANGED],
            skipped=actions[Action.SKIP],
            rejected=actions[Action.REJECT],
            companies_created=companies_created,
        )

    def report(self, counts: Counts) -> ImportReport:
        """The report of a pass that has written nothing yet."""
        warnings = (*self._file.warnings, *self._extra_warnings())
        return ImportReport(self._file.mapping.kind, counts, warnings, planned=tuple(self._kept))

    def _extra_warnings(self) -> Iterator[str]:
        went = "went nowhere, as deals have no notes" if self._file.mapping.kind == DEALS else "went to the notes"
        unmapped = [header for header in self._extra if header in self._unmapped]
        if unmapped:
            cells = sum(self._extra[header] for header in unmapped)
            yield f"{_counted(cells, 'cell')} of columns without a field {went}: {', '.join(unmapped)}"
        misfits = [header for header in self._extra if header not in self._unmapped]
        if misfits:
            cells = sum(self._extra[header] for header in misfits)
            yield f"{_counted(cells, 'value')} did not fit the field and {went}: {', '.join(misfits)}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
