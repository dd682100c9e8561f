"""Custom fields: which there are, and what is stored in them."""

from smallcrm.records.custom_fields import CustomField
from smallcrm.records.references import Reference
from smallcrm.store.connection import Connection
from smallcrm.store.queries.rows import fetch_all


def fields_of(connection: Connection, entity: str) -> list[CustomField]:
    """The living custom fields of an entity, the oldest first."""
    return fetch_all(
        connection, CustomField, "WHERE entity = :entity AND deleted_at IS NULL ORDER BY id", entity=entity
    )


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
