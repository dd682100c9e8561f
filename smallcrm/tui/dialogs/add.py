"""Adding someone who may be there already: that is told first, and asked."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from smallcrm.errors import DuplicateError
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class AddDialog(FormDialog):
    """Saving the same once more adds it all the same."""

    def __init__(self, desk: Desk, title: str, fields: Sequence[FormField]) -> None:
        super().__init__(desk, title, fields)
        self._refused: Mapping[str, str] = {}

    @abstractmethod
    def add(self, crm: "Crm", values: Mapping[str, str], *, force: bool) -> str:
        """Add it, `force` even when it seems to be there; returns what a toast tells, or raises DuplicateError."""

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Add it; DuplicateError, once, when it seems to be there already."""
        try:
            return self.add(crm, values, force=values == self._refused)
        except DuplicateError as error:
            self._refused = values
            hint = "{save} again adds it all the same"
            raise DuplicateError(error.message, hint=hint, candidates=error.candidates) from error


def channels_of(phones: Sequence[str], emails: Sequence[str]) -> list[NewChannel]:
    """The channels that were typed, without the lines that were left empty."""
    typed = [(ChannelType.PHONE, phone) for phone in phones] + [(ChannelType.EMAIL, email) for email in emails]
    return [NewChannel(kind, text) for kind, text in typed if text.strip()]
