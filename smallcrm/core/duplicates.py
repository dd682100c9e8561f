"""Duplicates: who is in the database twice, found by shared keys, so that a hundred thousand take seconds.

For contacts: the same e-mail and agreeing names are certain, the same phone and agreeing names strong, the same name
at the same company likely. For companies: the same tax id, or the same domain and agreeing names, are certain; the same
name but for its legal form strong; the same phone or e-mail and agreeing names likely.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from smallcrm.core.clusters import Cluster, Clusters, NameWords, Tie, parts_by_name
from smallcrm.records.duplicates import Certainty, DuplicateGroup, Suspect
from smallcrm.records.references import Noun, Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries import duplicates as queries
from smallcrm.store.queries.duplicates import CompanyKeys, Known
from smallcrm.values.company_names import distinctive_words, web_domain
from smallcrm.values.emails import is_free_mail_domain
from smallcrm.values.names import name_words

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_PHONES = ("phone", "whatsapp")
_EMAILS = ("email",)


class Duplicates:
    """The search for duplicates."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def groups(self, noun: Noun, *, least: Certainty = Certainty.LIKELY) -> list[DuplicateGroup]:
        """Groups of contacts or companies that are one with at least this certainty, the surest first.

        With SHARED also those who merely have a phone, an e-mail or a domain in common, at the end.
        """
        connection = self._crm.store.read()
        ties = list(_contact_ties(connection) if noun == Noun.CONTACT else _company_ties(connection))
        ties = [tie for tie in ties if tie.certainty >= least or least == Certainty.SHARED]
        known = queries.known(connection, noun, {member for tie in ties for member in tie.members})
        words = {identity: _name_words(noun, each) for identity, each in known.items()}
        clusters, shared = _gathered(ties, words)
        groups = [_group(noun, cluster.members, cluster.certainty, cluster.reasons, known) for cluster in clusters]
        if least == Certainty.SHARED:
            groups += [_group(noun, tie.members, Certainty.SHARED, [f"shares {tie.reason}"], known) for tie in shared]
        return sorted(groups, key=lambda group: (-group.certainty, group.suspects[0].ref.id))


def _gathered(ties: Iterable[Tie], words: dict[int, NameWords]) -> tuple[list[Cluster], list[Tie]]:
    """The clusters, and those ties whose members do not all have agreeing names."""
    clusters, shared = Clusters(words), []
    for tie in sorted(ties, key=lambda tie: -tie.certainty):
        parts = [tie.members] if tie.whatever_names else parts_by_name(tie.members, words)
        if len(parts) > 1:
            shared.append(tie)
        for part in parts:
            clusters.join(tie._replace(members=part))
    return clusters.found(), shared


def _contact_ties(connection: Connection) -> Iterator[Tie]:
    yield from _channel_ties(connection, Noun.CONTACT, "e-mail", _EMAILS, Certainty.CERTAIN)
    yield from _channel_ties(connection, Noun.CONTACT, "phone", _PHONES, Certainty.STRONG)
    for _, holders in groupby(queries.namesakes_at_work(connection), key=lambda holder: holder.key):
        together = list(holders)
        yield Tie([each.id for each in together], Certainty.LIKELY, f"name at {together[0].shown}")


def _company_ties(connection: Connection) -> Iterator[Tie]:
    companies = list(queries.company_keys(connection))
    yield from _by_key(companies, _tax_id, "tax id", Certainty.CERTAIN, whatever_names=True)
    yield from _by_key(companies, _domain, "domain", Certainty.CERTAIN)
    yield from _by_key(companies, _distinctive_name, "name", Certainty.STRONG)
    yield from _channel_ties(connection, Noun.COMPANY, "phone", _PHONES, Certainty.LIKELY)
    yield from _channel_ties(connection, Noun.COMPANY, "e-mail", _EMAILS, Certainty.LIKELY)


def _channel_ties(
    connection: Connection, noun: Noun, what: str, types: Iterable[str], certainty: Certainty
) -> Iterator[Tie]:
    for _, holders in groupby(queries.holders(connection, noun, types), key=lambda holder: holder.key):
        together = list(holders)
        if len(together) > 1:
            yield Tie([each.id for each in together], certainty, f"{what} {together[0].shown}")


def _by_key(
    companies: Iterable[CompanyKeys], key_of: Callable[[CompanyKeys], str], what: str, certainty: Certainty,
    *, whatever_names: bool = False,
) -> Iterator[Tie]:  # fmt: skip
    by_key: dict[str, list[int]] = {}
    for company in companies:
        if key := key_of(company):
            by_key.setdefault(key, []).append(company.id)
    for key, members in by_key.items():
        if len(members) > 1:
            yield Tie(members, certainty, f"{what} {key}", whatever_names)


def _tax_id(company: CompanyKeys) -> str:
    return re.sub(r"[\W_]+", "", company.tax_id or "").lower()


def _domain(company: CompanyKeys) -> str:
    domain = web_domain(company.domain or company.website or "")
    return "" if is_free_mail_domain(domain) else domain


def _distinctive_name(company: CompanyKeys) -> str:
    return " ".join(distinctive_words(company.name_key))


def _name_words(noun: Noun, known: Known) -> NameWords:
    """The words by which names agree; a contact of whom only an e-mail address is known has none."""
    if noun == Noun.COMPANY:
        return frozenset(distinctive_words(known.name_key))
    return frozenset() if "@" in known.name_key else name_words(known.name_key)


def _group(
    noun: Noun, members: Iterable[int], certainty: Certainty, reasons: Iterable[str], known: dict[int, Known]
) -> DuplicateGroup:
    suspects = [
        Suspect(Reference(noun, member), known[member].name, known[member].detail) for member in sorted(members)
    ]
    return DuplicateGroup(certainty, tuple(suspects), tuple(reasons))
