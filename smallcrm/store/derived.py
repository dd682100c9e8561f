"""The columns that are computed from other rows: last touch or activity, next follow-up, when a touch is due."""

from collections.abc import Iterable
from datetime import date, timedelta

from smallcrm.clock import Clock
from smallcrm.records.interactions import ATTEMPT_OUTCOMES, InteractionChannel
from smallcrm.store.affected import id_list
from smallcrm.store.connection import Connection

OVERDUE_FACTOR = 1.5
"""A cadence is overdue, not merely due, once this many times its days have passed."""

_ATTEMPTS = ", ".join(f"'{outcome}'" for outcome in ATTEMPT_OUTCOMES)

_SELECT = f"""
SELECT contact.id, contact.last_touch_at, contact.next_follow_up_on, contact.touch_due_on, contact.touch_overdue_on,
    (SELECT together.at FROM interaction_contact AS together
        JOIN interaction ON interaction.id = together.interaction_id
        WHERE together.contact_id = contact.id AND interaction.deleted_at IS NULL
            AND interaction.channel <> '{InteractionChannel.NOTE}'
            AND (interaction.outcome IS NULL OR interaction.outcome NOT IN ({_ATTEMPTS}))
        ORDER BY together.at DESC, together.interaction_id DESC LIMIT 1),
    (SELECT min(due_on) FROM follow_up
        WHERE contact_id = contact.id AND status = 'open' AND deleted_at IS NULL),
    CASE WHEN contact.do_not_contact THEN 0 ELSE coalesce(
        contact.cadence_days,
        (SELECT min(tag.cadence_days) FROM tagging JOIN tag ON tag.id = tagging.tag_id
            WHERE tagging.contact_id = contact.id AND tag.cadence_days > 0 AND tag.deleted_at IS NULL),
        (SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'cadence.' || contact.kind),
        0) END,
    contact.created_at,
    coalesce(contact.cadence_set_on,
        (SELECT min(tag.cadence_set_on) FROM tagging JOIN tag ON tag.id = tagging.tag_id
            WHERE tagging.contact_id = contact.id AND tag.cadence_days > 0 AND tag.deleted_at IS NULL))
FROM contact
"""

_REFRESH_DEALS = """
UPDATE deal SET last_activity_at = fresh.activity, next_follow_up_on = fresh.next
FROM (SELECT deal.id AS id,
    (SELECT max(at) FROM (SELECT max(at) AS at FROM stage_event WHERE deal_id = deal.id
        UNION ALL SELECT max(at) FROM interaction WHERE deal_id = deal.id AND deleted_at IS NULL)) AS activity,
    (SELECT min(due_on) FROM follow_up WHERE deal_id = deal.id AND status = 'open' AND deleted_at IS NULL) AS next
    FROM deal WHERE {}) AS fresh
WHERE deal.id = fresh.id
    AND (deal.last_activity_at IS NOT fresh.activity OR deal.next_follow_up_on IS NOT fresh.next)
"""


def refresh_deals(connection: Connection, deals: Iterable[int]) -> None:
    """Compute the derived columns of these deals anew."""
    where = "id IN (SELECT value FROM json_each(:ids))"
    connection.execute(_REFRESH_DEALS.format(where), ids=id_list(deals))


def refresh(connection: Connection, clock: Clock, contacts: Iterable[int]) -> None:
    """Compute the derived columns of these contacts anew."""
    _refresh(connection, clock, "WHERE contact.id IN (SELECT value FROM json_each(:ids))", ids=id_list(contacts))


def refresh_range(connection: Connection, clock: Clock, first: int, last: int) -> None:
    """Compute the derived columns of the contacts from `first` to `last` anew."""
    _refresh(connection, clock, "WHERE contact.id BETWEEN :first AND :last", first=first, last=last)


def _refresh(connection: Connection, clock: Clock, where: str, **parameters: object) -> None:
    changed = []
    for identity, *stored, last_touch, next_follow_up, cadence, created, set_on in connection.rows(
        _SELECT + where, **parameters
    ):
        fresh = [last_touch, next_follow_up, *touch_dates(clock, cadence, last_touch, created, set_on)]
        if fresh != stored:
            changed.append((*fresh, identity))
    connection.execute_many(
        "UPDATE contact SET last_touch_at = ?, next_follow_up_on = ?, touch_due_on = ?, touch_overdue_on = ?"
        " WHERE id = ?",
        changed,
    )


def touch_dates(
    clock: Clock, cadence_days: int, last_touch: str | None, created: str, set_on: str | None
) -> tuple[str | None, str | None]:
    """The day on which the next touch is due and the first day on which it is overdue; None without a cadence.

    Counted from the last touch, or, for someone never touched, from the later of the day the contact was
    created and the day the cadence was set.
    """
    if cadence_days <= 0:
        return None, None
    if last_touch:
        base = clock.local(last_touch).date()
    else:
        base = clock.local(created).date()
        if set_on:
            base = max(base, date.fromisoformat(set_on))
    due = base + timedelta(days=cadence_days)
    overdue = base + timedelta(days=int(cadence_days * OVERDUE_FACTOR) + 1)
    return due.isoformat(), overdue.isoformat()
