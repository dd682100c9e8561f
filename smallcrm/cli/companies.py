"""`smallcrm company`: the places where contacts work."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from smallcrm.cli import merging, people
from smallcrm.cli.app import Noun
from smallcrm.cli.context import Session
from smallcrm.cli.options import All, DryRun, KeepGoing, Limit, Sort, Terms, View, Who, Whos
from smallcrm.records.references import Noun as Entity
from smallcrm.records.references import Reference

COMPANY = Noun("company", "The places where people work.")

FIELDS: Mapping[str, Any] = {
    "domain": people.field("--domain", "D", "The domain of its e-mail addresses."),
    "website": people.field("--website", "URL", "Its website."),
    "industry": people.field("--industry", "I", "What it does."),
    "tax_id": people.field("--tax-id", "N", "Its number at the tax office."),
    **people.FIELDS,
}


@COMPANY.command("add", options={**people.ADDED_WITH, **FIELDS})
def add(
    session: Session,
    name: people.Name,
    options: Mapping[str, Any],
    if_missing: people.IfMissing = False,
    force: people.Force = False,
) -> None:
    """Add a company; only a name is needed."""
    identity, is_new = session.crm.companies.add(
        {"name": session.text(name), **people.read_options(session, options)},
        channels=people.channels_of(options["email"], options["phone"]),
        tags=options["tag"] or (),
        if_missing=if_missing,
        force=force,
    )
    people.tell_added(session, Reference(Entity.COMPANY, identity), is_new=is_new)


@COMPANY.command("list")
def list_(
    session: Session,
    query: Terms = None,
    tag: people.Tag = "",
    kind: people.Kind = "",
    city: Annotated[str, typer.Option("--city", metavar="C", help="In this city.")] = "",
    view: View = "",
    sort: Sort = "",
    limit: Limit = None,
    all_: All = False,
) -> None:
    """List companies: words and filters such as city:Haifa +vip industry:printing."""
    from smallcrm.cli.listing import equals, print_list

    tests = [*equals("tag", tag), *equals("kind", kind), *equals("city", city)]
    print_list(session, "company", query, tests=tests, sort=sort, limit=limit, everything=all_, view=view)


@COMPANY.command("show")
def show(session: Session, who: Who) -> None:
    """Show everything about a company, and its people, on one card."""
    from smallcrm.cli.company_card import show_company

    show_company(session, session.someone(who, nouns=(Entity.COMPANY,), trashed=True).id)


@COMPANY.command("edit", options={**people.NAME, **people.EDITED_WITH, **FIELDS})
def edit(session: Session, who: Who, options: Mapping[str, Any], in_editor: people.InEditor = False) -> None:
    """Change a company; an empty value clears a field."""
    people.edit_one(session, session.someone(who, nouns=(Entity.COMPANY,)), options, in_editor=in_editor)


@COMPANY.command("delete")
def delete(session: Session, who: Whos, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Move companies to the trash; their people stay."""
    people.delete_each(session, Entity.COMPANY, who, dry_run=dry_run, keep_going=keep_going)


@COMPANY.command("restore")
def restore(session: Session, who: Whos, dry_run: DryRun = False, keep_going: KeepGoing = False) -> None:
    """Take companies out of the trash."""
    people.restore_each(session, Entity.COMPANY, who, dry_run=dry_run, keep_going=keep_going)


@COMPANY.command("tag")
def tag(
    session: Session,
    who: Who,
    tags: people.TagWords,
    remove: people.TakeOff = False,
    dry_run: DryRun = False,
    keep_going: KeepGoing = False,
) -> None:
    """Put tags on a company, or take them off."""
    people.tag_each(session, Entity.COMPANY, who, tags, remove=remove, dry_run=dry_run, keep_going=keep_going)


@COMPANY.command("merge")
def merge(session: Session, who: Whos, into: merging.Into, dry_run: DryRun = False) -> None:
    """Make companies part of another, which keeps its own values; undo takes it back."""
    merging.merge_into(session, Entity.COMPANY, who, into, dry_run=dry_run)


@COMPANY.command("duplicates")
def duplicates(session: Session, least: merging.Least = "likely") -> None:
    """List companies that may be there twice, and why."""
    merging.print_duplicates(session, Entity.COMPANY, least)


@COMPANY.command("timeline")
def timeline(session: Session, who: Who, limit: Limit = None, all_: All = False) -> None:
    """Show what happened with a company and its people, newest first."""
    people.show_timeline(session, Entity.COMPANY, who, limit, everything=all_)


@COMPANY.command("history")
def history(session: Session, who: Who) -> None:
    """Show every change of a company's fields, newest first."""
    people.show_history(session, Entity.COMPANY, who)
