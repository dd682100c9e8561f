"""Which column of a file means which field, and so what record a row is."""

from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.core.custom_fields import key_of
from smallcrm.core.lists import listing
from smallcrm.errors import UsageError
from smallcrm.interchange.column_plans import Plan, kind_of_headers, plan_columns
from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.fields import (
    COMPANIES,
    CONTACTS,
    DEALS,
    FIELDS,
    FOLLOW_UPS,
    INTERACTIONS,
    MARKS,
    TABLES,
    WITH_CUSTOM_FIELDS,
    Target,
)
from smallcrm.interchange.headers import header_fingerprint, header_key
from smallcrm.interchange.options import Unmapped
from smallcrm.interchange.overrides import listed, read_overrides
from smallcrm.interchange.profiles import Profile, find_profile
from smallcrm.interchange.raw_records import (
    ChannelColumn,
    FieldColumn,
    Layout,
    RawRecord,
    lay_out,
    read_raw,
    tag_splitter,
    value_splitter,
)
from smallcrm.interchange.read_records import BadValueError, Rejection
from smallcrm.records.custom_fields import CustomField

_NAMING = {
    **dict.fromkeys((CONTACTS, COMPANIES), ("name", "given_name", "family_name", "company", "email")),
    **dict.fromkeys((DEALS, FOLLOW_UPS), ("title",)),
    INTERACTIONS: ("at",),
}
_WANTED = {DEALS: "a title", FOLLOW_UPS: "a title", INTERACTIONS: "when it was"}


class Column(NamedTuple):
    """One column of the file. `field` is as `--map` writes it, "" for one that is unmapped or dropped."""

    position: int
    header: str
    field: str = ""
    label: str = ""
    dropped: bool = False


class Mapping:
    """The columns of a file, and how a row becomes a record.

    `kind` is the entity (contacts or companies), `profile` the name of the recognised program or "", `rest` where the
    cells of columns without a field go, and `fingerprint` the key under which the mapping is remembered.
    """

    def __init__(
        self, headers: Sequence[str], kind: str, profile: Profile, plans: Sequence[Plan], rest: Unmapped
    ) -> None:
        self.kind = kind
        self.rest = rest
        self.profile = profile.name
        self.fingerprint = header_fingerprint(headers)
        self.columns = tuple(map(_column, plans))
        self.custom = {plan.target.field: plan.target for plan in plans if plan.target and plan.target.is_custom}
        self._layout = _layout(plans, profile)

    @property
    def unmapped(self) -> list[Column]:
        """The columns that no field takes; their cells become `extra`."""
        return [column for column in self.columns if not column.field and not column.dropped]

    @property
    def new_fields(self) -> list[str]:
        """The labels of the custom fields that are still to be made."""
        return [target.new_label for target in self.custom.values() if target.new_label]

    def columns_of(self, field: str) -> list[Column]:
        """The columns that hold a field, or a value of a channel type."""
        return [column for column in self.columns if _is_column_of(column, field)]

    def rejection(self, row: Row, bad: BadValueError) -> Rejection:
        """The refusal of a row because of one value, under the name of the column that holds it."""
        columns = self.columns_of(bad.field)
        holding = [column for column in columns if bad.value in row.cells[column.position]]
        found = next(iter(holding or columns), None)
        header = (found.header or f"column {found.position + 1}") if found else ""
        return Rejection(row.line, header, bad.value, bad.reason)

    def read(self, row: Row) -> RawRecord:
        """The record in a row; only for rows without a problem."""
        return read_raw(self._layout, row)


