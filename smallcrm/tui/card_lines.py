"""What the 360° card of a person or a company says, line by line."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from smallcrm.records.channels import Channel, ChannelType
from smallcrm.records.profile import (
    Colleague,
    CompanyProfile,
    ContactProfile,
    EntryKind,
    TimelineEntry,
)
from smallcrm.records.references import Noun, Reference
from smallcrm.text.bidi import Base
from smallcrm.tui.cells import Tone
from smallcrm.tui.custom_fields import custom_lines
from smallcrm.tui.deal_lines import deal_lines, sales_lines
from smallcrm.tui.step_lines import step_lines
from smallcrm.tui.widgets.page import GAP, Line
from smallcrm.values.birthdays import format_birthday, next_birthday
from smallcrm.values.periods import format_period
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_LEFT_TO_RIGHT = (ChannelType.PHONE, ChannelType.WHATSAPP, ChannelType.EMAIL, ChannelType.WEBSITE)
_CADENCE_TONES: dict[str, Tone] = {"ok": "good", "due": "warn", "overdue": "bad"}
_SYMBOLS = {EntryKind.FOLLOW_UP_DONE: "✓", EntryKind.CHANGE: "·"}
_CHANNEL_SYMBOL = "›"


def card_lines(crm: "Crm", who: Reference, *, entries: int = 10) -> list[Line]:
    """The card of a contact, a company or a deal; NotFoundError when there is none."""
    if who.noun == Noun.DEAL:
        return list(deal_lines(crm, who.id))
    if who.noun == Noun.COMPANY:
        return list(_company_lines(crm, crm.profiles.company(who.id, entries=entries)))
    return list(_contact_lines(crm, crm.profiles.contact(who.id, entries=entries)))


def _contact_lines(crm: "Crm", profile: ContactProfile) -> Iterator[Line]:
    contact = profile.contact
    yield Line(contact.name, "strong")
    work = " · ".join(filter(None, (contact.job_title, profile.company.name if profile.company else None)))
    yield Line(f"{contact.kind} · {work}" if work else contact.kind, "muted")
    yield from _tags(profile.tags)
    if contact.deleted_at:
        yield Line("! in the trash · {undo} brings it back while this window is open", "bad", names_keys=True)
    if contact.do_not_contact:
        yield Line(f"! do not contact: {contact.do_not_contact_reason or 'no reason given'}", "bad")
    yield from _reach(profile.channels)
    yield from _relation(crm, profile)
    yield from sales_lines(profile.sales)
    yield from custom_lines(profile.custom)
    yield from _person(crm, profile)
    yield from _timeline(crm, profile.timeline)


def _company_lines(crm: "Crm", profile: CompanyProfile) -> Iterator[Line]:
    company = profile.company
    yield Line(company.name, "strong")
    yield Line(" · ".join(filter(None, (company.kind, company.industry))), "muted")
    yield from _tags(profile.tags)
    yield from _reach(profile.channels)
    if profile.follow_ups:
        yield GAP
        yield from step_lines(crm, profile.follow_ups)
    yield from sales_lines(profile.sales)
    yield from custom_lines(profile.custom)
    yield from _people(profile.people, profile.people_total)
    place = ", ".join(filter(None, (company.address, company.postal_code, company.city, company.country)))
    yield from _pairs([("Site", company.website), ("Tax id", company.tax_id), ("Place", place)])
    yield from _notes(company.notes)
    yield from _timeline(crm, profile.timeline)


def _tags(tags: Sequence[str]) -> Iterator[Line]:
    if tags:
        yield Line("  ".join(f"#{tag}" for tag in tags), "accent")


def _reach(channels: Sequence[Channel]) -> Iterator[Line]:
    if channels:
        yield GAP
    for channel in channels:
        marks = filter(None, (channel.label, channel.invalid and "invalid", channel.opted_out and "opted out"))
        told = ", ".join(str(mark) for mark in marks)
        base: Base = "ltr" if channel.type in _LEFT_TO_RIGHT else "auto"
        yield Line(f"{channel.value}  ({told})" if told else channel.value, _reach_tone(channel), channel.type, base)


def _reach_tone(channel: Channel) -> Tone:
    if channel.invalid or channel.opted_out:
        return "muted"
    return "strong" if channel.type in (ChannelType.PHONE, ChannelType.WHATSAPP) else "plain"


def _relation(crm: "Crm", profile: ContactProfile) -> Iterator[Line]:
    yield GAP
    yield from step_lines(crm, profile.follow_ups)
    contact = profile.contact
    if contact.last_touch_at:
        day = describe_day(crm.clock.local(contact.last_touch_at).date(), crm.clock.today())
        yield Line(f"{day} · {profile.touches} in all", "plain", "Last")
        if profile.last_touch_summary:
            yield Line(profile.last_touch_summary, "muted", " ")
    else:
        yield Line("never in touch", "warn", "Last")
    if profile.attempts:
        yield Line(f"{profile.attempts} since", "warn", "Tried")
    if profile.cadence_days:
        state = profile.cadence_state or "off"
        tone = _CADENCE_TONES.get(state, "plain")
        yield Line(f"every {format_period(profile.cadence_days)}, {state}", tone, "Rhythm")


def _person(crm: "Crm", profile: ContactProfile) -> Iterator[Line]:
    contact = profile.contact
    place = ", ".join(filter(None, (contact.address, contact.postal_code, contact.city, contact.country)))
    birthday = ""
    if contact.birthday:
        coming = describe_day(next_birthday(contact.birthday, crm.clock.today()), crm.clock.today())
        birthday = f"{format_birthday(contact.birthday)}, {coming}"
    shared = ", ".join(sharing.name for sharing in profile.sharing)
    yield from _pairs([
        ("Birthday", birthday), ("Place", place), ("Source", contact.source), ("Shares", shared),
    ])  # fmt: skip
    yield from _notes(contact.notes)


def _pairs(pairs: Sequence[tuple[str, str | None]]) -> Iterator[Line]:
    filled = [Line(text, "plain", label) for label, text in pairs if text]
    if filled:
        yield GAP
        yield from filled


def _notes(notes: str | None) -> Iterator[Line]:
    if notes:
        yield GAP
        yield Line(notes)


def _people(people: Sequence[Colleague], total: int) -> Iterator[Line]:
    if people:
        yield GAP
        yield Line(f"People ({total})" if total > len(people) else "People", "muted")
    for person in people:
        yield Line(", ".join(filter(None, (person.name, person.job_title))))
        if person.phone:
            yield Line(person.phone, "muted", " ", "ltr")


def _timeline(crm: "Crm", timeline: Sequence[TimelineEntry]) -> Iterator[Line]:
    if timeline:
        yield GAP
        yield Line("Timeline", "muted")
    for entry in timeline:
        day = _short_day(crm.clock.local(entry.at), crm.clock.today())
        symbol = _SYMBOLS.get(entry.kind, _CHANNEL_SYMBOL)
        told = " · ".join(filter(None, (entry.channel, entry.outcome and entry.outcome.replace("_", " "))))
        yield Line(f"{symbol} {told or entry.kind}", "muted", day)
        yield Line(entry.text, _entry_tone(entry), " ")


def _entry_tone(entry: TimelineEntry) -> Tone:
    if entry.topic == "complaint":
        return "bad"
    return "muted" if entry.kind == EntryKind.CHANGE else "plain"


def _short_day(moment: datetime, today: date) -> str:
    return f"{moment:%d %b}" if moment.year == today.year else f"{moment:%b %Y}"
