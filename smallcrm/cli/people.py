"""What the commands of contacts and companies share: options, lists, tags, trash, timelines."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smallcrm.cli.completion import Complete, kinds, tags
from smallcrm.cli.writes import act_on_each, change_each, changed, wrote
from smallcrm.errors import UsageError
from smallcrm.records.references import Noun, Reference

if TYPE_CHECKING:
    from smallcrm.cli.context import Session
    from smallcrm.core.companies import Companies
    from smallcrm.core.contacts import Contacts
    from smallcrm.records.channels import ChannelType, NewChannel

Emails = Annotated[list[str] | None, typer.Option("--email", metavar="E", help="An e-mail address; repeatable.")]
Phones = Annotated[list[str] | None, typer.Option("--phone", metavar="[label=]P", help="A phone; repeatable.")]
Kind = Annotated[str, typer.Option("--kind", metavar="K", help="What they are to the business.", autocompletion=kinds)]
Tag = Annotated[str, typer.Option("--tag", "-t", metavar="T", help="With this tag.", autocompletion=tags)]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", "-t", metavar="T", help="A tag; repeatable.", autocompletion=tags)
]
TagWords = Annotated[list[str], typer.Argument(metavar="T...", help="Tags.", autocompletion=tags)]
TakeOff = Annotated[bool, typer.Option("--remove", help="Take them off.")]
InEditor = Annotated[bool, typer.Option("--edit", help="Change the fields in $EDITOR.")]
IfMissing = Annotated[bool, typer.Option("--if-missing", help="Print the existing id instead of failing.")]
Force = Annotated[bool, typer.Option("--force", help="Add even when the same one exists.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name; - reads it.")]

ADDED_WITH: Mapping[str, Any] = {"email": Emails, "phone": Phones, "tag": Tags}
"""The options of `add` beside the fields."""

EDITED_WITH: Mapping[str, Any] = {
    **ADDED_WITH,
    "email": Annotated[
        list[str] | None,
        typer.Option(
            "--email", metavar="[OLD=]E", help="Instead of OLD or of the only one, else one more; empty clears all."
        ),
    ],
    "phone": Annotated[
        list[str] | None,
        typer.Option(
            "--phone",
            metavar="[OLD=|label=]P",
            help="Instead of OLD or of the only one, else one more; empty clears all.",
        ),
    ],
    "add_email": Annotated[list[str] | None, typer.Option("--add-email", metavar="E", help="Add an e-mail address.")],
    "remove_email": Annotated[list[str] | None, typer.Option("--remove-email", metavar="E", help="Remove one.")],
    "add_phone": Annotated[list[str] | None, typer.Option("--add-phone", metavar="[label=]P", help="Add a phone.")],
    "remove_phone": Annotated[list[str] | None, typer.Option("--remove-phone", metavar="P", help="Remove a phone.")],
}
"""The options of `edit` beside the fields."""


def field(flag: str, metavar: str, text: str, complete: Complete | None = None) -> Any:
    """An option that fills a field; left out, it says nothing."""
    return Annotated[str | None, typer.Option(flag, metavar=metavar, help=text, autocompletion=complete)]


FIELDS: Mapping[str, Any] = {
    "kind": field("--kind", "K", "lead, prospect, customer, former, partner, supplier or other.", kinds),
    "address": field("--address", "A", "Street and number."),
    "city": field("--city", "C", "The city."),
    "postal_code": field("--postal-code", "P", "The postal code."),
    "country": field("--country", "C", "The country."),
    "cadence": field("--cadence", "30d|off", "How often to be in touch."),
    "notes": field("--notes", "T", "Free notes; - reads them."),
    "set": Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any field; repeatable.")],
}
"""The fields that contacts and companies share, as options."""

NAME: Mapping[str, Any] = {"name": field("--name", "NAME", "The new name.")}


def read_options(session: "Session", options: Mapping[str, Any]) -> dict[str, str]:
    """The fields that the options of a command fill; those left out are not in it."""
    texts = {name: value for name, value in options.items() if name not in EDITED_WITH and name != "set"}
    if texts.get("notes"):
        texts["notes"] = session.text(texts["notes"])
    return fields_of(texts, options.get("set"))


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


def tell_added(session: "Session", ref: Reference, *, is_new: bool) -> None:
    """Tell what `add` did; for a record that was there already its id goes to stdout."""
    if not is_new and session.format in ("table", "tsv", "csv") and not session.quiet:
        session.out.lines([str(ref.id)])
    wrote(session, "created" if is_new else "unchanged", ref)


def edit_one(session: "Session", ref: Reference, options: Mapping[str, Any], *, in_editor: bool) -> None:
    """Change a record's fields, channels and tags, as one step."""
    texts = read_options(session, options)
    if not in_editor:
        changed(session, ref, differs=_apply(session, ref, texts, options))
        return
    from smallcrm.cli.editor import edited_fields

    with edited_fields(session, ref) as (version, edited):
        differs = _apply(session, ref, {**texts, **edited}, options, version=version if edited else None)
    changed(session, ref, differs=differs)


