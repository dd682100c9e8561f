"""The agenda's questions to the database: who is overdue, due, quiet, has a birthday, has complained, has a deal."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smallcrm.records.interactions import ATTEMPT_OUTCOMES
from smallcrm.records.references import Noun, Reference
from smallcrm.store.affected import id_list
from smallcrm.store.connection import Connection
from smallcrm.store.queries.deal_terms import CLOSING, LIVING, QUIET, ROTTING, UNPLANNED

_ATTEMPTS = ", ".join(f"'{outcome}'" for outcome in ATTEMPT_OUTCOMES)


class Candidate(NamedTuple):
    """Someone for a section, with the day that put them there; "" for a deal that nobody expects to close."""

    ref: Reference
    day: str
    deal: Reference | None = None
    title: str = ""
    """The deal's."""
    rotting: bool = False


class Candidates(NamedTuple):
    """The first of a section, and how many there are in all."""

    first: Sequence[Candidate]
    total: int


class DueFollowUp(NamedTuple):
    """An open follow-up of someone on the agenda."""

    owner: Reference
    id: int
    title: str
    due_on: str
    due_time: str | None
    priority: str


class Person(NamedTuple):
    """What the agenda shows of a contact or a company."""

    name: str
    company: str | None
    phone: str | None
    last_touch: str | None
    last_summary: str | None
    birthday: str | None
    touch_due_on: str | None


def with_follow_ups(connection: Connection, first_day: str, last_day: str, limit: int) -> Candidates:
    """Whose earliest open follow-up lies between two days, earliest first; a to-do without anybody is its own."""
    rows = connection.each(_EARLIEST, first=first_day, last=last_day)
    first: dict[Reference, str] = {}
    for contact, company, follow_up, day in rows:
        if len(first) == limit:
            break
        first.setdefault(_owner(contact, company, follow_up), day)
    total = connection.value(_OWNERS, first=first_day, last=last_day)
    return Candidates([Candidate(owner, day) for owner, day in first.items()], total)


def quiet_contacts(connection: Connection, today: str, limit: int) -> Candidates:
    """Contacts whose cadence has passed with nothing planned; those never touched first, then the longest due."""
    condition = "deleted_at IS NULL AND touch_due_on <= :today AND next_follow_up_on IS NULL"
    rows = connection.rows(
        f"SELECT id, touch_due_on FROM contact WHERE {condition}"
        " ORDER BY last_touch_at IS NOT NULL, touch_due_on, id LIMIT :limit",
        today=today,
        limit=limit,
    )
    total = connection.value(f"SELECT count(*) FROM contact WHERE {condition}", today=today)
    return Candidates([Candidate(Reference(Noun.CONTACT, identity), day) for identity, day in rows], total)


def birthdays(connection: Connection, days: Sequence[str], limit: int) -> Candidates:
    """Living contacts with a birthday on one of `days` (MM-DD), in the order of the days."""
    order = {day: position for position, day in enumerate(days)}
    rows = connection.rows(
        "SELECT id, substr(birthday, -5) FROM contact WHERE deleted_at IS NULL AND birthday IS NOT NULL"
        f" AND do_not_contact = 0 AND substr(birthday, -5) IN ({', '.join(repr(str(day)) for day in days)})"
    )
    rows.sort(key=lambda row: (order[row[1]], row[0]))
    return Candidates([Candidate(Reference(Noun.CONTACT, row[0]), row[1]) for row in rows[:limit]], len(rows))


def unanswered_complaints(connection: Connection, limit: int) -> Candidates:
    """Contacts who complained, whom nobody has been in touch with since, and with whom nothing is planned."""
    rows = connection.rows(
        "SELECT contact.id, min(interaction.at), count(*) OVER () FROM interaction"
        " CROSS JOIN interaction_contact AS together ON together.interaction_id = interaction.id"
        " CROSS JOIN contact ON contact.id = together.contact_id"
        " WHERE interaction.topic = 'complaint' AND interaction.deleted_at IS NULL AND contact.deleted_at IS NULL"
        " AND contact.next_follow_up_on IS NULL AND contact.last_touch_at <= interaction.at"
        " GROUP BY contact.id ORDER BY min(interaction.at), contact.id LIMIT :limit",
        limit=limit,
    )
    first = [Candidate(Reference(Noun.CONTACT, identity), at) for identity, at, _ in rows]
    return Candidates(first, rows[0][2] if rows else 0)


