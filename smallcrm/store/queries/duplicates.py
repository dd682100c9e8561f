"""What living records have in common: keys of channels, names at one company, names and numbers of companies."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smallcrm.records.references import Noun
from smallcrm.store.affected import id_list
from smallcrm.store.connection import Connection

_DETAIL = {
    Noun.CONTACT: "(SELECT company.name FROM company WHERE company.id = contact.company_id)",
    Noun.COMPANY: "company.city",
}


class Holder(NamedTuple):
    """A record and the key it has; `shown` is the key as a person wrote it."""

    key: str
    shown: str
    id: int


class Known(NamedTuple):
    """What a record is called, and what tells it from its namesakes."""

    name: str
    name_key: str
    detail: str | None


class CompanyKeys(NamedTuple):
    """What a company can have in common with others."""

    id: int
    name_key: str
    tax_id: str | None
    domain: str | None
    website: str | None


def holders(connection: Connection, noun: Noun, types: Iterable[str]) -> Iterator[Holder]:
    """Who has a channel of these types whose match key is not theirs alone, key by key."""
    table = noun.table
    listed = ", ".join(f"'{kind}'" for kind in types)
    living = f"channel.type IN ({listed}) AND channel.match_key <> '' AND channel.deleted_at IS NULL"
    rows = connection.each(
        f"SELECT channel.match_key, min(channel.value), {table}.id FROM channel JOIN {table}"
        f" ON {table}.id = channel.{table}_id WHERE {living} AND {table}.deleted_at IS NULL AND channel.match_key IN"
        f" (SELECT match_key FROM channel WHERE {living} AND {table}_id IS NOT NULL"
        f" GROUP BY match_key HAVING min({table}_id) < max({table}_id))"
        f" GROUP BY channel.match_key, {table}.id ORDER BY channel.match_key, {table}.id"
    )
    return map(Holder._make, rows)


def namesakes_at_work(connection: Connection) -> Iterator[Holder]:
    """Contacts of one folded name at one company; the company's name is what is shown."""
    rows = connection.each(
        "SELECT contact.company_id || ' ' || contact.name_key, company.name, contact.id FROM contact"
        " JOIN company ON company.id = contact.company_id"
        " JOIN (SELECT company_id, name_key FROM contact WHERE deleted_at IS NULL AND company_id IS NOT NULL"
        " GROUP BY company_id, name_key HAVING count(*) > 1) AS twice"
        " ON twice.company_id = contact.company_id AND twice.name_key = contact.name_key"
        " WHERE contact.deleted_at IS NULL AND company.deleted_at IS NULL ORDER BY 1, contact.id"
    )
    return map(Holder._make, rows)


def company_keys(connection: Connection) -> Iterator[CompanyKeys]:
    """Every living company with what it can have in common with others, the oldest first."""
    rows = connection.each(
        "SELECT id, name_key, tax_id, domain, website FROM company WHERE deleted_at IS NULL ORDER BY id"
    )
    return map(CompanyKeys._make, rows)


def known(connection: Connection, noun: Noun, ids: Iterable[int]) -> dict[int, Known]:
    """What these records are called."""
    rows = connection.each(
        f"SELECT id, name, name_key, {_DETAIL[noun]} FROM {noun.table} WHERE id IN (SELECT value FROM json_each(:ids))",
        ids=id_list(ids),
    )
    return {identity: Known(*rest) for identity, *rest in rows}
