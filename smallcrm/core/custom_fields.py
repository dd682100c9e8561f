"""Custom fields: defining them, and filling them in."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.core.custom_values import read_value, spelling
from smallcrm.core.fields import one_line, read_choice
from smallcrm.errors import ConflictError, DuplicateError, NotFoundError, UsageError
from smallcrm.records.custom_fields import CustomEntity, CustomField, CustomType, StoredValue
from smallcrm.records.references import Noun, Reference, id_in
from smallcrm.store.connection import Connection
from smallcrm.store.queries import custom_fields as queries
from smallcrm.store.queries.rows import fetch
from smallcrm.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_WORDS_OF_QUERY = frozenset({"has", "no", "not", "and", "or"})
_LONGEST_KEY = 40


class CustomFields:
    """The use cases of custom fields."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def all(self, entity: str) -> list[CustomField]:
        """The custom fields of an entity, the oldest first."""
        return queries.fields_of(self._crm.store.read(), entity)

    def get(self, field_id: int) -> CustomField:
        """One field by its id, living or in the trash."""
        return fetch(self._crm.store.read(), CustomField, field_id)

    def find(self, text: str, *, entity: str = "") -> CustomField:
        """The field of a key, label, id or reference; UsageError when several entities have one of that key."""
        connection = self._crm.store.read()
        entities = [entity] if entity else list(CustomEntity)
        known = [field for name in entities for field in queries.fields_of(connection, name)]
        key = key_of(text)
        ids = (text.strip(), str(id_in(text, Noun.FIELD)))
        found = [field for field in known if field.key == key or str(field.id) in ids]
        if len(found) == 1:
            return found[0]
        if found:
            named = " and ".join(field.entity for field in found)
            raise UsageError(f"{named} have a field {text!r} each", hint=f"say which: --of {found[0].entity}")
        raise NotFoundError(
            f"there is no custom field {text!r}",
            hint="smallcrm field list shows them",
            candidates=[field.key for field in known],
        )

    def add(
        self, label: str, *, entity: str = CustomEntity.CONTACT, kind: str = CustomType.TEXT,
        key: str = "", choices: Sequence[str] = (),
    ) -> int:  # fmt: skip
        """Define a field; without a key, the label makes it. Returns its id.

        UsageError for a key that is no word or that the list has already, DuplicateError for another field's key.
        """
        of = read_choice("kind of record", CustomEntity, entity).value
        type_ = read_choice("type", CustomType, kind).value
        key = key_of(key or _label(label))
        with self._crm.store.write(f"add field {key}") as work:
            self._check_key(of, key)
            listed = _choices(choices, required=type_ == CustomType.CHOICE)
            values = {"entity": of, "key": key, "label": _label(label), "type": type_, "choices": listed}
            return work.insert("custom_field", values)

    def edit(
        self, field_id: int, *, label: str | None = None, key: str | None = None, choices: Sequence[str] | None = None
    ) -> bool:
        """Change label, key or choices; returns whether anything differs now. The type stays what it is.

        ConflictError for a choice left out that some record has.
        """
        field = self.get(field_id)
        values: dict[str, Any] = {}
        with self._crm.store.write(f"edit field {field.key}") as work:
            if label is not None:
                values["label"] = _label(label)
            if key is not None and key_of(key) != field.key:
                values["key"] = key_of(key)
                self._check_key(field.entity, values["key"])
            if choices is not None:
                values["choices"] = _choices(choices, required=field.type == CustomType.CHOICE)
                _check_in_use(work.connection, field, (values["choices"] or "").splitlines())
            return bool(values) and work.update("custom_field", field_id, values)

    def delete(self, field_id: int) -> int:
        """Move a field, with what records have in it, to the trash; returns how many records that were."""
        field = self.get(field_id)
        with self._crm.store.write(f"delete field {field.key}") as work:
            used = sum(queries.values_in_use(work.connection, field_id).values())
            work.trash("custom_field", field_id)
            return used

    def split(
        self, entity: str, known: Mapping[str, Any], texts: Mapping[str, str]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """`texts` by field name, parted into the fields `known` to every database and the custom ones.

        UsageError, naming both, for a field that is neither.
        """
        others = {name: text for name, text in texts.items() if name not in known}
        if not others:
            return dict(texts), {}
        keys = [field.key for field in self.all(entity)]
        custom = {key_of(name): text for name, text in others.items()}
        for name in others:
            if key_of(name) not in keys:
                raise UsageError(f"there is no field {name!r}", hint="fields: " + ", ".join([*known, *keys]))
        return {name: text for name, text in texts.items() if name in known}, custom

    def fill(self, work: UnitOfWork, owner: Reference, texts: Mapping[str, str]) -> bool:
        """Fill custom fields in by key, inside a transaction; an empty text clears one. Returns whether any changed."""
        fields = {field.key: field for field in queries.fields_of(work.connection, owner.noun.value)}
        differs = [self._put(work, owner, fields[key], text) for key, text in texts.items()]
        return any(differs)

    def _put(self, work: UnitOfWork, owner: Reference, field: CustomField, text: str) -> bool:
        return store_value(work, owner, field, read_value(self._crm, field, text))

    def _check_key(self, entity: str, key: str) -> None:
        from smallcrm.core.lists import listing

        if not key[:1].isalpha():
            raise UsageError(f"not a key for a field: {key!r}", hint="begin with a letter: --key shoe_size")
        if key in _WORDS_OF_QUERY or key in listing(entity).filters or key in _read_by(entity):
            raise UsageError(f"every {entity} has a field {key} already", hint="choose another key: --key K")
        if key in self._crm.lists.fields(entity):
            raise DuplicateError(f"there is a field {key} already", hint="smallcrm field list shows it")


def store_value(work: UnitOfWork, owner: Reference, field: CustomField, stored: StoredValue | None) -> bool:
    """Write a value that was read, or take the present one away; returns whether anything changed."""
    row = queries.value_id(work.connection, owner, field.id)
    if stored is None:
        if row is not None:
            work.delete("custom_value", row)
        return row is not None
    if row is not None:
        return work.update("custom_value", row, stored._asdict())
    owner_of_value = {f"{owner.noun.table}_id": owner.id}
    work.insert("custom_value", {"custom_field_id": field.id, **owner_of_value, **stored._asdict()})
    return True


def key_of(text: str) -> str:
    """The key that a label or a typed name makes: its letters and digits in lower case, joined by underscores."""
    return re.sub(r"[\W_]+", "_", one_line(text).lower()).strip("_")[:_LONGEST_KEY].rstrip("_")


def _read_by(entity: str) -> Mapping[str, Any]:
    from smallcrm.core import fields
    from smallcrm.core.deal_fields import DEAL_FIELDS

    return {"contact": fields.CONTACT_READERS, "company": fields.COMPANY_READERS, "deal": DEAL_FIELDS}[entity]


def _label(text: str) -> str:
    label = one_line(text)
    if not label:
        raise UsageError("the name of the field is empty", hint='for example "Shoe size"')
    return label


def _choices(choices: Sequence[str], *, required: bool) -> str | None:
    listed = list({spelling(choice): one_line(choice) for choice in choices if one_line(choice)}.values())
    if required and not listed:
        raise UsageError("a choice needs choices", hint="--choice gold --choice silver")
    if listed and not required:
        raise UsageError("only a field of type choice has choices", hint="--type choice")
    return "\n".join(listed) or None


def _check_in_use(connection: Connection, field: CustomField, kept: Sequence[str]) -> None:
    for value, count in queries.values_in_use(connection, field.id).items():
        if value not in kept:
            raise ConflictError(
                f"{count} records have {field.key} {value!r}",
                hint=f"smallcrm {field.entity} list {field.key}:{value!r} shows them; keep it among the choices",
            )
