"""Which records must be derived and indexed anew after the changes of a transaction."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from smallcrm.store.connection import Connection

_OWNED = ("channel", "tagging", "interaction_contact", "follow_up", "custom_value")
_BORNE = {"tag": "tagging", "custom_field": "custom_value"}
"""What records bear, and the table that says which ones do."""
_OF_DEALS = ("tagging", "interaction", "follow_up", "stage_event", "custom_value")


class Affected(NamedTuple):
    """Ids of records, by entity, that a transaction changed itself or through something that hangs on them."""

    contacts: set[int]
    companies: set[int]
    interactions: set[int]
    follow_ups: set[int]
    channels: set[int]
    deals: set[int]


def id_list(ids: Iterable[int]) -> str:
    """Ids as the JSON that `json_each(:ids)` takes apart."""
    return json.dumps(sorted(ids))


def affected(connection: Connection, group_id: int) -> Affected:
    """What a group's changes touch; rows inserted as a range are the business of whoever inserted them."""
    changed = _changed(connection, group_id)
    contacts = changed.get("contact", set())
    companies = changed.get("company", set())
    for table in _OWNED:
        if table in changed:
            contacts |= _owners(connection, group_id, table, "contact_id", changed[table])
            if table != "interaction_contact":
                companies |= _owners(connection, group_id, table, "company_id", changed[table])
    deals = _deals(connection, group_id, changed)
    if "interaction" in changed:
        contacts |= _people_in(connection, changed["interaction"])
    if "company" in changed:
        contacts |= _renamed_around(connection, group_id)
    for table, link in _BORNE.items():
        if table in changed:
            contacts |= _bearers(connection, table, link, "contact_id", changed[table])
            companies |= _bearers(connection, table, link, "company_id", changed[table])
            deals |= _bearers(connection, table, link, "deal_id", changed[table])
    if "setting" in changed and _cadence_settings_changed(connection, group_id):
        contacts |= set(connection.column("SELECT id FROM contact"))
    return Affected(
        contacts,
        companies,
        changed.get("interaction", set()),
        changed.get("follow_up", set()),
        changed.get("channel", set()),
        deals,
    )


def _deals(connection: Connection, group_id: int, changed: dict[str, set[int]]) -> set[int]:
    owners = (
        _owners(connection, group_id, table, "deal_id", changed[table]) for table in _OF_DEALS if table in changed
    )
    return changed.get("deal", set()).union(*owners)


def _changed(connection: Connection, group_id: int) -> dict[str, set[int]]:
    changed: dict[str, set[int]] = {}
    for entity, entity_id in connection.each(
        "SELECT entity, entity_id FROM change WHERE group_id = :group AND last_id IS NULL", group=group_id
    ):
        changed.setdefault(entity, set()).add(entity_id)
    return changed


def _owners(connection: Connection, group_id: int, table: str, column: str, ids: set[int]) -> set[int]:
    named = connection.rows(
        f"SELECT json_extract(before, '$.{column}'), json_extract(after, '$.{column}') FROM change"
        " WHERE group_id = :group AND entity = :table AND last_id IS NULL",
        group=group_id,
        table=table,
    )
    present = connection.column(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))",
        ids=id_list(ids),
    )
    return {owner for owners in named for owner in owners if owner is not None} | set(present)


def _people_in(connection: Connection, interactions: set[int]) -> set[int]:
    return set(
        connection.column(
            "SELECT contact_id FROM interaction_contact WHERE interaction_id IN (SELECT value FROM json_each(:ids))",
            ids=id_list(interactions),
        )
    )


def _renamed_around(connection: Connection, group_id: int) -> set[int]:
    return set(
        connection.column(
            "SELECT contact.id FROM change JOIN contact ON contact.company_id = change.entity_id"
            " WHERE change.group_id = :group AND change.entity = 'company' AND change.op = 'update'"
            " AND coalesce(json_type(change.after, '$.name'), json_type(change.after, '$.deleted_at')) IS NOT NULL",
            group=group_id,
        )
    )


def _bearers(connection: Connection, table: str, link: str, column: str, ids: set[int]) -> set[int]:
    return set(
        connection.column(
            f"SELECT {column} FROM {link} WHERE {column} IS NOT NULL"
            f" AND {table}_id IN (SELECT value FROM json_each(:ids))",
            ids=id_list(ids),
        )
    )


def _cadence_settings_changed(connection: Connection, group_id: int) -> bool:
    return bool(
        connection.value(
            "SELECT count(*) FROM change LEFT JOIN setting ON setting.id = change.entity_id, json_each(json_array("
            "setting.key, json_extract(change.before, '$.key'), json_extract(change.after, '$.key'))) AS named"
            " WHERE change.group_id = :group AND change.entity = 'setting'"
            " AND (named.value LIKE 'cadence.%' OR named.value = 'time_zone')",
            group=group_id,
        )
    )
