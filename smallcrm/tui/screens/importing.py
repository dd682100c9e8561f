"""The import wizard: what each column holds, what would happen, and done."""

from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.errors import CrmError
from smallcrm.interchange.dialogue import opened_for_dialogue
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.options import ImportOptions
from smallcrm.tui.advice import told
from smallcrm.tui.desk import Desk
from smallcrm.tui.import_lines import (
    DROP,
    FIELD_COLUMNS,
    MAPPING_COLUMNS,
    PLAN_COLUMNS,
    field_choices,
    file_lines,
    mapping_rows,
    plan_rows,
    report_lines,
)
from smallcrm.tui.import_run import ImportRun, Plan
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.sources.fixed import Fixed
from smallcrm.tui.widgets.ordered import Told
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

Opened = Callable[["Crm", Path, ImportOptions], ImportFile]
_LOOK_SECONDS = 0.3
_UNREADABLE = "{import_options}: how to read the file   {back} leaves"


class Step(Enum):
    """Where the wizard is; the text says what the keys do here."""

    READING = "reading the file …   {back} leaves"
    COLUMNS = (
        "{open_card}: what a column holds   {import_options}: how to read the file   {go_on}: the plan   {back} leaves"
    )
    PLANNING = "planning   {back} stops"
    PLAN = "{go_on} imports this   {back}: back to the columns"
    WRITING = "importing   {back} stops, and nothing is imported"
    DONE = "{undo} takes it all back   {go_on} or {back} closes"


class ImportScreen(BaseScreen):
    """One file on its way in; nothing is written before the last step, which is one step of the history."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("go_on", show=True),
        bind("import_options", show=True),
        bind("back", show=True),
    ]

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk)
        self._path = path
        self._step = Step.READING
        self._file: ImportFile | None = None
        self._plan: Plan | None = None
        self._run: ImportRun | None = None

    def compose_body(self) -> ComposeResult:
        """What is known, and below it the columns or the rows."""
        yield Told(self.desk, identity="summary")
        yield Told(self.desk, identity="step")
        yield RecordTable[int](self.desk, MAPPING_COLUMNS, identity="table")

    def on_mount(self) -> None:
        """Read the file."""
        super().on_mount()
        self._table.focus()
        self.set_interval(_LOOK_SECONDS, self._tell_progress)
        self._enter(Step.READING, [self._path.name])
        self._read(ImportOptions(), opened_for_dialogue)

    def on_unmount(self) -> None:
        """What is under way ends."""
        if self._run is not None:
            self._run.stop()

    @property
    def _table(self) -> RecordTable[Any]:
        return self.query_one(RecordTable)

    def _enter(self, step: Step, summary: Iterable[str] = ()) -> None:
        self._step = step
        lines = list(summary)
        if lines:
            self.query_one("#summary", Told).update("\n".join(lines))
        self._tell_progress()

    def _tell_progress(self) -> None:
        done = self._run.rows_done if self._run and self._step in (Step.PLANNING, Step.WRITING) else 0
        told = self.desk.keyboard.told(self._step.value)
        self.query_one("#step", Told).update(f"{done:,} rows   {told}" if done else told)

    # The columns

    @work(exclusive=True, group="import", exit_on_error=False)
    async def _read(self, options: ImportOptions, opened: Opened = ImportFile) -> None:
        try:
            file, lines = await self.desk.read_long(lambda crm: _understood(opened(crm, self._path, options)))
        except CrmError as error:
            self._refuse(error)
        else:
            self._show_columns(file, lines)

    def _refuse(self, error: CrmError) -> None:
        self.main.tell_error(error)
        if self._file is None:
            self.query_one("#summary", Told).update(f"{self._path.name}\n! {told(error, self.desk.keyboard)}")
            self.query_one("#step", Told).update(self.desk.keyboard.told(_UNREADABLE))

    def _show_columns(self, file: ImportFile, lines: list[str]) -> None:
        self._file = file
        self._enter(Step.COLUMNS, lines)
        self._table.show(Fixed(mapping_rows(file)), columns=MAPPING_COLUMNS, empty=" ")

    @on(RecordTable.Opened)
    def _opened(self, event: RecordTable.Opened) -> None:
        if self._step is Step.COLUMNS and self._file is not None:
            self._choose_field(self._file, int(str(event.key)))

    @work(exit_on_error=False)
    async def _choose_field(self, file: ImportFile, position: int) -> None:
        from smallcrm.tui.dialogs.choose import ChooseDialog

        title = f"Column {position + 1} · {file.headers[position]}".rstrip(" ·")
        dialog = ChooseDialog(self.desk, title, FIELD_COLUMNS, field_choices(file.mapping.kind))
        field = await self.app.push_screen_wait(dialog)
        if field is not None:
            self._read(_with_column(file, position, "" if field == DROP else field))

    @work(exit_on_error=False)
    async def action_import_options(self) -> None:
        """Choose how the file is read."""
        from smallcrm.tui.dialogs.import_options import ImportOptionsDialog

        if self._step not in (Step.COLUMNS, Step.READING):
            return
        options = self._file.options if self._file else ImportOptions()
        dialog = ImportOptionsDialog(self.desk, self._path, options)
        await self.app.push_screen_wait(dialog)
        if dialog.file is not None:
            self._read(dialog.file.options)

    # The plan, and the import

    def action_go_on(self) -> None:
        """The next step."""
        if self._step is Step.COLUMNS:
            self._make_plan()
        elif self._step is Step.PLAN:
            self._carry_out()
        elif self._step is Step.DONE:
            self.dismiss(None)

    @work(group="import", exit_on_error=False)
    async def _make_plan(self) -> None:
        if self._file is None:
            return
        run = self._run = ImportRun(self._file)
        self._enter(Step.PLANNING)
        try:
            self._plan = await self.desk.write(run.plan)
        except CrmError as error:
            self.main.tell_error(error)
            self._enter(Step.COLUMNS)
            return
        self._enter(Step.PLAN, report_lines(self._plan.report, is_done=False))
        self._table.show(Fixed(plan_rows(self._plan.rows)), columns=PLAN_COLUMNS, empty="There are no rows")

    @work(group="import", exit_on_error=False)
    async def _carry_out(self) -> None:
        plan = self._plan
        if self._file is None or plan is None:
            return
        run = self._run = ImportRun(self._file)
        self._enter(Step.WRITING)
        try:
            report = await self.desk.write(lambda crm: run.carry_out(crm, plan.report.counts))
        except CrmError as error:
            self.main.tell_error(error)
            self._enter(Step.PLAN)
            return
        self._enter(Step.DONE, report_lines(report, is_done=True))
        self.main.tell_undoable(f"Imported {report.rows:,} rows", "{undo} takes it all back")
        self.main.look_for_changes()

    def action_back(self) -> None:
        """Stop what is under way, or go back a step, or leave."""
        if self._step in (Step.PLANNING, Step.WRITING) and self._run is not None:
            self._run.stop()
        elif self._step is Step.PLAN and self._file is not None:
            self._read(self._file.options)
        else:
            self.dismiss(None)


def _understood(file: ImportFile) -> tuple[ImportFile, list[str]]:
    """The file, and what is said of it, for which its dates are read through."""
    return file, list(file_lines(file))


def _with_column(file: ImportFile, position: int, field: str) -> ImportOptions:
    """The options under which one column holds another field, all that was said before kept."""
    return file.options._replace(
        profile=file.remembered.profile, columns=(*file.remembered.columns, f"{position + 1}={field}")
    )
