"""The options that every command accepts, and the arguments that many commands share."""

import inspect
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from smallcrm.cli.completion import colors, columns, formats, names, views

_SHARED: dict[str, tuple[Any, Any]] = {
    "db": (Annotated[str, typer.Option("--db", metavar="PATH", help="The database file.")], ""),
    "format": (
        Annotated[
            str,
            typer.Option(
                "--format", metavar="F", help="One of table, tsv, csv, json, ndjson, ids.", autocompletion=formats
            ),
        ],
        "",
    ),
    "json": (Annotated[bool, typer.Option("--json", help="Print JSON.")], False),
    "csv": (Annotated[bool, typer.Option("--csv", help="Print CSV.")], False),
    "tsv": (Annotated[bool, typer.Option("--tsv", help="Print tab-separated values.")], False),
    "ids": (Annotated[bool, typer.Option("--ids", help="Print ids or references only.")], False),
    "fields": (
        Annotated[str, typer.Option("--fields", metavar="A,B", help="The columns to print.", autocompletion=columns)],
        "",
    ),
    "header": (Annotated[bool | None, typer.Option("--header/--no-header", help="Print a header line.")], None),
    "color": (
        Annotated[
            str, typer.Option("--color", metavar="WHEN", help="One of auto, always, never.", autocompletion=colors)
        ],
        "",
    ),
    "quiet": (Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing that is not data.")], False),
    "no_input": (Annotated[bool, typer.Option("--no-input", help="Never ask.")], False),
    "yes": (Annotated[bool, typer.Option("--yes", "-y", help="Answer every question with yes.")], False),
    "debug": (Annotated[bool, typer.Option("--debug", help="Show where an error arose.")], False),
}

SHARED_PARAMETERS = {
    name: inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
    for name, (annotation, default) in _SHARED.items()
}

Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO", help="An id, name, e-mail, phone, uid or reference; - reads ids.", autocompletion=names
    ),
]
Whos = Annotated[
    list[str],
    typer.Argument(metavar="WHO...", help="Ids, names, e-mails or phones; - reads ids.", autocompletion=names),
]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids or references; - reads them, one a line.")]
Identity = Annotated[str, typer.Argument(metavar="ID", help="An id or a reference.")]
Terms = Annotated[list[str] | None, typer.Argument(metavar="[QUERY]...", help="Words and field:value filters.")]
Sort = Annotated[
    str,
    typer.Option(
        "--sort", metavar="F,-F", help="Columns to sort by; - before one turns it round.", autocompletion=columns
    ),
]
View = Annotated[str, typer.Option("--view", metavar="V", help="As a saved view shows it.", autocompletion=views)]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="Print at most N rows.")]
All = Annotated[bool, typer.Option("--all", help="Print every row.")]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would be done, and do nothing.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Go on after an id that fails; exit 5 then.")]


def filled_in(arguments: Sequence[str], flag: str, value: str) -> list[str]:
    """The arguments of a command line with `value` for the option `flag` where it is written without one.

    It is so at the end and before another option; `-2d` is a value, and no option.
    """
    filled = list(arguments)
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == flag and _is_option("".join(arguments[place + 1 : place + 2])):
            filled[place] = f"{flag}={value}"
    return filled


def _is_option(argument: str) -> bool:
    """Whether this cannot be a value; nothing cannot be one either."""
    return not argument or (argument.startswith("-") and not argument[1:2].isdigit())
