"""The custom fields that columns hold; those still to be made wait here until a row has a value in them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.core.custom_values import read_value
from smallcrm.errors import UsageError
from smallcrm.interchange.fields import TABLES
from smallcrm.interchange.lookup import next_id
from smallcrm.interchange.mapping import Mapping as ColumnMapping
from smallcrm.interchange.read_records import BadValueError
from smallcrm.records.custom_fields import CustomField, CustomType, StoredValue
from smallcrm.store.connection import Connection
from smallcrm.store.queries.custom_fields import fields_of

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class FieldBook:
    """Reads the custom values of the rows of one file. `made` are this batch's new fields."""

    def __init__(self, crm: "Crm", connection: Connection, mapping: ColumnMapping) -> None:
        self._crm = crm
        self._entity = TABLES[mapping.kind]
        self._targets = mapping.custom
        self._fields = {field.key: field for field in fields_of(connection, self._entity)} if mapping.custom else {}
        self._next_id = next_id(connection, "custom_field") if mapping.custom else 0
        self.made: list[CustomField] = []

    def begin(self) -> None:
        """Forget what the last batch made: it is written."""
        self.made = []

    def read(self, texts: Mapping[str, str]) -> dict[int, StoredValue]:
        """The values by the field's id; BadValueError for one that is not of its field's type."""
        values = {}
        for key, text in texts.items():
            field = self._fields.get(key) or self._make(key)
            value = self._value(field, text)
            if value is not None:
                values[field.id] = value
        return values

    def key(self, identity: int) -> str:
        """The key of a field."""
        return next(field.key for field in self._fields.values() if field.id == identity)

    def _value(self, field: CustomField, text: str) -> StoredValue | None:
        try:
            return read_value(self._crm, field, text)
        except UsageError as error:
            raise BadValueError(field.key, text, f"{error.message} ({error.hint})") from error

    def _make(self, key: str) -> CustomField:
        label = self._targets[key].new_label or key
        field = CustomField(self._next_id, "", self._entity, key, label, CustomType.TEXT.value, None, "", "", 1, None)
        self._next_id += 1
        self._fields[key] = field
        self.made.append(field)
        return field
