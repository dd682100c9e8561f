"""The form that most dialogs are: fields, a preview, and what is wrong told inside, with everything typed kept."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from smallcrm.errors import CrmError
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.dialog import Dialog
from smallcrm.tui.keys import bind
from smallcrm.tui.widgets.chips import Chips
from smallcrm.tui.widgets.ordered import Field, Told

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_PATIENCE_SECONDS = 1.0


class FormField(NamedTuple):
    """One line of a form. Enter goes from one `main` field to the next, and saves at the last of them."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    choices: Sequence[str] = ()
    main: bool = False
    is_custom: bool = False

    @property
    def identity(self) -> str:
        """The id of its widget; the keys of custom fields may be words of any script."""
        return f"custom-{self.name.encode().hex()}" if self.is_custom else self.name


class FormDialog(Dialog[str]):
    """Asks, saves, and answers with a sentence that tells what was done."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("save", show=True)]
    HINT = "Enter goes on, and saves at the end   Tab next field"

    def __init__(self, desk: Desk, title: str, fields: Sequence[FormField]) -> None:
        super().__init__(desk, title)
        self._fields = fields
        self._wants_to_leave = False
        self._is_saving = False

    @abstractmethod
    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Write what was typed, in the writing thread; returns what a toast tells."""

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:  # noqa: ARG002
        """What saving would do, in the reading thread; errors count as nothing to tell yet."""
        return ""

    def compose_body(self) -> ComposeResult:
        """The fields, and what saving would do."""
        with VerticalScroll(id="fields", can_focus=False):
            for field in self._fields:
                with Horizontal(classes="field"):
                    label = Told(self.desk, classes="label")
                    label.update(field.label)
                    yield label
                    yield self._input(field)
        yield Told(self.desk, identity="preview")

    def _input(self, field: FormField) -> Field | Chips:
        if field.choices:
            return Chips(self.desk, field.choices, field.value, identity=field.identity)
        return Field(self.desk, field.value, placeholder=field.placeholder, identity=field.identity)

    @property
    def values(self) -> dict[str, str]:
        """What the fields hold now."""
        return {field.name: self._value(field) for field in self._fields}

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from how the form was opened."""
        return any(self._value(field) != field.value for field in self._fields)

    def _value(self, field: FormField) -> str:
        widget = self.query_one(f"#{field.identity}")
        return widget.value if isinstance(widget, (Field, Chips)) else ""

    @on(Input.Changed)
    @on(Chips.Changed)
    def _changed(self) -> None:
        self._wants_to_leave = False
        self.tell_trouble("")
        self._preview(self.values)

    @work(exclusive=True, group="preview", exit_on_error=False)
    async def _preview(self, values: Mapping[str, str]) -> None:
        try:
            text = await self.desk.read(lambda crm: self.preview(crm, values))
        except CrmError as error:
            text = f"? {error.message}"
        self.query_one("#preview", Told).update(text)

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        self._go_on_from(event.input.id)

    @on(Chips.Submitted)
    def _go_on_from_chips(self, event: Chips.Submitted) -> None:
        self._go_on_from(event.chips.id)

    def _go_on_from(self, identity: str | None) -> None:
        main = [field.identity for field in self._fields if field.main]
        following = main[main.index(identity) + 1 :] if identity in main else []
        if following:
            self.query_one(f"#{following[0]}").focus()
        else:
            self.action_save()

    @work(group="writes", exit_on_error=False)
    async def action_save(self) -> None:
        """Save and close; what is wrong is told, and the form stays."""
        if self._is_saving:
            return
        self._is_saving = True
        self.set_timer(_PATIENCE_SECONDS, self._tell_waiting)
        values = self.values
        try:
            self.dismiss(await self.desk.write(lambda crm: self.save(crm, values)))
        except CrmError as error:
            self.tell_error(error)
        finally:
            self._is_saving = False

    def _tell_waiting(self) -> None:
        if self._is_saving:
            self.tell_trouble("Being saved: this closes by itself, or says why it cannot")

    def may_leave(self) -> bool:
        """Whether nothing that was typed would be lost; where it would, the form says so, and the next time lets go."""
        if self._is_saving:
            self._tell_waiting()
            return False
        if self.is_changed and not self._wants_to_leave:
            self._wants_to_leave = True
            self.tell_trouble(self.desk.keyboard.told("Not saved. The same again leaves it, {save} saves."))
            return False
        return True

    def action_cancel(self) -> None:
        """Leave, when that is meant."""
        if self.may_leave():
            self.dismiss(None)
