"""Step 5: writes the planned batches inside one transaction, rows that are new as ranges of ids."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from smallcrm.core.custom_fields import store_value
from smallcrm.core.deal_moves import cancel_follow_ups, make_customers
from smallcrm.interchange.fields import is_linked
from smallcrm.interchange.incoming import KnownChannel
from smallcrm.interchange.lookup import next_id
from smallcrm.interchange.plan import Batch, Rejected
from smallcrm.interchange.present import Present
from smallcrm.interchange.runs import IMPORT_ROW, stored_cells
from smallcrm.interchange.stage_book import insert_stage
from smallcrm.interchange.table_rows import OWNERS, ROW_COLUMNS, RowMaker, TableRow, numbered, owner_ids, uids
from smallcrm.interchange.touches import future_meeting, past_contact
from smallcrm.records.custom_fields import CustomField
from smallcrm.records.deals import Deal
from smallcrm.records.references import Noun, Reference, noun_of_table
from smallcrm.store import derived, search_index
from smallcrm.store.queries.rows import fetch
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

_DERIVED_AT_ONCE = 5000
_PARENTS_FIRST = ("company", "contact", "deal", "interaction", "follow_up")


class Writer:
    """Writes batches; `finish` brings the search index and the derived columns of the new rows up to date."""

    def __init__(self, work: UnitOfWork, run: int) -> None:
        self._work = work
        self._run = run
        self._make = RowMaker(work.stamp, uids(work.new_uid))
        self._first = {table: next_id(work.connection, table) for table in (*ROW_COLUMNS, "import_row")}
        self._derives = False
        self._linked_contacts: set[int] = set()
        self._linked_deals: set[int] = set()

    def write(self, batch: Batch) -> None:
        """Write one batch, parents before children."""
        for field in batch.fields:
            values = ("entity", "key", "label", "type", "choices")
            self._work.insert("custom_field", {name: getattr(field, name) for name in values})
        for stage in batch.stages:
            insert_stage(self._work, stage)
        self._insert("tag", [self._make.entity(identity, name, fold(name)) for identity, name in batch.tags])
        made_of = {table: list(made) for table, made in groupby(batch.made, attrgetter("table"))}
        for table in _PARENTS_FIRST:
            self._insert(table, list(map(self._make.record, made_of.get(table, ()))))
        self._derives = self._derives or any("cadence_days" in made.values for made in batch.made)
        self._insert_channels(batch.made)
        self._insert_tags(batch.made)
        self._insert_custom(batch.made)
        self._insert_people(batch.made)
        self._insert("stage_event", numbered(self._work.next_id("stage_event"), batch.moves))
        self._note_links(batch.made)
        self._insert_touches([made for made in batch.made if made.touches])
        for present in batch.changed:
            self._change(present)
        self._reject(batch.rejected)

    def finish(self) -> None:
        """Index and derive what was inserted as ranges; rows changed one by one follow by themselves."""
        connection = self._work.connection
        with search_index.in_bulk(connection):
            for document in (each for each in search_index.DOCUMENTS if each.table in self._first):
                range_of = self._range(document.table)
                search_index.index(connection, document, "WHERE id BETWEEN :first AND :last", **range_of)
        search_index.index_channels(connection, "WHERE id BETWEEN :first AND :last", **self._range("channel"))
        if self._derives or self._has_default_cadences():
            self._derive()
        derived.refresh(connection, self._work.clock, self._linked_contacts)
        derived.refresh_deals(connection, self._linked_deals)

    def _insert(self, table: str, rows: Sequence[TableRow]) -> None:
        if rows:
            self._work.insert_many(table, ROW_COLUMNS[table], rows, rows[0][0])

    def _insert_channels(self, made: Iterable[Present]) -> None:
        owned = [(owner, channel) for owner in made for channel in owner.new_channels]
        first = self._work.next_id("channel")
        self._insert("channel", [self._make.channel(first + at, *each) for at, each in enumerate(owned)])

    def _insert_tags(self, made: Iterable[Present]) -> None:
        rows = [(tag, *owner_ids(owner)) for owner in made for tag in owner.new_tags]
        self._insert("tagging", numbered(self._work.next_id("tagging"), rows))

    def _insert_custom(self, made: Iterable[Present]) -> None:
        rows = [(field, *owner_ids(owner), *stored) for owner in made for field, stored in owner.new_custom.items()]
        self._insert("custom_value", numbered(self._work.next_id("custom_value"), rows))

    def _insert_people(self, made: Iterable[Present]) -> None:
        rows = [(each.id, person, each.values["at"]) for each in made for person in each.new_people]
        self._insert("interaction_contact", numbered(self._work.next_id("interaction_contact"), rows))

    def _note_links(self, made: Iterable[Present]) -> None:
        """Remember whose derived columns depend on these rows."""
        for each in made:
            if is_linked(each.table):
                self._linked_contacts.update(each.people, filter(None, [each.values.get("contact_id")]))
                deal = each.id if each.table == "deal" else each.values.get("deal_id")
                self._linked_deals.update(filter(None, [deal]))

    def _insert_touches(self, made: Iterable[Present]) -> None:
        touches = [(owner, at) for owner in made for at in owner.touches]
        past = [(owner, at) for owner, at in touches if at <= self._work.stamp]
        first = self._work.next_id("interaction")
        interactions = [
            self._make.row(
                "interaction", first + at_index, {**past_contact(at), "company_id": owner_ids(owner)[1]}, key=at
            )
            for at_index, (owner, at) in enumerate(past)
        ]
        people = [(first + index, owner.id, at) for index, (owner, at) in enumerate(past) if owner.table == "contact"]
        self._insert("interaction", interactions)
        self._insert("interaction_contact", numbered(self._work.next_id("interaction_contact"), people))
        self._insert_meetings([(owner, at) for owner, at in touches if at > self._work.stamp])
        self._derives = self._derives or bool(touches)

    def _insert_meetings(self, meetings: Iterable[tuple[Present, str]]) -> None:
        first = self._work.next_id("follow_up")
        rows = []
        for index, (owner, at) in enumerate(meetings):
            meeting = {
                **future_meeting(self._work.clock, at, owner),
                **dict(zip(OWNERS, owner_ids(owner), strict=True)),
            }
            rows.append(self._make.row("follow_up", first + index, meeting, key=fold(meeting["title"])))
        self._insert("follow_up", rows)

    def _change(self, present: Present) -> None:
        """Change a stored record and what hangs on it, row by row."""
        owner = {f"{present.table}_id": present.id}
        self._work.update(present.table, present.id, present.changed)
        for channel in present.new_channels:
            self._work.insert("channel", {**owner, **_channel_columns(channel)})
        for identity, columns in present.changed_channels.items():
            self._work.update("channel", identity, columns)
        for tag in present.new_tags:
            self._work.insert("tagging", {**owner, "tag_id": tag})
        for at in present.touches:
            self._add_touch(present, at)
        if present.new_custom:
            self._change_custom(present)
        if present.table == "interaction":
            self._change_people(present)
        if present.table == "deal" and present.changed.get("closed_at") and "stage_id" in present.changed:
            self._close(present)

    def _change_custom(self, present: Present) -> None:
        owner = Reference(Noun(noun_of_table(present.table)), present.id)
        for identity, stored in present.new_custom.items():
            store_value(self._work, owner, fetch(self._work.connection, CustomField, identity), stored)

    def _close(self, present: Present) -> None:
        """What winning or losing a deal entails, as when it is done by hand."""
        deal = fetch(self._work.connection, Deal, present.id)
        cancel_follow_ups(self._work, deal)
        if deal.lost_reason is None:
            make_customers(self._work, deal, present.changed["closed_at"])

    def _change_people(self, present: Present) -> None:
        work, at = self._work, present.values["at"]
        links = work.connection.column("SELECT id FROM interaction_contact WHERE interaction_id = :id", id=present.id)
        for link in links:
            work.update("interaction_contact", link, {"at": at})
        for person in present.new_people:
            work.insert("interaction_contact", {"interaction_id": present.id, "contact_id": person, "at": at})

    def _add_touch(self, present: Present, at: str) -> None:
        work = self._work
        if at > work.stamp:
            meeting = future_meeting(work.clock, at, present)
            work.insert("follow_up", {**meeting, f"{present.table}_id": present.id})
            return
        interaction = work.insert("interaction", {**past_contact(at), "company_id": owner_ids(present)[1]})
        if present.table == "contact":
            person = {"interaction_id": interaction, "contact_id": present.id, "at": at}
            work.insert("interaction_contact", person)

    def _reject(self, rejected: Iterable[Rejected]) -> None:
        rows = [
            (self._run, each.row.line, "rejected", each.rejection.reason, stored_cells(each.row.cells))
            for each in rejected
        ]
        numbers = numbered(self._work.next_id("import_row"), rows)
        if numbers:
            self._work.insert_many("import_row", IMPORT_ROW, numbers, numbers[0][0])

    def _range(self, table: str) -> dict[str, int]:
        return {"first": self._first[table], "last": self._work.next_id(table) - 1}

    def _has_default_cadences(self) -> bool:
        """Whether tags or kinds set a cadence for contacts that have none of their own."""
        return bool(
            self._work.connection.value(
                "SELECT EXISTS (SELECT 1 FROM tag WHERE cadence_days > 0)"
                " OR EXISTS (SELECT 1 FROM setting WHERE key LIKE 'cadence.%' AND value <> '0')"
            )
        )

    def _derive(self) -> None:
        first, last = self._range("contact").values()
        for start in range(first, last + 1, _DERIVED_AT_ONCE):
            end = min(start + _DERIVED_AT_ONCE - 1, last)
            derived.refresh_range(self._work.connection, self._work.clock, start, end)


def _channel_columns(channel: KnownChannel) -> dict[str, Any]:
    names = ("type", "value", "match_key", "label", "is_primary", "invalid", "opted_out")
    return {name: getattr(channel, name) for name in names}
