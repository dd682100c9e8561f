"""The records of an export, read a batch at a time in the order that is asked for."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from smallcrm.interchange.export_tables import ExportTable
from smallcrm.interchange.fields import MARKS
from smallcrm.records.custom_fields import CustomType
from smallcrm.store.connection import Connection, Row
from smallcrm.values.money import decimal_string

_BATCH = 2000
_RECORDS = """SELECT {table}.id, {columns} FROM json_each(:ids) AS asked
    CROSS JOIN {table} ON {table}.id = asked.value {joins} ORDER BY asked.key"""
_CHANNELS = """SELECT {table}_id, type, value, label, is_primary, invalid, opted_out FROM channel
    WHERE {table}_id IN (SELECT value FROM json_each(:ids)) AND deleted_at IS NULL ORDER BY id"""
_TAGS = """SELECT tagging.{table}_id, tag.name FROM tagging JOIN tag ON tag.id = tagging.tag_id
    WHERE tagging.{table}_id IN (SELECT value FROM json_each(:ids)) AND tag.deleted_at IS NULL ORDER BY tag.name_key"""
_CUSTOM = """SELECT custom_value.{table}_id, custom_field.key, custom_field.type, custom_value.value,
    custom_value.currency FROM custom_value JOIN custom_field ON custom_field.id = custom_value.custom_field_id
    WHERE custom_value.{table}_id IN (SELECT value FROM json_each(:ids)) AND custom_field.deleted_at IS NULL"""
_PEOPLE = """SELECT together.interaction_id, contact.name, contact.uid FROM interaction_contact AS together
    JOIN contact ON contact.id = together.contact_id AND contact.deleted_at IS NULL
    WHERE together.interaction_id IN (SELECT value FROM json_each(:ids)) ORDER BY together.id"""


class ExportedChannel(NamedTuple):
    """One way to reach somebody, as it is exported."""

    type: str
    value: str
    label: str | None
    primary: bool
    invalid: bool
    opted_out: bool


class ChannelWidths(NamedTuple):
    """How many channels of each type one record has at most, and which marks any of them bears."""

    widest: dict[str, int]
    marks: tuple[str, ...]


class ExportedRecord(NamedTuple):
    """A record on its way out: the plain fields by name, and the lists that hang on it."""

    values: dict[str, Any]
    channels: list[ExportedChannel]
    tags: list[str]
    people: list[tuple[str, str]]
    custom: dict[str, str]


def exported_records(connection: Connection, table: ExportTable, ids: Sequence[int]) -> Iterator[ExportedRecord]:
    """The records with these ids, in their order."""
    names = list(table.sql)
    columns = ", ".join(table.sql.values())
    for asked in _batches(ids):
        channels = _grouped(_rows(connection, _CHANNELS, table, asked) if table.has_channels else [])
        tags = _grouped(_rows(connection, _TAGS, table, asked) if table.has_tags else [])
        custom = _grouped(_rows(connection, _CUSTOM, table, asked) if table.has_tags else [])
        people = _grouped(_rows(connection, _PEOPLE, table, asked) if table.has_people else [])
        for identity, *values in _rows(connection, _RECORDS, table, asked, columns):
            yield ExportedRecord(
                dict(zip(names, values, strict=True)),
                [_channel(*row) for row in channels.get(identity, ())],
                [name for (name,) in tags.get(identity, ())],
                [(name, uid) for name, uid in people.get(identity, ())],
                {key: _custom_text(*stored) for key, *stored in custom.get(identity, ())},
            )


def widths_of(connection: Connection, table: ExportTable, ids: Sequence[int]) -> ChannelWidths:
    """What the channels of these records need when they stand side by side."""
    widest: Counter[str] = Counter()
    marks: set[str] = set()
    for asked in _batches(ids):
        for channels in _grouped(_rows(connection, _CHANNELS, table, asked)).values():
            own = [_channel(*row) for row in channels]
            widest |= Counter(channel.type for channel in own)
            marks.update(mark for channel in own for mark in MARKS if getattr(channel, mark))
    return ChannelWidths(dict(widest), tuple(mark for mark in MARKS if mark in marks))


def _rows(connection: Connection, statement: str, table: ExportTable, ids: str, columns: str = "") -> Iterator[Row]:
    return connection.each(statement.format(table=table.noun.table, columns=columns, joins=table.joins), ids=ids)


def _batches(ids: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(ids), _BATCH):
        yield json.dumps(ids[start : start + _BATCH])


def _grouped(rows: Iterator[Row] | list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for owner, *rest in rows:
        found.setdefault(owner, []).append(tuple(rest))
    return found


def _custom_text(kind: str, value: str, currency: str | None) -> str:
    """A custom value as it is typed in."""
    if kind == CustomType.BOOL:
        return "yes" if value == "1" else "no"
    return f"{decimal_string(int(value), currency)} {currency}" if currency else value


def _channel(kind: str, value: str, label: str | None, primary: int, invalid: int, opted_out: int) -> ExportedChannel:
    return ExportedChannel(kind, value, label, bool(primary), bool(invalid), bool(opted_out))