def troubled_deals(connection: Connection, today: str, now: str, limit: int) -> Candidates:
    """Open deals past their expected close, the longest first, then those that are rotting, the quietest first."""
    late = _OpenDeals("deal", f"{CLOSING} < :today", _BY_CLOSE)
    rotting = _OpenDeals(_BY_STAGE, f"{QUIET} AND {CLOSING} >= :today AND {UNPLANNED}", "deal.last_activity_at")
    return _deals(connection, (late, rotting), limit, today=today, now=now)


def deals_without_next_step(connection: Connection, today: str, now: str, limit: int) -> Candidates:
    """Open deals without an open follow-up, those that close first on top."""
    without = _OpenDeals("deal", "deal.next_follow_up_on IS NULL", _BY_CLOSE)
    return _deals(connection, (without,), limit, today=today, now=now)


class _OpenDeals(NamedTuple):
    """Some of the open deals, in an order."""

    source: str
    condition: str
    order: str

    @property
    def sql(self) -> str:
        return f"FROM {self.source} WHERE deal.closed_at IS NULL AND {self.condition} AND {LIVING}"


_BY_CLOSE = f"{CLOSING}, deal.last_activity_at"
_BY_STAGE = "stage CROSS JOIN deal ON deal.stage_id = stage.id"


def _deals(connection: Connection, groups: Iterable[_OpenDeals], limit: int, **moments: str) -> Candidates:
    ids: list[int] = []
    total = 0
    for group in groups:
        total += connection.value(f"SELECT count(*) {group.sql}", **moments)
        if len(ids) != limit:
            page = f"SELECT deal.id {group.sql} ORDER BY {group.order}, deal.id LIMIT :limit"
            ids += connection.column(page, **moments, limit=limit - len(ids) if limit >= 0 else limit)
    return Candidates(_deal_candidates(connection, ids, **moments), total)


def _deal_candidates(connection: Connection, ids: list[int], **moments: str) -> list[Candidate]:
    rows = connection.each(
        f"SELECT deal.id, {_LIVING_CONTACT}, deal.company_id, coalesce(deal.expected_close_on, ''), deal.title,"
        f" {ROTTING} FROM json_each(:ids) AS asked CROSS JOIN deal ON deal.id = asked.value"
        " JOIN stage ON stage.id = deal.stage_id ORDER BY asked.key",
        ids=json.dumps(ids),
        **moments,
    )
    return [
        Candidate(_owner(contact, company, 0), close, Reference(Noun.DEAL, identity), title, bool(rotting))
        for identity, contact, company, close, title, rotting in rows
    ]


_LIVING_CONTACT = "(SELECT contact.id FROM contact WHERE contact.id = deal.contact_id AND contact.deleted_at IS NULL)"


def open_follow_ups_of(connection: Connection, owners: Iterable[Reference], last_day: str) -> list[DueFollowUp]:
    """The open follow-ups of these people, companies and to-dos that are due by `last_day`, earliest first."""
    ids = _by_noun(owners)
    rows = connection.rows(
        "SELECT contact_id, company_id, id, title, due_on, due_time, priority FROM follow_up"
        " WHERE status = 'open' AND deleted_at IS NULL AND due_on <= :last AND ("
        " contact_id IN (SELECT value FROM json_each(:contacts))"
        " OR company_id IN (SELECT value FROM json_each(:companies))"
        " OR id IN (SELECT value FROM json_each(:follow_ups)))"
        " ORDER BY due_on, coalesce(due_time, '99'), id",
        last=last_day,
        contacts=id_list(ids[Noun.CONTACT]),
        companies=id_list(ids[Noun.COMPANY]),
        follow_ups=id_list(ids[Noun.FOLLOW_UP]),
    )
    return [DueFollowUp(_owner(contact, company, identity), identity, *rest)
            for contact, company, identity, *rest in rows]  # fmt: skip


def people(connection: Connection, owners: Iterable[Reference]) -> dict[Reference, Person]:
    """What the agenda shows of these contacts and companies."""
    ids = _by_noun(owners)
    contacts = connection.rows(_PEOPLE, ids=id_list(ids[Noun.CONTACT]))
    companies = connection.rows(_COMPANIES, ids=id_list(ids[Noun.COMPANY]))
    return {
        **{Reference(Noun.CONTACT, identity): Person(*rest) for identity, *rest in contacts},
        **{Reference(Noun.COMPANY, identity): Person(*rest) for identity, *rest in companies},
    }


