"""The card of a company: what it says, in which order."""

from typing import TYPE_CHECKING, Any

from smallcrm.cli.contact_card import channel_lines, channel_objects, follow_up_lines
from smallcrm.cli.custom_lines import custom_lines
from smallcrm.cli.sales_lines import sales_lines, sales_objects

if TYPE_CHECKING:
    from smallcrm.cli.cards import Line
    from smallcrm.cli.context import Session
    from smallcrm.records.profile import CompanyProfile


def company_sections(session: "Session", profile: "CompanyProfile") -> "list[list[Line]]":
    """The lines of the card, in groups."""
    return [
        _identity(profile),
        channel_lines(profile.channels),
        custom_lines(session, profile.custom),
        _people(profile),
        [*follow_up_lines(session, profile.follow_ups), *sales_lines(profile.sales)],
    ]


def company_object(session: "Session", profile: "CompanyProfile") -> dict[str, Any]:
    """The card as JSON has it: the record's fields, then what hangs on it."""
    from smallcrm.cli.cards import timeline_objects
    from smallcrm.cli.writes import record
    from smallcrm.records.references import Noun, Reference

    ref = Reference(Noun.COMPANY, profile.company.id)
    return {
        **record(session, ref),
        "deleted": profile.company.deleted_at,
        "channels": channel_objects(profile.channels),
        "staff": [{**colleague._asdict(), "ref": str(colleague.ref)} for colleague in profile.people],
        "follow_ups": [follow_up._asdict() for follow_up in profile.follow_ups],
        **sales_objects(profile.sales),
        "timeline": timeline_objects(profile.timeline),
    }


def _identity(profile: "CompanyProfile") -> "list[Line]":
    company = profile.company
    place = ", ".join(filter(None, (company.address, company.postal_code, company.city, company.country)))
    lines = [
        ("Id", f"company:{company.id}"),
        ("Kind", company.kind),
        ("Industry", company.industry or ""),
        ("Domain", company.domain or ""),
        ("Website", company.website or ""),
        ("Tax id", company.tax_id or ""),
        ("Address", place),
        ("Tags", ", ".join(profile.tags)),
        ("Notes", company.notes or ""),
    ]
    if company.deleted_at:
        lines.append(("In the trash", f"smallcrm company restore {company.id} brings it back"))
    return [line for line in lines if line[1]]


def _people(profile: "CompanyProfile") -> "list[Line]":
    lines = [
        ("Person", ", ".join(filter(None, (person.name, person.job_title, person.phone))) + f" ({person.ref})")
        for person in profile.people
    ]
    if profile.people_total > len(lines):
        lines.append(("", f"and {profile.people_total - len(lines)} more"))
    return lines
