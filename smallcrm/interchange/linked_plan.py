"""What becomes of rows of deals, interactions and follow-ups, which point to people, companies and deals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.clock import to_stamp
from smallcrm.core.deal_fields import read_deal_fields
from smallcrm.core.follow_ups import guess_kind
from smallcrm.core.settings import OTHER_REASON
from smallcrm.errors import UsageError
from smallcrm.interchange.difference import Mode, difference
from smallcrm.interchange.incoming import Incoming
from smallcrm.interchange.options import ImportOptions, MatchKey
from smallcrm.interchange.parties import Parties
from smallcrm.interchange.present import Present
from smallcrm.interchange.read_records import BadValueError
from smallcrm.interchange.shelf import Shelf
from smallcrm.interchange.stage_book import StageBook
from smallcrm.records.deals import Stage, StageType
from smallcrm.records.follow_ups import FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Topic
from smallcrm.store.connection import Connection

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_OWNERS = ("contact_id", "company_id")
_WHEN_LOST = ("lost_reason", "lost_note")
_WHEN_CLOSED = ("closed_at", *_WHEN_LOST)


class StageMove(NamedTuple):
    """A deal enters a stage: a row of `stage_event` without its id."""

    deal_id: int
    from_stage_id: int | None
    to_stage_id: int
    at: str
    amount_then: int | None
    currency_then: str
    probability_then: int


class Linked:
    """Completes and matches the linked records of one file; `moves` are the stages that this batch's deals enter."""

    def __init__(self, crm: "Crm", options: ImportOptions, connections: Sequence[Connection], parties: Parties) -> None:
        self._crm = crm
        self._now = crm.clock.stamp()
        self._parties = parties
        self.stages = StageBook(connections[-1], creates=options.create_stages)
        self.moves: list[StageMove] = []

    def begin(self, rows: Sequence[Incoming]) -> None:
        """Fetch whom the rows of a batch name."""
        self.moves = []
        self.stages.begin()
        self._parties.begin(rows)

    def resolve(self, row: Incoming) -> list[int]:
        """Put the ids of what a row names into its values; returns the people. BadValueError when one is unknown."""
        if row.table == "deal":
            self._resolve_deal(row)
            return []
        company = self._parties.company(row, makes=False)
        people = self._parties.people(row, company)
        deal = self._parties.deal(row, people, company)
        _put(row, company_id=company, deal_id=deal)
        if row.table == "follow_up":
            _put(row, contact_id=people[0] if people else None)
            return []
        if not people and company is None and not row.uid:
            raise BadValueError("contacts", "", "an interaction is with somebody, and this row names nobody")
        return people

    def _resolve_deal(self, row: Incoming) -> None:
        self._read_money(row)
        stage = self._stage(row)
        if stage is not None:
            row.values["stage_id"] = stage.id
            self._tidy(row, stage)
        company = self._parties.company(row, makes=True)
        kind = "customer" if stage is not None and stage.type == StageType.WON else "lead"
        _put(row, company_id=company, contact_id=self._parties.person(row, company, kind=kind))

    def _stage(self, row: Incoming) -> Stage | None:
        name, status = row.links.get("stage", ""), row.links.get("status", "")
        return self.stages.find(name, status) if name or status else None

    def _read_money(self, row: Incoming) -> None:
        texts = {field: row.links[field] for field in ("amount", "currency") if field in row.links}
        if not texts:
            return
        try:
            money = read_deal_fields(self._crm, texts)
        except UsageError as error:
            field = "amount" if "amount" in texts else "currency"
            raise BadValueError(field, texts[field], f"{error.message} ({error.hint})") from error
        is_said = "currency" in texts or money["currency"] != self._crm.business.currency
        _put(row, amount=money["amount"], currency=money["currency"] if is_said else None)

    def _tidy(self, row: Incoming, stage: Stage) -> None:
        """Leave out what a deal in such a stage has not, and read why it was lost."""
        values = row.values
        for column in _WHEN_CLOSED if stage.type == StageType.OPEN else ():
            values.pop(column, None)
        for column in _WHEN_LOST if stage.type == StageType.WON else ():
            values.pop(column, None)
        if "lost_reason" in values and not row.uid:
            self._read_reason(row)

    def _read_reason(self, row: Incoming) -> None:
        """Another program's reason becomes a note; those of our own exports, known by their uids, stay as they are."""
        written = str(row.values["lost_reason"])
        reason = written.lower()
        if reason not in self._crm.business.lost_reasons:
            reason = OTHER_REASON
            row.values["lost_note"] = "; ".join(filter(None, (written, str(row.values.get("lost_note", "")))))
        row.values["lost_reason"] = reason

    def match(self, shelf: Shelf, row: Incoming, people: Sequence[int]) -> tuple[Present | None, MatchKey | None]:
        """The record that a row means, by which key.

        Rows of one file that have a title in common are different records, unless they say the same.
        """
        if MatchKey.UID in shelf.keys and row.uid and (present := shelf.by_uid(row)):
            return present, MatchKey.UID
        if not shelf.keys[-1:] or shelf.keys[-1] is MatchKey.UID:
            return None, None
        alike = [present for present in shelf.namesakes(row) if _is_same(present, row, people)]
        same = [present for present in alike if difference(present, row, Mode.UPDATE).is_empty]
        unseen = [present for present in alike if not shelf.is_seen(present)]
        found = next(iter([*same, *unseen]), None)
        return (found, shelf.keys[-1]) if found else (None, None)

    def complete(self, row: Incoming) -> None:
        """Give a new record what it must have; BadValueError for what only the row could say."""
        for column, value in self._defaults(row).items():
            row.values.setdefault(column, value)
        if row.table == "deal":
            if not any(column in row.values for column in _OWNERS):
                raise BadValueError("contact", "", "a deal needs a contact or a company")
            self._close(row, None)

    def _defaults(self, row: Incoming) -> dict[str, Any]:
        values = row.values
        if row.table == "deal":
            return {"stage_id": self.stages.first(StageType.OPEN).id, "currency": self._crm.business.currency}
        if row.table == "interaction":
            return {"channel": InteractionChannel.OTHER.value, "direction": Direction.NONE.value,
                    "topic": Topic.GENERAL.value}  # fmt: skip
        due = values["due_on"]
        repeats = {"repeat_from": values.get("first_due_on", due)} if "repeat_rule" in values else {}
        done = {"done_at": self._now} if values.get("status") == FollowUpStatus.DONE else {}
        with_somebody = any(column in values for column in _OWNERS)
        kind = guess_kind(row.name, with_somebody=with_somebody)
        return {"kind": kind.value, "priority": Priority.NORMAL.value, "first_due_on": due,
                "status": FollowUpStatus.OPEN.value, "snooze_count": 0, **repeats, **done}  # fmt: skip

    def meet(self, row: Incoming, present: Present) -> None:
        """Give a row that changes a deal's stage what that entails."""
        if row.table == "deal" and row.values.get("stage_id", present.values["stage_id"]) != present.values["stage_id"]:
            self._close(row, present)

    def _close(self, row: Incoming, present: Present | None) -> None:
        values = row.values
        stage = self.stages.get(int(values["stage_id"]))
        if stage is None or stage.type == StageType.OPEN:
            self._tidy(row, self.stages.first(StageType.OPEN))
            if present is not None:
                row.cleared = tuple(column for column in _WHEN_CLOSED if column in present.values)
            return
        values["closed_at"] = min(str(values.get("closed_at") or self._closing_day(row)), self._now)
        if stage.type == StageType.LOST and "lost_reason" not in values:
            listed = ", ".join(self._crm.business.lost_reasons)
            raise BadValueError("lost_reason", "", f"a lost deal needs a reason (one of {listed})")

    def _closing_day(self, row: Incoming) -> str:
        from datetime import date, time

        day = row.values.get("expected_close_on")
        return to_stamp(self._crm.clock.at_local(date.fromisoformat(str(day)), time(12))) if day else self._now

    def enter(self, deal: Present, came_from: int | None) -> None:
        """Note that a deal stands in another stage than before."""
        values = deal.values
        stage = self.stages.get(values["stage_id"])
        if stage is None or came_from == stage.id:
            return
        override = values.get("probability_override")
        probability = stage.probability if stage.type != StageType.OPEN or override is None else override
        began = values.get("created_at", self._now) if came_from is None else self._now
        at = min(values.get("closed_at") or began, self._now)
        self.moves.append(
            StageMove(deal.id, came_from, stage.id, at, values.get("amount"), values["currency"], probability)
        )


def _put(row: Incoming, **columns: Any) -> None:
    row.values.update({column: value for column, value in columns.items() if value is not None})


def _is_same(present: Present, row: Incoming, people: Sequence[int]) -> bool:
    """Whether a record of the same title or moment is with the same people and company."""
    if row.table == "interaction" and (present.values["summary"] != row.name or set(people) != set(present.people)):
        return False
    if row.table == "follow_up" and row.values["due_on"] not in (
        present.values["due_on"],
        present.values["first_due_on"],
    ):
        return False
    if row.table != "deal":
        return all(row.values.get(column) == present.values.get(column) for column in _OWNERS)
    said = [column for column in _OWNERS if column in row.values]
    return bool(said) and all(row.values[column] == present.values.get(column) for column in said)
