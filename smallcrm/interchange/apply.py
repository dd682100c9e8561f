"""Step 5: writes the planned batches inside one transaction, rows that are new as ranges of ids."""

from collections.abc import Iterable, Sequence
from typing import Any

from smallcrm.interchange.lookup import next_id
from smallcrm.interchange.plan import Batch, Rejected
from smallcrm.interchange.present import KnownChannel, Present
from smallcrm.interchange.runs import IMPORT_ROW, stored_cells
from smallcrm.interchange.table_rows import ROW_COLUMNS, RowMaker, TableRow, numbered, owner_ids, uids
from smallcrm.interchange.touches import future_meeting, past_contact
from smallcrm.store import derived, search_index
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

_SEARCHED = (search_index.CONTACT, search_index.COMPANY, search_index.INTERACTION, search_index.FOLLOW_UP)
_DERIVED_AT_ONCE = 5000


class Writer:
    """Writes batches; `finish` brings the search index and the derived columns of the new rows up to date."""

    def __init__(self, work: UnitOfWork, run: int) -> None:
        self._work = work
        self._run = run
        self._make = RowMaker(work.stamp, uids(work.new_uid))
        self._first = {table: next_id(work.connection, table) for table in (*ROW_COLUMNS, "import_row")}

    def write(self, batch: Batch) -> None:
        """Write one batch, parents before children."""
        self._insert("tag", [self._make.entity(identity, name, fold(name)) for identity, name in batch.tags])
        for table in ("company", "contact"):
            self._insert(table, [self._make.record(made) for made in batch.made if made.table == table])
        self._insert_channels(batch.made)
        self._insert_tags(batch.made)
        self._insert_touches([made for made in batch.made if made.touches])
        for present in batch.changed:
            self._change(present)
        self._reject(batch.rejected)

    def finish(self) -> None:
        """Index and derive what was inserted as ranges; rows changed one by one follow by themselves."""
        for document in _SEARCHED:
            first, last = self._range(document.table)
            if first <= last:
                search_index.index(
                    self._work.connection, document, "WHERE id BETWEEN :first AND :last", first=first, last=last
                )
        first, last = self._range("channel")
        search_index.forget_channels if False else None
        self._index_channels(first, last)
        self._derive()
