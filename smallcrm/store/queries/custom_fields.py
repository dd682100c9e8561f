"""Custom fields: which there are, what a record has in them, and their list."""

from collections.abc import Sequence

from smallcrm.records.custom_fields import CustomField, CustomValue, StoredValue
from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries.rows import fetch_all


def fields_of(connection: Connection, entity: str) -> list[CustomField]:
    """The living custom fields of an entity, the oldest first."""
    return fetch_all(
        connection, CustomField, "WHERE entity = :entity AND deleted_at IS NULL ORDER BY id", entity=entity
    )


def values_of(connection: Connection, owner: Reference) -> list[CustomValue]:
    """What a record has in the living custom fields of its kind; those without a value are left out."""
    stored = {
        field: StoredValue(value, currency)
        for field, value, currency in connection.each(
            f"SELECT custom_field_id, value, currency FROM custom_value WHERE {owner.noun.table}_id = :owner",
            owner=owner.id,
        )
    }
    if not stored:
        return []
    fields = fields_of(connection, owner.noun.value)
    return [CustomValue(field, stored[field.id]) for field in fields if field.id in stored]


def value_id(connection: Connection, owner: Reference, field_id: int) -> int | None:
    """The row that holds a record's value in a field."""
    identity: int | None = connection.value(
        f"SELECT id FROM custom_value WHERE {owner.noun.table}_id = :owner AND custom_field_id = :field",
        owner=owner.id,
        field=field_id,
    )
    return identity


def values_in_use(connection: Connection, field_id: int) -> dict[str, int]:
    """The different values stored in a field, and in how many records each."""
    return dict(
        connection.rows(
            "SELECT value, count(*) FROM custom_value WHERE custom_field_id = :field GROUP BY value", field=field_id
        )
    )


def keys_of(connection: Connection, entities: Sequence[str]) -> list[str]:
    """The keys of every living custom field of these entities."""
    return [field.key for entity in entities for field in fields_of(connection, entity)]
