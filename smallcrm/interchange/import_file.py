"""A file about to be imported: how it is read and mapped, and its rows as records."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.date_columns import DateOrders, decide_date_orders
from smallcrm.interchange.detect import Detected, detect, rows_of
from smallcrm.interchange.excel import is_guarded, unguarded
from smallcrm.interchange.headers import header_fingerprint
from smallcrm.interchange.mapping import Mapping, build_mapping
from smallcrm.interchange.options import ImportOptions
from smallcrm.interchange.overrides import named_columns
from smallcrm.interchange.read_records import ReadRecord, Rejection
from smallcrm.interchange.runs import Remembered, remembered_mapping
from smallcrm.interchange.values_reader import ValuesReader
from smallcrm.records.custom_fields import CustomEntity

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_SAMPLE_ROWS = 200


class ImportFile:
    """The first three steps of an import of one file; a dialogue shows `detected`, `mapping` and `samples`.

    Raises what `detect` and `build_mapping` raise.
    """

    def __init__(self, crm: "Crm", path: Path, options: ImportOptions) -> None:
        self._crm = crm
        self.path = path
        self.options = options
        self.name = options.name or path.name
        self.detected: Detected = detect(
            path,
            encoding=options.encoding,
            delimiter=options.delimiter,
            has_header=options.has_header,
            known_names=named_columns(options.columns),
        )
        self.samples = [row for row in islice(self.rows(), _SAMPLE_ROWS) if not row.problem]
        self.remembered = self._remembered()
        self.mapping: Mapping = self._mapping()
        self.options = options._replace(unmapped=self.mapping.rest)

    @property
    def headers(self) -> tuple[str, ...]:
        """The column names, "" where there are none."""
        return self.detected.headers

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at before the rows are taken."""
        return (
            *self.detected.warnings,
            *_told("columns are read as in the last import of such a file", self._said_before),
            *_told("columns without a field become custom fields", self.mapping.new_fields),
            *self._date_orders.warnings,
        )

    def rows(self) -> Iterator[Row]:
        """The rows of the file, from the first one on every call."""
        rows = rows_of(self.path, self.detected)
        return map(_unguarded, rows) if is_guarded(self.headers) else rows

    def reader(self) -> ValuesReader:
        """What turns a row into a record."""
        return ValuesReader(self.mapping, orders=self._date_orders.orders, clock=self._crm.clock)

    def records(self) -> Iterator[tuple[Row, ReadRecord | Rejection]]:
        """Every row with the record in it, or why it is refused."""
        read = self.reader().read
        return ((row, read(row)) for row in self.rows())

    @property
    def _said_before(self) -> Sequence[str]:
        return () if self.options.columns else self.remembered.columns

    def _remembered(self) -> Remembered:
        options = self.options
        if options.columns or options.profile != "auto":
            return Remembered(options.profile, tuple(options.columns))
        found = remembered_mapping(self._crm.store.read(), header_fingerprint(self.headers), options.kind)
        return found or Remembered("auto", ())

    def _mapping(self) -> Mapping:
        return build_mapping(
            self.headers,
            [row.cells for row in self.samples],
            overrides=self.remembered.columns,
            profile=self.remembered.profile,
            kind=self.options.kind,
            unmapped=self.options.unmapped,
            custom=[field for entity in CustomEntity for field in self._crm.custom_fields.all(entity)],
        )

    @cached_property
    def _date_orders(self) -> DateOrders:
        return decide_date_orders(
            self.rows(),
            self.mapping,
            configured=self._crm.business.calendar.date_order,
            forced=self.options.date_order,
        )


def _told(what: str, columns: Sequence[str]) -> Iterator[str]:
    if columns:
        yield f"{what}: {', '.join(columns)}"


def _unguarded(row: Row) -> Row:
    return row._replace(cells=list(map(unguarded, row.cells)))
