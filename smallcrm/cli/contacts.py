"""`smallcrm contact`: people."""

from typing import Annotated

import typer

from smallcrm.cli import people
from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, DryRun, KeepGoing, Limit, Sort, Terms, Who, Whos
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

CONTACT = Noun("contact", "People: add, find, change, look at.")

Company = Annotated[str | None, typer.Option("--company", metavar="C", help="Where they work; made when it is new.")]
Title = Annotated[str | None, typer.Option("--title", metavar="T", help="Their job title.")]
Source = Annotated[str | None, typer.Option("--source", metavar="S", help="Where they come from.")]
Birthday = Annotated[str | None, typer.Option("--birthday", metavar="D", help="A day; the year may be left out.")]
Language = Annotated[str | None, typer.Option("--language", metavar="L", help="The language they speak.")]
DoNotContact = Annotated[
    str | None, typer.Option("--do-not-contact", metavar="REASON", help="Never to be contacted, and why.")
]


@CONTACT.command("add")
def add(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name; phones and e-mails in it are taken apart.")],
    email: people.Emails = None,
    phone: people.Phones = None,
    company: Company = None,
    title: Title = None,
    kind: people.Kind = "",
    source: Source = None,
    tag: people.Tags = None,
    cadence: people.Cadence = None,
    birthday: Birthday = None,
    address: people.Address = None,
    city: people.City = None,
    postal_code: people.PostalCode = None,
    country: people.Country = None,
    language: Language = None,
    notes: people.Notes = None,
    do_not_contact: DoNotContact = None,
    set_: people.Sets = None,
    if_missing: Annotated[bool, typer.Option("--if-missing", help="Print the existing id instead of failing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Add even when the same person exists.")] = False,
) -> None:
    """Add a contact; only a name is needed."""
    from smallcrm.cli.writes import wrote
    from smallcrm.values.contact_line import take_apart

    line = take_apart(session.text(name))
    options = {
        "job_title": title,
        "kind": kind or None,
        "source": source,
        "cadence": cadence,
        "birthday": birthday,
        "address": address,
        "city": city,
        "postal_code": postal_code,
        "country": country,
        "language": language,
        "notes": session.text(notes) if notes else None,
        "do_not_contact": do_not_contact,
    }
    added = session.crm.contacts.add(
        {"name": line.name, **people.fields_of(options, set_)},
        channels=people.channels_of([*line.emails, *(email or ())], [*line.phones, *(phone or ())]),
        company=company or "",
        tags=tag or (),
        if_missing=if_missing,
        force=force,
    )
    ref = Reference(Entity.CONTACT, added.id)
    for match in added.resembles if added.is_new else ():
        session.err.say(f"note: {match.describe()}")
    if not added.is_new and not session.quiet:
        session.out.lines([str(added.id)])
        session.err.say(f"unchanged {ref} {line.name}")
        return
    wrote(session, "created", ref)


@CONTACT.command("list")
def list_(
    session: Session,
    query: Terms = None,
    tag: Annotated[str, typer.Option("--tag", "-t", metavar="T", help="With this tag.")] = "",
    kind: people.Kind = "",
    company: Annotated[str, typer.Option("--company", metavar="C", help="At this company.")] = "",
    city: Annotated[str, typer.Option("--city", metavar="C", help="In this city.")] = "",
    sort: Sort = "",
    limit: Limit = None,
    all_: All = False,
) -> None:
    """List contacts: words and filters such as city:Haifa +vip last_touch.before:-3m."""
    from smallcrm.cli.listing import equals, print_list

    tests = [
        *equals("tag", tag),
        *equals("kind", kind),
        *equals("company", company),
        *equals("city", city),
    ]
    print_list(session, "contact", query, tests=tests, sort=sort, limit=limit, everything=all_)


@CONTACT.command("show")
def show(session: Session, who: Who) -> None:
    """Show everything about a contact on one card."""
    from smallcrm.cli.cards import show_contact

    show_contact(session, session.someone(who, nouns=(Entity.CONTACT,), trashed=True).id)


@CONTACT.command("edit")
def edit(
    session: Session,
    who: Who,
    name: people.NewName = None,
    email: people.Emails = None,
    phone: people.Phones = None,
    add_email: people.AddEmails = None,
    remove_email: people.RemoveEmails = None,
    add_phone: people.AddPhones = None,
    remove_phone: people.RemovePhones = None,
    company: Company = None,
    title: Title = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="K", help="What they are to the business.")] = None,
    source: Source = None,
    cadence: people.Cadence = None,
    birthday: Birthday = None,
    address: people.Address = None,
    city: people.City = None,
    postal_code: people.PostalCode = None,
    country: people.Country = None,
    language: Language = None,
    notes: people.Notes = None,
    do_not_contact: DoNotContact = None,
    tag: people.Tags = None,
    set_: people.Sets = None,
    edit_: people.InEditor = False,
) -> None:
    """Change a contact; an empty value clears a field."""
    from smallcrm.cli.writes import changed

    ref = session.someone(who, nouns=(Entity.CONTACT,))
    options = {
        "name": name,
        "job_title": title,
        "kind": kind,
        "source": source,
        "cadence": cadence,
        "birthday": birthday,
        "address": address,
        "city": city,
        "postal_code": postal_code,
        "country": country,
        "language": language,
        "notes": session.text(notes) if notes else notes,
        "do_not_contact": do_not_contact,
    }
    fields = people.fields_of(options, set_)
    seen = None
    if edit_:
        from smallcrm.cli.editor import edit_contact

        seen, edited = edit_contact(session, ref.id)
        fields |= edited
        company = edited.pop("company", company)
        fields.pop("company", None)
    with session.crm.store.write(f"edit {ref}"):
        differs = session.crm.contacts.edit(ref.id, fields, company=company, version=seen)
        differs |= people.change_channels(
            session,
            ref,
            emails=email,
            phones=phone,
            add=people.channels_of(add_email, add_phone),
            remove_emails=remove_email,
            remove_phones=remove_phone,
        )
        differs |= bool(session.crm.tags.add(ref, tag)) if tag else False
    changed(session, ref, differs=differs)


@CONTACT.command("delete")
def delete(session: Session, who: Whos, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Move contacts to the trash; undo or restore brings them back."""
    people.delete_each(session, Entity.CONTACT, who, dry_run=dry_run, keep_going=keep_going)


@CONTACT.command("restore")
def restore(session: Session, who: Whos, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Take contacts out of the trash."""
    people.restore_each(session, Entity.CONTACT, who, dry_run=dry_run, keep_going=keep_going)


@CONTACT.command("tag")
def tag(
    session: Session,
    who: Who,
    tags: Annotated[list[str], typer.Argument(metavar="T...", help="Tags.")],
    remove: Annotated[bool, typer.Option("--remove", help="Take them off.")] = False,
) -> None:
    """Put tags on a contact, or take them off."""
    people.tag_one(session, Entity.CONTACT, who, tags, remove=remove)


@CONTACT.command("timeline")
def timeline(session: Session, who: Who, limit: Limit = None) -> None:
    """Show what happened with a contact, newest first."""
    people.show_timeline(session, Entity.CONTACT, who, limit)


@CONTACT.command("history")
def history(session: Session, who: Who) -> None:
    """Show every change of a contact's fields, newest first."""
    people.show_history(session, Entity.CONTACT, who)
