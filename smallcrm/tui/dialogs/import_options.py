"""How a file is read, and what happens to the records its rows mean."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.core.settings import DATE_ORDERS, read_date_order
from smallcrm.interchange.fields import FIELDS
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.options import ImportOptions, OnMatch, Unmapped
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_AUTO = "auto"
_DELIMITERS = {_AUTO: None, "comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


class ImportOptionsDialog(FormDialog):
    """The options; the file is read with them before the dialog closes, so that what does not fit is told in it."""

    HINT = "Saving reads the file so   Tab next field"

    def __init__(self, desk: Desk, path: Path, options: ImportOptions) -> None:
        delimiter = next(name for name, sign in _DELIMITERS.items() if sign == options.delimiter)
        fields = [
            FormField("kind", "Rows are", options.kind, choices=(_AUTO, *FIELDS)),
            FormField("on_match", "If known", options.on_match, choices=tuple(OnMatch)),
            FormField("unmapped", "Other cells", options.unmapped, choices=tuple(Unmapped)),
            FormField("encoding", "Encoding", options.encoding or "", "as detected, or utf-8, cp1255, cp1252, utf-16"),
            FormField("delimiter", "Cells end", delimiter, choices=tuple(_DELIMITERS)),
            FormField("date_order", "Dates", options.date_order or _AUTO, choices=(_AUTO, *DATE_ORDERS)),
            FormField("tags", "Tags", " ".join(options.tags), "for everyone who comes in"),
        ]
        super().__init__(desk, "How to read the file", fields)
        self._path = path
        self._before = options
        self.file: ImportFile | None = None
        """The file as it was read last."""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Read the file anew."""
        options = self._before._replace(
            kind=values["kind"],
            on_match=OnMatch(values["on_match"]),
            unmapped=Unmapped(values["unmapped"]),
            encoding=values["encoding"].strip() or None,
            delimiter=_DELIMITERS[values["delimiter"]],
            date_order=None if values["date_order"] == _AUTO else read_date_order(values["date_order"]),
            tags=values["tags"].split(),
        )
        self.file = ImportFile(crm, self._path, options)
        return "Read anew"
