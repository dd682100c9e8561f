"""The people, companies and deals that rows of deals, interactions and follow-ups name."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smallcrm.ids import is_ulid
from smallcrm.interchange.employers import Employers
from smallcrm.interchange.fields import CONTACTS
from smallcrm.interchange.incoming import Incoming, Preparer
from smallcrm.interchange.lookup import Lookup
from smallcrm.interchange.raw_records import RawChannel
from smallcrm.interchange.read_records import BadValueError, ReadRecord, Value
from smallcrm.interchange.shapes import is_phone
from smallcrm.interchange.shelf import Shelf
from smallcrm.store.connection import Connection
from smallcrm.text.fold import fold
from smallcrm.values.emails import looks_like_email

_SEPARATORS = re.compile(r"[;\n]")
_AROUND_UIDS = re.compile(r"[;,\s]+")
_WITH_EMAIL = re.compile(r"(.+?)\s*[(<]([^()<>\s]+@[^()<>\s]+)[)>]")


class Named(NamedTuple):
    """Somebody as a row names them: the field that does, and what is known of a uid, a name, an e-mail and a phone."""

    field: str
    text: str
    uid: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


class Parties:
    """Resolves whom each row of a batch speaks of; `made` counts the contacts made so far."""

    def __init__(
        self, connections: Sequence[Connection], contacts: Shelf, employers: Employers, preparer: Preparer, now: str
    ) -> None:
        self._contacts = contacts
        self._deals = Lookup(connections, "deal")
        self._employers = employers
        self._preparer = preparer
        self._now = now
        self._by_uid: dict[str, int] = {}
        self._by_key: dict[str, list[int]] = {}
        self._by_name: dict[str, list[int]] = {}
        self._deals_by_uid: dict[str, int] = {}
        self._deals_by_title: dict[str, list[int]] = {}
        self.made = 0

    def begin(self, rows: Sequence[Incoming]) -> None:
        """Fetch the ids of everybody whom the rows of a batch name."""
        named = [each for row in rows for each in named_people(row)]
        lookup = self._contacts.lookup
        self._by_uid = _living(lookup.by_uid({each.uid for each in named if each.uid}))
        self._by_key = {}
        for kind, key, identity in lookup.by_channel({key for each in named for key in self._keys(each)}):
            if kind in ("email", "phone", "whatsapp"):
                _add(self._by_key, key, identity)
        self._by_name = _grouped(lookup.by_key({fold(each.name) for each in named if each.name}))
        links = [row.links for row in rows]
        self._deals_by_uid = _living(self._deals.by_uid({each["deal_uid"] for each in links if "deal_uid" in each}))
        self._deals_by_title = _grouped(self._deals.by_key({fold(each["deal"]) for each in links if "deal" in each}))

    def company(self, row: Incoming, *, makes: bool) -> int | None:
        """The company that a row names, made when that is wanted; BadValueError for an unknown one."""
        if not (row.company or row.company_uid):
            return None
        found = self._employers.find_or_make(row) if makes and row.company else self._employers.find(row)
        if found is None:
            field = "company" if row.company else "company_uid"
            raise BadValueError(field, row.company or row.company_uid, f'there is no company "{getattr(row, field)}"')
        return found

    def people(self, row: Incoming, company: int | None) -> list[int]:
        """The contacts that a row names; BadValueError for an unknown one and for one of several of a name."""
        return [self._known(each, company) for each in named_people(row)]

    def person(self, row: Incoming, company: int | None, *, kind: str) -> int | None:
        """The first contact that a row names, made, of this kind and at this company, when nobody is known."""
        named = named_people(row)
        if not named:
            return None
        found = self._find(named[0], company)
        return found if found is not None else self._make(row, named[0], company, kind)

    def deal(self, row: Incoming, people: Sequence[int], company: int | None) -> int | None:
        """The deal that a row names by uid, or by its title among those with these people; BadValueError for none."""
        uid, title = row.links.get("deal_uid", ""), row.links.get("deal", "")
        if uid in self._deals_by_uid or not (uid or title):
            return self._deals_by_uid.get(uid)
        found = self._deals.load(self._deals_by_title.get(fold(title), ())) if title else {}
        theirs = [
            identity
            for identity, deal in found.items()
            if deal.values.get("contact_id") in people or deal.values.get("company_id", 0) == company
        ]
        fitting = theirs or list(found)
        if len(fitting) != 1:
            why = f"{len(fitting)} deals are called" if fitting else "there is no deal"
            raise BadValueError("deal" if title else "deal_uid", title or uid, f'{why} "{title or uid}"')
        return fitting[0]

    def _known(self, named: Named, company: int | None) -> int:
        found = self._find(named, company)
        if found is None:
            raise BadValueError(named.field, named.text, f'nobody answers to "{named.text}"')
        return found

    def _find(self, named: Named, company: int | None) -> int | None:
        if named.uid in self._by_uid:
            return self._by_uid[named.uid]
        if named.uid and not named.name:
            raise BadValueError(named.field, named.uid, f'no living contact has the uid "{named.uid}"')
        reached = [identity for key in self._keys(named) for identity in self._by_key.get(key, ())]
        found = list(dict.fromkeys(reached)) or self._by_name.get(fold(named.name), [])
        if len(found) > 1:
            found = self._narrowed(found, named, company)
        return found[0] if found else None

    def _narrowed(self, found: list[int], named: Named, company: int | None) -> list[int]:
        """Of several contacts, the one of that name and at that company."""
        presents = self._contacts.lookup.load(found) | self._contacts.presents
        known = {identity: presents[identity] for identity in found}
        namesakes = [each for each, who in known.items() if who.name_key == fold(named.name)] or found
        colleagues = [each for each in namesakes if company and known[each].values.get("company_id") == company]
        fitting = colleagues or namesakes
        if len(fitting) > 1:
            reason = f'{len(fitting)} contacts answer to "{named.text}": say which with contact_uid or an e-mail'
            raise BadValueError(named.field, named.text, reason)
        return fitting

    def _keys(self, named: Named) -> list[str]:
        pairs = (("email", named.email), ("phone", named.phone))
        return [key for kind, value in pairs if value and (key := self._preparer.key(kind, value))]

    def _make(self, row: Incoming, named: Named, company: int | None, kind: str) -> int:
        values: dict[str, Value] = {"name": named.name or named.email or named.phone, "kind": kind}
        values |= {"uid": named.uid} if named.uid else {}
        values |= {"company_id": company} if company else {}
        if kind == "customer":
            values["converted_at"] = row.values.get("closed_at", row.values.get("created_at", self._now))
        reached = (("email", named.email), ("phone", named.phone))
        channels = [RawChannel(channel, value) for channel, value in reached if value]
        record = ReadRecord(row.line, CONTACTS, values, "", "", "", channels, [], [])
        made = self._contacts.make(self._preparer.prepare(record))
        self.made += 1
        self._remember(named, made.id)
        return made.id

    def _remember(self, named: Named, identity: int) -> None:
        _add(self._by_name, fold(named.name), identity)
        for key in self._keys(named):
            _add(self._by_key, key, identity)
        if named.uid:
            self._by_uid[named.uid] = identity


def named_people(row: Incoming) -> list[Named]:
    """Everybody whom a row names, in its order: by uid where it has uids."""
    links = row.links
    if "contact_uids" in links:
        return [Named("contact_uids", uid, uid=uid.upper()) for uid in _AROUND_UIDS.split(links["contact_uids"]) if uid]
    if "contacts" in links:
        texts = (text.strip() for text in _SEPARATORS.split(links["contacts"]))
        return [_named("contacts", text) for text in texts if text]
    return _named_contact(row)


def _named_contact(row: Incoming) -> list[Named]:
    uid, text, email = (row.links.get(field, "") for field in ("contact_uid", "contact", "contact_email"))
    if not (uid or text or email):
        return []
    first = text if uid else next((part.strip() for part in _SEPARATORS.split(text) if part.strip()), "")
    named = Named("contact", first, name=first) if uid else _named("contact", first)
    field = "contact" if first else "contact_uid" if uid else "contact_email"
    return [named._replace(field=field, text=first or uid or email, uid=uid or named.uid, email=email or named.email)]


def _named(field: str, text: str) -> Named:
    """Somebody by uid, e-mail, phone or name, or a name with an e-mail in brackets."""
    if is_ulid(text):
        return Named(field, text, uid=text.upper())
    if looks_like_email(text):
        return Named(field, text, email=text)
    if is_phone(text):
        return Named(field, text, phone=text)
    both = _WITH_EMAIL.fullmatch(text)
    return Named(field, text, name=both[1], email=both[2]) if both else Named(field, text, name=text)


def _living(rows: Iterable[tuple[str, int, int]]) -> dict[str, int]:
    return {uid: identity for uid, identity, is_trashed in rows if not is_trashed}


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, identity in rows:
        _add(found, key, identity)
    return found


def _add(found: dict[str, list[int]], key: str, identity: int) -> None:
    ids = found.setdefault(key, [])
    if identity not in ids:
        ids.append(identity)
