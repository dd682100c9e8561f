"""The card of a company: what it says, in which order."""

from typing import TYPE_CHECKING, Any

from smallcrm.cli.card_lines import channel_lines, channel_objects, follow_up_lines, sales_lines, sales_objects
from smallcrm.cli.cards import Line, field_lines, show_card
from smallcrm.cli.timeline import timeline_objects
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.profile import CompanyProfile


def show_company(session: "Session", company_id: int) -> None:
    """The card of a company, or, for a program, the same as one object."""
    profile = session.crm.profiles.company(company_id)
    show_card(
        session,
        profile.company.name,
        sections=lambda: _sections(session, profile),
        content=lambda: _content(session, profile),
        timeline=profile.timeline,
    )


def _sections(session: "Session", profile: "CompanyProfile") -> list[list[Line]]:
    return [
        _identity(profile),
        channel_lines(profile.channels),
        field_lines(session, profile.custom),
        _people(profile),
        [*follow_up_lines(session, profile.follow_ups), *sales_lines(profile.sales)],
    ]


def _content(session: "Session", profile: "CompanyProfile") -> dict[str, Any]:
    from smallcrm.cli.writes import record

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


def _identity(profile: "CompanyProfile") -> list[Line]:
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
    return lines


def _people(profile: "CompanyProfile") -> list[Line]:
    lines = [
        ("Person", ", ".join(filter(None, (person.name, person.job_title, person.phone))) + f" ({person.ref})")
        for person in profile.people
    ]
    if profile.people_total > len(lines):
        lines.append(("", f"and {profile.people_total - len(lines)} more"))
    return lines
