"""What happened with someone, newest first: interactions, follow-ups done, deals moved, fields changed."""

import json
from collections.abc import Iterator
from typing import Any

from smallcrm.records.profile import EntryKind, TimelineEntry
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection

_PEOPLE = """(SELECT group_concat(contact.name, ', ') FROM interaction_contact AS present
    JOIN contact ON contact.id = present.contact_id WHERE present.interaction_id = interaction.id)"""
_ENTRY = f"""interaction.at, interaction.id, interaction.channel, interaction.topic, interaction.outcome,
    interaction.summary, {_PEOPLE}"""
_STAFF = "(SELECT id FROM contact WHERE company_id = :id AND deleted_at IS NULL)"

_INTERACTIONS = {
    Noun.CONTACT: f"""SELECT {_ENTRY} FROM interaction_contact AS together
        JOIN interaction ON interaction.id = together.interaction_id
        WHERE together.contact_id = :id AND interaction.deleted_at IS NULL
        ORDER BY together.at DESC, together.interaction_id DESC LIMIT :limit""",
    Noun.COMPANY: f"""SELECT {_ENTRY} FROM interaction WHERE interaction.deleted_at IS NULL AND interaction.id IN (
            SELECT interaction_id FROM interaction_contact WHERE contact_id IN {_STAFF}
            UNION SELECT id FROM interaction WHERE company_id = :id)
        ORDER BY interaction.at DESC, interaction.id DESC LIMIT :limit""",
}
_DONE = {
    Noun.CONTACT: "follow_up.contact_id = :id",
    Noun.COMPANY: f"(follow_up.company_id = :id OR follow_up.contact_id IN {_STAFF})",
}
_DEALS = {
    Noun.CONTACT: "deal.contact_id = :id",
    Noun.COMPANY: f"(deal.company_id = :id OR deal.contact_id IN {_STAFF})",
}
_HIDDEN_FIELDS = frozenset({"name_key", "cadence_set_on", "converted_at", "company_id"})


def timeline(connection: Connection, who: Reference, limit: int) -> list[TimelineEntry]:
    """The newest `limit` entries; a company's holds its people's."""
    entries = [
        *_interactions(connection, who, limit),
        *_follow_ups_done(connection, who, limit),
        *_stage_changes(connection, who, limit),
        *_changes(connection, who, limit),
    ]
    entries.sort(key=lambda entry: (entry.at, entry.ref.id), reverse=True)
    return entries[: limit if limit >= 0 else None]


def _interactions(connection: Connection, who: Reference, limit: int) -> Iterator[TimelineEntry]:
    for at, identity, *rest in connection.rows(_INTERACTIONS[who.noun], id=who.id, limit=limit):
        yield TimelineEntry(at, EntryKind.INTERACTION, Reference(Noun.INTERACTION, identity), *rest)


def _follow_ups_done(connection: Connection, who: Reference, limit: int) -> Iterator[TimelineEntry]:
    for at, identity, title, result, name in connection.rows(
        "SELECT follow_up.done_at, follow_up.id, follow_up.title, follow_up.result, contact.name FROM follow_up"
        " LEFT JOIN contact ON contact.id = follow_up.contact_id"
        f" WHERE {_DONE[who.noun]} AND follow_up.status = 'done' AND follow_up.deleted_at IS NULL"
        " AND follow_up.done_at IS NOT NULL ORDER BY follow_up.done_at DESC, follow_up.id DESC LIMIT :limit",
        id=who.id,
        limit=limit,
    ):
        text = f"{title}: {result}" if result and result != title else title
        yield _entry(at, EntryKind.FOLLOW_UP_DONE, Reference(Noun.FOLLOW_UP, identity), text, name)


def _stage_changes(connection: Connection, who: Reference, limit: int) -> Iterator[TimelineEntry]:
    for at, identity, title, before, after, name in connection.rows(
        "SELECT stage_event.at, deal.id, deal.title, came_from.name, stage.name, contact.name FROM deal"
        " JOIN stage_event ON stage_event.deal_id = deal.id JOIN stage ON stage.id = stage_event.to_stage_id"
        " LEFT JOIN stage AS came_from ON came_from.id = stage_event.from_stage_id"
        " LEFT JOIN contact ON contact.id = deal.contact_id"
        f" WHERE {_DEALS[who.noun]} AND deal.deleted_at IS NULL"
        " ORDER BY stage_event.at DESC, stage_event.id DESC LIMIT :limit",
        id=who.id,
        limit=limit,
    ):
        text = f"{title}: {f'{before} → ' if before else ''}{after}"
        yield _entry(at, EntryKind.STAGE_CHANGE, Reference(Noun.DEAL, identity), text, name)


def _changes(connection: Connection, who: Reference, limit: int) -> Iterator[TimelineEntry]:
    for at, label, op, before, after in connection.rows(
        "SELECT change_group.at, change_group.label, change.op, change.before, change.after FROM change"
        " JOIN change_group ON change_group.id = change.group_id"
        " WHERE change.entity = :entity AND change.entity_id = :id AND change.op <> 'delete'"
        " ORDER BY change.id DESC LIMIT :limit",
        entity=who.noun.table,
        id=who.id,
        limit=limit,
    ):
        text = label if op == "insert" else _told(json.loads(before or "{}"), json.loads(after or "{}"))
        if text:
            yield _entry(at, EntryKind.CHANGE, who, text, None)


def _told(before: dict[str, Any], after: dict[str, Any]) -> str:
    shown = [column for column in after if column not in _HIDDEN_FIELDS]
    return "; ".join(f"{column}: {_value(before.get(column))} → {_value(after[column])}" for column in shown)


def _value(value: object) -> str:
    return "–" if value is None else str(value)


def _entry(at: str, kind: EntryKind, ref: Reference, text: str, people: str | None) -> TimelineEntry:
    return TimelineEntry(at, kind, ref, None, None, None, text, people)