def _apply(
    session: "Session",
    ref: Reference,
    texts: Mapping[str, str],
    options: Mapping[str, Any],
    *,
    version: int | None = None,
) -> bool:
    with session.crm.store.write(f"edit {ref}"):
        differs = _edit_fields(session, ref, texts, version)
        differs |= _edit_channels(session, ref, options)
        return bool(session.crm.tags.add(ref, options["tag"] or ())) or differs


def _edit_fields(session: "Session", ref: Reference, texts: Mapping[str, str], version: int | None) -> bool:
    if ref.noun == Noun.COMPANY:
        return session.crm.companies.edit(ref.id, texts, version=version)
    fields = dict(texts)
    company = fields.pop("company", None)
    return session.crm.contacts.edit(ref.id, fields, company=company, version=version)


def _edit_channels(session: "Session", ref: Reference, options: Mapping[str, Any]) -> bool:
    from smallcrm.records.channels import ChannelType

    channels = session.crm.channels
    differs = [
        _set_channel(session, ref, kind, text, instead=len(texts) == 1)
        for kind, texts in ((ChannelType.EMAIL, options["email"] or ()), (ChannelType.PHONE, options["phone"] or ()))
        for text in texts
    ]
    added = channels_of(options["add_email"], options["add_phone"])
    differs += [channels.add(ref, new) is not None for new in added]
    for name, kind in (("remove_email", ChannelType.EMAIL), ("remove_phone", ChannelType.PHONE)):
        differs += [channels.delete(channels.find(ref, text, kind).id) for text in options[name] or ()]
    return any(differs)


def _set_channel(session: "Session", ref: Reference, kind: "ChannelType", text: str, *, instead: bool) -> bool:
    """`OLD=NEW` rewrites a channel, nothing clears all of the type; anything else is a channel, perhaps `label=`.

    It takes the place of the only one of its type when it is to stand `instead`; else it is added.
    """
    from smallcrm.errors import NotFoundError
    from smallcrm.records.channels import NewChannel
    from smallcrm.values.phones import parse_labelled

    channels = session.crm.channels
    if not text.strip():
        return channels.clear(ref, kind)
    old, equals, new = text.partition("=")
    if equals:
        try:
            return channels.replace(ref, old, new, kind)
        except NotFoundError:
            if any(letter.isdigit() or letter == "@" for letter in old):
                raise
    label, value = parse_labelled(text)
    channel = NewChannel(kind, value, label)
    return channels.put(ref, channel) if instead else channels.add(ref, channel) is not None


def delete_each(session: "Session", noun: Noun, whos: Sequence[str], *, dry_run: bool, keep_going: bool) -> None:
    """Move records to the trash, in one undo step."""
    delete = _use_cases(session, noun).delete

    def resolve(text: str) -> int:
        return session.someone(text, nouns=(noun,), trashed=True).id

    act_on_each(session, noun, whos, resolve, delete, "deleted", dry_run=dry_run, keep_going=keep_going)


def restore_each(
    session: "Session", noun: Noun, whos: Sequence[str], *, dry_run: bool, keep_going: bool, force: bool = False
) -> None:
    """Take records out of the trash, in one undo step."""

    def restore(identity: int) -> bool:
        if noun == Noun.CONTACT:
            return session.crm.contacts.restore(identity, force=force)
        return session.crm.companies.restore(identity)

    def resolve(text: str) -> int:
        return session.someone(text, nouns=(noun,), restoring=True).id

    act_on_each(session, noun, whos, resolve, restore, "restored", dry_run=dry_run, keep_going=keep_going)


def tag_each(
    session: "Session",
    noun: Noun,
    who: str,
    tags: Sequence[str],
    *,
    remove: bool,
    dry_run: bool = False,
    keep_going: bool = False,
) -> None:
    """Put tags on a record, or on those whose ids stdin holds, or take them off."""
    act = session.crm.tags.remove if remove else session.crm.tags.add

    def resolve(text: str) -> Reference:
        if noun == Noun.DEAL:
            return Reference(noun, session.crm.resolver.deal(text))
        return session.someone(text, nouns=(noun,))

    change_each(
        session,
        noun,
        [who],
        f"{'untag' if remove else 'tag'} {{}} {' '.join(tags)}",
        resolve,
        lambda ref: bool(act(ref, tags)),
        "untagged" if remove else "tagged",
        dry_run=dry_run,
        keep_going=keep_going,
    )


def show_timeline(session: "Session", noun: Noun, who: str, limit: int | None, *, everything: bool) -> None:
    """Print what happened with someone, newest first."""
    from smallcrm.cli.timeline import timeline_page

    ref = session.someone(who, nouns=(noun,), trashed=True)
    most = session.out.default_limit(limit, everything)
    entries = session.crm.profiles.timeline(ref, limit=None if most is None else most + 1)
    session.out.picked(timeline_page(session.out.at_most(most, entries)), identity=1)


def show_history(session: "Session", noun: Noun, who: str) -> None:
    """Print every change of a record, newest first."""
    from smallcrm.cli.history import print_changes

    print_changes(session, session.someone(who, nouns=(noun,), trashed=True))


def _use_cases(session: "Session", noun: Noun) -> "Contacts | Companies":
    return session.crm.contacts if noun == Noun.CONTACT else session.crm.companies
