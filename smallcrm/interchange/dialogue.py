"""A file as a dialogue with a person begins with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from smallcrm.interchange.fields import WITH_CUSTOM_FIELDS
from smallcrm.interchange.import_file import ImportFile
from smallcrm.interchange.options import ImportOptions, Unmapped

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


def opened_for_dialogue(crm: "Crm", path: Path, options: ImportOptions) -> ImportFile:
    """The file, its columns without a field as custom fields where its records can have them.

    A script that does not choose gets their cells in the notes; a person is shown the new fields before they are made.
    Raises what `ImportFile` raises.
    """
    file = ImportFile(crm, path, options)
    if file.mapping.unmapped and file.mapping.kind in WITH_CUSTOM_FIELDS:
        return ImportFile(crm, path, options._replace(unmapped=Unmapped.CUSTOM))
    return file
