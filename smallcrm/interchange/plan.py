"""Step 4: what becomes of each row, decided a batch at a time against the database and the rows before it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.employers import Employers
from smallcrm.interchange.field_book import FieldBook
from smallcrm.interchange.fields import COMPANIES, CONTACTS, DEALS, FOLLOW_UPS, INTERACTIONS, LINKED, TABLES
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.incoming import Incoming, Preparer
from smallcrm.interchange.linked_plan import Linked, StageMove
from smallcrm.interchange.matching import SPOKEN, Matcher
from smallcrm.interchange.options import OnMatch, match_keys
from smallcrm.interchange.outcomes import Outcomes
from smallcrm.interchange.parties import Parties
from smallcrm.interchange.present import Present
from smallcrm.interchange.read_records import BadValueError, ReadRecord, Rejection
from smallcrm.interchange.report import Action, PlannedRow
from smallcrm.interchange.shelf import Shelf
from smallcrm.interchange.tag_book import TagBook
from smallcrm.interchange.touches import planned_meeting
from smallcrm.records.custom_fields import CustomField
from smallcrm.records.deals import Stage
from smallcrm.records.references import noun_of_table
from smallcrm.store.connection import Connection

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_LINKED_WITH = {DEALS: (DEALS,), INTERACTIONS: (INTERACTIONS, FOLLOW_UPS), FOLLOW_UPS: (FOLLOW_UPS,)}
"""The tables that rows of these entities become records of; an interaction still to come is a follow-up."""
BATCH_ROWS = 2000
"""Rows planned together: enough to spare queries, few enough to keep memory small."""

ReadRow = tuple[Row, ReadRecord | Rejection]


class Rejected(NamedTuple):
    """A row that cannot be taken, with its cells."""

    row: Row
    rejection: Rejection


class Batch(NamedTuple):
    """What a batch of rows comes to: a decision for each row, and the records to be made and changed."""

    rows: list[PlannedRow]
    rejected: list[Rejected]
    fields: list[CustomField]
    tags: list[tuple[int, str]]
    stages: list[Stage]
    moves: list[StageMove]
    made: list[Present]
    changed: list[Present]


class Planner:
    """Plans the rows of one file. Queries go to `connections`, the first outranking the others."""

    def __init__(self, crm: "Crm", file: ImportFile, connections: Sequence[Connection]) -> None:
        options = file.options
        self._mapping = file.mapping
        kind = file.mapping.kind
        keys = {kind: match_keys(kind, options.match)}
        self._preparer = Preparer(crm.channels, options.tags)
        self._on_match = options.on_match
        self._clock = crm.clock
        self._now = crm.clock.stamp()
        self._shelves = {
            TABLES[each]: Shelf(
                connections,
                TABLES[each],
                keys.get(each) or match_keys(each, ()),
                fills=options.on_match is OnMatch.FILL,
            )
            for each in (COMPANIES, CONTACTS, *dict.fromkeys(_LINKED_WITH.get(kind, ())))
        }
        self._companies, self._contacts = self._shelves["company"], self._shelves["contact"]
        self.employers = Employers(self._companies)
        self.parties = Parties(connections, self._contacts, self.employers, self._preparer, self._now)
        self._linked = Linked(crm, options, connections, self.parties)
        self._fields = FieldBook(crm, connections[-1], file.mapping)
        self._tags = TagBook(connections[-1])
        self._matcher = Matcher(self.employers, self._tags)
        self._outcomes = Outcomes(crm.clock, options.on_match, self.employers, self._tags, self._fields)
        self._is_linked = kind in LINKED

    def batches(self, records: Iterable[ReadRow]) -> Iterator[Batch]:
        """The plan of all rows, batch by batch; the caller writes each batch before it asks for the next."""
        records = iter(records)
        while read := list(islice(records, BATCH_ROWS)):
            yield self._batch(read)

    def _batch(self, read: list[ReadRow]) -> Batch:
        self._rejected = [Rejected(row, found) for row, found in read if isinstance(found, Rejection)]
        self._fields.begin()
        rows = [(row, self._prepare(found)) for row, found in read if isinstance(found, ReadRecord)]
        self._begin([row for _, row in rows])
        planned = [planned for row, incoming in rows if (planned := self._plan_or_reject(row, incoming))]
        planned += [_rejected(each.rejection) for each in self._rejected]
        planned.sort(key=lambda each: each.line)
        return Batch(
            planned,
            self._rejected,
            self._fields.made,
            self._tags.made,
            self._linked.stages.made,
            self._linked.moves,
            [made for shelf in self._shelves.values() for made in shelf.made],
            [changed for shelf in self._shelves.values() for changed in shelf.changed()],
        )

    def _prepare(self, record: ReadRecord) -> Incoming:
        if record.kind == INTERACTIONS and str(record.values["at"]) > self._now:
            record = planned_meeting(self._clock, record)
        return self._preparer.prepare(record)

    def _plan_or_reject(self, row: Row, incoming: Incoming) -> PlannedRow | None:
        """The plan of a row, or None when it is among the rejected ones now."""
        try:
            if incoming.custom_texts:
                incoming.custom = self._fields.read(incoming.custom_texts)
            return self._plan_linked(incoming) if self._is_linked else self._plan(incoming)
        except BadValueError as bad:
            self._rejected.append(Rejected(row, self._mapping.rejection(row, bad)))
            return None

    def _begin(self, rows: list[Incoming]) -> None:
        self._tags.begin()
        for table, shelf in self._shelves.items():
            if self._is_linked:
                shelf.begin([row for row in rows if row.table == table])
        if self._is_linked:
            self.employers.begin(rows)
            self._linked.begin(rows)
            return
        contacts = [row for row in rows if row.table == "contact"]
        self._companies.begin([row for row in rows if row.table == "company"])
        self.employers.begin(contacts)
        found = ((position, self.employers.find(row)) for position, row in enumerate(contacts) if row.company)
        self._contacts.begin(contacts, {position: company for position, company in found if company})

    def _plan_linked(self, row: Incoming) -> PlannedRow:
        shelf = self._shelves[row.table]
        if self._is_in_trash(row, shelf):
            return _in_trash(row, shelf)
        people = self._linked.resolve(row)
        is_new = self._on_match is OnMatch.NEW
        present, key = (None, None) if is_new else self._linked.match(shelf, row, people)
        if present is not None:
            came_from = present.values.get("stage_id")
            self._linked.meet(row, present)
            planned = self._outcomes.meet(shelf, row, present, SPOKEN.get(key, "") if key else "", key, people)
            if row.table == "deal":
                self._linked.enter(present, came_from)
            return planned
        self._linked.complete(row)
        planned = self._outcomes.make(shelf, row, "")
        made = shelf.made[-1]
        made.add_people(people)
        if row.table == "deal":
            self._linked.enter(made, None)
        return planned

    def _is_in_trash(self, row: Incoming, shelf: Shelf) -> bool:
        return row.uid in shelf.trashed_uids and self._on_match is not OnMatch.NEW

    def _plan(self, row: Incoming) -> PlannedRow:
        shelf = self._shelves[row.table]
        if self._is_in_trash(row, shelf):
            return _in_trash(row, shelf)
        if self._on_match is OnMatch.NEW:
            return self._outcomes.make(shelf, row, "")
        match = self._matcher.match(shelf, row)
        if match.present is None:
            return self._outcomes.make(shelf, row, match.reason)
        return self._outcomes.meet(shelf, row, match.present, match.reason, match.key)


def _in_trash(row: Incoming, shelf: Shelf) -> PlannedRow:
    reference = f"{noun_of_table(row.table)}:{shelf.trashed_uids[row.uid]}"
    return PlannedRow(row.line, Action.SKIP, row.name, reference, "it is in the trash")


def _rejected(rejection: Rejection) -> PlannedRow:
    where = f"{rejection.column}: " if rejection.column else ""
    return PlannedRow(rejection.line, Action.REJECT, "", reason=f"{where}{rejection.reason}")
