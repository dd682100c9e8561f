"""Who is already there: contacts that share an e-mail, a phone, or a name and company with a new one."""

from collections.abc import Iterable
from typing import NamedTuple

from smallcrm.records.duplicates import Certainty
from smallcrm.store.connection import Connection
from smallcrm.text.fold import fold
from smallcrm.values.names import names_agree


class Match(NamedTuple):
    """A living contact, what it has in common with the new one, and how sure the match is."""

    contact_id: int
    name: str
    certainty: Certainty
    shared: str

    def describe(self) -> str:
        """The match as a sentence."""
        told = {
            Certainty.SHARED: "shares {shared} with contact:{id} {name}",
            Certainty.LIKELY: "may be contact:{id} {name}, also at {shared}",
            Certainty.STRONG: "may be contact:{id} {name}, who has {shared} too",
            Certainty.CERTAIN: "is contact:{id} {name}, who has {shared} too",
        }
        return told[self.certainty].format(shared=self.shared, id=self.contact_id, name=self.name)


def find_matches(
    connection: Connection, *, name: str, emails: Iterable[str], phones: Iterable[str], company_id: int | None
) -> list[Match]:
    """The living contacts that resemble a new one, surest first; `emails` and `phones` are match keys."""
    found: dict[int, Match] = {}
    candidates = [
        *_by_keys(connection, name, "email", emails, Certainty.CERTAIN),
        *_by_keys(connection, name, "phone", phones, Certainty.STRONG),
        *_by_company(connection, name, company_id),
    ]
    for match in candidates:
        if match.contact_id not in found or match.certainty > found[match.contact_id].certainty:
            found[match.contact_id] = match
    return sorted(found.values(), key=lambda match: (-match.certainty, match.contact_id))


def _by_keys(connection: Connection, name: str, kind: str, keys: Iterable[str], certainty: Certainty) -> list[Match]:
    matches = []
    for key in keys:
        for identity, other, value in connection.rows(
            "SELECT contact.id, contact.name, channel.value"
            " FROM channel JOIN contact ON contact.id = channel.contact_id"
            " WHERE channel.match_key = :key AND channel.type = :kind"
            " AND channel.deleted_at IS NULL AND contact.deleted_at IS NULL",
            key=key,
            kind=kind,
        ):
            agree = names_agree(fold(name), fold(other))
            matches.append(Match(identity, other, certainty if agree else Certainty.SHARED, value))
    return matches


def _by_company(connection: Connection, name: str, company_id: int | None) -> list[Match]:
    if company_id is None:
        return []
    return [
        Match(identity, other, Certainty.LIKELY, company)
        for identity, other, company in connection.rows(
            "SELECT contact.id, contact.name, company.name FROM contact JOIN company ON company.id = contact.company_id"
            " WHERE contact.company_id = :company AND contact.name_key = :key AND contact.deleted_at IS NULL",
            company=company_id,
            key=fold(name),
        )
    ]