def build_mapping(
    headers: Sequence[str],
    samples: Sequence[Sequence[str]],
    *,
    overrides: Sequence[str] = (),
    profile: str = "auto",
    kind: str = "auto",
    unmapped: Unmapped = Unmapped.AUTO,
    custom: Sequence[CustomField] = (),
) -> Mapping:
    """The mapping of a file with these column names and, as samples, the cells of some of its rows.

    `overrides` are written `Column=field`, the column by name or by number from 1; `Column=` drops it. They
    outrank the profile, which outranks the alias table and the `custom` fields, which outrank the shape of the cells.
    `unmapped` says what becomes of columns without a field. Raises UsageError for an unknown column, field, profile
    or kind, and when no column could name a record.
    """
    found = find_profile(profile, headers)
    entity = (found.kind or kind_of_headers(headers)) if kind == "auto" else kind
    if entity not in FIELDS:
        raise UsageError(f'there is no kind "{kind}"', hint=f"kinds: auto, {', '.join(FIELDS)}")
    if found.kind not in ("", entity):
        found = find_profile("none", headers)
    own = [field for field in custom if TABLES[entity] == field.entity]
    choices = read_overrides(overrides, headers, entity, [field.key for field in own])
    plans = plan_columns(headers, samples, found, entity, choices, _custom_targets(own))
    rest = _rest(plans, entity) if unmapped is Unmapped.AUTO else unmapped
    if rest is Unmapped.CUSTOM:
        plans = _with_new_fields(plans, entity)
    elif rest is Unmapped.DROP:
        plans = [plan._replace(dropped=plan.target is None) for plan in plans]
    if not any(_names_a_record(plan.target, entity) for plan in plans):
        wanted = _WANTED.get(entity, "a name, a company or an e-mail")
        raise UsageError(
            f"no column holds {wanted}; the columns are: {listed(headers)}",
            hint=f"say which one does: --map COLUMN={_NAMING[entity][0]}",
        )
    return Mapping(headers, entity, found, plans, rest)


def _mark_indexes(parts: dict[tuple[str, int, str], int], target: Target) -> tuple[int, ...]:
    """The columns of a channel's marks, each -1 where there is none; nothing at all when it has none of them."""
    indexes = tuple(parts.get((target.field, target.number, mark), -1) for mark in MARKS)
    return indexes if max(indexes) >= 0 else ()


def _names_a_record(target: Target | None, kind: str) -> bool:
    return target is not None and target.field in _NAMING[kind] and not target.part and not target.is_custom


def _custom_targets(fields: Sequence[CustomField]) -> dict[str, Target]:
    by_label = {header_key(field.label): Target(field.key, is_custom=True) for field in fields}
    return by_label | {header_key(field.key): Target(field.key, is_custom=True) for field in fields}


def _rest(plans: Sequence[Plan], kind: str) -> Unmapped:
    """What columns without a field are in our own exports, or can only be."""
    is_ours = kind in WITH_CUSTOM_FIELDS and any(plan.target == Target("uid") for plan in plans)
    return Unmapped.CUSTOM if is_ours or kind == DEALS else Unmapped.NOTES


def _with_new_fields(plans: list[Plan], kind: str) -> list[Plan]:
    """Columns without a field get a custom one of text, called as they are; those without a name stay as they are."""
    if kind not in WITH_CUSTOM_FIELDS:
        raise UsageError(f"{kind} have no custom fields", hint="--unmapped notes keeps what has no field")
    return [_with_new_field(plan, kind) if plan.target is None and not plan.dropped else plan for plan in plans]


def _with_new_field(plan: Plan, kind: str) -> Plan:
    key = key_of(plan.header)
    if not key[:1].isalpha():
        key = f"field_{key}".rstrip("_")
    if key in FIELDS[kind] or key in listing(TABLES[kind]).filters:
        key = f"{key}_custom"
    if not plan.header:
        return plan
    return plan._replace(target=Target(key, is_custom=True, new_label=plan.header))


def _column(plan: Plan) -> Column:
    if plan.target is None:
        return Column(plan.position, plan.header, dropped=plan.dropped)
    return Column(plan.position, plan.header, plan.target.written, plan.target.label)


def _is_column_of(column: Column, field: str) -> bool:
    return column.field == field or column.field.removeprefix(f"{field}_").isdecimal()


def _layout(plans: Sequence[Plan], profile: Profile) -> Layout:
    targeted = [(plan, plan.target) for plan in plans if plan.target is not None]
    fields = [
        FieldColumn(plan.position, plan.header, target.field, plan.rule)
        for plan, target in targeted
        if not target.is_channel
    ]
    parts = {(target.field, target.number, target.part): plan.position for plan, target in targeted if target.part}
    channels = [
        ChannelColumn(
            plan.position,
            target.field,
            target.label,
            parts.get((target.field, target.number, "label"), -1),
            _mark_indexes(parts, target),
            value_splitter(target.field, profile.joins_values),
            verbatim=not profile.joins_values,
        )
        for plan, target in targeted
        if target.is_value
    ]
    extra = [
        (plan.position, plan.header or f"column {plan.position + 1}")
        for plan in plans
        if plan.target is None and not plan.dropped
    ]
    return lay_out(fields, channels, extra, tag_splitter(profile.tag_separator))
