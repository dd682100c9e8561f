"""The agenda's questions to the database: who is overdue, due, quiet, has a birthday, has complained, has a deal."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smallcrm.records.interactions import ATTEMPT_OUTCOMES
from smallcrm.records.references import Noun, Reference
from smallcrm.store.affected import id_list
from smallcrm.store.connection import Connection
from smallcrm.store.queries.deal_terms import LIVING, ROTTING

_LIVING_FOLLOW_UP = """follow_up.status = 'open' AND follow_up.deleted_at IS NULL
    AND (contact.id IS NULL OR contact.deleted_at IS NULL) AND (company.id IS NULL OR company.deleted_at IS NULL)"""
_FOLLOW_UPS = """follow_up LEFT JOIN contact ON contact.id = follow_up.contact_id
    LEFT JOIN company ON company.id = follow_up.company_id"""
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
    rows = connection.rows(
        f"SELECT follow_up.contact_id, follow_up.company_id, follow_up.id, min(follow_up.due_on) AS day,"
        f" min(coalesce(follow_up.due_time, '99')) AS at, count(*) OVER ()"
        f" FROM {_FOLLOW_UPS} WHERE {_LIVING_FOLLOW_UP} AND follow_up.due_on <= :last"
        " GROUP BY follow_up.contact_id, follow_up.company_id,"
        " CASE WHEN coalesce(follow_up.contact_id, follow_up.company_id) IS NULL THEN follow_up.id END"
        " HAVING day >= :first ORDER BY day, at, follow_up.id LIMIT :limit",
        first=first_day, last=last_day, limit=limit,
    )  # fmt: skip
    first = [Candidate(_owner(contact, company, follow_up), day) for contact, company, follow_up, day, _, _ in rows]
    return Candidates(first, rows[0][5] if rows else 0)


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
        " JOIN interaction_contact AS together ON together.interaction_id = interaction.id"
        " JOIN contact ON contact.id = together.contact_id"
        " WHERE interaction.topic = 'complaint' AND interaction.deleted_at IS NULL AND contact.deleted_at IS NULL"
        " AND contact.next_follow_up_on IS NULL AND contact.last_touch_at <= interaction.at"
        " GROUP BY contact.id ORDER BY min(interaction.at), contact.id LIMIT :limit",
        limit=limit,
    )
    first = [Candidate(Reference(Noun.CONTACT, identity), at) for identity, at, _ in rows]
    return Candidates(first, rows[0][2] if rows else 0)


def troubled_deals(connection: Connection, today: str, now: str, limit: int) -> Candidates:
    """Open deals past their expected close, the longest first, then those that are rotting, the quietest first."""
    return _deals(
        connection,
        f"(coalesce(deal.expected_close_on < :today, 0) OR {ROTTING})",
        "min(coalesce(deal.expected_close_on, :today), :today)",
        today=today,
        now=now,
        limit=limit,
    )


def deals_without_next_step(connection: Connection, today: str, now: str, limit: int) -> Candidates:
    """Open deals without an open follow-up, those that close first on top."""
    return _deals(
        connection,
        "deal.next_follow_up_on IS NULL",
        "coalesce(deal.expected_close_on, '9999')",
        today=today,
        now=now,
        limit=limit,
    )


def _deals(connection: Connection, condition: str, order: str, **parameters: object) -> Candidates:
    rows = connection.rows(
        "SELECT deal.id, count(*) OVER () FROM deal JOIN stage ON stage.id = deal.stage_id"
        f" WHERE deal.closed_at IS NULL AND {LIVING} AND {condition}"
        f" ORDER BY {order}, deal.last_activity_at, deal.id LIMIT :limit",
        **parameters,
    )
    found = {
        identity: Candidate(_owner(contact, company, 0), close, Reference(Noun.DEAL, identity), title, bool(rotting))
        for identity, contact, company, close, title, rotting in connection.each(
            f"SELECT deal.id, {_LIVING_CONTACT}, deal.company_id, coalesce(deal.expected_close_on, ''), deal.title,"
            f" {ROTTING} FROM deal JOIN stage ON stage.id = deal.stage_id"
            " WHERE deal.id IN (SELECT value FROM json_each(:ids))",
            ids=id_list(identity for identity, _ in rows),
            today=parameters["today"],
            now=parameters["now"],
        )
    }
    return Candidates([found[identity] for identity, _ in rows], rows[0][1] if rows else 0)


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
