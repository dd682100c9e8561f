"""What the commands of contacts and companies share: options, lists, tags, trash, timelines."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from smallcrm.cli.writes import act_on_each, changed
from smallcrm.errors import UsageError
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.records.channels import NewChannel

Emails = Annotated[list[str] | None, typer.Option("--email", metavar="E", help="An e-mail address; repeatable.")]
Phones = Annotated[list[str] | None, typer.Option("--phone", metavar="[label=]P", help="A phone; repeatable.")]
Kind = Annotated[
    str, typer.Option("--kind", metavar="K", help="lead, prospect, customer, former, partner, supplier or other.")
]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="T", help="A tag; repeatable.")]
Cadence = Annotated[str | None, typer.Option("--cadence", metavar="30d|off", help="How often to be in touch.")]
Address = Annotated[str | None, typer.Option("--address", metavar="A", help="Street and number.")]
City = Annotated[str | None, typer.Option("--city", metavar="C", help="The city.")]
PostalCode = Annotated[str | None, typer.Option("--postal-code", metavar="P", help="The postal code.")]
Country = Annotated[str | None, typer.Option("--country", metavar="C", help="The country.")]
Notes = Annotated[str | None, typer.Option("--notes", metavar="T", help="Free notes; - reads them.")]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any field; repeatable.")]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="The new name.")]
AddEmails = Annotated[list[str] | None, typer.Option("--add-email", metavar="E", help="Add an e-mail address.")]
RemoveEmails = Annotated[list[str] | None, typer.Option("--remove-email", metavar="E", help="Remove one.")]
AddPhones = Annotated[list[str] | None, typer.Option("--add-phone", metavar="[label=]P", help="Add a phone.")]
RemovePhones = Annotated[list[str] | None, typer.Option("--remove-phone", metavar="P", help="Remove a phone.")]
InEditor = Annotated[bool, typer.Option("--edit", help="Change the fields in $EDITOR.")]


def fields_of(options: Mapping[str, str | None], sets: Sequence[str] | None) -> dict[str, str]:
    """The fields that options name, and those of --set key=value; options left out are not in it."""
    fields = {name: value for name, value in options.items() if value is not None}
    for item in sets or ():
        key, equals, value = item.partition("=")
        if not equals:
            raise UsageError(f"not key=value: {item!r}", hint="for example --set city=Haifa")
        fields[key.strip().replace("-", "_")] = value
    return fields


def channels_of(emails: Sequence[str] | None, phones: Sequence[str] | None) -> list["NewChannel"]:
    """The channels that --email and --phone name."""
    from smallcrm.records.channels import ChannelType, NewChannel
    from smallcrm.values.phones import parse_labelled

    labelled = [parse_labelled(phone) for phone in phones or ()]
    return [
        *(NewChannel(ChannelType.EMAIL, email) for email in emails or ()),
        *(NewChannel(ChannelType.PHONE, value, label) for label, value in labelled),
    ]


def change_channels(
    session: "Session",
    ref: Reference,
    *,
    emails: Sequence[str] | None,
    phones: Sequence[str] | None,
    add: Sequence["NewChannel"],
    remove_emails: Sequence[str] | None,
    remove_phones: Sequence[str] | None,
) -> bool:
    """Apply the channel options of `edit`; returns whether anything changed."""
    from smallcrm.records.channels import ChannelType

    channels = session.crm.channels
    differs = [_set_channel(session, ref, ChannelType.EMAIL, text) for text in emails or ()]
    differs += [_set_channel(session, ref, ChannelType.PHONE, text) for text in phones or ()]
    differs += [channels.add(ref, new) is not None for new in add]
    differs += [channels.delete(channels.find(ref, text, ChannelType.EMAIL).id) for text in remove_emails or ()]
    differs += [channels.delete(channels.find(ref, text, ChannelType.PHONE).id) for text in remove_phones or ()]
    return any(differs)


def _set_channel(session: "Session", ref: Reference, kind: "ChannelType", text: str) -> bool:  # noqa: F821
    """`OLD=NEW` rewrites a channel; anything else is added, with the label before its `=` if it has one."""
    from smallcrm.errors import NotFoundError
    from smallcrm.records.channels import NewChannel
    from smallcrm.values.phones import parse_labelled

    old, equals, new = text.partition("=")
    if equals:
        try:
            return session.crm.channels.replace(ref, old, new, kind)
        except NotFoundError:
            if any(letter.isdigit() or letter == "@" for letter in old):
                raise
    label, value = parse_labelled(text)
    return session.crm.channels.add(ref, NewChannel(kind, value, label)) is not None


def delete_each(session: "Session", noun: Noun, whos: Sequence[str], *, dry_run: bool, keep_going: bool) -> None:
    """Move records to the trash, in one undo step."""
    use_cases = session.crm.contacts if noun == Noun.CONTACT else session.crm.companies
    _act_on_each(session, noun, whos, use_cases.delete, "deleted", dry_run=dry_run, keep_going=keep_going)


def restore_each(session: "Session", noun: Noun, whos: Sequence[str], *, dry_run: bool, keep_going: bool) -> None:
    """Take records out of the trash, in one undo step."""
    use_cases = session.crm.contacts if noun == Noun.CONTACT else session.crm.companies
    _act_on_each(
        session, noun, whos, use_cases.restore, "restored", dry_run=dry_run, keep_going=keep_going, trashed=True
    )


def tag_one(session: "Session", noun: Noun, who: str, tags: Sequence[str], *, remove: bool) -> None:
    """Put tags on a record, or on those whose ids stdin holds, or take them off."""
    whos = session.many([who])
    if not tags:
        raise UsageError("no tags were given", hint="smallcrm contact tag WHO vip")

    def act(ref: Reference) -> None:
        done = session.crm.tags.remove(ref, tags) if remove else session.crm.tags.add(ref, tags)
        changed(session, ref, differs=bool(done), verb="untagged" if remove else "tagged")

    label = f"{'untag' if remove else 'tag'} {len(whos)} {noun} {' '.join(tags)}"
    session.each(whos, label, lambda text: session.someone(text, nouns=(noun,)), act)


def show_timeline(session: "Session", noun: Noun, who: str, limit: int | None) -> None:
    """Print what happened with someone, newest first."""
    from smallcrm.cli.cards import timeline_page

    ref = session.someone(who, nouns=(noun,), trashed=True)
    most = session.out.default_limit(limit, everything=False)
    session.out.page(timeline_page(session.crm.profiles.timeline(ref, limit=most)), identity=1)


def show_history(session: "Session", noun: Noun, who: str) -> None:
    """Print every change of a record, newest first."""
    from smallcrm.cli.history import print_changes

    print_changes(session, session.someone(who, nouns=(noun,), trashed=True))


def _act_on_each(
    session: "Session",
    noun: Noun,
    whos: Sequence[str],
    act: Callable[[int], bool],
    verb: str,
    *,
    dry_run: bool,
    keep_going: bool,
    trashed: bool = False,
) -> None:
    act_on_each(
        session,
        noun,
        whos,
        lambda text: session.someone(text, nouns=(noun,), trashed=trashed or verb == "deleted").id,
        act,
        verb,
        dry_run=dry_run,
        keep_going=keep_going,
    )
