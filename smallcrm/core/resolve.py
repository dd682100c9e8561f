"""WHO: finds the record that a person means by an id, a uid, an e-mail, a phone or words of a name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smallcrm.core.living import in_trash
from smallcrm.errors import AmbiguousError, NotFoundError, UsageError
from smallcrm.ids import is_ulid
from smallcrm.records.deals import Deal
from smallcrm.records.references import Noun, Reference, parse_reference
from smallcrm.store.queries import people
from smallcrm.store.queries.deals_with import deals_of, deals_titled
from smallcrm.store.queries.follow_ups_with import open_with
from smallcrm.store.queries.people import Named
from smallcrm.store.queries.sounding import ids_sounding_like
from smallcrm.text.fold import fold, query_words, words
from smallcrm.values.emails import email_key, looks_like_email
from smallcrm.values.phones import looks_like_phone, phone_key

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

PEOPLE = (Noun.CONTACT,)
PEOPLE_AND_COMPANIES = (Noun.CONTACT, Noun.COMPANY)
_LONGEST_ID = 6
_MOST_NAMED = 10
_MOST_NEAR = 5


class Resolver:
    """Turns WHO into references. Every method raises UsageError, NotFoundError or AmbiguousError."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def contact(self, who: str, *, trashed: bool = False) -> int:
        """The id of the contact that `who` means; with `trashed` of one in the trash, where nobody living answers."""
        return self.someone(who, nouns=PEOPLE, trashed=trashed).id

    def company(self, who: str, *, trashed: bool = False) -> int:
        """The id of the company that `who` means."""
        return self.someone(who, nouns=(Noun.COMPANY,), trashed=trashed).id

    def someone(
        self,
        who: str,
        *,
        nouns: Sequence[Noun] = PEOPLE_AND_COMPANIES,
        trashed: bool = False,
        restoring: bool = False,
        hint: str = "",
    ) -> Reference:
        """The contact or company that `who` means; a bare id is the first noun's. `hint` is for when there is none.

        Those in the trash are meant only with `trashed`, where nobody living answers, and first when `restoring`.
        """
        states = (True, False) if restoring else (False, True) if trashed else (False,)
        found = self._answering(who, nouns, states)
        if not found:
            raise self._nobody(who.strip(), nouns, hint)
        return _only(who.strip(), found)

    def follow_up(self, text: str) -> int:
        """The id of the follow-up that `text` means: an id, a reference, or the only open one of those who answer."""
        found = self.id_of(text, Noun.FOLLOW_UP)
        if found is not None:
            return found
        whos = self._answering(text, PEOPLE_AND_COMPANIES)
        if not whos:
            raise self._no_record(text, Noun.FOLLOW_UP)
        planned = open_with(self._crm.store.read(), [reference_of(who) for who in whos])
        if len(planned) == 1:
            return planned[0].id
        if not planned:
            _only(text, whos)
            raise NotFoundError(f"{text} has no open follow-up", hint="smallcrm follow-up list shows them")
        raise AmbiguousError(
            f"{text} has {len(planned)} open follow-ups",
            hint="name one by its id",
            candidates=[f"follow-up:{each.id} {each.due_on} {each.title}" for each in planned[:_MOST_NAMED]],
        )

    def deal(self, text: str, *, is_open: bool = True) -> int:
        """The id of the deal that `text` means: an id, a reference, or the only open (else closed) one that fits.

        Those of WHO fit, or, when nobody answers to `text`, those whose titles hold its words.
        """
        found = self.id_of(text, Noun.DEAL)
        if found is not None:
            return found
        state = "open" if is_open else "closed"
        deals = self._deals(text, is_open=is_open)
        if not deals:
            raise NotFoundError(f"{text} has no {state} deal", hint="smallcrm deal list --all shows every deal")
        if len(deals) > 1:
            raise AmbiguousError(
                f"{text!r} fits {len(deals)} {state} deals",
                hint="name one by its id",
                candidates=[f"deal:{deal.id} {deal.title}" for deal in deals],
            )
        return deals[0].id

    def _deals(self, text: str, *, is_open: bool) -> list[Deal]:
        """The deals of those who answer to `text`; when nobody does, those of such a title, at least one."""
        connection = self._crm.store.read()
        whos = self._answering(text, PEOPLE_AND_COMPANIES)
        if whos:
            found = {deal.id: deal for who in whos for deal in deals_of(connection, reference_of(who), is_open=is_open)}
            if not found:
                _only(text, whos)
            return list(found.values())
        titled = deals_titled(connection, text, is_open=is_open)
        if not titled:
            raise self._no_record(text, Noun.DEAL)
        return titled

    def interaction(self, text: str) -> int:
        """The id of the interaction that `text` means: an id or a reference."""
        found = self.id_of(text, Noun.INTERACTION)
        if found is None:
            raise UsageError(f"not an interaction's id: {text!r}", hint="smallcrm interaction list shows them")
        return found

    def id_of(self, text: str, noun: Noun) -> int | None:
        """The id that `text` spells for a noun, as a number or a reference; None when it is something else."""
        text = text.strip()
        reference = parse_reference(text)
        if reference and reference.noun == noun:
            return reference.id
        if reference:
            raise UsageError(f"{reference} is not {noun.with_article}", hint=f"give {noun.with_article}'s id")
        return _plain_id(text)

    def _answering(self, who: str, nouns: Sequence[Noun], states: Sequence[bool] = (False,)) -> list[Named]:
        """Whoever answers to `who`; `states` says whether those in the trash do, the first state outranking."""
        text = who.strip()
        if not text:
            raise UsageError("WHO is empty", hint="give an id, a name, an e-mail or a phone")
        named = self._by_identity(text, nouns)
        if named:
            return [_usable(named, trashed=True in states)]
        found = (self._candidates(text, nouns, trashed=trashed) for trashed in states)
        return next(filter(None, found), [])

    def _by_identity(self, text: str, nouns: Sequence[Noun]) -> Named | None:
        connection = self._crm.store.read()
        reference = parse_reference(text)
        if reference and reference.noun not in nouns:
            raise UsageError(f"{reference} is not {nouns[0].with_article}", hint=f"give {nouns[0].with_article}")
        identity = reference.id if reference else _plain_id(text)
        if identity is not None:
            noun = reference.noun if reference else nouns[0]
            named = people.by_id(connection, noun, identity)
            if named is None:
                raise NotFoundError(f"there is no {noun} {identity}", hint=f"smallcrm {noun} list shows them")
            return named
        if is_ulid(text):
            return next(filter(None, (people.by_uid(connection, noun, text) for noun in nouns)), None)
        return None

    def _candidates(self, text: str, nouns: Sequence[Noun], *, trashed: bool) -> list[Named]:
        def those(look: Callable[..., list[Named]], sought: str) -> list[Named]:
            connection = self._crm.store.read()
            return [named for noun in nouns for named in look(connection, noun, sought, trashed=trashed)]

        found = self._by_channel(text, those) or those(people.by_name_key, fold(text))
        if found or not query_words(text):
            return found
        return those(people.by_whole_words, text) or those(people.by_beginnings, text)

    def _by_channel(self, text: str, those: Callable[[Callable[..., list[Named]], str], list[Named]]) -> list[Named]:
        """Those with this e-mail or phone; a number that nobody has here may be one as dialled in its own country."""
        if looks_like_email(text):
            return those(people.by_match_key, email_key(text))
        if not looks_like_phone(text):
            return []
        key = phone_key(text, self._crm.business.country)
        return those(people.by_match_key, key) or those(people.by_number, key.partition(" ")[0])

    def _nobody(self, text: str, nouns: Sequence[Noun], hint: str) -> NotFoundError:
        found_none = f"nobody answers to {text!r}" if nouns[0] == Noun.CONTACT else f"no {nouns[0]} answers to {text!r}"
        return self._not_found(found_none, hint or f"smallcrm {nouns[0]} add makes one", text, nouns)

    def _no_record(self, text: str, noun: Noun) -> NotFoundError:
        found_none, hint = f"no {noun} answers to {text!r}", f"smallcrm {noun} list shows them"
        return self._not_found(found_none, hint, text, PEOPLE_AND_COMPANIES)

    def _not_found(self, message: str, hint: str, text: str, nouns: Sequence[Noun]) -> NotFoundError:
        """The error, with those who may have been meant; with the hint when there are none."""
        near, about_near = self._nearest(text, nouns)
        return NotFoundError(
            message, hint=about_near or hint, candidates=[describe(named) for named in near[:_MOST_NEAR]]
        )

    def _nearest(self, text: str, nouns: Sequence[Noun]) -> tuple[list[Named], str]:
        """Those who answer in the trash, else whose names sound alike, else whose names look alike; and which."""
        trashed = self._candidates(text, nouns, trashed=True)
        if trashed:
            return trashed, f"in the trash; smallcrm restore {reference_of(trashed[0])} brings it back"
        sounding = self._sounding_like(text, nouns)
        if sounding:
            return sounding, "these sound alike"
        looking = self._looking_like(text, nouns)
        return looking, "the nearest are listed" if looking else ""

    def _sounding_like(self, text: str, nouns: Sequence[Noun]) -> list[Named]:
        connection = self._crm.store.read()
        return [
            named
            for noun in nouns
            for identity in ids_sounding_like(connection, noun, text, limit=_MOST_NEAR)
            if (named := people.by_id(connection, noun, identity))
        ]

    def _looking_like(self, text: str, nouns: Sequence[Noun]) -> list[Named]:
        """Records with a word that begins like one of the text's, the most similar first."""
        connection = self._crm.store.read()
        beginnings = [word[:2] for word in words(text)]
        found = {
            (named.noun, named.id): named
            for noun in nouns
            for beginning in beginnings
            for named in people.by_beginnings(connection, noun, beginning)
        }
        return _most_similar(fold(text), list(found.values()))


