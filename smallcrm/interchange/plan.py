"""Step 4: what becomes of each row, decided a batch at a time against the database and the rows before it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.difference import Difference, Mode, difference, take
from smallcrm.interchange.employers import Employers
from smallcrm.interchange.fields import COMPANIES, CONTACTS
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.incoming import Incoming, Preparer
from smallcrm.interchange.matching import Matcher
from smallcrm.interchange.options import MatchKey, OnMatch, match_keys
from smallcrm.interchange.present import Present
from smallcrm.interchange.report import Action, FieldChange, PlannedRow
from smallcrm.interchange.shelf import Shelf
from smallcrm.interchange.tag_book import TagBook
from smallcrm.interchange.read_records import ReadRecord, Rejection
from smallcrm.store.connection import Connection

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

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
    tags: list[tuple[int, str]]
    made: list[Present]
    changed: list[Present]


class Planner:
    """Plans the rows of one file. Queries go to `connections`, the first outranking the others."""

    def __init__(self, crm: "Crm", file: ImportFile, connections: Sequence[Connection]) -> None:
        options = file.options
        kind = file.mapping.kind
        keys = {kind: match_keys(kind, options.match)}
        self._preparer = Preparer(crm.channels, options.tags)
        self._on_match = options.on_match
        self._clock = crm.clock
        self._now = crm.clock.stamp()
        self._today = crm.clock.today().isoformat()
        self._companies = Shelf(connections, "company", keys.get(COMPANIES) or match_keys(COMPANIES, ()))
        self._contacts = Shelf(connections, "contact", keys.get(CONTACTS) or match_keys(CONTACTS, ()))
        self.employers = Employers(self._companies)
        self._tags = TagBook(connections[-1])
        self._matcher = Matcher(self.employers, self._tags)

    def batches(self, records: Iterable[ReadRow]) -> Iterator[Batch]:
        """The plan of all rows, batch by batch; the caller writes each batch before it asks for the next."""
        records = iter(records)
        while read := list(islice(records, BATCH_ROWS)):
            yield self._batch(read)

    def _batch(self, read: list[ReadRow]) -> Batch:
        rejected = [Rejected(row, found) for row, found in read if isinstance(found, Rejection)]
        rows = [self._preparer.prepare(found) for _, found in read if isinstance(found, ReadRecord)]
        self._begin(rows)
        planned = [_rejected(each.rejection) for each in rejected]
        planned += [self._plan(row) for row in rows]
        planned.sort(key=lambda each: each.line)
        return Batch(
            planned,
            rejected,
            self._tags.made,
            [*self._companies.made, *self._contacts.made],
            [*self._companies.changed(), *self._contacts.changed()],
        )

    def _begin(self, rows: list[Incoming]) -> None:
        self._tags.begin()
        contacts = [row for row in rows if row.table == "contact"]
        self._companies.begin([row for row in rows if row.table == "company"])
        self.employers.begin(contacts)
        found = ((position, self.employers.find(row)) for position, row in enumerate(contacts) if row.company)
        self._contacts.begin(contacts, {position: company for position, company in found if company})

    def _plan(self, row: Incoming) -> PlannedRow:
        shelf = self._contacts if row.table == "contact" else self._companies
        if row.uid in shelf.trashed_uids and self._on_match is not OnMatch.NEW:
            reference = f"{row.table}:{shelf.trashed_uids[row.uid]}"
            return PlannedRow(row.line, Action.SKIP, row.name, reference, "it is in the trash")
        if self._on_match is OnMatch.NEW:
            return self._make(shelf, row, "")
        match = self._matcher.match(shelf, row)
        if match.present is None:
            return self._make(shelf, row, match.reason)
        return self._meet(shelf, row, match.present, match.reason, match.key)

    def _make(self, shelf: Shelf, row: Incoming, reason: str) -> PlannedRow:
        if row.company:
            row.values["company_id"] = self.employers.find_or_make(row)
        self._complete(row)
        made = shelf.make(row)
        made.add_tags(self._tags.find_or_make(row.tags))
        return PlannedRow(row.line, Action.CREATE, row.name, reason=reason)

    def _complete(self, row: Incoming) -> None:
        """What a record gets with its making, as when it is typed in."""
        values = row.values
        if row.table == "contact" and values.get("kind") == "customer":
            values.setdefault("converted_at", values.get("created_at", self._now))
        if row.table == "contact" and "cadence_days" in values:
            values.setdefault("cadence_set_on", self._today)

    def _meet(self, shelf: Shelf, row: Incoming, present: Present, reason: str, key: MatchKey | None) -> PlannedRow:
        """A row that means a record which is there."""
        is_further = shelf.is_seen(present)
        shelf.see(present)
        if self._on_match is OnMatch.SKIP and present.id < shelf.first_new:
            return PlannedRow(row.line, Action.SKIP, row.name, present.reference, reason)
        mode = self._mode(key, is_further=is_further)
        changes = self._changes(row, present, mode, shelf)
        action = Action.UPDATE if changes else Action.UNCHANGED
        return PlannedRow(row.line, action, row.name, present.reference, reason, changes)

    def _mode(self, key: MatchKey | None, *, is_further: bool) -> Mode:
        if self._on_match is OnMatch.FILL:
            return Mode.FILL
        if is_further:
            return Mode.UNITE
        return Mode.ITSELF if key is MatchKey.UID else Mode.UPDATE

    def _changes(self, row: Incoming, present: Present, mode: Mode, shelf: Shelf) -> list[FieldChange]:
        """Carry out on the record in memory what the row changes; returns it field by field."""
        if mode is Mode.UNITE and self._works_elsewhere(row, present):
            row.notes.append(f"Company: {row.company}")
        changes = difference(present, row, mode)
        self._follow(row, present, changes, mode)
        described = _described(row, present, changes)
        take(present, changes, mode)
        described += self._add_tags(row, present)
        described += self._add_touch(row, present, shelf)
        shelf.register(present)
        return described

    def _works_elsewhere(self, row: Incoming, present: Present) -> bool:
        known = present.values.get("company_id")
        return bool(row.company and known and self.employers.find(row) != known)

    def _follow(self, row: Incoming, present: Present, changes: Difference, mode: Mode) -> None:
        """Columns that change because others do."""
        columns, known = changes.columns, present.values
        if row.company and (mode.overwrites or "company_id" not in known):
            company = self.employers.find_or_make(row)
            if known.get("company_id") != company:
                columns["company_id"] = company
        if row.table != "contact":
            return
        if "cadence_days" in columns and "cadence_set_on" not in row.values:
            columns["cadence_set_on"] = self._today
        if columns.get("kind") == "customer" and "converted_at" not in known:
            columns.setdefault("converted_at", self._now)

    def _add_tags(self, row: Incoming, present: Present) -> list[FieldChange]:
        before = len(present.new_tags)
        ids = self._tags.find_or_make(row.tags)
        present.add_tags(ids)
        fresh = set(present.new_tags[before:])
        named = dict(zip(ids, row.tags, strict=True))
        return [FieldChange("tags", None, named[tag]) for tag in fresh]

    def _add_touch(self, row: Incoming, present: Present, shelf: Shelf) -> list[FieldChange]:
        at = row.last_contacted
        if not at or at in present.touches or self._is_known(shelf, present, at):
            return []
        present.touches.append(at)
        return [FieldChange("last_contacted", None, at)]

    def _is_known(self, shelf: Shelf, present: Present, at: str) -> bool:
        if present.is_new:
            return False
        if at <= self._now:
            return shelf.lookup.has_touch(present.id, at)
        return shelf.lookup.has_follow_up(present.id, self._clock.local(at).date().isoformat())


def _described(row: Incoming, present: Present, changes: Difference) -> list[FieldChange]:
    found = [
        FieldChange("company", None, row.company)
        if column == "company_id"
        else FieldChange(column, present.values.get(column), value)
        for column, value in changes.columns.items()
    ]
    found += [FieldChange(channel.type, None, channel.value) for channel in changes.channels]
    for channel, columns in changes.changed_channels:
        found += [
            FieldChange(f"{channel.value} {name}", getattr(channel, name), value) for name, value in columns.items()
        ]
    return found


def _rejected(rejection: Rejection) -> PlannedRow:
    where = f"{rejection.column}: " if rejection.column else ""
    return PlannedRow(rejection.line, Action.REJECT, "", reason=f"{where}{rejection.reason}")
