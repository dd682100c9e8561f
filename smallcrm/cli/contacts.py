"""`smallcrm contact`: people."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from smallcrm.cli import merging, people
from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, DryRun, KeepGoing, Limit, Sort, Terms, View, Who, Whos
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

CONTACT = Noun("contact", "People: add, find, change, look at.")

FIELDS: Mapping[str, Any] = {
    "company": people.field("--company", "C", "Where they work; made when it is new."),
    "job_title": people.field("--title", "T", "Their job title."),
    **people.FIELDS,
    "source": people.field("--source", "S", "Where they come from."),
    "language": people.field("--language", "L", "The language they speak."),
    "birthday": people.field("--birthday", "D", "A day; the year may be left out."),
    "do_not_contact": people.field("--do-not-contact", "REASON", "Never to be contacted, and why."),
}


@CONTACT.command("add", options={**people.ADDED_WITH, **FIELDS})
def add(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name; phones and e-mails in it are taken apart.")],
    options: Mapping[str, Any],
    if_missing: people.IfMissing = False,
    force: people.Force = False,
) -> None:
    """Add a contact; only a name is needed."""
    from smallcrm.values.contact_line import take_apart

    line = take_apart(session.text(name))
    fields = {"name": line.name, **people.read_options(session, options)}
    company = fields.pop("company", "")
    added = session.crm.contacts.add(
        fields,
        company=company,
        channels=people.channels_of(
            [*line.emails, *(options["email"] or ())], [*line.phones, *(options["phone"] or ())]
        ),
        tags=options["tag"] or (),
        if_missing=if_missing,
        force=force,
    )
    for match in added.resembles if added.is_new else ():
        session.err.say(f"note: {match.describe()}")
    people.tell_added(session, Reference(Entity.CONTACT, added.id), is_new=added.is_new)


@CONTACT.command("list")
def list_(
    session: Session,
    query: Terms = None,
    tag: people.Tag = "",
    kind: people.Kind = "",
    company: Annotated[str, typer.Option("--company", metavar="C", help="At this company.")] = "",
    city: Annotated[str, typer.Option("--city", metavar="C", help="In this city.")] = "",
    view: View = "",
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
    print_list(session, "contact", query, tests=tests, sort=sort, limit=limit, everything=all_, view=view)


@CONTACT.command("show")
def show(session: Session, who: Who) -> None:
    """Show everything about a contact on one card."""
    from smallcrm.cli.contact_card import show_contact

    show_contact(session, session.someone(who, nouns=(Entity.CONTACT,), trashed=True).id)


@CONTACT.command("edit", options={**people.NAME, **people.EDITED_WITH, **FIELDS})
def edit(session: Session, who: Who, options: Mapping[str, Any], in_editor: people.InEditor = False) -> None:
    """Change a contact; an empty value clears a field."""
    people.edit_one(session, session.someone(who, nouns=(Entity.CONTACT,)), options, in_editor=in_editor)


@CONTACT.command("delete")
def delete(session: Session, who: Whos, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Move contacts to the trash; undo or restore brings them back."""
    people.delete_each(session, Entity.CONTACT, who, dry_run=dry_run, keep_going=keep_going)


@CONTACT.command("restore")
def restore(
    session: Session,
    who: Whos,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
    force: Annotated[bool, typer.Option("--force", help="Even when someone else has the e-mail by now.")] = False,
) -> None:
    """Take contacts out of the trash."""
    people.restore_each(session, Entity.CONTACT, who, dry_run=dry_run, keep_going=keep_going, force=force)


@CONTACT.command("tag")
def tag(
    session: Session,
    who: Who,
    tags: people.TagWords,
    remove: people.TakeOff = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Put tags on a contact, or take them off."""
    people.tag_each(session, Entity.CONTACT, who, tags, remove=remove, dry_run=dry_run, keep_going=keep_going)


@CONTACT.command("merge")
def merge(session: Session, who: Whos, into: merging.Into, dry_run: DryRun = False) -> None:
    """Make contacts part of another, which keeps its own values; undo takes it back."""
    merging.merge_into(session, Entity.CONTACT, who, into, dry_run=dry_run)


@CONTACT.command("duplicates")
def duplicates(session: Session, least: merging.Least = "likely") -> None:
    """List contacts that may be there twice, and why."""
    merging.print_duplicates(session, Entity.CONTACT, least)


@CONTACT.command("timeline")
def timeline(session: Session, who: Who, limit: Limit = None, all_: All = False) -> None:
    """Show what happened with a contact, newest first."""
    people.show_timeline(session, Entity.CONTACT, who, limit, everything=all_)


@CONTACT.command("history")
def history(session: Session, who: Who) -> None:
    """Show every change of a contact's fields, newest first."""
    people.show_history(session, Entity.CONTACT, who)
