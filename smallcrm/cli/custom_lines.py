"""What a card says of a record's custom fields."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smallcrm.cli.cards import Line
    from smallcrm.cli.context import Session
    from smallcrm.records.tables import Page


def custom_lines(session: "Session", custom: "Page") -> "list[Line]":
    """A line for every custom field that is filled in."""
    from smallcrm.cli.tables import shown

    clock = session.crm.clock
    said = [(column.header, shown(column, value, clock))
            for row in custom.rows for column, value in zip(custom.columns, row, strict=True)]  # fmt: skip
    return [line for line in said if line[1]]
