"""The card of a contact: what it says, in which order."""

from typing import TYPE_CHECKING, Any

from smallcrm.cli.card_lines import channel_lines, channel_objects, follow_up_lines, sales_lines, sales_objects
from smallcrm.cli.cards import Line, field_lines, show_card
from smallcrm.cli.timeline import timeline_objects
from smallcrm.records.references import Noun, Reference
from smallcrm.values.birthdays import format_birthday, next_birthday
from smallcrm.values.periods import format_period
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.profile import ContactProfile


def show_contact(session: "Session", contact_id: int) -> None:
    """The 360° card of a contact, or, for a program, the same as one object."""
    profile = session.crm.profiles.contact(contact_id)
    show_card(
        session,
        profile.contact.name,
        sections=lambda: _sections(session, profile),
        content=lambda: _content(session, profile),
        timeline=profile.timeline,
    )


def _sections(session: "Session", profile: "ContactProfile") -> list[list[Line]]:
    return [
        _identity(profile),
        channel_lines(profile.channels),
        _person(session, profile),
        field_lines(session, profile.custom),
        _relation(session, profile),
    ]


def _content(session: "Session", profile: "ContactProfile") -> dict[str, Any]:
    from smallcrm.cli.writes import record

    ref = Reference(Noun.CONTACT, profile.contact.id)
    return {
        **record(session, ref),
        "deleted": profile.contact.deleted_at,
        "cadence_days": profile.cadence_days or None,
        "cadence": profile.cadence_state,
        "last_touch_summary": profile.last_touch_summary,
        "attempts": profile.attempts,
        "touches": profile.touches,
        "channels": channel_objects(profile.channels),
        "follow_ups": [follow_up._asdict() for follow_up in profile.follow_ups],
        **sales_objects(profile.sales),
        "shares_with": [{**sharing._asdict(), "ref": str(sharing.ref)} for sharing in profile.sharing],
        "timeline": timeline_objects(profile.timeline),
    }


def _identity(profile: "ContactProfile") -> list[Line]:
    contact = profile.contact
    work = " at ".join(filter(None, (contact.job_title, profile.company.name if profile.company else None)))
    lines = [
        ("Id", f"contact:{contact.id}"),
        ("Kind", contact.kind),
        ("Works", work),
        ("Tags", ", ".join(profile.tags)),
    ]
    if contact.deleted_at:
        lines.append(("In the trash", f"smallcrm contact restore {contact.id} brings it back"))
    if contact.do_not_contact:
        lines.append(("DO NOT", f"contact: {contact.do_not_contact_reason or 'no reason given'}"))
    return lines


def _person(session: "Session", profile: "ContactProfile") -> list[Line]:
    contact = profile.contact
    place = ", ".join(filter(None, (contact.address, contact.postal_code, contact.city, contact.country)))
    today = session.crm.clock.today()
    birthday = ""
    if contact.birthday:
        coming = describe_day(next_birthday(contact.birthday, today), today)
        birthday = f"{format_birthday(contact.birthday)}, {coming}"
    shared = ", ".join(f"{sharing.name} ({sharing.ref})" for sharing in profile.sharing)
    return [
        ("Address", place),
        ("Birthday", birthday),
        ("Language", contact.language or ""),
        ("Source", contact.source or ""),
        ("Shares with", shared),
        ("Notes", contact.notes or ""),
    ]


def _relation(session: "Session", profile: "ContactProfile") -> list[Line]:
    contact = profile.contact
    last = "never"
    if contact.last_touch_at:
        local = session.crm.clock.local(contact.last_touch_at)
        told = describe_day(local.date(), session.crm.clock.today())
        last = f"{told}: {profile.last_touch_summary or ''} ({profile.touches} in all)"
    cadence = ""
    if profile.cadence_days:
        cadence = f"every {format_period(profile.cadence_days)}, {profile.cadence_state or 'off'}"
    attempts = f"{profile.attempts} since" if profile.attempts else ""
    lines = [("Last touch", last), ("Attempts", attempts), ("Cadence", cadence)]
    return [*lines, *follow_up_lines(session, profile.follow_ups), *sales_lines(profile.sales)]
