"""Which column of a file means which field, and so what record a row is."""

from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.interchange.column_plans import Plan, kind_of_headers, plan_columns
from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.fields import FIELDS, MARKS, Target
from smallcrm.interchange.headers import header_fingerprint
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

_NAMING = ("name", "given_name", "family_name", "company", "email")


class Column(NamedTuple):
    """One column of the file. `field` is as `--map` writes it, "" for one that is unmapped or dropped."""

    position: int
    header: str
    field: str = ""
    label: str = ""
    dropped: bool = False


class Mapping:
    """The columns of a file, and how a row becomes a record.

    `kind` is the entity (contacts or companies), `profile` the name of the recognised program or "", and
    `fingerprint` the key under which the mapping is remembered.
    """

    def __init__(self, headers: Sequence[str], kind: str, profile: Profile, plans: Sequence[Plan]) -> None:
        self.kind = kind
        self.profile = profile.name
        self.fingerprint = header_fingerprint(headers)
        self.columns = tuple(map(_column, plans))
        self._layout = _layout(plans, profile)

    @property
    def unmapped(self) -> list[Column]:
        """The columns that no field takes; their cells become `extra`."""
        return [column for column in self.columns if not column.field and not column.dropped]

    def columns_of(self, field: str) -> list[Column]:
        """The columns that hold a field, or a value of a channel type."""
        return [column for column in self.columns if _is_column_of(column, field)]

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
    keep_unmapped: bool = True,
) -> Mapping:
    """The mapping of a file with these column names and, as samples, the cells of some of its rows.

    `overrides` are written `Column=field`, the column by name or by number from 1; `Column=` drops it. They
    outrank the profile, which outranks the alias table, which outranks the shape of the cells. The cells of columns
    without a field are dropped unless `keep_unmapped`. Raises UsageError for an unknown column, field, profile or
    kind, and when no column could name a record.
    """
    found = find_profile(profile, headers)
    entity = (found.kind or kind_of_headers(headers)) if kind == "auto" else kind
    if entity not in FIELDS:
        raise UsageError(f'there is no kind "{kind}"', hint=f"kinds: auto, {', '.join(FIELDS)}")
    if found.kind not in ("", entity):
        found = find_profile("none", headers)
    choices = read_overrides(overrides, headers, entity)
    plans = plan_columns(headers, samples, found, entity, choices)
    if not keep_unmapped:
        plans = [plan._replace(dropped=plan.target is None) for plan in plans]
    if not any(_names_a_record(plan.target) for plan in plans):
        raise UsageError(
            f"no column holds a name, a company or an e-mail; the columns are: {listed(headers)}",
            hint="say which one does: --map COLUMN=name",
        )
    return Mapping(headers, entity, found, plans)


def _mark_indexes(parts: dict[tuple[str, int, str], int], target: Target) -> tuple[int, ...]:
    """The columns of a channel's marks, each -1 where there is none; nothing at all when it has none of them."""
    indexes = tuple(parts.get((target.field, target.number, mark), -1) for mark in MARKS)
    return indexes if max(indexes) >= 0 else ()


def _names_a_record(target: Target | None) -> bool:
    return target is not None and target.field in _NAMING and not target.part


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
