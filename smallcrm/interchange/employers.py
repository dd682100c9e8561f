"""The companies that rows of contacts name: found by uid or name, and made once each when they are new."""

from collections.abc import Sequence

from smallcrm.interchange.fields import COMPANIES
from smallcrm.interchange.incoming import Incoming
from smallcrm.interchange.read_records import ReadRecord
from smallcrm.interchange.shelf import Shelf


class Employers:
    """Resolves the company of each contact in a batch; `made` counts the companies made so far."""

    def __init__(self, companies: Shelf) -> None:
        self._companies = companies
        self._by_uid: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        self.made = 0

    def begin(self, rows: Sequence[Incoming]) -> None:
        """Fetch the ids of the companies that the rows of a batch name; `Shelf.begin` must have gone before."""
        lookup = self._companies.lookup
        self._by_uid = {
            uid: identity
            for uid, identity, is_trashed in lookup.by_uid({row.company_uid for row in rows if row.company_uid})
            if not is_trashed
        }
        self._by_name = {}
        for name, identity in lookup.by_key({row.company_key for row in rows if row.company}):
            self._by_name.setdefault(name, identity)

    def find(self, row: Incoming) -> int | None:
        """The company that the row names; a uid is surer than a name."""
        return self._by_uid.get(row.company_uid) or self._by_name.get(row.company_key) or self._made_before(row)

    def find_or_make(self, row: Incoming) -> int:
        """The company that the row names, made when it is new."""
        return self.find(row) or self._make(row)

    def _made_before(self, row: Incoming) -> int | None:
        """A company that another row of the batch is itself."""
        return self._companies.id_named(row.company_key)

    def _make(self, row: Incoming) -> int:
        values: dict[str, str | int] = {"name": row.company}
        if row.company_uid:
            values["uid"] = row.company_uid
        record = ReadRecord(row.line, COMPANIES, values, "", "", "", [], [], [])
        made = self._companies.make(Incoming(record, [], (), []))
        self._by_name[made.name_key] = made.id
        if made.uid:
            self._by_uid[made.uid] = made.id
        self.made += 1
        return made.id
