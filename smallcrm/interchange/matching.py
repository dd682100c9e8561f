"""Which record a row means."""

from typing import NamedTuple

from smallcrm.interchange.difference import Mode, difference
from smallcrm.interchange.employers import Employers
from smallcrm.interchange.incoming import Incoming
from smallcrm.interchange.options import MatchKey
from smallcrm.interchange.present import Present
from smallcrm.interchange.shelf import Shelf
from smallcrm.interchange.tag_book import TagBook

SPOKEN = {
    MatchKey.UID: "the same uid",
    MatchKey.EMAIL: "the same e-mail",
    MatchKey.PHONE: "the same phone",
    MatchKey.NAME_AND_COMPANY: "the same name and company",
    MatchKey.NAME: "the same name",
    MatchKey.TITLE: "the same title with the same people",
    MatchKey.MOMENT: "the same moment with the same people",
}
"""Each key in words."""
_CHANNEL = {MatchKey.EMAIL: "an e-mail", MatchKey.PHONE: "a phone"}


class Match(NamedTuple):
    """The record a row means, by which key, and why; without a record, `reason` tells who shares an e-mail or phone."""

    present: Present | None
    reason: str = ""
    key: MatchKey | None = None


_NOBODY = Match(None)


class Matcher:
    """Tries the keys in their order; e-mails and phones count only where names agree, else it is a family."""

    def __init__(self, employers: Employers, tags: TagBook) -> None:
        self._employers = employers
        self._tags = tags

    def match(self, shelf: Shelf, row: Incoming) -> Match:
        """The record among the shelf's that the row means."""
        shared = ""
        company = self._employers.find(row) if row.company else None
        for key in shelf.keys:
            found = self._by(shelf, row, key, company)
            if found.present is not None:
                return found
            shared = shared or found.reason
        return Match(None, shared) if shelf.has_keys(row) else self._by_content(shelf, row, shared)

    def _by(self, shelf: Shelf, row: Incoming, key: MatchKey, company: int | None) -> Match:
        if key is MatchKey.UID:
            return _found(shelf.by_uid(row) if row.uid else None, key)
        if key is MatchKey.NAME:
            return _found(shelf.by_name(row), key)
        if key is MatchKey.NAME_AND_COMPANY:
            return _found(shelf.by_name_and_company(row, company) if company else None, key)
        present, other = shelf.by_channel(row, key, company)
        shared = f"shares {_CHANNEL[key]} with {other.values['name']}" if other is not None else ""
        return Match(None, shared) if shared else _found(present, key)

    def _by_content(self, shelf: Shelf, row: Incoming, shared: str) -> Match:
        """A row with nothing but a name to go by means a namesake only when it says nothing new about them."""
        for present in shelf.namesakes(row):
            if self._says_nothing_new(present, row):
                return Match(present, "nothing new about that name")
        return Match(None, shared)

    def _says_nothing_new(self, present: Present, row: Incoming) -> bool:
        if not difference(present, row, Mode.UPDATE).is_empty:
            return False
        if row.company and self._employers.find(row) != present.values.get("company_id"):
            return False
        if any(present.custom.get(field) != value for field, value in row.custom.items()):
            return False
        return all(self._tags.find(tag) in present.tags for tag in row.tags)


def _found(present: Present | None, key: MatchKey) -> Match:
    return _NOBODY if present is None else Match(present, SPOKEN[key], key)
