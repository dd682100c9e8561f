"""A merge as it is laid out to be decided: the records side by side, and in each field whose value stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.records.merges import Merge, MergeField
from smallcrm.records.references import Reference, noun_of_table
from smallcrm.tui.cells import EMPTY, Cell
from smallcrm.tui.sources.source import Row
from smallcrm.tui.target import name_of
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.tui.widgets.page import Line

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

WINS, STANDS_BACK = "●", "○"
_MOVED = {"interaction_contact": "interaction", "tagging": "tag", "custom_value": "own field"}
"""What a person calls the rows of a table, one of them, where it is not the table's own name."""
_SIDE_BY_SIDE = 4
"""As many records as stand side by side at 80 columns; of more, a column of its own says what comes of them."""
_REACH = "Reach"
_IDENTITY = "Record"


class MergeChoice(NamedTuple):
    """The records, the first of which stays, what they have in each field, and who was chosen to win in some."""

    records: tuple[Reference, ...]
    names: tuple[str, ...]
    reach: tuple[tuple[str, ...], ...]
    """The channels of each, which all of them keep."""
    fields: tuple[MergeField, ...]
    chosen: Mapping[str, Reference]

    def winner(self, field: MergeField) -> Reference:
        """Whose value stays in a field."""
        return self.chosen.get(field.name, self.records[field.winner])

    def outcome(self, field: MergeField) -> str:
        """The value that stays in a field."""
        return "all of it" if field.is_joined else field.values[self.records.index(self.winner(field))]

    @property
    def wins(self) -> dict[Reference, set[str]]:
        """The fields in which each of the losers wins."""
        differing = [field for field in self.fields if field.differs]
        return {loser: {field.name for field in differing if self.winner(field) == loser} for loser in self.records[1:]}

    def with_next_winner(self, name: str, by: int) -> "MergeChoice":
        """The same, but in the field of this name the next record that has a value wins."""
        field = next((field for field in self.fields if field.name == name and field.differs), None)
        if field is None:
            return self
        filled = [record for record, value in zip(self.records, field.values, strict=True) if value]
        following = filled[(filled.index(self.winner(field)) + by) % len(filled)]
        return self._replace(chosen={**self.chosen, name: following})


def read_choice(crm: "Crm", records: Sequence[Reference], chosen: Mapping[str, Reference]) -> MergeChoice:
    """The records as they are now; errors as for merging them."""
    fields = crm.merges.compare(records)
    reach = tuple(tuple(channel.value for channel in crm.channels.of(record)) for record in records)
    return MergeChoice(tuple(records), tuple(name_of(crm, record) for record in records), reach, tuple(fields), chosen)


def choice_columns(choice: MergeChoice) -> list[TableColumn]:
    """A column for each record, the one that stays first; before those of many, one for what comes of them."""
    roles = ["Stays", *["Goes in"] * (len(choice.records) - 1)]
    named = [f"{role}: {name}" for role, name in zip(roles, choice.names, strict=True)]
    outcome = [TableColumn("Becomes", 12, 30)] if _are_many(choice) else []
    return [TableColumn("", 10, 14, grouped=True), *outcome, *(TableColumn(header, 12, 44) for header in named)]


def choice_rows(choice: MergeChoice) -> dict[str, Row]:
    """A row for each field, by its name; then what nobody has to choose between."""
    rows: dict[str, Row] = {field.name: _field_row(choice, field) for field in choice.fields}
    for number, channels in enumerate(zip_longest(*choice.reach, fillvalue="")):
        rows[f"{_REACH} {number}"] = _row(choice, _REACH, "", map(_plain_cell, channels))
    identities = [_plain_cell(str(record)) for record in choice.records]
    rows[_IDENTITY] = _row(choice, _IDENTITY, str(choice.records[0]), identities)
    return rows


def plan_lines(merges: Sequence[Merge]) -> Iterator[Line]:
    """What moves over to the survivor, and which values go to a note."""
    counts: dict[str, int] = {}
    for merge in merges:
        for table, count in merge.moved().items():
            counts[table] = counts.get(table, 0) + count
    if counts:
        yield Line(", ".join(_counted(table, count) for table, count in counts.items()), "plain", "Moves")
    noted = [line for merge in merges for line in merge.noted]
    if noted:
        yield Line(" · ".join(noted), "warn", "To a note")


def _counted(table: str, count: int) -> str:
    return f"{count} {_MOVED.get(table, noun_of_table(table))}{'' if count == 1 else 's'}"


def _are_many(choice: MergeChoice) -> bool:
    return len(choice.records) > _SIDE_BY_SIDE


def _field_row(choice: MergeChoice, field: MergeField) -> Row:
    if not field.differs:
        return _row(choice, field.label, choice.outcome(field), map(_plain_cell, field.values))
    winner = choice.winner(field)
    cells = (
        EMPTY if not value else Cell(f"{WINS} {value}", "good") if record == winner
        else Cell(f"{STANDS_BACK} {value}", "muted")
        for record, value in zip(choice.records, field.values, strict=True)
    )  # fmt: skip
    return _row(choice, field.label, choice.outcome(field), cells)


def _row(choice: MergeChoice, label: str, outcome: str, cells: Iterable[Cell]) -> Row:
    becomes = [Cell(outcome, "strong")] if _are_many(choice) else []
    return (Cell(label, "muted"), *becomes, *cells)


def _plain_cell(value: str) -> Cell:
    return Cell(f"  {value}") if value else EMPTY
