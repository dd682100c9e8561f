"""What a planned row comes to: a record that it makes, or the changes in the one that it means."""

from collections.abc import Sequence

from smallcrm.clock import Clock
from smallcrm.interchange.difference import Difference, Mode, company_note, difference, take
from smallcrm.interchange.employers import Employers
from smallcrm.interchange.field_book import FieldBook
from smallcrm.interchange.fields import is_linked
from smallcrm.interchange.incoming import Incoming
from smallcrm.interchange.options import MatchKey, OnMatch
from smallcrm.interchange.present import Present
from smallcrm.interchange.report import Action, FieldChange, PlannedRow
from smallcrm.interchange.shelf import Shelf
from smallcrm.interchange.tag_book import TagBook


class Outcomes:
    """Carries each row out on the records in memory."""

    def __init__(self, clock: Clock, on_match: OnMatch, employers: Employers, tags: TagBook, fields: FieldBook) -> None:
        self._clock = clock
        self._now = clock.stamp()
        self._today = clock.today().isoformat()
        self._on_match = on_match
        self._employers = employers
        self._tags = tags
        self._fields = fields

    def make(self, shelf: Shelf, row: Incoming, reason: str) -> PlannedRow:
        """A row that makes a record."""
        if row.company and not is_linked(row.table):
            row.values["company_id"] = self._employers.find_or_make(row)
        self._complete(row)
        made = shelf.make(row)
        made.fill(row.custom)
        made.add_tags(self._tags.find_or_make(row.tags))
        return PlannedRow(row.line, Action.CREATE, row.name, reason=reason)

    def _complete(self, row: Incoming) -> None:
        """What a record gets with its making, as when it is typed in."""
        values = row.values
        if row.table == "contact" and values.get("kind") == "customer":
            values.setdefault("converted_at", values.get("created_at", self._now))
        if row.table == "contact" and "cadence_days" in values:
            values.setdefault("cadence_set_on", self._today)

    def meet(
        self,
        shelf: Shelf,
        row: Incoming,
        present: Present,
        reason: str,
        key: MatchKey | None,
        people: Sequence[int] = (),
    ) -> PlannedRow:
        """A row that means a record which is there."""
        mode = shelf.mode(present, key)
        shelf.see(present)
        if self._on_match is OnMatch.SKIP and present.id < shelf.first_new:
            return PlannedRow(row.line, Action.SKIP, row.name, present.reference, reason)
        changes = self._changes(row, present, mode, shelf)
        if set(people) - set(present.people):
            present.add_people(people)
            changes.append(FieldChange("contacts", None, row.links.get("contacts")))
        action = Action.UPDATE if changes else Action.UNCHANGED
        return PlannedRow(row.line, action, row.name, present.reference, reason, changes)

    def _changes(self, row: Incoming, present: Present, mode: Mode, shelf: Shelf) -> list[FieldChange]:
        """Carry out on the record in memory what the row changes; returns it field by field."""
        if mode is Mode.UNITE and self._works_elsewhere(row, present):
            row.notes.append(company_note(row))
        changes = difference(present, row, mode)
        self._follow(row, present, changes, mode)
        described = _described(row, present, changes)
        take(present, changes, mode)
        described += self._add_tags(row, present)
        described += self._add_custom(row, present, mode) if row.custom else []
        if not is_linked(row.table):
            described += self._add_touch(row, present, shelf)
        shelf.register(present)
        return described

    def _works_elsewhere(self, row: Incoming, present: Present) -> bool:
        known = present.values.get("company_id")
        return bool(row.company and known and self._employers.find(row) != known)

    def _follow(self, row: Incoming, present: Present, changes: Difference, mode: Mode) -> None:
        """Columns that change because others do."""
        columns, known = changes.columns, present.values
        if is_linked(row.table):
            columns.update(dict.fromkeys(row.cleared if mode.overwrites else ()))
            return
        if row.company and (mode.overwrites or "company_id" not in known):
            company = self._employers.find_or_make(row)
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

    def _add_custom(self, row: Incoming, present: Present, mode: Mode) -> list[FieldChange]:
        known = present.custom
        fresh = {
            field: value
            for field, value in row.custom.items()
            if known.get(field) != value and (mode.overwrites or field not in known)
        }
        changes = [
            FieldChange(self._fields.key(field), known[field].value if field in known else None, value.value)
            for field, value in fresh.items()
        ]
        present.fill(fresh)
        return changes

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
        if column == "company_id" and row.company
        else FieldChange(column, present.values.get(column), value)
        for column, value in changes.columns.items()
    ]
    found += [FieldChange(channel.type, None, channel.value) for channel in changes.channels]
    for channel, columns in changes.changed_channels:
        found += [
            FieldChange(f"{channel.value} {name}", getattr(channel, name), value) for name, value in columns.items()
        ]
    return found
