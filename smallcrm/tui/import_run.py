"""One pass over a file in the writing thread, that can be watched and stopped."""

from typing import TYPE_CHECKING, NamedTuple

from smallcrm.errors import CrmError
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.importing import apply_import, plan_import
from smallcrm.interchange.report import Action, Counts, ImportReport, PlannedRow

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_MOST_REJECTED = 1000
_MOST_OTHERS = 200


class StoppedError(CrmError):
    """A person stopped the import."""

    code = "stopped"


class Plan(NamedTuple):
    """What would happen, and the rows to show."""

    report: ImportReport
    rows: list[PlannedRow]


class ImportRun:
    """How many rows are done; `stop` ends the pass at the next batch, with nothing written."""

    def __init__(self, file: ImportFile) -> None:
        self.file = file
        self.rows_done = 0
        self._is_stopped = False
        self._rejected: list[PlannedRow] = []
        self._others: list[PlannedRow] = []

    def stop(self) -> None:
        """End the pass."""
        self._is_stopped = True

    def plan(self, crm: "Crm") -> Plan:
        """What importing the file would do."""
        report = plan_import(crm, self.file, progress=self._progress, on_row=self._keep)
        return Plan(report, [*self._rejected, *self._others])

    def carry_out(self, crm: "Crm", expected: Counts) -> ImportReport:
        """Import it; ConflictError when what was expected no longer holds."""
        return apply_import(crm, self.file, expected=expected, progress=self._progress)

    def _progress(self, rows: int) -> None:
        self.rows_done = rows
        if self._is_stopped:
            raise StoppedError("stopped", hint="nothing was imported")

    def _keep(self, row: PlannedRow) -> None:
        kept, most = (self._rejected, _MOST_REJECTED) if row.action is Action.REJECT else (self._others, _MOST_OTHERS)
        if len(kept) < most:
            kept.append(row)
