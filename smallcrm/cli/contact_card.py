"""The card of a contact: what it says, in which order."""

from typing import TYPE_CHECKING, Any

from smallcrm.cli.custom_lines import custom_lines
from smallcrm.cli.planning import stored_due_text
from smallcrm.cli.sales_lines import sales_lines, sales_objects
from smallcrm.values.birthdays import format_birthday, next_birthday
from smallcrm.values.periods import format_period
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smallcrm.cli.cards import Line
    from smallcrm.cli.context import Session
    from smallcrm.records.channels import Channel
    from smallcrm.records.profile import ContactProfile, OpenFollowUp


def contact_sections(session: "Session", profile: "ContactProfile") -> "list[list[Line]]":
    """The lines of the card, in groups."""
    return [
        _identity(profile),
        channel_lines(profile.channels),
        _person(session, profile),
        custom_lines(session, profile.custom),
        _relation(session, profile),
    ]


def contact_object(session: "Session", profile: "ContactProfile") -> dict[str, Any]:
    """The card as JSON has it: the record's fields, then what hangs on it."""
    from smallcrm.cli.cards import timeline_objects
    from smallcrm.cli.writes import record
    from smallcrm.records.references import Noun, Reference

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


def channel_lines(channels: "Iterable[Channel]") -> "list[Line]":
    """A line for every channel, with its label and marks."""
    return [(channel.type, " ".join(filter(None, (channel.value, *_marks(channel))))) for channel in channels]


def channel_objects(channels: "Iterable[Channel]") -> list[dict[str, Any]]:
    """The channels as JSON has them."""
    return [
        {
            "id": channel.id,
            "type": channel.type,
            "value": channel.value,
            "label": channel.label,
            "primary": bool(channel.is_primary),
            "invalid": bool(channel.invalid),
            "opted_out": bool(channel.opted_out),
        }
        for channel in channels
    ]


def follow_up_lines(session: "Session", follow_ups: "Sequence[OpenFollowUp]") -> "list[Line]":
    """A line for every open follow-up."""
    return [
        ("Next", f"{step.title}, {stored_due_text(session, step.due_on, step.due_time)} (follow-up:{step.id})")
        for step in follow_ups
    ]


def _identity(profile: "ContactProfile") -> "list[Line]":
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
    return _filled(lines)


def _person(session: "Session", profile: "ContactProfile") -> "list[Line]":
    contact = profile.contact
    place = ", ".join(filter(None, (contact.address, contact.postal_code, contact.city, contact.country)))
    today = session.crm.clock.today()
    birthday = ""
    if contact.birthday:
        coming = describe_day(next_birthday(contact.birthday, today), today)
        birthday = f"{format_birthday(contact.birthday)}, {coming}"
    shared = ", ".join(f"{sharing.name} ({sharing.ref})" for sharing in profile.sharing)
    return _filled([
        ("Address", place),
        ("Birthday", birthday),
        ("Language", contact.language or ""),
        ("Source", contact.source or ""),
        ("Shares with", shared),
        ("Notes", contact.notes or ""),
    ])  # fmt: skip


def _relation(session: "Session", profile: "ContactProfile") -> "list[Line]":
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
    lines = _filled([("Last touch", last), ("Attempts", attempts), ("Cadence", cadence)])
    return [*lines, *follow_up_lines(session, profile.follow_ups), *sales_lines(profile.sales)]


def _marks(channel: "Channel") -> "list[str]":
    marks = {"primary": channel.is_primary, "invalid": channel.invalid, "opted out": channel.opted_out}
    return [f"({', '.join(filter(None, (channel.label, *(name for name, on in marks.items() if on))))})"] if (
        channel.label or any(marks.values())
    ) else []  # fmt: skip


def _filled(lines: "list[Line]") -> "list[Line]":
    return [line for line in lines if line[1]]
