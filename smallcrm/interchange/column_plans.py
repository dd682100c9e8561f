"""The decision for each column of a file: its target, and for channels which label belongs to which value."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from smallcrm.ids import is_ulid
from smallcrm.interchange.aliases import channel_named, field_named
from smallcrm.interchange.fields import (
    COMPANIES,
    CONTACTS,
    DEALS,
    FOLLOW_UPS,
    INTERACTIONS,
    LINKED,
    Target,
    numbered_channel,
    parse_target,
)
from smallcrm.interchange.headers import header_key, is_rejects_header
from smallcrm.interchange.linked_aliases import deal_titles
from smallcrm.interchange.overrides import Choice
from smallcrm.interchange.profiles import Profile
from smallcrm.interchange.raw_records import APPEND, REPETITION
from smallcrm.interchange.shapes import shape_of

_PERSONAL = ("given_name", "family_name", "job_title", "birthday", "company_uid")
_BUSINESS = ("domain", "tax_id", "industry")
_PERSONAL_NAMES = ("given_name", "family_name", "birthday")
_TELLING = ((FOLLOW_UPS, ("title", "due")), (INTERACTIONS, ("at", "summary")), (DEALS, ("title", "stage")))


_UIDS = ("uid", "company_uid", "contact_uid", "deal_uid")


class Plan(NamedTuple):
    """What is decided for one column: a target (none: unmapped), how it joins a field, or to drop it."""

    position: int
    header: str
    target: Target | None = None
    rule: str = ""
    dropped: bool = False


def kind_of_headers(headers: Sequence[str]) -> str:
    """Companies are a table with a company's own columns, or only its name, and nothing that only people have.

    Deals, interactions and follow-ups are known by the columns that no other table has together.
    """
    keys = [header_key(header) for header in headers]
    return _linked_kind(keys) or _people_or_companies(keys)


def _linked_kind(keys: Sequence[str]) -> str:
    if any(field_named(key, CONTACTS) in _PERSONAL_NAMES for key in keys):
        return ""
    if deal_titles().intersection(keys) and "at" not in keys and "dueon" not in keys:
        return DEALS
    for kind, telling in _TELLING:
        if all(any(field_named(key, kind) == field for key in keys) for field in telling):
            return kind
    return ""


def _people_or_companies(keys: Sequence[str]) -> str:
    as_contact = {field_named(key, CONTACTS) for key in keys}
    as_company = {field_named(key, COMPANIES) for key in keys}
    if as_contact.intersection(_PERSONAL) or {"name", "company"} <= as_contact:
        return CONTACTS
    names_companies = "name" in as_company and "name" not in as_contact
    return COMPANIES if names_companies or as_company.intersection(_BUSINESS) else CONTACTS


def plan_columns(
    headers: Sequence[str],
    samples: Sequence[Sequence[str]],
    profile: Profile,
    kind: str,
    choices: dict[int, Choice],
    custom: Mapping[str, Target],
) -> list[Plan]:
    """One plan per column: a person's choice first, then the profile, names of fields, the shape of the cells.

    `custom` are the custom fields by the `header_key` of key and label.
    """
    plans = []
    for index, header in enumerate(headers):
        cells = [row[index] for row in samples if index < len(row)]
        plan = Plan(index, header)
        if index in choices:
            target = choices[index].target
            plans.append(plan._replace(target=target, dropped=target is None, rule=_usual_rule(target)))
        else:
            plans.append(_plan_by_profile(plan, profile, kind) or _plan_by_name(plan, profile, kind, cells, custom))
    return _with_parts_paired(plans)


def _plan_by_profile(plan: Plan, profile: Profile, kind: str) -> Plan | None:
    key = header_key(plan.header)
    if key in profile.dropped or is_rejects_header(plan.header):
        return plan._replace(dropped=True)
    written = profile.columns.get(key)
    if not written:
        return plan if written == "" else None
    rule = next((sign for sign in (APPEND, REPETITION) if written.endswith(sign)), "")
    return plan._replace(target=parse_target(written.removesuffix(rule), kind), rule=rule)


def _plan_by_name(plan: Plan, profile: Profile, kind: str, cells: list[str], custom: Mapping[str, Target]) -> Plan:
    key = header_key(plan.header.removeprefix(profile.prefix))
    target = numbered_channel(plan.header, kind) or _named_target(key, kind, cells, custom)
    if target is None and kind not in LINKED:
        target = _shaped_target(cells)
    return plan._replace(target=target, rule=_usual_rule(target))


def _usual_rule(target: Target | None) -> str:
    """Several columns of notes are read one under the other."""
    return APPEND if target is not None and target.field in ("notes", "body") else ""


def _named_target(key: str, kind: str, cells: list[str], custom: Mapping[str, Target]) -> Target | None:
    field = field_named(key, kind)
    if not field and key in custom:
        return custom[key]
    if not field:
        return None if kind in LINKED else channel_named(key)
    # Another program's ids are not ours: taking them for uids would join strangers.
    if field in _UIDS and not all(is_ulid(cell) for cell in cells if cell):
        return None
    return Target(field)


def _shaped_target(cells: list[str]) -> Target | None:
    shape = shape_of(cells)
    return Target(shape, is_channel=True) if shape else None


def _with_parts_paired(plans: list[Plan]) -> list[Plan]:
    """Number the values of each channel type in their order, and give each label and mark the number of its value.

    It belongs to the nearest value of its type and written number; one without a value is unmapped.
    """
    numbers = _value_numbers(plans)
    taken: set[tuple[str, int]] = set()
    paired = []
    for plan in plans:
        target = plan.target
        if target is not None and target.part:
            value = _value_of_part(
                plan, target, [plans[index] for index in numbers if (target.part, index) not in taken]
            )
            number = numbers[value.position] if value else 0
            taken.update([(target.part, value.position)] if value else [])
            paired.append(plan._replace(target=target._replace(number=number) if value else None))
        elif target is not None and target.is_channel:
            paired.append(plan._replace(target=target._replace(number=numbers[plan.position])))
        else:
            paired.append(plan)
    return paired


def _value_numbers(plans: list[Plan]) -> dict[int, int]:
    counts: dict[str, int] = {}
    numbers = {}
    for plan in plans:
        if plan.target and plan.target.is_value:
            counts[plan.target.field] = counts.get(plan.target.field, 0) + 1
            numbers[plan.position] = counts[plan.target.field]
    return numbers


def _value_of_part(part: Plan, target: Target, values: list[Plan]) -> Plan | None:
    """The nearest value column of the part's type and number; `phone_label` goes with `phone_1` as well."""
    matching = [
        value
        for value in values
        if value.target and value.target.field == target.field and (value.target.number or 1) == (target.number or 1)
    ]
    return min(matching, key=lambda value: abs(value.position - part.position), default=None)
