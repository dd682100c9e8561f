"""The fields a business has defined itself, in forms and on cards."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smallcrm.records.custom_fields import CustomField, CustomType
from smallcrm.records.references import Reference
from smallcrm.records.tables import Column, ColumnType, Page
from smallcrm.tui.dialogs.form import FormField
from smallcrm.tui.widgets.page import GAP, Line
from smallcrm.values.money import format_money, stored_money

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_HINTS = {
    CustomType.NUMBER: "a number",
    CustomType.MONEY: "an amount",
    CustomType.DATE: "a day",
    CustomType.URL: "an address",
}
_YES_OR_NO = ("", "yes", "no")


def custom_form_fields(crm: "Crm", noun: str, record: Reference | None = None) -> list[FormField]:
    """A line of a form for every custom field, filled in from a record."""
    values = crm.lists.custom_values(noun, record.id) if record else Page((), ())
    stored = dict(zip((column.name for column in values.columns), values.rows[0], strict=True)) if values.rows else {}
    return [_form_field(field, _typed(field, stored.get(field.key))) for field in crm.custom_fields.all(noun)]


def custom_lines(custom: Page) -> Iterator[Line]:
    """A line of a card for every custom field that is filled in."""
    told = [
        Line(_shown(column, value), "plain", column.header)
        for row in custom.rows
        for column, value in zip(custom.columns, row, strict=True)
        if value is not None
    ]
    if told:
        yield GAP
        yield from told


def _form_field(field: CustomField, value: str) -> FormField:
    kind = CustomType(field.type)
    choices = _YES_OR_NO if kind is CustomType.BOOL else ("", *field.choice_list) if kind is CustomType.CHOICE else ()
    return FormField(field.key, field.label, value, _HINTS.get(kind, ""), choices=choices, is_custom=True)


def _typed(field: CustomField, value: Any) -> str:
    """A stored value as one would type it."""
    if value is None:
        return ""
    if field.type == CustomType.BOOL:
        return "yes" if value else "no"
    return format_money(*stored_money(value)) if field.type == CustomType.MONEY else str(value)


def _shown(column: Column, value: Any) -> str:
    if column.type == ColumnType.FLAG:
        return "yes" if value else "no"
    return format_money(*stored_money(value)) if column.type == ColumnType.MONEY else str(value)
