"""Duplicates: records that may be one, in groups, the surest first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smallcrm.errors import UsageError
from smallcrm.records.duplicates import Certainty, DuplicateGroup, Suspect
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.cells import Cell, Tone
from smallcrm.tui.desk import Desk
from smallcrm.tui.keys import bind
from smallcrm.tui.screens.base import BaseScreen
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_COLUMNS = (
    TableColumn("How sure", 10, grouped=True),
    TableColumn("Why", 24, 44, rank=2, grouped=True),
    TableColumn("Name", 20, 36),
    TableColumn("", 18, 40, rank=1),
)
_TONES: dict[Certainty, Tone] = {Certainty.CERTAIN: "bad", Certainty.STRONG: "warn", Certainty.LIKELY: "muted"}
_EMPTY = "Nobody seems to be there twice.   {companies} looks among companies, or people"


class _Suspects:
    """The members of all groups, one below the other."""

    def __init__(self, noun: Noun) -> None:
        self._noun = noun
        self._found: dict[Reference, tuple[DuplicateGroup, Suspect]] = {}

    def keys(self, crm: "Crm", sort: str) -> Iterator[Sequence[Reference]]:  # noqa: ARG002
        """The members."""
        groups = crm.duplicates.groups(self._noun)
        self._found = {suspect.ref: (group, suspect) for group in groups for suspect in group.suspects}
        yield list(self._found)

    def rows(self, _crm: "Crm", keys: Sequence[Reference]) -> Mapping[Reference, Row]:
        """How sure, why, the name, and what tells it from its namesakes."""
        known = self._found
        return {key: _row(*known[key]) for key in keys if key in known}

    def group_of(self, member: Reference) -> list[Reference]:
        """Everyone in the group of a member, which comes first."""
        group, _ = self._found[member]
        return [member, *(suspect.ref for suspect in group.suspects if suspect.ref != member)]


class DuplicatesScreen(BaseScreen):
    """The record under the cursor is the one that stays; m merges the others of its group, or the marked ones."""

    TITLE = "Duplicates"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("merge", show=True),
        bind("companies", show=True),
        bind("back", show=True),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._noun = Noun.CONTACT
        self._suspects = _Suspects(self._noun)

    def compose_body(self) -> ComposeResult:
        """The groups."""
        yield RecordTable[Reference](self.desk, _COLUMNS, empty=_EMPTY, identity="table")

    def on_mount(self) -> None:
        """Look for them."""
        super().on_mount()
        self._table.focus()
        self.call_after_refresh(self._table.show, self._suspects)

    @property
    def _table(self) -> RecordTable[Reference]:
        return self.query_one(RecordTable)

    def reload(self) -> None:
        """Look for them anew."""
        self._table.reload()

    @on(RecordTable.Opened)
    def _opened(self) -> None:
        if self._table.key is not None:
            self.main.show_card(self._table.key)

    def action_companies(self) -> None:
        """Look among the companies instead of the people, or the other way round."""
        self._noun = Noun.COMPANY if self._noun == Noun.CONTACT else Noun.CONTACT
        self._suspects = _Suspects(self._noun)
        self._table.show(self._suspects)

    @work(exit_on_error=False)
    async def action_merge(self) -> None:
        """Show what merging would do, and do it."""
        with self.main.errors_told():
            survivor = self._table.key
            if survivor is None:
                raise UsageError("nobody is chosen")
            records = await self._table.chosen() if self._table.marks else self._suspects.group_of(survivor)
            await self.main.merge([survivor, *(other for other in records if other != survivor)])

    def action_back(self) -> None:
        """Back to the screen before."""
        self.dismiss(None)


def _row(group: DuplicateGroup, suspect: Suspect) -> Row:
    return (
        Cell(group.certainty.name.lower(), _TONES.get(group.certainty, "muted")),
        Cell(", ".join(group.reasons), "muted"),
        Cell(suspect.name, "strong"),
        Cell(suspect.detail or "", "muted"),
    )