# A person's earliest day is kept with the person; only what is planned with companies, or with nobody, is looked up.
_EARLIEST = """
SELECT follow_up.contact_id, follow_up.company_id, follow_up.id, follow_up.due_on
FROM follow_up LEFT JOIN contact ON contact.id = follow_up.contact_id
    LEFT JOIN company ON company.id = follow_up.company_id
WHERE follow_up.status = 'open' AND follow_up.deleted_at IS NULL AND follow_up.due_on BETWEEN :first AND :last
    AND contact.deleted_at IS NULL AND company.deleted_at IS NULL
    AND follow_up.due_on = CASE WHEN contact.id IS NOT NULL THEN contact.next_follow_up_on
        WHEN company.id IS NOT NULL THEN (SELECT min(other.due_on) FROM follow_up AS other
            WHERE other.contact_id IS NULL AND other.company_id = company.id AND other.status = 'open'
                AND other.deleted_at IS NULL)
        ELSE follow_up.due_on END
ORDER BY follow_up.due_on, coalesce(follow_up.due_time, '99'), follow_up.id
"""
_OWNERS = """
SELECT (SELECT count(*) FROM contact WHERE deleted_at IS NULL AND next_follow_up_on BETWEEN :first AND :last)
    + (SELECT count(*) FROM follow_up
        WHERE contact_id IS NULL AND company_id IS NULL AND status = 'open' AND deleted_at IS NULL
            AND due_on BETWEEN :first AND :last)
    + (SELECT count(*) FROM (
        SELECT min(follow_up.due_on) AS day FROM follow_up JOIN company ON company.id = follow_up.company_id
        WHERE follow_up.contact_id IS NULL AND follow_up.status = 'open' AND follow_up.deleted_at IS NULL
            AND follow_up.due_on <= :last AND company.deleted_at IS NULL
        GROUP BY follow_up.company_id) WHERE day >= :first)
"""
_PHONE = """(SELECT value FROM channel WHERE {table}_id = {table}.id AND type IN ('phone', 'whatsapp')
    AND deleted_at IS NULL ORDER BY is_primary DESC, invalid, id LIMIT 1)"""
_PEOPLE = f"""
SELECT contact.id, contact.name, company.name, {_PHONE.format(table="contact")}, contact.last_touch_at,
    (SELECT interaction.summary FROM interaction_contact AS together
        JOIN interaction ON interaction.id = together.interaction_id
        WHERE together.contact_id = contact.id AND interaction.deleted_at IS NULL AND interaction.channel <> 'note'
            AND (interaction.outcome IS NULL OR interaction.outcome NOT IN ({_ATTEMPTS}))
        ORDER BY together.at DESC, together.interaction_id DESC LIMIT 1),
    contact.birthday, contact.touch_due_on
FROM contact LEFT JOIN company ON company.id = contact.company_id AND company.deleted_at IS NULL
WHERE contact.id IN (SELECT value FROM json_each(:ids))
"""
_COMPANIES = f"""
SELECT company.id, company.name, NULL, {_PHONE.format(table="company")},
    (SELECT at FROM interaction WHERE company_id = company.id AND deleted_at IS NULL ORDER BY at DESC LIMIT 1),
    (SELECT summary FROM interaction WHERE company_id = company.id AND deleted_at IS NULL ORDER BY at DESC LIMIT 1),
    NULL, NULL
FROM company WHERE company.id IN (SELECT value FROM json_each(:ids))
"""


def _owner(contact: int | None, company: int | None, follow_up: int) -> Reference:
    if contact is not None:
        return Reference(Noun.CONTACT, contact)
    return Reference(Noun.COMPANY, company) if company is not None else Reference(Noun.FOLLOW_UP, follow_up)


def _by_noun(owners: Iterable[Reference]) -> dict[Noun, set[int]]:
    ids: dict[Noun, set[int]] = {Noun.CONTACT: set(), Noun.COMPANY: set(), Noun.FOLLOW_UP: set()}
    for owner in owners:
        ids[owner.noun].add(owner.id)
    return ids
