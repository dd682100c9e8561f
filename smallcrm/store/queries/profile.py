"""The 360° card's questions to the database."""

from typing import NamedTuple

from smallcrm.records.profile import Colleague, OpenFollowUp, Sharing
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection

_PEOPLE_ON_CARD = 50
_SHARING_ON_CARD = 10

_ATTEMPT = "coalesce(interaction.outcome IN ('no_answer', 'left_message'), 0)"
_TOGETHER = """FROM interaction_contact AS together JOIN interaction ON interaction.id = together.interaction_id
    WHERE together.contact_id = :contact AND interaction.deleted_at IS NULL AND interaction.channel <> 'note'"""
_PHONE = """(SELECT value FROM channel WHERE contact_id = contact.id AND type = 'phone' AND deleted_at IS NULL
    ORDER BY is_primary DESC, invalid, id LIMIT 1)"""


class TouchCounts(NamedTuple):
    """The last touch's summary, the attempts since it, and the number of all touches."""

    last_summary: str | None
    attempts: int
    touches: int


def touch_counts(connection: Connection, contact_id: int, last_touch: str | None) -> TouchCounts:
    """What was said last to a contact, and how often they were reached or tried."""
    summary = connection.value(
        f"SELECT interaction.summary {_TOGETHER} AND together.at = :last AND NOT {_ATTEMPT}"
        " ORDER BY together.interaction_id DESC LIMIT 1",
        contact=contact_id,
        last=last_touch,
    )
    attempts = connection.value(
        f"SELECT count(*) {_TOGETHER} AND {_ATTEMPT} AND together.at > :last",
        contact=contact_id,
        last=last_touch or "",
    )
    touches = connection.value(f"SELECT count(*) {_TOGETHER} AND NOT {_ATTEMPT}", contact=contact_id)
    return TouchCounts(summary, attempts, touches)


def cadence_of_tags(connection: Connection, contact_id: int) -> int | None:
    """The shortest cadence, in days, that a contact's tags ask for."""
    days: int | None = connection.value(
        "SELECT min(tag.cadence_days) FROM tagging JOIN tag ON tag.id = tagging.tag_id"
        " WHERE tagging.contact_id = :contact AND tag.cadence_days > 0 AND tag.deleted_at IS NULL",
        contact=contact_id,
    )
    return days


def open_follow_ups(connection: Connection, who: Reference) -> list[OpenFollowUp]:
    """What is still to be done with someone, the earliest first."""
    rows = connection.rows(
        "SELECT id, due_on, due_time, title, kind, priority FROM follow_up"
        f" WHERE {who.noun.table}_id = :who AND status = 'open' AND deleted_at IS NULL"
        " ORDER BY due_on, coalesce(due_time, '99'), id",
        who=who.id,
    )
    return [OpenFollowUp(*row) for row in rows]


def sharing(connection: Connection, contact_id: int) -> list[Sharing]:
    """Other living contacts with the same phone or e-mail."""
    rows = connection.rows(
        "SELECT DISTINCT contact.id, contact.name, mine.value FROM channel AS mine"
        " JOIN channel AS theirs ON theirs.match_key = mine.match_key AND theirs.contact_id <> mine.contact_id"
        " JOIN contact ON contact.id = theirs.contact_id"
        " WHERE mine.contact_id = :contact AND mine.type IN ('phone', 'email', 'whatsapp') AND mine.match_key <> ''"
        " AND mine.deleted_at IS NULL AND theirs.deleted_at IS NULL AND contact.deleted_at IS NULL"
        " ORDER BY contact.name_key, contact.id LIMIT :limit",
        contact=contact_id,
        limit=_SHARING_ON_CARD,
    )
    return [Sharing(Reference(Noun.CONTACT, identity), name, value) for identity, name, value in rows]


def colleagues(connection: Connection, company_id: int) -> tuple[list[Colleague], int]:
    """The first living people of a company by name, and how many there are."""
    rows = connection.rows(
        f"SELECT contact.id, contact.name, contact.job_title, {_PHONE} FROM contact"
        " WHERE contact.company_id = :company AND contact.deleted_at IS NULL"
        " ORDER BY contact.name_key, contact.id LIMIT :limit",
        company=company_id,
        limit=_PEOPLE_ON_CARD,
    )
    total = connection.value(
        "SELECT count(*) FROM contact WHERE company_id = :company AND deleted_at IS NULL", company=company_id
    )
    return [Colleague(Reference(Noun.CONTACT, identity), *rest) for identity, *rest in rows], total


def stage_names(connection: Connection) -> dict[int, str]:
    """The names of all stages by id, deleted ones too."""
    return dict(connection.rows("SELECT id, name FROM stage"))
