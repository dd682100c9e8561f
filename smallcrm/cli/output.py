"""The only writer of stdout: rows in every format, records, and bare references."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from smallcrm.records.tables import LIST_SEPARATOR, Column, ColumnType, Page
from smallcrm.text.safe import safe

if TYPE_CHECKING:
    from smallcrm.cli.diagnostics import Diagnostics
    from smallcrm.cli.look import Look
    from smallcrm.clock import Clock

Row = TypeVar("Row")

ROWS_ON_TERMINAL = 50
_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Output:
    """Writes data in the format that was asked for."""

    def __init__(
        self,
        format_: str,
        *,
        fields: Sequence[str],
        header: bool | None,
        color: str,
        environ: Mapping[str, str],
        clock: "Callable[[], Clock]",
        err: "Diagnostics",
    ) -> None:
        self.format = format_
        self._fields = fields
        self._header = header
        self._color = color
        self._environ = environ
        self._clock = clock
        self._err = err

    @property
    def on_terminal(self) -> bool:
        """Whether a person looks at stdout."""
        return sys.stdout.isatty()

    def default_limit(self, limit: int | None, everything: bool) -> int | None:
        """The number of rows to print: what was asked for, else 50 for a person and all for a program."""
        if limit is not None or everything:
            return limit
        return ROWS_ON_TERMINAL if self.format == "table" and self.on_terminal else None

    def at_most(self, most: int | None, rows: Sequence[Row]) -> Sequence[Row]:
        """The first `most` of rows, of which one more was fetched; stderr says when that left any out."""
        if most is None or len(rows) <= most:
            return rows
        self._err.say(f"the first {most} shown; --all shows every one")
        return rows[:most]

    def page(self, page: Page, *, identity: int = 0) -> None:
        """Write the rows of a list; the column at `identity` names each row for --ids."""
        if self.format == "table":
            self._table(page)
        elif self.format == "ids":
            self.lines(str(row[identity]) for row in page.rows)
        elif self.format in ("json", "ndjson"):
            self.objects(_named_rows(page))
        else:
            self._delimited(page)

    def picked(self, page: Page, *, identity: int = 0) -> None:
        """Write the rows of a list whose columns are all there: those of --fields, else every one."""
        names = self._fields if self.format != "ids" else []
        self.page(page.pick(names) if names else page, identity=identity)

    def objects(self, objects: Iterable[Mapping[str, Any]]) -> None:
        """Write JSON: a list of objects, or one object a line for ndjson."""
        if self.format == "ndjson":
            self.lines(_json(entry) for entry in objects)
            return
        lines = [_json(entry) for entry in objects]
        self.write("[" + ",\n ".join(lines) + "]\n")

    def object(self, content: Mapping[str, Any]) -> None:
        """Write one JSON object."""
        self.write(f"{_json(content, indent=2)}\n")

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines."""
        self.write("".join(f"{line}\n" for line in lines))

    def write(self, text: str) -> None:
        """Write text as it is."""
        sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8"))

    def styled(self, text: str) -> None:
        """Show drawn text: through the pager when it is longer than the terminal, ordered by us and not by it."""
        from smallcrm.cli.pager import show
        from smallcrm.text.terminal import end_sequence, start_sequence

        mode = self.look.mode
        self.write(start_sequence(mode))
        sys.stdout.flush()
        try:
            show(text, self._environ, write=self.write)
        finally:
            self.write(end_sequence(mode))

    @property
    def colored(self) -> bool:
        """Whether to colour: --color, NO_COLOR, FORCE_COLOR, else on a terminal."""
        if self._color != "auto":
            return self._color == "always"
        if self._environ.get("NO_COLOR"):
            return False
        return bool(self._environ.get("FORCE_COLOR")) or self.on_terminal

    def _table(self, page: Page) -> None:
        from smallcrm.cli.tables import draw_table

        drawn = draw_table(page, clock=self._clock(), look=self.look, header=self._header is not False)
        self.styled(drawn.text)
        if drawn.left_out:
            self._err.say(f"no room for {', '.join(drawn.left_out)}; widen the window, or choose --fields")

    @cached_property
    def look(self) -> "Look":
        """How things are drawn here: width, colour and the drawing mode for right-to-left text."""
        from smallcrm.cli.look import look_of

        return look_of(self._environ, colored=self.colored, is_terminal=self.on_terminal)

    def _delimited(self, page: Page) -> None:
        is_csv = self.format == "csv"
        rows: Iterator[Sequence[str]] = (_texts(page.columns, row) for row in page.rows)
        header = [column.name for column in page.columns]
        if is_csv:
            self.write(_csv([header] if self._header is not False else [], rows))
            return
        lines = ["\t".join(header)] if self._header else []
        self.lines([*lines, *("\t".join(_tsv_cell(cell) for cell in row) for row in rows)])


def json_value(column: Column, value: Any) -> Any:
    """A column's value as JSON has it."""
    if value is None or value == "":
        return [] if column.type == ColumnType.LIST else None
    if column.type == ColumnType.LIST:
        return value.split(LIST_SEPARATOR) if isinstance(value, str) else list(value)
    if column.type == ColumnType.MONEY:
        return _decimal(value)
    return bool(value) if column.type == ColumnType.FLAG else value


def _named_rows(page: Page) -> Iterator[dict[str, Any]]:
    for row in page.rows:
        yield {column.name: json_value(column, value) for column, value in zip(page.columns, row, strict=True)}


def _texts(columns: Sequence[Column], row: Sequence[Any]) -> list[str]:
    return [_text(column, value) for column, value in zip(columns, row, strict=True)]


def _text(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.type == ColumnType.FLAG:
        return "true" if value else "false"
    if column.type == ColumnType.MONEY:
        return _decimal(value)
    if column.type == ColumnType.LIST:
        return str(value).replace(LIST_SEPARATOR, ", ") if isinstance(value, str) else ", ".join(map(str, value))
    return str(value)


def _decimal(stored: str) -> str:
    from smallcrm.values.money import decimal_string, stored_money

    return decimal_string(*stored_money(stored))


def _tsv_cell(text: str) -> str:
    return text if text.isprintable() and "\\" not in text else _safe_inside(text.translate(_TSV_ESCAPES))


def _safe_inside(text: str) -> str:
    return text if text.isprintable() else safe(text)


def _csv(head: Sequence[Sequence[str]], rows: Iterable[Sequence[str]]) -> str:
    import csv
    import io

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows(head)
    writer.writerows([_safe_lines(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def _safe_lines(text: str) -> str:
    return text if text.isprintable() else "\n".join(_safe_inside(line) for line in text.split("\n"))


def _json(content: Any, indent: int | None = None) -> str:
    import json

    from smallcrm.text.safe import json_safe

    return json_safe(json.dumps(content, ensure_ascii=False, indent=indent))


def silence_stdout() -> None:
    """After a broken pipe: keep the interpreter from complaining when it flushes stdout at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