def _plain_id(text: str) -> int | None:
    forced = text.removeprefix("id:")
    if not (forced.isascii() and forced.isdigit()):
        return None
    if forced == text and (len(text) > _LONGEST_ID or text.startswith("0")):
        return None
    return int(forced)


def _most_similar(key: str, found: list[Named]) -> list[Named]:
    from difflib import SequenceMatcher

    def likeness(named: Named) -> float:
        return max(SequenceMatcher(None, key, part).ratio() for part in (named.name_key, *words(named.name_key)))

    close = [named for named in found if likeness(named) > 0.6]
    return sorted(close, key=likeness, reverse=True)


def reference_of(named: Named) -> Reference:
    """How the record is named to other commands."""
    return Reference(named.noun, named.id)


def _usable(named: Named, *, trashed: bool) -> Named:
    if named.deleted and not trashed:
        raise in_trash(reference_of(named), named.name)
    return named


def _only(text: str, found: list[Named]) -> Reference:
    if len(found) == 1:
        return reference_of(found[0])
    shown = [describe(named) for named in found[:_MOST_NAMED]]
    more = [f"and {len(found) - _MOST_NAMED} more"] if len(found) > _MOST_NAMED else []
    raise AmbiguousError(f"{text!r} fits {len(found)} records", hint="name one by its id", candidates=[*shown, *more])


def describe(named: Named) -> str:
    """A record on one line of a list of candidates."""
    return f"{reference_of(named)} {named.name}" + (f", {named.detail}" if named.detail else "")
