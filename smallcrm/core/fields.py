"""Turns what people type into a contact's or company's fields into the columns that are stored."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from smallcrm.errors import UsageError
from smallcrm.records.contacts import ContactKind
from smallcrm.text.safe import clean_input, clean_notes
from smallcrm.values.hebrew_choices import meanings_in_hebrew

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

Reader = Callable[["Crm", str], Mapping[str, Any]]
"""Reads one field's cleaned, non-empty text into the columns it fills."""


def read_fields(crm: "Crm", readers: Mapping[str, Reader | None], texts: Mapping[str, str]) -> dict[str, Any]:
    """The columns that `texts` (by field name) fill; an empty text clears its field.

    A reader of None means plain text in a column of the field's name. UsageError for an unknown field or bad value.
    """
    columns: dict[str, Any] = {}
    for name, text in texts.items():
        if name not in readers:
            raise UsageError(f"there is no field {name!r}", hint="fields: " + ", ".join(readers))
        cleaned = clean_notes(text) if name == "notes" else one_line(text)
        reader = readers[name]
        columns.update(reader(crm, cleaned) if reader else {name: cleaned or None})
    return columns


def read_record(
    crm: "Crm", entity: str, readers: Mapping[str, Reader | None], texts: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The columns that `texts` fill, and those of them that are for custom fields; UsageError as for `read_fields`."""
    known, custom = split_custom(crm, entity, readers, texts)
    return read_fields(crm, readers, known), custom


def split_custom(
    crm: "Crm", entity: str, known: Mapping[str, Reader | None], texts: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """`texts` parted into `known` fields and custom ones by key; UsageError for a field that is neither."""
    if texts.keys() <= known.keys():
        return dict(texts), {}
    return crm.custom_fields.split(entity, known, texts)


def one_line(text: str) -> str:
    """A cleaned text whose line breaks and runs of blanks are single blanks."""
    return " ".join(clean_input(text).split())


def required(column: str, what: str) -> Reader:
    """A reader of text that may not be empty."""

    def read(_crm: "Crm", text: str) -> Mapping[str, Any]:
        if not text:
            raise UsageError(f"a {what} cannot be empty", hint=f"give the {what}")
        return {column: text}

    return read


def choice(column: str, choices: type[StrEnum], default: StrEnum) -> Reader:
    """A reader of one of an enum's values, in any case; empty means `default`."""

    def read(_crm: "Crm", text: str) -> Mapping[str, Any]:
        return {column: read_choice(column, choices, text).value if text else default.value}

    return read


def read_choice(what: str, choices: type[StrEnum], text: str) -> StrEnum:
    """The choice that `text` spells, blanks and case aside, or means in Hebrew; UsageError lists them all."""
    wanted = text.strip().lower().replace(" ", "_").replace("-", "_")
    meanings = (wanted, *meanings_in_hebrew(text))
    for known in choices:
        if known.value in meanings:
            return known
    raise UsageError(f"unknown {what}: {text!r}", hint=f"one of {', '.join(choices)}")


def read_cadence(crm: "Crm", text: str) -> Mapping[str, Any]:
    """A reader of a cadence: days between touches, 0 for off, empty for whatever tag or kind say."""
    from smallcrm.values.periods import parse_period

    if not text:
        return {"cadence_days": None, "cadence_set_on": None}
    return {"cadence_days": parse_period(text) or 0, "cadence_set_on": crm.clock.today().isoformat()}


def _read_birthday(crm: "Crm", text: str) -> Mapping[str, Any]:
    from smallcrm.values.birthdays import parse_birthday

    order = crm.business.calendar.date_order
    return {"birthday": parse_birthday(text, order=order, today=crm.clock.today()) if text else None}


def _read_do_not_contact(_crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"do_not_contact": int(bool(text)), "do_not_contact_reason": text or None}


def _read_company_cadence(_crm: "Crm", text: str) -> Mapping[str, Any]:
    from smallcrm.values.periods import parse_period

    return {"cadence_days": (parse_period(text) or 0) if text else None}


def _read_domain(_crm: "Crm", text: str) -> Mapping[str, Any]:
    from smallcrm.values.web_addresses import DOMAIN_EXAMPLE, read_domain

    return {"domain": _read_or_refuse("domain", text, read_domain, DOMAIN_EXAMPLE)}


def _read_website(_crm: "Crm", text: str) -> Mapping[str, Any]:
    from smallcrm.values.web_addresses import ADDRESS_EXAMPLE, read_web_address

    return {"website": _read_or_refuse("website", text, read_web_address, ADDRESS_EXAMPLE)}


def _read_or_refuse(column: str, text: str, read: Callable[[str], str | None], hint: str) -> str | None:
    value = read(text) if text else None
    if text and value is None:
        raise UsageError(f"{column} cannot be {text!r}", hint=hint)
    return value


_PLACE: dict[str, Reader | None] = {"address": None, "city": None, "postal_code": None, "country": None}

CONTACT_READERS: dict[str, Reader | None] = {
    "name": required("name", "name"),
    "given_name": None,
    "family_name": None,
    "job_title": None,
    "kind": choice("kind", ContactKind, ContactKind.LEAD),
    "source": None,
    "language": None,
    "birthday": _read_birthday,
    **_PLACE,
    "cadence": read_cadence,
    "do_not_contact": _read_do_not_contact,
    "notes": None,
}

COMPANY_READERS: dict[str, Reader | None] = {
    "name": required("name", "name"),
    "domain": _read_domain,
    "tax_id": None,
    "industry": None,
    "website": _read_website,
    "kind": choice("kind", ContactKind, ContactKind.LEAD),
    **_PLACE,
    "cadence": _read_company_cadence,
    "notes": None,
}
